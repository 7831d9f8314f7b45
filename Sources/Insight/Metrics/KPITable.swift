import Marketing

/// A session's figures, broken down by one dimension. The rows always add up to the total.
package struct KPITable: Sendable {
  package struct Row: Sendable, Equatable {
    package let key: GroupKey
    package let label: String
    package let totals: Totals
    fileprivate let group: Int

    /// The ratio of the group's sums.
    package func value(_ kpi: KPI) -> KPIValue? { totals.value(kpi) }
  }

  package let campaign: CampaignID?
  package let days: ClosedRange<Day>?
  /// Groups with measurements or committed bookings; what couldn't be assigned comes last.
  package let rows: [Row]
  private let aggregate: Aggregate

  package var dimension: Dimension { aggregate.dimension }
  package var total: Totals { aggregate.total }

  init(_ aggregate: Aggregate, campaign: CampaignID?, days: ClosedRange<Day>?) {
    self.aggregate = aggregate
    self.campaign = campaign
    self.days = days
    let directory = aggregate.directory
    rows = aggregate.groups.indices
      .filter { !aggregate.groups[$0].totals.sums.isEmpty }
      .sorted { GroupKey.precedes(aggregate.groups[$0].key, aggregate.groups[$1].key) }
      .map { place in
        let group = aggregate.groups[place]
        return Row(
          key: group.key, label: directory.label(of: group.key, in: aggregate.dimension),
          totals: group.totals, group: place)
      }
  }

  /// Adds up a session, or one of its campaigns. A table for a range of days holds what those days added; costs have no
  /// day, so it has none.
  package static func make(
    _ session: Session, by dimension: Dimension, campaign: CampaignID? = nil,
    days: ClosedRange<Day>? = nil
  ) -> KPITable {
    let directory = Directory(session)
    var aggregate = Aggregate(dimension, directory: directory, costs: days == nil)
    session.forEachIncrement(campaign: campaign, days: days, directory: directory) {
      increment, who, campaign, day, _ in aggregate.collect(increment, who, campaign, day)
    }
    aggregate.fold()
    if days == nil {
      session.forEachCost(campaign: campaign, directory: directory) {
        aggregate.change(from: nil, to: $0, $1, $2, nil)
      }
    }
    return KPITable(aggregate, campaign: campaign, days: days)
  }

  package subscript(key: GroupKey) -> Row? { rows.first { $0.key == key } }
}

/// What "a typical creator" brings: the median over influencers. The group's own figure is the ratio of sums, which the
/// largest account dominates.
package struct Typical: Hashable, Sendable {
  /// In the KPI's unit.
  package let median: Double
  /// Influencers with a known figure.
  package let influencers: Int

  package init(median: Double, influencers: Int) {
    self.median = median
    self.influencers = influencers
  }
}

extension KPITable {
  /// One influencer's part of a group, or of the whole table.
  package struct Creator: Sendable {
    package let influencer: InfluencerID
    package let totals: Totals
  }

  /// The influencers of a row with their part of its figures. Excludes figures that belong to nobody.
  package func creators(in row: Row) -> [Creator] {
    var result: [Creator] = []
    var next = aggregate.groups[row.group].firstCell
    while next >= 0 {
      let cell = aggregate.cells[Int(next)]
      append(cell.sums, of: cell.influencer, isWhole: false, to: &result)
      next = cell.next
    }
    return result
  }

  /// The influencers of the whole table.
  package var creators: [Creator] {
    var result: [Creator] = []
    for (place, sums) in aggregate.creators.enumerated() {
      append(sums, of: Int32(place), isWhole: true, to: &result)
    }
    return result
  }

  private func append(
    _ sums: Sums, of place: Int32, isWhole: Bool, to creators: inout [Creator]
  ) {
    let directory = aggregate.directory
    guard place != directory.nobody, !sums.isEmpty else { return }
    creators.append(
      Creator(
        influencer: directory.influencers[Int(place)].id,
        totals: aggregate.totals(sums, of: place, isWhole: isWhole)))
  }

  /// The typical creator of a row; nil if no influencer has the figure.
  package func typical(_ kpi: KPI, in row: Row) -> Typical? {
    Typical(creators(in: row).compactMap { $0.totals.value(kpi)?.double })
  }

  /// The typical creator of the whole table.
  package func typical(_ kpi: KPI) -> Typical? {
    Typical(creators.compactMap { $0.totals.value(kpi)?.double })
  }
}

extension Typical {
  /// The middle value, or the mean of the middle two; nil without values.
  package init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    median =
      sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    influencers = sorted.count
  }
}
