/// Rows of one kind, ordered by number.
///
/// Invariant: `rows` is sorted by `id` without duplicates, so a look-up is a binary search, adding a new
/// row is an append, and removing a row and putting it back restores the same table.
public struct Table<Row: Keyed>: Hashable, Sendable {
  public private(set) var rows: [Row] = []
  /// The highest number seen outside the table; it must not be reused.
  private var reserved = 0

  public init() {}

  /// Rows may come in any order; the last one with a number wins.
  public init(_ rows: [Row]) {
    let sorted = zip(rows.dropFirst(), rows).allSatisfy { $0.id > $1.id }
    if sorted {
      self.rows = rows
    } else {
      for row in rows { set(row.id, to: row) }
    }
  }

  public var count: Int { rows.count }
  public var isEmpty: Bool { rows.isEmpty }

  public var nextID: Identifier<Row> { Identifier(max(rows.last?.id.number ?? 0, reserved) + 1) }

  /// Keeps `nextID` above a number referred to outside this table; invalid numbers are ignored.
  public mutating func reserve(through number: Int) {
    if Identifier<Row>(number).isValid { reserved = max(reserved, number) }
  }

  /// O(log n).
  public subscript(id: Identifier<Row>) -> Row? {
    index(of: id).map { rows[$0] }
  }

  public func index(of id: Identifier<Row>) -> Int? {
    let at = insertionIndex(of: id)
    return at < rows.count && rows[at].id == id ? at : nil
  }

  /// Inserts or replaces a row, or removes it if nil. Returns the previous one.
  @discardableResult
  public mutating func set(_ id: Identifier<Row>, to row: Row?) -> Row? {
    let at = insertionIndex(of: id)
    let present = at < rows.count && rows[at].id == id
    switch (present, row) {
    case (true, let row?):
      let former = rows[at]
      rows[at] = row
      return former
    case (true, nil): return rows.remove(at: at)
    case (false, let row?): rows.insert(row, at: at)
    case (false, nil): break
    }
    return nil
  }

  private func insertionIndex(of id: Identifier<Row>) -> Int {
    guard let last = rows.last, id <= last.id else { return rows.count }
    // Numbers are nearly always dense, so guess the place first.
    let guess = id.number &- rows[0].id.number
    if guess >= 0, guess < rows.count, rows[guess].id == id { return guess }
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  public static func == (left: Self, right: Self) -> Bool { left.rows == right.rows }
  public func hash(into hasher: inout Hasher) { hasher.combine(rows) }
}
