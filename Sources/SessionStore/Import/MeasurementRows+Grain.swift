import Marketing
import Tabular
import Wording

// Whether figures are of days, or running totals.
extension MeasurementRows {
  enum Evidence {
    case known(Grain)
    /// No key has figures of several days, so that it makes no difference.
    case none
    case unclear
  }

  /// What the rows themselves show.
  ///
  /// Running totals grow, apart from a correction here and there; daily figures go up and down.
  var evidence: Evidence {
    var steps = 0
    var falls = 0
    var keys = 0
    for last in latest.values where entries[last].previous >= 0 {
      var chain: [(day: Day, counts: Counts)] = []
      var at = last
      while at >= 0 {
        chain.append((entries[at].measurement.day, entries[at].measurement.counts))
        at = Int(entries[at].previous)
      }
      chain.sort { $0.day < $1.day }
      keys += 1
      for (before, after) in zip(chain, chain.dropFirst()) {
        steps += 1
        if after.counts.falls(from: before.counts) { falls += 1 }
      }
    }
    if steps == 0 { return .none }
    if let totals, let found = grain(addingUpTo: totals) { return .known(found) }
    if falls >= 2, falls * 5 >= steps { return .known(.daily) }
    if keys > 1, steps >= 10, falls * 5 < steps { return .known(.total) }
    return .unclear
  }

  /// What a row that adds up the others shows: all rows, or only the last one of each key.
  private func grain(addingUpTo totals: Counts) -> Grain? {
    var all = Counts()
    var newest = Counts()
    for entry in entries { all.add(entry.measurement.counts) }
    for last in latest.values {
      var at = last
      var newestEntry = entries[last].measurement
      while at >= 0 {
        if entries[at].measurement.day > newestEntry.day { newestEntry = entries[at].measurement }
        at = Int(entries[at].previous)
      }
      newest.add(newestEntry.counts)
    }
    // Reach doesn't add up, and averages are no sums.
    let figures: [(Counts) -> Int?] = [
      \.impressions, \.likes, \.comments, \.shares, \.saves, \.clicks, \.conversions,
      { $0.revenue.map { Int($0.minorUnits) } }, { $0.spend.map { Int($0.minorUnits) } },
    ]
    let known = figures.filter { $0(totals) != nil && $0(totals) != 0 }
    guard !known.isEmpty else { return nil }
    let isSum = known.allSatisfy { $0(all) == $0(totals) }
    let isNewest = known.allSatisfy { $0(newest) == $0(totals) }
    return isSum == isNewest ? nil : isSum ? .daily : .total
  }

  /// Figures that are mostly lower than the session's of an earlier day may be of one day each.
  func noteFalls(_ batch: inout ImportBatch) {
    guard !batch.session.measurements.isEmpty else { return }
    var newest: [Key: Measurement] = [:]
    for row in batch.session.measurements.rows where row.kind == .total {
      let key = Key(campaign: row.campaign, text: row.key)
      guard latest[key] != nil else { continue }
      if newest[key].map({ $0.day < row.day }) ?? true { newest[key] = row }
    }
    var steps = 0
    var falls = 0
    for entry in entries {
      let key = Key(campaign: entry.measurement.campaign, text: entry.measurement.key)
      guard let former = newest[key], former.day < entry.measurement.day else { continue }
      steps += 1
      if entry.measurement.counts.falls(from: former.counts) { falls += 1 }
    }
    guard falls >= 2, falls * 5 >= steps else { return }
    batch.note(
      "\(CountText.exact(falls)) of \(CountText.exact(steps)) keys have lower figures than the session has of an earlier "
        + "day. Running totals seldom fall: if these are of one day each, undo both imports and repeat them with --grain daily."
    )
  }

  /// What span the rows' figures cover, and whether that is known rather than without meaning. Asks if it isn't clear.
  func decideGrain(_ batch: inout ImportBatch) throws(ImportError) -> (
    grain: Grain, isDecided: Bool
  ) {
    if let grain {
      if grain == .period,
        entries.allSatisfy({ $0.measurement.span.map { $0.lowerBound == $0.upperBound } ?? true })
      {
        return (.daily, true)
      }
      return (grain, true)
    }
    switch evidence {
    case .known(.total):
      batch.note(
        "The figures of a key grow from day to day, so they are taken as running totals, of which the newest counts. "
          + "If they are of one day each: --grain daily.")
      return (.total, true)
    case .known(let found) where naming == .link:
      // Each link and day is a post of its own, which comes to the same.
      _ = found
      return (.total, false)
    case .known(let found):
      batch.note(
        "The figures of a key go up and down from day to day, so they are taken as those of one day each, which add up. "
          + "If they are running totals: --grain total.")
      return (found, true)
    case .none:
      guard naming == .person, !entries.isEmpty else { return (.total, false) }
    case .unclear:
      if naming == .link { return (.total, false) }
    }
    try batch.ask(
      .grain,
      or: ImportError(
        .grain,
        "\(batch.file): can't tell whether its figures are of one day each, which add up, or running totals, of which the "
          + "newest counts. Say it: --grain daily, --grain period (from a first to a last day) or --grain total."
      ))
    return (.total, false)
  }
}

extension Counts {
  /// Whether any figure that grows is lower than before.
  fileprivate func falls(from before: Counts) -> Bool {
    func fell(_ now: Int?, _ then: Int?) -> Bool {
      guard let now, let then else { return false }
      return now < then
    }
    return fell(impressions, before.impressions) || fell(reach, before.reach)
      || fell(likes, before.likes) || fell(comments, before.comments)
      || fell(shares, before.shares) || fell(saves, before.saves) || fell(clicks, before.clicks)
      || fell(conversions, before.conversions)
      || fell(revenue.map { Int($0.minorUnits) }, before.revenue.map { Int($0.minorUnits) })
      || fell(spend.map { Int($0.minorUnits) }, before.spend.map { Int($0.minorUnits) })
  }
}
