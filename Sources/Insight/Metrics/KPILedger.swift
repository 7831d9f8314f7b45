import Marketing

/// Tables that follow the session edit by edit: another measurement costs the same however many there are.
///
/// Rows and tables taken from it don't change any more. A table shares its storage with the ledger, so release it, or
/// keep only its rows, before the next edit: otherwise that edit copies it.
package struct KPILedger: Sendable {
  private struct Chain: Hashable {
    let campaign: CampaignID
    let key: String
  }

  /// The days of a running total's snapshots, ascending.
  private enum Days {
    case one(Day)
    case several([Day])

    var all: [Day] {
      switch self {
      case .one(let day): [day]
      case .several(let days): days
      }
    }

    init?(_ days: [Day]) {
      if days.count == 1 { self = .one(days[0]) } else { self = .several(days) }
      if days.isEmpty { return nil }
    }
  }

  package let dimensions: [Dimension]
  package let campaign: CampaignID?
  package let days: ClosedRange<Day>?
  private var directory: Directory
  private var aggregates: [Aggregate]
  private let breakdowns: [TimeSeries.Breakdown]
  /// The aggregates of the series. They hold every day, whatever the tables' range.
  private var series: [Aggregate] = []
  private var chains: [Chain: Days] = [:]
  /// How many measurements have each promo code and tracking link.
  private var carriers: [SignIndex.Key: Int] = [:]

  package init(
    _ session: Session, dimensions: [Dimension], series: [TimeSeries.Breakdown] = [],
    campaign: CampaignID? = nil, days: ClosedRange<Day>? = nil
  ) {
    self.dimensions = dimensions
    breakdowns = series
    self.campaign = campaign
    self.days = days
    directory = Directory(session)
    aggregates = []
    rebuild(session)
    learnChains(session.measurements)
    for row in session.measurements.rows { carry(row, 1) }
  }

  /// The table of one of the ledger's dimensions; nil for any other.
  package func table(by dimension: Dimension) -> KPITable? {
    dimensions.firstIndex(of: dimension).map {
      KPITable(aggregates[$0], campaign: campaign, days: days)
    }
  }

  /// Whether of a campaign, or of any, only some of the sources of conversions count.
  package func countsSomeSources(of campaign: CampaignID?) -> Bool {
    campaign.map { directory.countedSales[$0] != nil } ?? !directory.countedSales.isEmpty
  }

  /// One of the ledger's series, nil for any other; for the range given, or all days.
  package func series(
    _ breakdown: TimeSeries.Breakdown, days: ClosedRange<Day>? = nil
  ) -> TimeSeries? {
    breakdowns.firstIndex(of: breakdown).map {
      TimeSeries(series[$0], breakdown, campaign: campaign, days: days)
    }
  }

  /// Updates the tables after `session.apply(edit)` returned `inverse`. Measurements and bookings are updated one by
  /// one; an edit that moves existing figures, such as a new tier for an influencer or a new code for a booking whose
  /// code was used, adds everything up again.
  package mutating func follow(_ inverse: Edit, in session: Session) {
    var former = Former()
    former.take(inverse)
    let rebuilds =
      former.movesOtherFigures(in: session)
      || session.measurements.namesCreators && !directory.namesCreators
      || session.countedSales(directory.creators) != directory.countedSales
      || former.takesReachOfSpans
      || former.signs(movedIn: session, from: directory.signs).contains { carriers[$0] != nil }
    if rebuilds {
      directory = Directory(session)
      rebuild(session)
    } else if former.changesNames {
      // A cost is removed under the old names and added under the new ones.
      for case let booking? in former.bookings.values { change(booking, isNew: false) }
      directory = Directory(session)
      for place in aggregates.indices { aggregates[place].directory = directory }
      for place in series.indices { series[place].directory = directory }
      for id in former.bookings.keys {
        if let booking = session.bookings[id] { change(booking, isNew: true) }
      }
    }
    follow(former.measurements, in: session.measurements, countingThem: !rebuilds)
  }

  private mutating func rebuild(_ session: Session) {
    aggregates = dimensions.map { Aggregate($0, directory: directory, costs: days == nil) }
    series = breakdowns.map { Aggregate($0, directory: directory) }
    let read = breakdowns.isEmpty ? days : nil
    session.forEachIncrement(campaign: campaign, days: read, directory: directory) {
      increment, who, campaign, day, _ in
      for place in series.indices { series[place].collect(increment, who, campaign, day) }
      if let days, !days.contains(day) { return }
      for place in aggregates.indices { aggregates[place].collect(increment, who, campaign, day) }
    }
    for place in series.indices { series[place].fold() }
    for place in aggregates.indices { aggregates[place].fold() }
    guard days == nil else { return }
    session.forEachCost(campaign: campaign, directory: directory) {
      for place in aggregates.indices {
        aggregates[place].change(from: nil, to: $0, $1, $2, nil)
      }
    }
  }

  private mutating func learnChains(_ log: MeasurementLog) {
    for row in log.rows where row.kind == .total && isMine(row.campaign) {
      let chain = Chain(campaign: row.campaign, key: row.key)
      guard let known = chains[chain] else {
        chains[chain] = .one(row.day)
        continue
      }
      chains[chain] = Days((known.all + [row.day]).sorted())
    }
  }

  private mutating func carry(_ row: Measurement, _ step: Int) {
    for key in SignIndex.keys(of: row) where isMine(row.campaign) {
      let count = (carriers[key] ?? 0) + step
      carriers[key] = count == 0 ? nil : count
    }
  }

  private func isMine(_ campaign: CampaignID) -> Bool {
    self.campaign == nil || self.campaign == campaign
  }

  private mutating func change(
    from former: Sums?, to current: Sums?, _ who: Attribution, _ campaign: CampaignID, _ day: Day?
  ) {
    for place in series.indices where day != nil {
      series[place].change(from: former, to: current, who, campaign, day)
    }
    if let days, let day, !days.contains(day) { return }
    for place in aggregates.indices {
      aggregates[place].change(from: former, to: current, who, campaign, day)
    }
  }

  /// Adds a booking's cost, or removes it.
  private mutating func change(_ booking: Booking, isNew: Bool) {
    guard days == nil, booking.stage.isCommitted, isMine(booking.campaign) else { return }
    let who = directory.attribution(influencer: booking.influencer, booking: booking.id)
    let cost = Sums(costOf: booking)
    change(from: isNew ? nil : cost, to: isNew ? cost : nil, who, booking.campaign, nil)
  }

  private mutating func follow(
    _ former: [Measurement.Identity: Measurement?], in log: MeasurementLog, countingThem: Bool
  ) {
    var touched: [Chain: [Day]] = [:]
    for (identity, row) in former where isMine(identity.campaign) {
      if let row { carry(row, -1) }
      if let row = log[identity] { carry(row, 1) }
      if let day = identity.day {
        touched[Chain(campaign: identity.campaign, key: identity.key), default: []].append(day)
      } else if countingThem {
        for (row, isFormer) in [(row, true), (log[identity], false)] {
          guard let row else { continue }
          let who = directory.attribution(row)
          let sums = directory.sums(row)
          change(
            from: isFormer ? sums : nil, to: isFormer ? nil : sums, who, row.campaign, row.day)
        }
      }
    }
    for (chain, changed) in touched {
      let daysBefore = chains[chain]?.all ?? []
      func row(_ day: Day) -> Measurement.Identity {
        Measurement.Identity(campaign: chain.campaign, key: chain.key, kind: .total, day: day)
      }
      let untouched = daysBefore.filter { !changed.contains($0) }
      let daysAfter = (untouched + changed.filter { log[row($0)] != nil }).sorted()
      chains[chain] = Days(daysAfter)
      guard countingThem else { continue }
      replace(
        increments(daysBefore.compactMap { former[row($0)] ?? log[row($0)] }),
        by: increments(daysAfter.compactMap { log[row($0)] }), of: chain)
    }
  }

  private typealias Increments = (who: Attribution, parts: [(day: Day, sums: Sums)])

  private func increments(_ snapshots: [Measurement]) -> Increments {
    let who = directory.attribution(
      of: snapshots.lazy.map { directory.attribution($0) })
    var parts: [(day: Day, sums: Sums)] = []
    Sums.forEachIncrement(snapshots.lazy.map { ($0.day, directory.counted($0)) }) { day, sums in
      var sums = sums
      sums.notePrice(of: snapshots[parts.count])
      parts.append((day, sums))
    }
    return (who, parts)
  }

  private mutating func replace(_ former: Increments, by current: Increments, of chain: Chain) {
    var start = 0
    if former.who == current.who {
      // Everything before the change stays the same: a new snapshot at the end costs one subtraction.
      let pairs = zip(former.parts, current.parts)
      start = pairs.prefix { $0.day == $1.day && $0.sums == $1.sums }.reduce(0) { n, _ in n + 1 }
    }
    for part in former.parts.dropFirst(start) {
      change(from: part.sums, to: nil, former.who, chain.campaign, part.day)
    }
    for part in current.parts.dropFirst(start) {
      change(from: nil, to: part.sums, current.who, chain.campaign, part.day)
    }
  }
}

