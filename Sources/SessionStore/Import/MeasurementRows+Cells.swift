import Marketing
import Tabular

// What a row is known by, whom it names, and what is kept of it.
extension MeasurementRows {
  /// Identifies a row when it is imported again: by its own number, by the post's link with its day and author, or by
  /// everything in it. Refuses the row and returns nil if there is nothing.
  mutating func key(
    _ row: TableRow, _ day: Day, _ who: String?, _ batch: inout ImportBatch
  ) -> String? {
    if let key = batch.mapping.known?.key(of: row, besides: dayColumns) { return key }
    if hasKey, let key = batch.text(.key, row) {
      guard !LostDigits.areLost(key) else {
        batch.refuse(row, LostDigits.words(key), in: .key)
        return nil
      }
      return key
    }
    if isPosts || grain != nil {
      if let post = post(row, &batch) {
        naming = .link
        return post + (who.map { " \($0)" } ?? "")
      }
      // A report of an ad platform by campaign names nothing else.
      let subject =
        who ?? batch.promoCode(row) ?? batch.text(.trackingLink, row)
        ?? (hasSpend ? batch.text(.campaign, row) : nil)
        // A report of codes has what was sold without one, too.
        ?? (!isPosts && batch.has(.promoCode) ? "no code" : nil)
      if let subject {
        if naming == .key { naming = .person }
        return String(subject.drop { $0 == "@" }).lowercased()
      }
      isNameless = true
      batch.refuse(
        row,
        "it has neither a post's link nor a number of its own, and nothing says whose it is: --influencer HANDLE (in the "
          + "cockpit: a) says whose all rows are")
      return nil
    }
    let hash = RowHash(row)
    occurrences[hash, default: 0] += 1
    return "row \(hash.hexadecimal)" + (occurrences[hash]! > 1 ? " #\(occurrences[hash]!)" : "")
  }

  /// Earlier versions counted the day into the key of such reports, and took a month for its first day.
  mutating func replaceFormerKey(
    _ row: TableRow, _ campaign: CampaignID, _ day: Day, _ batch: ImportBatch
  ) {
    guard !dayColumns.isEmpty, let former = batch.mapping.known?.key(of: row) else { return }
    let identity = Measurement.Identity(
      campaign: campaign, key: Measurement.key(of: former, day...day), kind: .increment, day: nil)
    if batch.session.measurements[identity] != nil { movedFrom.append(identity) }
  }

  func keep(
    _ text: String, _ label: String, _ measurement: inout Measurement, _ row: TableRow,
    _ batch: inout ImportBatch
  ) {
    // What creators write under their posts is public.
    if !isPosts, PrivateCell.isPrivate(text) {
      batch.leaveOut(row, "an e-mail address or a phone number in “\(label)” isn't stored")
    } else {
      measurement.custom[label] = text
    }
  }

  /// Ads are often named after whom they show: `anna.k whitelisting`.
  func nameCreator(
    of measurement: inout Measurement, _ who: String, advertOf campaign: String?,
    _ platform: Platform?, _ row: TableRow, _ batch: inout ImportBatch
  ) {
    // The names of ads come first; where they name nobody, that of the platform's campaign may.
    for text in [who, campaign].compactMap(\.self)
    where hasSpend || hasAdverts || orders.isOfNetwork {
      if let one = influencers.find(inAdvert: text, platform: platform) {
        measurement.influencer = one
        let handle = batch.session.roster[one]?.handle ?? ""
        batch.leaveOut(row, "“\(text)” is taken for @\(handle), whom its name has in it")
        return
      }
    }
    measurement.creator = Creator(who, on: platform)
    batch.meetStranger(who, row)
  }

  /// A link says in its campaign or its content whose it is, where its source is only a platform.
  func creditVisits(
    _ measurement: inout Measurement, _ row: TableRow, _ batch: inout ImportBatch
  ) {
    var texts = batch.keptReaders.filter { $0.index < row.count }.map { row.plainText($0.index) }
    if let named = batch.text(.campaign, row) { texts.append(named) }
    for text in texts where text.contains(where: \.isLetter) {
      guard let one = influencers.find(inAdvert: text, platform: nil) else { continue }
      measurement.influencer = one
      let handle = batch.session.roster[one]?.handle ?? ""
      return batch.leaveOut(row, "“\(text)” is taken for @\(handle), whom its name has in it")
    }
  }

  /// Without names of ads those of the platform's campaigns say whom they show, if anybody: `Spring anna.k boosts`.
  func creditCampaign(
    _ measurement: inout Measurement, _ named: String, isForeign: Bool, _ platform: Platform?,
    _ row: TableRow, _ batch: inout ImportBatch
  ) {
    if let one = influencers.find(inAdvert: named, platform: platform) {
      measurement.influencer = one
      let handle = batch.session.roster[one]?.handle ?? ""
      batch.leaveOut(row, "“\(named)” is taken for @\(handle), whom its name has in it")
    } else if isForeign, hasSpend {
      measurement.creator = Creator(named, on: platform)
    }
  }
}
