/// The screens, in the order of their keys.
enum ScreenID: String, CaseIterable, Sendable {
  case dashboard, compare, plan, kpis, vet

  var kind: any ScreenKind.Type {
    switch self {
    case .dashboard: DashboardScreen.self
    case .compare: CompareScreen.self
    case .plan: PlanScreen.self
    case .kpis: KPIScreen.self
    case .vet: VetScreen.self
    }
  }

  var key: String {
    switch self {
    case .dashboard: "1"
    case .compare: "2"
    case .plan: "3"
    case .kpis: "4"
    case .vet: "5"
    }
  }

  /// What its command says.
  var title: String {
    switch self {
    case .dashboard: "Dashboard: roster, budget and KPIs"
    case .compare: "Compare: mega and micro, or any two segments, side by side"
    case .plan: "Plan: the best line-up for the goal, the budget and the hours"
    case .kpis: "KPIs: course over time, targets, and the figures behind the figures"
    case .vet: "Vet: who waits, what is missing, what looks odd, and who goes with the brand"
    }
  }
}
