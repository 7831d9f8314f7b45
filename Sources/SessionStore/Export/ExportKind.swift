import Marketing

public enum ExportKind: String, CaseIterable, Sendable {
  case roster, campaigns, bookings, measurements, kpis
}

extension ExportKind {
  /// The column that says which record a row is; nil for results, which are none.
  var mark: String? {
    switch self {
    case .roster: "clout_influencer"
    case .campaigns: "clout_campaign"
    case .bookings: "clout_booking"
    case .measurements: "clout_measurement"
    case .kpis: nil
    }
  }

  /// Columns without which it isn't one of ours, and those of which it has some: names that hardly anybody else gives.
  private var telltale: (needed: [String], some: [String], count: Int) {
    switch self {
    case .roster:
      (
        ["handle", "platform"],
        [
          "er_followers", "avg_engagements", "avg_authentic_engagements", "hours_per_booking",
          "sponsored_share", "real_audience", "audience_ages",
        ], 4
      )
    case .campaigns:
      (["name", "goal"], ["targets", "budget", "archived", "start", "end", "hours"], 5)
    case .bookings:
      (
        ["campaign", "handle", "platform", "stage"],
        ["deliverables", "product_cost", "commission", "promo_code", "tracking_link"], 3
      )
    case .measurements:
      (
        ["campaign", "key", "kind", "day"],
        ["handle", "platform", "post", "promo_code", "impressions", "conversions", "source"], 4
      )
    case .kpis: (["influencers"], KPI.allCases.map(\.rawValue), 12)
    }
  }

  /// The kind of export that has such columns, whatever their order; nil if it isn't Clout's own.
  ///
  /// The mark tells. Where somebody deleted it, and in exports of earlier versions, which had none, the other names do.
  static func recognised(in header: [String]) -> ExportKind? {
    let names = Set(header.map(folded))
    if let marked = allCases.first(where: { $0.mark.map(names.contains) ?? false }) {
      return marked
    }
    return allCases.first { kind in
      let telltale = kind.telltale
      return telltale.needed.allSatisfy(names.contains)
        && telltale.some.count(where: names.contains) >= telltale.count
    }
  }

  /// A header as an export writes it: `Avg. views` is `avg_views`.
  static func folded(_ header: String) -> String {
    var result = ""
    var wantsGap = false
    for scalar in header.unicodeScalars {
      let properties = scalar.properties
      guard properties.isAlphabetic || properties.numericType != nil else {
        wantsGap = !result.isEmpty
        continue
      }
      if wantsGap { result += "_" }
      wantsGap = false
      result += properties.lowercaseMapping
    }
    return result
  }
}
