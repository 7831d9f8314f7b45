/// Which revenue is set against the cost.
public enum RevenueBasis: String, CaseIterable, Sendable {
  /// What was paid less what was refunded, tax and shipping in.
  case paid
  /// The same without tax and shipping.
  case net

  /// The KPI that says how much of it there is.
  public var kpi: KPI {
    switch self {
    case .paid: .revenue
    case .net: .netRevenue
    }
  }

  /// For use in a sentence.
  package var words: String {
    switch self {
    case .paid: "revenue"
    case .net: "net revenue"
    }
  }
}
