extension OriginalAmount {
  /// The amounts of a measurement that can have an original.
  static let ofMeasurements: [(column: String, path: WritableKeyPath<Counts, Money?> & Sendable)] =
    [
      (column("revenue"), \.revenue), (column("spend"), \.spend),
      (column("net revenue"), \.netRevenue),
    ]
  static let ofFees = column("fee")
}

extension Measurement {
  /// What was earned, in a currency that no rate was stated for; nil if the revenue is known, or nothing is known of it.
  public var unconvertedRevenue: OriginalAmount? {
    guard !custom.isEmpty, counts.revenue == nil else { return nil }
    return custom[OriginalAmount.ofMeasurements[0].column].flatMap { OriginalAmount($0) }
  }

  /// The same of the ad spend.
  public var unconvertedSpend: OriginalAmount? {
    guard !custom.isEmpty, counts.spend == nil else { return nil }
    return custom[OriginalAmount.ofMeasurements[1].column].flatMap { OriginalAmount($0) }
  }
}

extension Session {
  /// The one step that states what other currencies are worth. Amounts whose originals are kept follow: those that
  /// weren't known, and those that the former rates gave. What somebody has edited since stays as it is.
  /// `amounts` is how many.
  public func stateRates(_ rates: [ExchangeRate]) -> (edit: Edit, amounts: Int) {
    var settings = settings
    settings.rates = rates
    /// Nil if the amount stays as it is.
    func amount(_ known: Money?, _ text: String?, on day: Day?) -> Money? {
      guard let text, let original = OriginalAmount(text),
        let now = settings.amount(of: original, on: day), now != known,
        known == nil || known == self.settings.amount(of: original, on: day)
      else { return nil }
      return now
    }
    var edits = [Edit.settings(settings)]
    var amounts = 0
    for row in roster.rows where !row.custom.isEmpty {
      guard let fee = amount(row.fee, row.custom[OriginalAmount.ofFees], on: row.asOf) else {
        continue
      }
      var changed = row
      changed.fee = fee
      amounts += 1
      edits.append(.put(changed))
    }
    for row in measurements.rows where !row.custom.isEmpty {
      var changed = row
      for (column, path) in OriginalAmount.ofMeasurements {
        if let amount = amount(row.counts[keyPath: path], row.custom[column], on: row.day) {
          changed.counts[keyPath: path] = amount
          amounts += 1
        }
      }
      if changed != row { edits.append(.put(changed)) }
    }
    return (.group("the rates of currencies", edits), amounts)
  }
}

extension Settings {
  /// What an original amount is in the session's currency; nil without a rate, or if it is too large.
  public func amount(of original: OriginalAmount, on day: Day?) -> Money? {
    if original.currency == currency { return original.amount }
    return rate(of: original.currency, on: day)?.convert(original.amount, to: currency)
  }
}
