import Screen

/// A column's title and how much room it wants.
package struct TableColumn: Hashable, Sendable {
  package var title: String
  package var width: ColumnWidth
  package var alignment: Alignment
  /// Whether it stays put while the others scroll.
  package var isFrozen: Bool
  package var sort: SortMark?

  package init(
    _ title: String, width: ColumnWidth, alignment: Alignment = .left, isFrozen: Bool = false,
    sort: SortMark? = nil
  ) {
    self.title = title
    self.width = width
    self.alignment = alignment
    self.isFrozen = isFrozen
    self.sort = sort
  }
}

/// How wide a table column may be, in screen columns.
package struct ColumnWidth: Hashable, Sendable {
  /// The table scrolls rather than go below this.
  package var min: Int
  package var ideal: Int
  package var max: Int
  /// Its share of the room left when all have their ideal width.
  package var flex: Int

  package init(min: Int, ideal: Int, max: Int? = nil, flex: Int = 0) {
    self.min = Swift.min(Swift.max(1, min), 1 << 15)
    self.ideal = Swift.min(Swift.max(self.min, ideal), 1 << 15)
    self.max = Swift.min(Swift.max(self.ideal, max ?? (flex > 0 ? .max : self.ideal)), 1 << 15)
    self.flex = Swift.min(Swift.max(0, flex), 1 << 10)
  }

  package static func fixed(_ width: Int) -> ColumnWidth { ColumnWidth(min: width, ideal: width) }
}

/// A column's part in the sort order.
package struct SortMark: Hashable, Sendable {
  package var isAscending: Bool
  /// 1 for the primary column; nil if it is the only one.
  package var order: Int?

  package init(isAscending: Bool, order: Int? = nil) {
    self.isAscending = isAscending
    self.order = order
  }

  var text: String { (isAscending ? "▲" : "▼") + (order.map(String.init) ?? "") }
}

/// The contents of a table cell.
package struct TableCell: Hashable, Sendable {
  package var text: String
  package var role: Role
  /// Character offsets of a filter's matches.
  package var highlights: [Range<Int>]

  package init(_ text: String, role: Role = .text, highlights: [Range<Int>] = []) {
    self.text = text
    self.role = role
    self.highlights = highlights
  }
}
