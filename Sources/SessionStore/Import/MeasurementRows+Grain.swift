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

  /// What span the rows' figures cover. Asks if it isn't clear.
  func decideGrain(_ known: [PostPlace: [Measurement]], _ batch: inout ImportBatch)
    throws(ImportError) -> Grain
  {
    if let grain {
      if grain == .period,
        entries.allSatisfy({ $0.measurement.span.map { $0.lowerBound == $0.upperBound } ?? true })
      {
        return .daily
      }
      return grain
    }
    switch evidence {
    case .known(.total):
      batch.note(
        "The figures of a key grow from day to day, so they are taken as running totals, of which the newest counts. "
          + "If they are of one day each: --grain daily.")
      return .total
    case .known(let found):
      batch.note(
        "The figures of a key go up and down from day to day, so they are taken as those of one day each, which add up. "
          + "If they are running totals: --grain total.")
      return found
    case .none:
      guard naming == .person, !entries.isEmpty else {
        if let source = doubtfulSource(known, batch) {
          try batch.ask(
            .grain,
            or: ImportError(
              .grain,
              "\(batch.file): \(source) has figures of the same posts of another day, and nobody can tell whether they are of "
                + "one day each, which add up, or running totals, of which the newest counts. Say it: --grain total; or "
                + "--grain daily for both, \(source) first."))
        }
        return .total
      }
    case .unclear: break
    }
    // A list of creators with a day in its name has what came in until then.
    if naming == .person, !batch.has(.date), !batch.has(.periodEnd), firstDay == nil,
      let until = exportDay(batch)
    {
      let day = until.iso
      batch.note(
        "There is one row each, so the figures are taken as all that came in until \(day). If they are of that day alone: "
          + "--grain daily.")
      return .total
    }
    try batch.ask(
      .grain,
      or: ImportError(
        .grain,
        "\(batch.file): can't tell whether its figures are of one day each, which add up, or running totals, of which the "
          + "newest counts. Say it: --grain daily, --grain period (from a first to a last day) or --grain total."
      ))
    return .total
  }

  /// The source of known running totals that these figures don't go on from for sure; nil if they do, or there are none.
  ///
  /// Nobody asks for a single day of a post once a month, and where all of several figures have grown, they are totals.
  private func doubtfulSource(_ known: [PostPlace: [Measurement]], _ batch: ImportBatch) -> String?
  {
    guard !isPublication, lifetimeDay == nil, !batch.session.measurements.isEmpty else {
      return nil
    }
    if hasDates, let day = exportDay(batch), looksPublished(day) { return nil }
    var former: [Key: [Measurement]] = [:]
    for row in batch.session.measurements.rows where row.kind == .total {
      let key = Key(campaign: row.campaign, text: row.key)
      if latest[key] != nil { former[key, default: []].append(row) }
    }
    var (steps, falls, compared, source) = (0, 0, 0, "")
    var (isApart, isSettled) = (true, true)
    for (key, last) in latest {
      let new = entries[last].measurement
      var rows = former[key] ?? []
      if rows.isEmpty, let place = PostPlace(new), isOfLink(key.text, new) {
        rows = (known[place] ?? []).filter { $0.kind == .total && haveSameAuthor($0, new) }
      }
      let others = rows.filter { $0.day != new.day }
      guard let near = others.min(by: { abs($0.day - new.day) < abs($1.day - new.day) }) else {
        continue
      }
      let (before, after) = near.day < new.day ? (near, new) : (new, near)
      steps += 1
      source = near.source
      if after.counts.fallsFar(from: before.counts) { falls += 1 }
      compared += after.counts.compared(with: before.counts)
      if after.day - before.day < 7 { isApart = false }
      if Set(rows.map(\.day)).count < 2 { isSettled = false }
    }
    guard steps > 0 else { return nil }
    let isLikely = isApart || isSettled || compared >= 4
    if isSettled || falls * 5 < steps && isLikely { return nil }
    return source.isEmpty ? "another source" : source
  }
}

extension Counts {
  private var growing: [Int?] {
    [
      impressions, reach, likes, comments, shares, saves, clicks, conversions,
      revenue.map { Int($0.minorUnits) }, spend.map { Int($0.minorUnits) },
    ]
  }

  /// How many figures both know.
  fileprivate func compared(with other: Counts) -> Int {
    zip(growing, other.growing).count { $0 != nil && $1 != nil }
  }

  /// Whether any figure is lower by more than a correction would take.
  fileprivate func fallsFar(from before: Counts) -> Bool {
    zip(growing, before.growing).contains { now, then in
      guard let now, let then else { return false }
      return now * 10 < then * 9
    }
  }

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