/// What the session held before an edit.
private struct Former {
  var measurements: [Measurement.Identity: Measurement?] = [:]
  var bookings: [BookingID: Booking?] = [:]
  private var influencers: [InfluencerID: Influencer?] = [:]
  private var settings: Settings?
  private var changesCampaigns = false

  mutating func take(_ inverse: Edit) {
    switch inverse {
    // Inverses run backwards, so the last one about something holds its original state.
    case .measurement(let identity, let former): measurements[identity] = .some(former)
    case .booking(let id, let former): bookings[id] = .some(former)
    case .influencer(let id, let former): influencers[id] = .some(former)
    case .campaign: changesCampaigns = true
    case .feed, .plan, .comparison: break
    case .settings(let former): settings = former
    case .group(_, let inverses): for inverse in inverses { take(inverse) }
    }
  }

  /// Whether a day's reach goes or changes: the largest of the others is only found by looking at them all.
  var takesReachOfSpans: Bool {
    measurements.values.contains { $0?.from != nil && $0?.counts.reach != nil }
  }

  /// Whether the directory is out of date, if only its labels.
  var changesNames: Bool { changesCampaigns || !bookings.isEmpty || !influencers.isEmpty }

  /// Whether any figures move to other groups.
  func movesOtherFigures(in session: Session) -> Bool {
    if let settings {
      if settings.tiers != session.settings.tiers { return true }
      if settings.attribution != session.settings.attribution { return true }
      if settings.ordersFrom != session.settings.ordersFrom { return true }
      if settings.returnFrom != session.settings.returnFrom { return true }
    }
    let namesCreators = session.measurements.namesCreators
    let movesInfluencers = influencers.contains { id, former in
      let current = session.roster[id]
      return (current == nil) != (former == nil) || current?.followers != former?.followers
        || current?.promoCode != former?.promoCode
        || current?.platform != former?.platform || current?.niches != former?.niches
        || namesCreators
          && (current?.handle != former?.handle || current?.name != former?.name
            || current?.reference != former?.reference)
    }
    if movesInfluencers { return true }
    let moved = Set(
      bookings.compactMap { id, former in
        session.bookings[id]?.influencer == former?.influencer ? nil : id
      })
    func isMoved(_ row: Measurement?) -> Bool { row?.booking.map(moved.contains) ?? false }
    return !moved.isEmpty
      && (measurements.values.contains(where: isMoved)
        || session.measurements.rows.contains(where: isMoved))
  }

  /// Codes and links that may now lead elsewhere, because bookings that have them changed.
  func signs(movedIn session: Session, from signs: SignIndex) -> Set<SignIndex.Key> {
    var result: Set<SignIndex.Key> = []
    for (id, former) in bookings {
      let keys = former.map(SignIndex.keys(of:)) ?? []
      let booking = session.bookings[id]
      let keysNow = booking.map(SignIndex.keys(of:)) ?? []
      if keys != keysNow || booking?.influencer != former?.influencer {
        result.formUnion(keys + keysNow)
      } else if booking?.start != former?.start || booking?.end != former?.end
        || (booking?.stage == .declined) != (former?.stage == .declined)
      {
        // These only tell apart bookings with the same code or link.
        result.formUnion(keys.filter { signs[$0].count > 1 })
      }
    }
    return result
  }
}
