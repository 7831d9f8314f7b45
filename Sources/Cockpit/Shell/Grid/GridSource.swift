import Marketing

/// A kind of table on a screen: which rows it has, which columns, and how a row is put back.
///
/// The tables share everything else: moving, sorting, filtering, marking, editing, drawing.
protocol GridSource: PaneTable {
  associatedtype Row: Equatable & Sendable
  associatedtype Key: Hashable & Sendable
  associatedtype Part: StatePart

  /// Where in the part of its screen the table has its state.
  static var state: WritableKeyPath<Part, GridState<Key>> & Sendable { get }
  /// One row and several, in words.
  static var noun: (one: String, many: String) { get }
  static func columns(_ state: CockpitState) -> [GridColumn<Row>]
  static func rows(_ state: CockpitState) -> [Row]
  static func key(_ row: Row) -> Key
  /// Tells which rows show at all, whatever the filter says: archived ones don't. Nil where all do.
  static func includes(_ query: Query, _ state: CockpitState) -> ((Row) -> Bool)?
  /// What bare words of the filter look in.
  static func searchText(_ row: Row, _ session: Session) -> SearchText
  /// What `is:NAME` of the filter can ask for; marks can be asked for in every table.
  static var states: [RowState<Row>] { get }
  /// The edit that writes the changed row; nil where rows are computed.
  static func edit(_ row: Row) -> Edit?
  /// What the changed row is called in a message.
  static func title(_ row: Row, _ session: Session) -> String
  /// Whether a cell changed a moment ago, by what came in.
  static func isFresh(_ row: Row, _ column: GridColumn<Row>, _ state: CockpitState) -> Bool
  /// Grows whenever the rows may have changed.
  static func revision(_ state: CockpitState) -> Int
  /// The places of the rows that the newest change was about; nil where that isn't known, so that all are read anew.
  static func touchedRows(_ state: CockpitState) -> [Int]?
}

/// A state that rows can be in, as the filter asks for it: `is:booked`.
struct RowState<Row: Sendable>: Sendable {
  let name: String
  /// What it says of a row, for the help.
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
  /// Where the manager stands in a table.
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

  /// The columns that show now, in their order.
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

  /// The marked rows that show, or the row under the cursor when none is marked.
  static func chosenRows(_ state: CockpitState) -> [Row] {
    let grid = state[Self.self]
    guard !grid.marks.isEmpty else { return cursorRow(state).map { [$0] } ?? [] }
    let rows = rows(state)
    return grid.order.lazy.map { rows[$0] }.filter { grid.marks.contains(key($0)) }
  }
}
