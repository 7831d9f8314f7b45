import Marketing
import Tabular
import Wording

// What the rows amount to once the last one has come.
extension MeasurementRows {
  /// Returns what was collected since the last call, for rows that arrive piece by piece.
  mutating func drain(_ batch: inout ImportBatch) -> (
    measurements: [Measurement], lines: [Int], repeated: Int
  ) {
    defer {
      latest.removeAll(keepingCapacity: true)
      entries.removeAll(keepingCapacity: true)
      more = [:]
      loose = [:]
      replacing = []
      totals = nil
      cancelled = []
    }
    // In a stream the order's first row came with an earlier piece.
    if !hasLineItems { settleLoose(&batch) }
    if isPosts || grain != nil {
      if !batch.has(.caption) { splitLinks([:], &batch) }
      if grain == nil, case .known(let found) = evidence { grain = found }
      settleCollisions(grain ?? .total, &batch)
      // Captions of a link's other posts may come with a later piece.
      shape(as: grain ?? .total, linksAreShared: grain == nil && batch.has(.caption))
      if grain == .daily || grain == .period { _ = settleSpans(MeasurementLog(), &batch) }
    } else {
      settleOrders(&batch)
      settleGiftCards(&batch)
      convertOrders(&batch)
    }
    return (
      entries.map(\.measurement), entries.map(\.line), entries.reduce(0) { $0 + $1.rows - 1 }
    )
  }

  /// Continues counting equal rows from where others of the same source left off.
  mutating func keepCounts(of other: MeasurementRows) {
    occurrences = other.occurrences
    spelling = other.spelling
    grain = grain ?? other.grain
  }

  mutating func finish(_ batch: inout ImportBatch) throws(ImportError) {
    var replaced: [Measurement.Identity] = []
    var reread: [Measurement.Identity] = []
    var otherwise: [Measurement.Identity] = []
    leaveOutTotals(&batch)
    settleSums(&batch)
    if isPosts || grain != nil {
      let known = knownPosts(batch.session.measurements)
      splitLinks(known, &batch)
      grain = try decideGrain(known, &batch)
      settleCollisions(grain ?? .total, &batch)
      switch grain {
      case .daily, .period:
        reread = settleKnownTotals(known, &batch)
        otherwise = datedOtherwise(batch)
        shape(as: grain ?? .daily)
        var log = batch.session.measurements
        for identity in otherwise { log.set(identity, to: nil) }
        replaced = settleSpans(log, &batch)
        refuseOtherLevels(&batch)
      case .total, nil:
        joinKnown(known, &batch)
        datePublished(&batch)
        otherwise = datedOtherwise(batch)
        shape(as: .total)
        reread = settleKnownSpans(known, &batch)
      }
    } else {
      // Sums have none.
      if !hasKey, channel != .sheet {
        batch.note(
          "Rows have no number of their own, so a row that is corrected later counts as a new one. A column of order "
            + "numbers would prevent that (its field is called number).")
      }
      settleLoose(&batch)
      if let note = orders.net.note { batch.note(note) }
      if let parts = orders.parts { batch.note(parts.note) }
      settleOrders(&batch)
      settleGiftCards(&batch)
      convertOrders(&batch)
      otherwise = datedOtherwise(batch)
      joinSameOrders(&batch)
      keepBeside(&batch)
      noteRepeats(&batch)
    }
    if shares.shared > 0 {
      batch.note(
        "\(CountText.plural(shares.shared, "row has", "rows have")) conversions with decimals, as of clicks that share "
          + "one: they are counted whole, so that the sum of each ad and of the file is right to one."
      )
    }
    if isPosts, entries.isEmpty, batch.options.isDraft, batch.options.influencer == nil,
      isNameless, batch.takesInfluencer
    {
      batch.questions.append(
        ImportQuestion(
          .influencer, "Whose figures are these?",
          ImportQuestion.influencers(batch.session, on: batch.knownPlatform)))
    }
    if batch.options.isInfluencerGuessed, let handle = batch.options.influencer,
      entries.contains(where: { $0.measurement.influencer != nil })
    {
      batch.noteFirst(
        "No column says whose these figures are: they are taken for @\(handle)'s, as the file's name says. --influencer "
          + "(in the cockpit: a) says otherwise.")
    }
    if isPosts, !entries.isEmpty, !batch.has(.influencerReference), !hasAdverts,
      entries.allSatisfy({
        $0.measurement.influencer == nil && $0.measurement.creator == nil
          && $0.measurement.promoCode.isEmpty && $0.measurement.trackingLink.isEmpty
      })
    {
      batch.noteFirst(
        "No column says whose these figures are: they count as unattributed. If all are one influencer's, say whose: "
          + "--influencer HANDLE (in the cockpit: a). --map 'HEADER=whose it is' names a column that does."
      )
    }
    terms.keep(&batch)
    for edit in campaigns.edits(&batch) { batch.append(edit) }
    if !replaced.isEmpty {
      batch.note(
        "\(CountText.plural(replaced.count, "known figure is", "known figures are")) part of these spans, which take their "
          + "place.")
      for identity in replaced { batch.append(.measurement(identity, nil)) }
    }
    if !reread.isEmpty {
      batch.note(
        "\(CountText.plural(reread.count, "figure", "figures")) that the session had of this file as "
          + "\(grain == .total ? "those of single days or periods" : "running totals") \(reread.count == 1 ? "is" : "are") "
          + "replaced.")
      for identity in reread { batch.append(.measurement(identity, nil)) }
    }
    if !otherwise.isEmpty {
      batch.note(
        "\(CountText.plural(otherwise.count, "figure", "figures")) that the session had of this file on days in another "
          + "order \(otherwise.count == 1 ? "is" : "are") replaced.")
      for identity in otherwise { batch.append(.measurement(identity, nil)) }
    }
    for identity in movedFrom { batch.append(.measurement(identity, nil)) }
    for row in moved.values { batch.append(.put(row)) }
    let nowNone = cancelled.filter { batch.session.measurements[$0.identity] != $0 }
    for measurement in nowNone { batch.append(.put(measurement)) }
    if !nowNone.isEmpty {
      batch.note(
        "\(CountText.plural(nowNone.count, "order that the session has is", "orders that the session has are")) none any "
          + "more: they count for nothing from now on.")
    }
    if grain == .total || isPosts && grain == nil { noteFalls(&batch) }
    let gone = Set(movedFrom)
    let isNew = batch.session.measurements.isEmpty
    for entry in entries {
      batch.unchanged += entry.rows - 1
      let measurement = entry.measurement
      let identity = measurement.identity
      var former = moved.isEmpty ? nil : moved[identity]
      if former == nil, !isNew, gone.isEmpty || !gone.contains(identity) {
        former = batch.session.measurements[identity]
      }
      // The same figures from another file, or with a booking found since, are still the same figures.
      former?.source = measurement.source
      // Earlier versions didn't know it.
      if former?.channel == nil { former?.channel = measurement.channel }
      var current = measurement
      if let booking = former?.booking { current.booking = booking }
      if !isPosts, let former {
        current.takeCredit(from: former)
        // A file without a word on subscriptions takes nothing back.
        if subscriptions == nil, former.isRepeat { current.isRepeat = true }
      }
      if former == current {
        batch.unchanged += 1
      } else {
        batch.append(.put(current))
        if former == nil { batch.added += 1 } else { batch.changed += 1 }
      }
    }
  }
}
