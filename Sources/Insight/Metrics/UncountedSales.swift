import Marketing

/// What one source says about a campaign's conversions while another's count: the same orders once more.
package struct UncountedSales: Sendable, Equatable {
  package let campaign: CampaignID
  package let channel: SalesChannel
  /// Those that count instead.
  package let counted: [SalesChannel]
  /// The files and feeds, by name.
  package internal(set) var sources: [String] = []
  package internal(set) var conversions: Int?
  package internal(set) var revenue: Money?
  package internal(set) var days: ClosedRange<Day>

  /// By campaign, the best source first.
  package static func all(
    in session: Session, campaign: CampaignID? = nil, days: ClosedRange<Day>? = nil
  ) -> [UncountedSales] {
    let counted = session.countedSales(session.namedCreators)
    guard !counted.isEmpty else { return [] }
    var found: [Place: (sales: UncountedSales, sources: Set<String>)] = [:]
    // Of a running total only the newest state is what the source says.
    var newest: [Chain: Measurement] = [:]
    func add(_ row: Measurement, _ channel: SalesChannel) {
      let place = Place(campaign: row.campaign, channel: channel)
      var entry =
        found[place]
        ?? (
          UncountedSales(
            campaign: row.campaign, channel: channel, counted: counted[row.campaign]?.all ?? [],
            sources: [], days: row.day...row.day), []
        )
      if let sold = row.counts.conversions {
        entry.sales.conversions = (entry.sales.conversions ?? 0) &+ sold
      }
      if let revenue = row.counts.revenue {
        entry.sales.revenue = Money(
          minorUnits: (entry.sales.revenue?.minorUnits ?? 0) &+ revenue.minorUnits)
      }
      let known = entry.sales.days
      entry.sales.days =
        min(known.lowerBound, row.from ?? row.day)...max(known.upperBound, row.day)
      entry.sources.insert(row.source)
      found[place] = entry
    }
    for row in session.measurements.rows {
      guard !row.isRepeat, let channel = row.salesChannel, let valid = counted[row.campaign],
        !valid.contains(channel), campaign.map({ $0 == row.campaign }) ?? true,
        days.map({ $0.contains(row.day) }) ?? true
      else { continue }
      guard row.kind == .total else {
        add(row, channel)
        continue
      }
      let chain = Chain(campaign: row.campaign, key: row.key)
      if newest[chain].map({ $0.day < row.day }) ?? true { newest[chain] = row }
    }
    for row in newest.values { if let channel = row.salesChannel { add(row, channel) } }
    return found.values.map { entry in
      var sales = entry.sales
      sales.sources = entry.sources.sorted()
      return sales
    }.sorted {
      ($0.campaign, $0.rank) < ($1.campaign, $1.rank)
    }
  }

  private var rank: Int { SalesChannel.allCases.firstIndex(of: channel) ?? 0 }

  private struct Place: Hashable {
    let campaign: CampaignID
    let channel: SalesChannel
  }

  private struct Chain: Hashable {
    let campaign: CampaignID
    let key: String
  }
}
