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
  mutating func shape(as grain: Grain, isDecided: Bool) {
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
        // An address alone may not be unique: short ones are used for several posts.
        if naming == .link, !isDecided, !entries[at].measurement.post.isEmpty {
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
    let running = runningTotals(log, bySubject)
    var dropped: Set<Int> = []
    var replaced: [Measurement.Identity] = []
    var refusals: [(place: Int, reason: String)] = []
    for (subject, all) in bySubject {
      if running.contains(subject) {
        refusals += all.map {
          (
            $0.place,
            "the session has a running total of “\(subject.name)”, which these figures are part of"
          )
        }
        continue
      }
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

  /// The subjects that the log has running totals of.
  func runningTotals(
    _ log: MeasurementLog, _ subjects: [SpanOverlaps.Subject: [SpanOverlaps.New]]
  ) -> Set<SpanOverlaps.Subject> {
    var found: Set<SpanOverlaps.Subject> = []
    for row in log.rows where row.kind == .total {
      let subject = SpanOverlaps.Subject(campaign: row.campaign, name: row.key)
      if subjects[subject] != nil { found.insert(subject) }
    }
    return found
  }

  /// A running total beside the days that it is made of would count them twice.
  mutating func refuseTotalsOfSpans(_ batch: inout ImportBatch) {
    var spans: Set<SpanOverlaps.Subject> = []
    for row in batch.session.measurements.rows where row.from != nil {
      spans.insert(SpanOverlaps.Subject(campaign: row.campaign, name: row.subject))
    }
    guard !spans.isEmpty else { return }
    entries.removeAll { entry in
      let subject = SpanOverlaps.Subject(
        campaign: entry.measurement.campaign, name: entry.measurement.key)
      guard spans.contains(subject) else { return false }
      batch.refuse(
        line: entry.line,
        "the session has daily figures of “\(subject.name)”, which this total is made of: they would count twice",
        in: .key)
      batch.unchanged += entry.rows - 1
      return true
    }
  }
}
