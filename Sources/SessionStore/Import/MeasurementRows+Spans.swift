import Marketing
import Tabular
import Wording

// Posts, days and periods.
extension MeasurementRows {
  mutating func add(_ new: Measurement, _ line: Int) {
    let key = Key(campaign: new.campaign, text: new.key)
    guard let last = latest[key] else {
      latest[key] = entries.count
      entries.append(Entry(measurement: new, line: line, previous: -1))
      return
    }
    let isLater = entries[last].isAscending && entries[last].measurement.day < new.day
    var at = isLater ? -1 : last
    while at >= 0 {
      let known = entries[at].measurement
      if known.day == new.day, known.from == new.from { break }
      at = Int(entries[at].previous)
    }
    guard at >= 0 else {
      latest[key] = entries.count
      var entry = Entry(measurement: new, line: line, previous: Int32(last))
      entry.isAscending = isLater
      entries.append(entry)
      return
    }
    if entries[at].measurement.counts != new.counts {
      replacing.append((line, at))
      more[at, default: []].append((new.counts, line))
    }
    entries[at].rows += 1
  }

  /// Says which rows have the same key and day with other figures. Of running totals the last one counts; of days each
  /// would take the place of another.
  mutating func settleCollisions(_ grain: Grain, _ batch: inout ImportBatch) {
    guard !replacing.isEmpty else { return }
    switch grain {
    case .total:
      for (at, rows) in more { entries[at].measurement.counts = rows[rows.count - 1].counts }
      let shown = replacing.prefix(3).map { line, at in
        "line \(line) of line \(entries[at].line)"
      }
      batch.note(
        "\(CountText.plural(replacing.count, "row has", "rows have")) the key and the day of an earlier row with other "
          + "figures; the last one counts (\(shown.joined(separator: ", "))\(replacing.count > 3 ? ", …" : ""))."
      )
    case .daily, .period:
      for (line, at) in replacing {
        entries[at].rows -= 1
        batch.refuse(
          line: line,
          "line \(entries[at].line) has the same key, “\(entries[at].measurement.key)”, and the same days with other figures. "
            + "Say which column tells them apart: --map 'HEADER=key'", in: .key)
      }
    }
    replacing = []
    more = [:]
  }

  /// Gives each entry the kind and the key of its grain.
  ///
  /// - Parameter linksAreShared: whether an address may serve posts that aren't known yet, so that the day belongs to its
  ///   key.
  mutating func shape(as grain: Grain, linksAreShared: Bool = false) {
    for at in entries.indices {
      let day = entries[at].measurement.day
      switch grain {
      case .daily, .period:
        let span = min(entries[at].measurement.from ?? day, day)...day
        entries[at].measurement.kind = .increment
        entries[at].measurement.from = span.lowerBound
        entries[at].measurement.key = Measurement.key(of: entries[at].measurement.key, span)
      case .total:
        entries[at].measurement.from = nil
        entries[at].measurement.kind = .total
        if linksAreShared, naming == .link, !entries[at].measurement.post.isEmpty {
          let who = entries[at].measurement.key.dropFirst(entries[at].measurement.post.count)
          entries[at].measurement.key = "\(entries[at].measurement.post) \(day.iso)\(who)"
        }
      }
    }
  }

  /// Takes out spans that say nothing new or can't be used, and returns what longer ones take the place of.
  mutating func settleSpans(_ log: MeasurementLog, _ batch: inout ImportBatch)
    -> [Measurement.Identity]
  {
    var bySubject: [SpanOverlaps.Subject: [SpanOverlaps.New]] = [:]
    for (key, last) in latest {
      var at = last
      while at >= 0 {
        if let span = entries[at].measurement.span {
          let subject = SpanOverlaps.Subject(campaign: key.campaign, name: key.text)
          bySubject[subject, default: []].append(SpanOverlaps.New(span: span, place: at))
        }
        at = Int(entries[at].previous)
      }
    }
    let overlaps = SpanOverlaps(log, Set(bySubject.keys))
    var dropped: Set<Int> = []
    var replaced: [Measurement.Identity] = []
    var refusals: [(place: Int, reason: String)] = []
    for (subject, all) in bySubject {
      let outcome = overlaps.judge(subject, all)
      replaced += outcome.replaced
      for (place, other) in outcome.within where dropped.insert(place).inserted {
        batch.setAside(
          entries[place].line, "its days are part of a longer span of the same key, \(other.words)",
          rows: entries[place].rows)
      }
      refusals += outcome.refused.map { place, other in
        let span = entries[place].measurement.span?.words ?? ""
        return (
          place,
          "its days, \(span), overlap with \(other.words), which is known of “\(subject.name)”: they would count twice"
        )
      }
    }
    for (place, reason) in refusals.sorted(by: { $0.place < $1.place })
    where dropped.insert(place).inserted {
      batch.refuse(line: entries[place].line, reason, in: .date)
      batch.unchanged += entries[place].rows - 1
    }
    if !dropped.isEmpty {
      entries = entries.indices.filter { !dropped.contains($0) }.map { entries[$0] }
    }
    return replaced
  }

