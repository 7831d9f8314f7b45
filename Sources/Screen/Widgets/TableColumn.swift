import Screen

/// A column of a table: its title and how much room it wants.
package struct TableColumn: Hashable, Sendable {
  package var title: String
  package var width: ColumnWidth
  package var alignment: Alignment
  /// Whether it stays at the left while the others scroll.
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

/// The columns of the screen that a column of a table gets.
package struct ColumnWidth: Hashable, Sendable {
  /// Below this the table scrolls.
  package var min: Int
  package var ideal: Int
  package var max: Int
  /// Its share of what is left when all have their ideal; 0 takes none.
  package var flex: Int

  package init(min: Int, ideal: Int, max: Int? = nil, flex: Int = 0) {
    self.min = Swift.min(Swift.max(1, min), 1 << 15)
    self.ideal = Swift.min(Swift.max(self.min, ideal), 1 << 15)
    self.max = Swift.min(Swift.max(self.ideal, max ?? (flex > 0 ? .max : self.ideal)), 1 << 15)
    self.flex = Swift.min(Swift.max(0, flex), 1 << 10)
  }

  package static func fixed(_ width: Int) -> ColumnWidth { ColumnWidth(min: width, ideal: width) }
}

/// A column's part in the order of the rows.
package struct SortMark: Hashable, Sendable {
  package var isAscending: Bool
  /// 1 for the column that is looked at first; nil where it is the only one.
  package var order: Int?

  package init(isAscending: Bool, order: Int? = nil) {
    self.isAscending = isAscending
    self.order = order
  }

  package var text: String { (isAscending ? "▲" : "▼") + (order.map(String.init) ?? "") }
}

/// What stands in one cell of a table.
package struct TableCell: Hashable, Sendable {
  package var text: String
  package var role: Role
  /// Character offsets of what a filter has found.
  package var highlights: [Range<Int>]

  package init(_ text: String, role: Role = .text, highlights: [Range<Int>] = []) {
    self.text = text
    self.role = role
    self.highlights = highlights
  }
}
