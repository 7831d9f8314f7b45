import Marketing

/// The sources behind conversions and revenue that count, as far as it is known how they count.
package enum CountedSources {
  /// In the session's order.
  package static func all(
    in session: Session, campaign: CampaignID? = nil, days: ClosedRange<Day>? = nil
  ) -> [SourceTerms] {
    guard !session.settings.sources.isEmpty else { return [] }
    let directory = Directory(session)
    var used: Set<String> = []
    for row in session.measurements.rows {
      guard campaign.map({ $0 == row.campaign }) ?? true, days?.contains(row.day) ?? true,
        row.salesChannel != nil, !used.contains(row.source), directory.hasSales(row)
      else { continue }
      used.insert(row.source)
    }
    return session.settings.sources.filter { used.contains($0.source) }
  }
}

extension Directory {
  /// Whether a measurement has conversions or revenue that count.
  package func hasSales(_ row: Measurement) -> Bool {
    let counts = counted(row)
    return counts.conversions != nil || counts.revenue != nil
  }
}

extension [SourceTerms] {
  /// Whether they count sales within windows that aren't all alike. Of a source whose window isn't known that can't be
  /// said.
  package var areUnlike: Bool { Set(flatMap(\.windows)).count > 1 }
}
