import Marketing

/// A kind of table on a screen: which rows it has, which columns, and how a row is put back.
///
/// The tables share everything else: moving, sorting, filtering, marking, editing, drawing.
protocol GridSource: Sendable {
  associatedtype Row: Equatable & Sendable
  associatedtype Key: Hashable & Sendable

  static var state: WritableKeyPath<CockpitState, GridState<Key>> & Sendable { get }
  /// One row and several, in words.
  static var noun: (one: String, many: String) { get }
  static var scope: Command.Scope { get }
  static func columns(_ state: CockpitState) -> [GridColumn<Row>]
  static func rows(_ state: CockpitState) -> [Row]
  static func key(_ row: Row) -> Key
  /// Rows that are left out whatever the filter says, such as archived ones.
  static func includes(_ row: Row, _ query: Query, _ state: CockpitState) -> Bool
  /// What bare words of the filter look in.
  static func searchText(_ row: Row, _ session: Session) -> SearchText
  /// Answers `is:NAME` of the filter; marks are answered for all tables.
  static func has(_ row: Row, state name: String, _ context: GridContext) -> Bool
  /// The edit that writes the changed row; nil where rows are computed.
  static func edit(_ row: Row) -> Edit?
  /// What the changed row is called in a message.
  static func title(_ row: Row, _ session: Session) -> String
  /// Whether a cell changed a moment ago, by what came in.
  static func isFresh(_ row: Row, _ column: GridColumn<Row>, _ state: CockpitState) -> Bool
  /// Grows whenever the rows may have changed.
  static func revision(_ state: CockpitState) -> Int
}

extension GridSource {
  static func includes(_ row: Row, _ query: Query, _ state: CockpitState) -> Bool { true }
  static func has(_ row: Row, state name: String, _ context: GridContext) -> Bool { false }
  static func edit(_ row: Row) -> Edit? { nil }
  static func isFresh(_ row: Row, _ column: GridColumn<Row>, _ state: CockpitState) -> Bool {
    false
  }
  static func revision(_ state: CockpitState) -> Int { state.document?.revision ?? 0 }

  /// The columns that show now, in their order.
  static func visibleColumns(_ state: CockpitState) -> [GridColumn<Row>] {
    let grid = state[keyPath: Self.state]
    return columns(state).filter { column in
      column.isVisibleAtFirst ? !grid.hidden.contains(column.id) : grid.shown.contains(column.id)
    }
  }

  static func cursorRow(_ state: CockpitState) -> Row? {
    let grid = state[keyPath: Self.state]
    guard grid.position < grid.order.count else { return nil }
    let rows = rows(state)
    let index = grid.order[grid.position]
    return index < rows.count ? rows[index] : nil
  }

  /// The marked rows that show, or the row under the cursor when none is marked.
  static func chosenRows(_ state: CockpitState) -> [Row] {
    let grid = state[keyPath: Self.state]
    guard !grid.marks.isEmpty else { return cursorRow(state).map { [$0] } ?? [] }
    let rows = rows(state)
    return grid.order.lazy.map { rows[$0] }.filter { grid.marks.contains(key($0)) }
  }
}
