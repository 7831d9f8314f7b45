import Marketing

extension ClosedRange where Bound == Day {
  /// The same number of days right before these.
  package var preceding: ClosedRange<Day> {
    let length = upperBound - lowerBound + 1
    return (lowerBound + -length)...(lowerBound + -1)
  }
}

/// A KPI now and in the period before.
package struct Change: Hashable, Sendable {
  package let current: KPIValue?
  package let before: KPIValue?

  package init(current: KPIValue?, before: KPIValue?) {
    self.current = current
    self.before = before
  }

  /// In the KPI's unit; nil unless both are known. A missing count isn't zero.
  package var difference: Double? {
    guard let current, let before else { return nil }
    return current.double - before.double
  }

  /// The difference as a fraction of the earlier figure; nil if that isn't above zero, since growth from nothing, or
  /// from a loss, has no rate.
  package var relative: Double? {
    guard let difference, let before = before?.double, before > 0 else { return nil }
    return difference / before
  }

}

/// The figures of a range of days beside those of as many days before it.
///
/// Costs have no day, so neither side has KPIs that need one.
package struct PeriodComparison: Sendable {
  package struct Row: Sendable, Equatable {
    package let key: GroupKey
    package let label: String
    /// Nil if nothing was measured in the period.
    package let current: Totals?
    package let before: Totals?

    package func change(of kpi: KPI) -> Change {
      Change(current: current?.value(kpi), before: before?.value(kpi))
    }
  }

  package let dimension: Dimension
  package let days: ClosedRange<Day>
  package let daysBefore: ClosedRange<Day>
  /// Groups with measurements in either period.
  package let rows: [Row]
  package let total: Row

  /// Days and weeks have no counterpart in the other period, so broken down by those each group is on one side only.
  package static func make(
    _ session: Session, by dimension: Dimension, campaign: CampaignID? = nil,
    days: ClosedRange<Day>
  ) -> PeriodComparison {
    func table(_ days: ClosedRange<Day>) -> KPITable {
      KPITable.make(session, by: dimension, campaign: campaign, days: days)
    }
    let before = days.preceding
    return PeriodComparison(table(days), before: table(before), days, before)
  }

  private init(
    _ current: KPITable, before: KPITable, _ days: ClosedRange<Day>,
    _ daysBefore: ClosedRange<Day>
  ) {
    dimension = current.dimension
    self.days = days
    self.daysBefore = daysBefore
    func known(_ totals: Totals) -> Totals? { totals.measurements > 0 ? totals : nil }
    let former = Dictionary(uniqueKeysWithValues: before.rows.map { ($0.key, $0.totals) })
    var rows = current.rows.map {
      Row(key: $0.key, label: $0.label, current: $0.totals, before: former[$0.key])
    }
    let present = Set(rows.map(\.key))
    rows += before.rows.filter { !present.contains($0.key) }
      .map { Row(key: $0.key, label: $0.label, current: nil, before: $0.totals) }
    self.rows = rows.sorted { GroupKey.precedes($0.key, $1.key) }
    total = Row(
      key: .total, label: "Total", current: known(current.total), before: known(before.total))
  }
}
