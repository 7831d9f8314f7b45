/// The rows of one kind, in the order of their numbers.
///
/// Invariant: `rows` is sorted by `id` without repetition, so looking up is a binary search, adding a new
/// row is an append, and taking a row out and putting it back restores the very same table.
public struct Table<Row: Keyed>: Hashable, Sendable {
  public private(set) var rows: [Row] = []
  /// The highest number that was seen outside the table and must not be given out again.
  private var reserved = 0

  public init() {}

  /// A table of rows in any order; of rows with the same number the last one stays.
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

  /// The number for the next new row.
  public var nextID: Identifier<Row> { Identifier(max(rows.last?.id.number ?? 0, reserved) + 1) }

  /// Keeps `nextID` above a number that something outside this table refers to; what is no valid number is ignored.
  public mutating func reserve(through number: Int) {
    if Identifier<Row>(number).isValid { reserved = max(reserved, number) }
  }

  /// The row of that number. O(log n).
  public subscript(id: Identifier<Row>) -> Row? {
    index(of: id).map { rows[$0] }
  }

  public func index(of id: Identifier<Row>) -> Int? {
    let at = insertionIndex(of: id)
    return at < rows.count && rows[at].id == id ? at : nil
  }

  /// Puts a row in, replaces it, or with nil takes it out. Returns what stood there before.
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
    // Numbers are nearly always dense: the place is a guess away.
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
