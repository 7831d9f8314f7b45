import Screen

/// Something that a person can ask for. The one registry of these is the keymap, the palette, the help, the hints
/// on the bottom line and the manual page.
struct Command: Sendable {
  /// Where its keys work. From the palette every command can be called.
  enum Scope: Hashable, Sendable, CaseIterable {
    case everywhere, roster, bookings, measurements, campaigns, kpis
    /// Anywhere on one screen.
    case dashboard, compareScreen, planScreen, kpiScreen, vetScreen
    /// Panes of the compare screen.
    case comparedKPIs, claims, comparePicture
    /// Panes of the plan screen.
    case lineUp, planOutcome, planCurve
    /// Panes of the vet screen.
    case vetQueue, vetBoard, vetChecklist, vetReasons
    /// Panes of the KPI screen.
    case chart, numbers, targets, drillGroups, drillCreators, drillPosts, drillMeasurements, leaders
    /// Any of the tables.
    case tables

    var title: String {
      switch self {
      case .everywhere: "Everywhere"
      case .tables: "In tables"
      case .roster: "Roster"
      case .bookings: "Bookings"
      case .measurements: "Measurements"
      case .campaigns: "Campaigns and budget"
      case .kpis: "KPIs"
      case .dashboard: "Dashboard"
      case .kpiScreen: "KPI screen"
      case .compareScreen: "Compare"
      case .comparedKPIs: "Compare: KPIs"
      case .claims: "Compare: claims"
      case .comparePicture: "Compare: picture"
      case .planScreen: "Plan"
      case .lineUp: "Plan: line-up"
      case .planOutcome: "Plan: outcome"
      case .planCurve: "Plan: curve"
      case .vetScreen: "Vet"
      case .vetQueue: "Vet: queue"
      case .vetBoard: "Vet: board"
      case .vetChecklist: "Vet: checklist"
      case .vetReasons: "Vet: reasons"
      case .chart: "Course over time"
      case .targets: "Targets"
      case .numbers: "The course in numbers"
      case .drillGroups: "KPI screen: groups"
      case .drillCreators: "KPI screen: influencers"
      case .drillPosts: "KPI screen: posts"
      case .drillMeasurements: "KPI screen: measurements"
      case .leaders: "Leaderboard"
      }
    }
  }

  /// What is asked for when the command is called without it.
  struct Argument: Sendable {
    let title: String
    let initial: @Sendable (CockpitState) -> String
    var completion: Completion = .none

    enum Completion: Sendable {
      case none
      case path
      case choices(@Sendable (CockpitState) -> [String])
    }
  }

  /// What is typed in the palette: `save-as`.
  let id: String
  let title: String
  let keys: [Key]
  let scope: Scope
  /// The short word on the bottom line; nil keeps it off that line.
  var hint: String?
  var argument: Argument?
  var isEnabled: @Sendable (CockpitState) -> Bool = { _ in true }
  let run: @Sendable (inout CockpitState, String) -> [Effect]

  init(
    _ id: String, _ title: String, keys: [String] = [], scope: Scope = .everywhere,
    hint: String? = nil,
    argument: Argument? = nil,
    isEnabled: @escaping @Sendable (CockpitState) -> Bool = { _ in true },
    run: @escaping @Sendable (inout CockpitState, String) -> [Effect]
  ) {
    self.id = id
    self.title = title
    self.keys = keys.compactMap { Key(notation: $0) }
    assert(self.keys.count == keys.count, "\(id) has a key that can't be read")
    self.scope = scope
    self.hint = hint
    self.argument = argument
    self.isEnabled = isEnabled
    self.run = run
  }
}
