import Marketing
import Tabular
import Wording

// Who counted the conversions.
extension MeasurementRows {
  /// Whose figures a file's are, by its profile or its columns; nil if neither says.
  static func channel(_ batch: ImportBatch, _ orders: OrderRules) -> SalesChannel? {
    if let profile = batch.mapping.known?.profile {
      if let channel = profile.channel { return channel }
      switch profile.kind {
      case .orders:
        // A shop knows codes; who sold is known to whoever pays for it. TikTok's shop does both.
        let namesSellers = profile.columns.contains { $0.role == .field("influencerReference") }
        return namesSellers && (profile.platform == nil || profile.grain != nil)
          ? .affiliate : .shop
      case .dailyFigures: return .analytics
      case .adSpend: return .ads
      case .discountReport: return .codes
      case .posts: return .posts
      case .roster, .payouts: return nil
      }
    }
    switch batch.mapping.kind {
    case .posts: return batch.has(.spend) || batch.has(.adName) ? .otherAds : .posts
    case .orders:
      guard orders.areOrders else { return nil }
      if isOfAnalytics(batch.inspection.header) { return .analytics }
      if orders.isOfNetwork { return .affiliate }
      let seller = batch.header(of: .influencerReference)?.lowercased() ?? ""
      return ["affiliate", "referr", "partner", "ambassador", "publisher"].contains {
        seller.contains($0)
      } ? .affiliate : .shop
    case .roster, .payouts, .unknown: return nil
    }
  }

  /// Rows that say how many orders there were are sums. A shop's single orders have them, too, so the two don't add up.
  mutating func settleSums(_ batch: inout ImportBatch) {
    guard channel == nil, batch.mapping.kind == .orders, batch.mapping.known?.profile == nil,
      entries.contains(where: { ![nil, 0, 1].contains($0.measurement.counts.conversions) })
        || areSumsWithoutCounts
    else { return }
    channel = .sheet
    for at in entries.indices { entries[at].measurement.channel = .sheet }
    let log = batch.session.measurements
    for campaign in Set(entries.map(\.measurement.campaign)).sorted() {
      let others = (log.salesChannels[campaign]?.all ?? []).filter { $0 != .sheet }
      guard let other = others.first else { continue }
      let counted = SalesChannels(others + [.sheet])
        .counted(preferring: batch.session.settings.ordersFrom).all
      batch.noteFirst(
        "These are sums, and the campaign has what \(other.title) says, too. The two aren't added: "
          + "\(counted.map(\.title).joined(separator: " and ")) \(counted.count == 1 ? "counts" : "count") "
          + "(:orders-from in the cockpit chooses another).")
      break
    }
  }

  /// Amounts of weeks, months or a whole report, without a number of orders: what everybody sold in that time.
  private var areSumsWithoutCounts: Bool {
    guard !orders.areOrders, !hasKey, hasPeriod || isWeekly || isMonthly || !hasDates,
      entries.count > 1
    else { return false }
    let subjects = Set(
      entries.map { entry in
        let row = entry.measurement
        return
          "\(row.influencer?.number ?? -1) \(row.creator?.name ?? "") \(row.promoCode) \(row.day.number)"
      })
    return subjects.count == entries.count
  }

  /// Whether headers are about the visit that led to an order, in GA4's words. A shop may note the campaign of a link.
  private static func isOfAnalytics(_ headers: [String]) -> Bool {
    headers.map { $0.lowercased() }.contains { header in
      [
        "session source", "session medium", "session campaign", "session default", "session manual",
        "first user", "source / medium", "source/medium",
      ].contains { header.hasPrefix($0) }
    }
  }

  /// The number of an order is the same in every source, and the plain number is the shop's. Of another source's order
  /// the key says whose it is, if the shop's has come.
  func ownKey(_ row: Measurement, _ log: MeasurementLog) -> String? {
    guard let known = other(row, log), known.channel == .shop || row.channel != .shop else {
      return nil
    }
    return row.channel.map { Self.key(row.key, of: $0) }
  }

  private static func key(_ order: String, of channel: SalesChannel) -> String {
    "\(order) · \(channel.rawValue)"
  }

  /// What another source says about the same order.
  private func other(_ row: Measurement, _ log: MeasurementLog) -> Measurement? {
    guard row.kind == .increment, row.from == nil, let channel = row.channel,
      let known = log[row.identity], let theirs = known.channel, theirs != channel
    else { return nil }
    return known
  }

  mutating func keepBeside(_ batch: inout ImportBatch) {
    let log = batch.session.measurements
    guard channel != nil, !log.isEmpty else { return }
    var beside = 0
    for at in entries.indices {
      let row = entries[at].measurement
      // What one source knows about subscriptions holds for the others.
      if other(row, log)?.isRepeat == true { entries[at].measurement.isRepeat = true }
      if let key = ownKey(row, log) {
        entries[at].measurement.key = key
        beside += 1
      } else if var known = other(row, log), let theirs = known.channel {
        // The shop's comes later: the other's makes room.
        movedFrom.append(known.identity)
        if row.isRepeat { known.isRepeat = true }
        known.key = Self.key(known.key, of: theirs)
        moved[known.identity] = known
        beside += 1
      }
    }
    if beside > 0 {
      batch.note(
        "\(CountText.plural(beside, "order number is", "order numbers are")) known from another source: they are kept "
          + "beside it, and one source counts per campaign (:orders-from chooses which).")
    }
  }
}

/// Conversions that are shared out in fractions, made whole so that their sums are right to one: a file's, and each
/// subject's.
struct SharedConversions {
  /// Ten thousandths that the subject's whole numbers have left over; negative if they have too many.
  private var rests: [String: Int] = [:]
  private var rest = 0
  private(set) var shared = 0

  mutating func whole(_ value: ExactDecimal, of subject: String) -> Int? {
    let unit = 10_000
    guard let exact = value.minorUnits(digits: 4, rounding: .halfEven),
      exact.magnitude / UInt(unit) <= Counts.limit
    else { return nil }
    guard exact % unit != 0 || rests[subject] != nil else { return exact / unit }
    if exact % unit != 0 { shared += 1 }
    let known = rests[subject] ?? 0
    let wanted = exact + known
    let lower = wanted >= 0 ? wanted / unit : (wanted - unit + 1) / unit
    let over = wanted - lower * unit
    // What all subjects together would have left over if this one is rounded down.
    let together = rest - known + over
    let isUp = over > 0 && (2 * together > unit || 2 * together == unit && 2 * over >= unit)
    let left = isUp ? over - unit : over
    rest += left - known
    rests[subject] = left
    return isUp ? lower + 1 : lower
  }
}
