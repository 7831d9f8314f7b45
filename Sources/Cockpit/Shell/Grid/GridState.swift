import Marketing

/// The state of a table: sorting, filter, cursor and marks. Which rows show follows from it.
struct GridState<Key: Hashable & Sendable>: Sendable {
  var sort: [SortOrder] = []
  var filter = ""
  var marks: Set<Key> = []
  /// Columns that are shown or hidden contrary to their default.
  var hidden: Set<String> = []
  var shown: Set<String> = []

  /// The indices of the visible rows, in order. Set by `arrange`.
  private(set) var order: [Int] = []
  /// The cursor's place in `order`, and the row it is on; the cursor follows the row when the order changes.
  private(set) var position = 0
  private(set) var cursor: Key?
  /// The column the cursor is in.
  var column = ""

  init() {}

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

  /// Moves the cursor to a place, or the nearest one that exists.
  mutating func move(to place: Int, keyOf key: (Int) -> Key) {
    position = max(0, min(place, order.count - 1))
    cursor = order.isEmpty ? nil : key(order[position])
  }

  /// Moves the cursor to a row, wherever it is now; keeps its place if the row isn't visible.
  mutating func select(_ key: Key?, keyOf: (Int) -> Key) {
    cursor = key
    setOrder(order, keyOf: keyOf)
  }

  /// Sorts by the column; a second time reverses the order, a third drops it.
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
