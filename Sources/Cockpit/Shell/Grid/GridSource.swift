import Marketing

/// A kind of table: its rows, its columns, and how a changed row is written back.
///
/// Everything else is shared by all tables: moving, sorting, filtering, marking, editing, drawing.
protocol GridSource: PaneTable {
  associatedtype Row: Equatable & Sendable
  associatedtype Key: Hashable & Sendable
  associatedtype Part: StatePart

  /// Where its state is in the screen's part.
  static var state: WritableKeyPath<Part, GridState<Key>> & Sendable { get }
  /// The word for one row and for several.
  static var noun: (one: String, many: String) { get }
  static func columns(_ state: CockpitState) -> [GridColumn<Row>]
  static func rows(_ state: CockpitState) -> [Row]
  static func key(_ row: Row) -> Key
  /// Which rows show at all, before the filter: archived ones don't. Nil where all do.
  static func includes(_ query: Query, _ state: CockpitState) -> ((Row) -> Bool)?
  /// The text that bare words in the filter are matched against.
  static func searchText(_ row: Row, _ session: Session) -> SearchText
  /// What `is:NAME` can ask for in the filter, apart from `is:marked`, which every table has.
  static var states: [RowState<Row>] { get }
  /// The edit that writes the changed row; nil where rows are computed.
  static func edit(_ row: Row) -> Edit?
  /// What messages call the row.
  static func title(_ row: Row, _ session: Session) -> String
  /// Whether incoming figures have just changed the cell.
  static func isFresh(_ row: Row, _ column: GridColumn<Row>, _ state: CockpitState) -> Bool
  /// Increases whenever the rows may have changed.
  static func revision(_ state: CockpitState) -> Int
  /// The places of the rows touched by the latest change; nil if unknown, so that all are read again.
  static func touchedRows(_ state: CockpitState) -> [Int]?
}

/// A state that the filter can ask for: `is:booked`.
struct RowState<Row: Sendable>: Sendable {
  let name: String
  /// What it means, for the help.
  let title: String
  let holds: @Sendable (Row, GridContext) -> Bool

  init(
    _ name: String, _ title: String, holds: @escaping @Sendable (Row, GridContext) -> Bool
  ) {
    self.name = name
    self.title = title
    self.holds = holds
  }
}

extension CockpitState {
  subscript<Grid: GridSource>(_ grid: Grid.Type) -> GridState<Grid.Key> {
    _read { yield parts[Grid.Part.self][keyPath: Grid.state] }
    _modify { yield &parts[Grid.Part.self][keyPath: Grid.state] }
  }
}

extension GridSource {
  static func includes(_ query: Query, _ state: CockpitState) -> ((Row) -> Bool)? { nil }
  static var states: [RowState<Row>] { [] }
  static var stateWords: [(name: String, title: String)] {
    [("marked", "marked with Space")] + states.map { ($0.name, $0.title) }
  }
  static func touchedRows(_ state: CockpitState) -> [Int]? { nil }
  static func edit(_ row: Row) -> Edit? { nil }
  static func isFresh(_ row: Row, _ column: GridColumn<Row>, _ state: CockpitState) -> Bool {
    false
  }
  static func revision(_ state: CockpitState) -> Int { state.document?.revision ?? 0 }

  /// The visible columns, in order.
  static func visibleColumns(_ state: CockpitState) -> [GridColumn<Row>] {
    let grid = state[Self.self]
    return columns(state).filter { column in
      column.isVisibleAtFirst ? !grid.hidden.contains(column.id) : grid.shown.contains(column.id)
    }
  }

  static func cursorRow(_ state: CockpitState) -> Row? {
    let grid = state[Self.self]
    guard grid.position < grid.order.count else { return nil }
    let rows = rows(state)
    let index = grid.order[grid.position]
    return index < rows.count ? rows[index] : nil
  }

  /// The visible marked rows, or the row under the cursor when none is marked.
  static func chosenRows(_ state: CockpitState) -> [Row] {
    let grid = state[Self.self]
    guard !grid.marks.isEmpty else { return cursorRow(state).map { [$0] } ?? [] }
    let rows = rows(state)
    return grid.order.lazy.map { rows[$0] }.filter { grid.marks.contains(key($0)) }
  }
}
