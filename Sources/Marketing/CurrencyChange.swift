extension Session {
  /// What becomes of the amounts when a session's currency changes.
  public enum CurrencyChange: Hashable, Sendable {
    /// Each amount is converted: one unit of the old currency is this much of the new one.
    case convert(ExchangeRate)
    /// The figures were in the new currency all along and only had the wrong name.
    case rename
  }

  /// Whether the session holds any amount that a new currency would change the meaning of.
  public var hasAmounts: Bool {
    campaigns.rows.contains { $0.budget != .zero }
      || bookings.rows.contains { $0.knownCost != .zero }
      || roster.rows.contains { row in row.fee != nil || row.history.contains { $0.fee != nil } }
      || campaigns.rows.contains { $0.targets.contains { $0.kpi.unit == .money } }
      || measurements.rows.contains { !$0.counts.amounts.isEmpty }
      || requests.plans.values.contains { $0.budget != nil || !$0.fees.isEmpty }
      || requests.comparison?.whatIf.fee.isEmpty == false
  }

  /// The one step that changes the session's currency with everything that is in it.
  ///
  /// Rates of other currencies are stated in the session's own, so they are dropped. Throws `EditError` when an amount
  /// would become too large.
  public func changeCurrency(
    to currency: Currency, _ change: CurrencyChange
  ) throws(EditError) -> Edit {
    let former = settings.currency
    var settings = settings
    settings.currency = currency
    settings.rates = []
    var edits: [Edit] = [.settings(settings)]
    func amount(_ amount: Money) throws(EditError) -> Money {
      switch change {
      case .convert(let rate):
        guard let converted = rate.convert(amount, to: currency) else {
          throw EditError("An amount would become too large in \(currency.code).")
        }
        return converted
      case .rename:
        // The figure stays, however many decimals the two currencies have.
        let one = ExchangeRate(former, ExchangeRate.one, day: Day(number: 0))
        guard let same = one.convert(amount, to: currency) else {
          throw EditError("An amount would become too large in \(currency.code).")
        }
        return same
      }
    }
    /// What came in the new currency, and wasn't known without a rate.
    func original(_ text: String?) -> Money? {
      guard let original = text.flatMap({ OriginalAmount($0) }), original.currency == currency
      else { return nil }
      return original.amount
    }
    for row in roster.rows {
      var changed = row
      changed.fee = try row.fee.map(amount) ?? original(row.custom[OriginalAmount.ofFees])
      for at in changed.history.indices {
        if let fee = changed.history[at].fee { changed.history[at].fee = try amount(fee) }
      }
      if changed != row { edits.append(.put(changed)) }
    }
    for row in campaigns.rows {
      var changed = row
      changed.budget = try amount(row.budget)
      for at in changed.targets.indices where changed.targets[at].kpi.unit == .money {
        changed.targets[at].value = try amount(Money(minorUnits: changed.targets[at].value))
          .minorUnits
      }
      if changed != row { edits.append(.put(changed)) }
    }
    for row in bookings.rows {
      var changed = row
      changed.fee = try row.fee.map(amount)
      changed.productCost = try amount(row.productCost)
      changed.commission = try amount(row.commission)
      if changed != row { edits.append(.put(changed)) }
    }
    for row in measurements.rows {
      var changed = row
      for (column, path) in OriginalAmount.ofMeasurements {
        changed.counts[keyPath: path] =
          try row.counts[keyPath: path].map(amount) ?? original(row.custom[column])
      }
      if changed != row { edits.append(.put(changed)) }
    }
    for (campaign, request) in requests.plans.sorted(by: { $0.key < $1.key }) {
      var changed = request
      if let budget = request.budget { changed.budget = try amount(budget) }
      for (id, fee) in request.fees { changed.fees[id] = try amount(fee) }
      if changed != request { edits.append(.plan(campaign, changed)) }
    }
    if var comparison = requests.comparison {
      for (side, fee) in comparison.whatIf.fee { comparison.whatIf.fee[side] = try amount(fee) }
      if comparison != requests.comparison {
        edits.append(.comparison(comparison, requests.pairs))
      }
    }
    return .group("the currency, from \(former.code) to \(currency.code)", edits)
  }
}

extension Settings {
  /// The rate that holds on a day: the newest one up to it, or else the first one after it. Nil if none is stated.
  public func rate(of currency: Currency, on day: Day?) -> ExchangeRate? {
    let all = rates.filter { $0.currency == currency }.sorted { $0.day < $1.day }
    guard let day else { return all.last }
    return all.last { $0.day <= day } ?? all.first
  }
}
