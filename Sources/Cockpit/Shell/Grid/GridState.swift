import Marketing

/// Where the manager stands in a table: order, filter, cursor and marks. Which rows show follows from it.
struct GridState<Key: Hashable & Sendable>: Sendable {
  var sort: [SortOrder] = []
  var filter = ""
  var marks: Set<Key> = []
  /// Columns shown or hidden against what they are at first.
  var hidden: Set<String> = []
  var shown: Set<String> = []

  /// Indices of the rows that show, in their order. Kept by `Grid.arrange`.
  private(set) var order: [Int] = []
  /// The cursor's place in `order`, and the row that it stands on; the row wins when the order changes.
  private(set) var position = 0
  private(set) var cursor: Key?
  /// The column that the cursor stands in.
  var column = ""

  init() {}

  /// Sorted from the start.
  init(sortedBy column: String) { sort = [SortOrder(column: column, ascending: true)] }

  mutating func setOrder(_ order: [Int], keyOf key: (Int) -> Key) {
    self.order = order
    if let cursor, position < order.count, key(order[position]) == cursor { return }
    if let cursor, let place = order.firstIndex(where: { key($0) == cursor }) {
      position = place
    } else {
      move(to: position, keyOf: key)
    }
  }

  /// Puts the cursor on a place, or on the nearest one that exists.
  mutating func move(to place: Int, keyOf key: (Int) -> Key) {
    position = max(0, min(place, order.count - 1))
    cursor = order.isEmpty ? nil : key(order[position])
  }

  /// Puts the cursor on a row, wherever it is now; on the same place if it doesn't show.
  mutating func select(_ key: Key?, keyOf: (Int) -> Key) {
    cursor = key
    setOrder(order, keyOf: keyOf)
  }

  /// Sorts by the column; the same column again turns the order round, a third time drops it.
  mutating func toggleSort(_ column: String, adding: Bool, descendingFirst: Bool) {
    if let at = sort.firstIndex(where: { $0.column == column }) {
      if sort[at].ascending == !descendingFirst {
        sort[at].ascending.toggle()
        if !adding { sort = [sort[at]] }
      } else {
        sort.remove(at: at)
      }
    } else {
      let order = SortOrder(column: column, ascending: !descendingFirst)
      sort = adding ? sort + [order] : [order]
    }
  }
}
