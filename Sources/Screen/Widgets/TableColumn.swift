/// A column of a table: its title and how much room it wants.
public struct TableColumn: Hashable, Sendable {
  public var title: String
  public var width: ColumnWidth
  public var alignment: Alignment
  /// Whether it stays at the left while the others scroll.
  public var isFrozen: Bool
  public var sort: SortMark?

  public init(
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
public struct ColumnWidth: Hashable, Sendable {
  /// Below this the table scrolls.
  public var min: Int
  public var ideal: Int
  public var max: Int
  /// Its share of what is left when all have their ideal; 0 takes none.
  public var flex: Int

  public init(min: Int, ideal: Int, max: Int? = nil, flex: Int = 0) {
    self.min = Swift.min(Swift.max(1, min), 1 << 15)
    self.ideal = Swift.min(Swift.max(self.min, ideal), 1 << 15)
    self.max = Swift.min(Swift.max(self.ideal, max ?? (flex > 0 ? .max : self.ideal)), 1 << 15)
    self.flex = Swift.min(Swift.max(0, flex), 1 << 10)
  }

  public static func fixed(_ width: Int) -> ColumnWidth { ColumnWidth(min: width, ideal: width) }
}

/// A column's part in the order of the rows.
public struct SortMark: Hashable, Sendable {
  public var isAscending: Bool
  /// 1 for the column that is looked at first; nil where it is the only one.
  public var order: Int?

  public init(isAscending: Bool, order: Int? = nil) {
    self.isAscending = isAscending
    self.order = order
  }

  public var text: String { (isAscending ? "▲" : "▼") + (order.map(String.init) ?? "") }
}

/// What stands in one cell of a table.
public struct TableCell: Hashable, Sendable {
  public var text: String
  public var role: Role
  /// Character offsets of what a filter has found.
  public var highlights: [Range<Int>]

  public init(_ text: String, role: Role = .text, highlights: [Range<Int>] = []) {
    self.text = text
    self.role = role
    self.highlights = highlights
  }
}