  /// Running totals of the same subjects would count beside the days that they are made of. Those of this very file
  /// were a wrong guess, and are returned; the others are right, for all that is known, and these rows are refused.
  mutating func settleKnownTotals(_ known: [PostPlace: [Measurement]], _ batch: inout ImportBatch)
    -> [Measurement.Identity]
  {
    settleOtherKind(.total, known, &batch) { name, source in
      "the session has a running total of “\(name)” from \(source), and these figures may be part of it. If that is of "
        + "one day, too, import \(source) again with --grain daily; if these are running totals, this file with --grain total"
    }
  }

  /// The other way round: known days beside a running total.
  mutating func settleKnownSpans(_ known: [PostPlace: [Measurement]], _ batch: inout ImportBatch)
    -> [Measurement.Identity]
  {
    settleOtherKind(.increment, known, &batch) { name, source in
      "the session has figures of single days or periods of “\(name)” from \(source), which this total is made of: they "
        + "would count twice. If these are of one day each, too: --grain daily; if those are running totals, import "
        + "\(source) again with --grain total"
    }
  }

  private mutating func settleOtherKind(
    _ kind: Measurement.Kind, _ known: [PostPlace: [Measurement]], _ batch: inout ImportBatch,
    _ refusal: (_ subject: String, _ source: String) -> String
  ) -> [Measurement.Identity] {
    func isOther(_ row: Measurement) -> Bool {
      row.kind == kind && (kind == .total || row.from != nil)
    }
    guard batch.session.measurements.rows.contains(where: isOther) else { return [] }
    var bySubject: [Key: [Measurement]] = [:]
    let subjects = Set(
      entries.map { Key(campaign: $0.measurement.campaign, text: $0.measurement.key) })
    for row in batch.session.measurements.rows where isOther(row) {
      let subject = Key(campaign: row.campaign, text: row.subject)
      if subjects.contains(subject) { bySubject[subject, default: []].append(row) }
    }
    var mistaken: Set<Measurement.Identity> = []
    var others: [Key: Measurement] = [:]
    for entry in entries {
      let row = entry.measurement
      let key = Key(campaign: row.campaign, text: row.key)
      let isLink = naming == .link && isOfLink(row.key, row)
      let byAddress =
        PostPlace(row).flatMap { known[$0] }?.filter {
          $0.kind == kind && (isLink || isOfLink($0.key, $0)) && haveSameAuthor($0, row)
        } ?? []
      for former in (bySubject[key] ?? []) + byAddress {
        if former.source == source {
          mistaken.insert(former.identity)
        } else {
          others[key] = former
        }
      }
    }
    if !others.isEmpty {
      entries.removeAll { entry in
        let row = entry.measurement
        guard let other = others[Key(campaign: row.campaign, text: row.key)] else { return false }
        batch.refuse(
          line: entry.line,
          refusal(row.key, other.source.isEmpty ? "another source" : other.source), in: .date)
        batch.unchanged += entry.rows - 1
        return true
      }
      relink()
    }
    return mistaken.sorted {
      ($0.key, $0.day ?? Day(number: 0)) < ($1.key, $1.day ?? Day(number: 0))
    }
  }

  /// Finds the entries of each key again after some were taken out.
  mutating func relink() {
    latest = [:]
    for at in entries.indices {
      let key = Key(campaign: entries[at].measurement.campaign, text: entries[at].measurement.key)
      entries[at].previous = Int32(latest[key] ?? -1)
      latest[key] = at
    }
  }

  /// The days of an ad platform that the session has at another level, such as by ad what these are by age.
  mutating func refuseOtherLevels(_ batch: inout ImportBatch) {
    let mine = entries.map(\.measurement).filter { $0.counts.spend != nil }
    guard !mine.isEmpty, batch.session.measurements.hasSpend else { return }
    let profile = batch.mapping.known?.profile
    let levels = SpanLevels(
      batch.session, Set(mine.map(\.campaign)), of: channel,
      campaignColumns: profile?.kind == .adSpend ? profile?.headers(of: "campaign") : nil)
    let repeated = levels.repeated(mine)
    guard !repeated.isEmpty else { return }
    entries.removeAll { entry in
      guard entry.measurement.counts.spend != nil, let known = repeated[entry.measurement.campaign]
      else { return false }
      let source = known.source.isEmpty ? "another source" : known.source
      batch.refuse(
        line: entry.line,
        "\(source) has the same days and the same money at another level, such as “\(known.subject)”: ads, ad sets, "
          + "campaigns and age groups of one platform don't add up. To use this level instead, undo that import first",
        in: .spend)
      batch.unchanged += entry.rows - 1
      return true
    }
  }
}
