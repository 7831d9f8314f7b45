import Marketing
import Tabular
import Wording

/// Rows of posts and ads (running totals, or the figures of days and periods) and of orders (which add up).
struct MeasurementRows {
  /// A measurement in the making: its key is its subject until it is known what span its figures cover.
  struct Entry {
    var measurement: Measurement
    /// How many rows say the same.
    var rows = 1
    let line: Int
    /// The entry before it with the same key; negative for none.
    var previous: Int32
    /// Whether the entries of this key came by day, so that none of them is of this one's day.
    var isAscending = true
  }

  struct Key: Hashable {
    let campaign: CampaignID
    let text: String
  }

  /// What identifies a row of posts.
  enum Naming {
    /// A number of its own.
    case key
    /// A post's link, which may be a short one that serves several posts.
    case link
    /// Nothing but who it is about.
    case person
  }

  private let isPosts: Bool
  private var influencers: CreatorIndex
  private var campaigns: CampaignFinder
  private let orders: OrderRules
  private let platform: Platform?
  private let source: String
  private let hasKey: Bool
  private let hasPeriod: Bool
  private let hasLineItems: Bool
  /// The day of figures since the beginning.
  private let lifetimeDay: Day?
  /// What the user, the profile or the columns say; nil if the rows have to tell.
  var grain: Grain?
  private(set) var naming = Naming.key
  private(set) var entries: [Entry] = []
  /// The last entry of each key.
  private(set) var latest: [Key: Int] = [:]
  /// How often each row without a number of its own has occurred so far.
  private var occurrences: [RowHash: Int] = [:]
  /// Further rows of an order that have amounts.
  private var more: [Int: [(counts: Counts, line: Int)]] = [:]
  /// Lines of orders whose first row hasn't come.
  private var loose: [Key: [Int]] = [:]
  /// Rows with the key and day of another, whose figures took the place of the other's.
  private var replacing: [(line: Int, former: Int)] = []
  /// What a row says that adds up the others.
  var totals: Counts?

  init(
    _ batch: inout ImportBatch, influencers: CreatorIndex? = nil, makesCampaigns: Bool = true
  ) throws(ImportError) {
    isPosts = batch.mapping.kind == .posts
    self.influencers = influencers ?? CreatorIndex(batch.session.roster)
    campaigns = try CampaignFinder(
      &batch, goal: isPosts ? .awareness : .conversions, makesNew: makesCampaigns)
    orders = OrderRules(batch)
    platform = batch.knownPlatform
    source = batch.file
    hasKey = batch.has(.key)
    hasPeriod = batch.has(.periodEnd)
    hasLineItems = batch.mapping.hasLineItems
    lifetimeDay = batch.mapping.isLifetime ? Self.lifetimeDay(&batch) : nil
    grain =
      batch.options.grain ?? batch.mapping.grain
      ?? (batch.mapping.isLifetime ? .total : hasPeriod ? .period : nil)
    if !isPosts, !hasKey, grain == nil {
      batch.note(
        "Rows have no number of their own, so a row that is corrected later counts as a new one. "
          + "An order number, mapped as key, would prevent that.")
    }
  }

  mutating func take(_ row: TableRow, _ batch: inout ImportBatch) {
    let named = batch.text(.campaign, row)
    let stated = batch.text(.influencerReference, row)
    let advert = stated == nil ? batch.text(.adName, row) : nil
    let who = stated ?? advert
    if TotalsWords.contains(named ?? "") || TotalsWords.contains(who ?? "") {
      return setTotals(row, &batch)
    }
    guard var day = lifetimeDay ?? batch.day(.date, row) ?? batch.day(.periodEnd, row) else {
      if who == nil, isNobodys(row, &batch) { return setTotals(row, &batch) }
      if orders.areOrders, isLine(row, &batch) { return takeLine(row, named, &batch) }
      return batch.refuse(row, "it has no date", in: .date)
    }
    var first: Day?
    if hasPeriod, lifetimeDay == nil, let end = batch.day(.periodEnd, row) {
      guard day <= end else {
        return batch.refuse(
          row, "its period ends on \(end.iso), before it starts on \(day.iso)", in: .periodEnd)
      }
      first = day
      day = end
    }
    let platform = batch.text(.platform, row).map { Platform(rawValue: $0) } ?? platform
    guard let campaign = campaigns.find(named, day: day) else {
      return batch.refuse(
        row,
        named.map { "the session has no campaign “\($0)”" }
          ?? "it names no campaign, and none was given for such rows", in: .campaign)
    }
    if let exclusion = orders.exclusion(row, &batch) {
      return leave(row, exclusion, campaign, day, &batch)
    }
    guard let key = key(row, day, who, &batch) else { return }
    var measurement = Measurement(
      campaign: campaign, key: key, kind: isPosts ? .total : .increment, day: day)
    measurement.from = first
    if let who {
      measurement.influencer = influencers.find(who, platform: platform)
      if measurement.influencer == nil {
        nameCreator(of: &measurement, who, isAdvert: advert != nil, platform, row, &batch)
      }
    }
    measurement.post = batch.text(.postURL, row) ?? ""
    measurement.promoCode = batch.text(.promoCode, row) ?? ""
    measurement.trackingLink = batch.text(.trackingLink, row) ?? ""
    measurement.source = source
    measurement.counts = counts(row, &batch)
    orders.settle(&measurement.counts, row, &batch)
    for column in batch.keptReaders where column.index < row.count {
      let text = row.plainText(column.index)
      if !text.isEmpty { keep(text, column.label, &measurement, row, &batch) }
    }
    guard measurement.counts != Counts() else {
      if orders.areOrders, hasKey { return takeLine(row, named, &batch) }
      return batch.refuse(row, "it has no figures")
    }
    if orders.isGift(measurement.counts, row, &batch) {
      return leave(row, .gift("orders of zero"), campaign, day, &batch)
    }
    if isPosts || grain != nil {
      add(measurement, row.line)
    } else {
      addOrder(measurement, row.line)
    }
  }

  private func keep(
    _ text: String, _ label: String, _ measurement: inout Measurement, _ row: TableRow,
    _ batch: inout ImportBatch
  ) {
    if PrivateCell.isPrivate(text) {
      batch.leaveOut(row, "an e-mail address or a phone number in “\(label)” isn't stored")
    } else {
      measurement.custom[label] = text
    }
  }

  /// Ads are often named after whom they show: `anna.k whitelisting`.
  private func nameCreator(
    of measurement: inout Measurement, _ who: String, isAdvert: Bool, _ platform: Platform?,
    _ row: TableRow, _ batch: inout ImportBatch
  ) {
    if isAdvert {
      let words = who.split { " |·/,;:()[]".contains($0) }.map(String.init)
      let found = Set(words.compactMap { influencers.find($0, platform: platform) })
      if found.count == 1, let one = found.first {
        measurement.influencer = one
        let handle = batch.session.roster[one]?.handle ?? ""
        batch.leaveOut(row, "“\(who)” is taken for @\(handle), whom its name has in it")
        return
      }
    }
    measurement.creator = Creator(who, on: platform)
    batch.meetStranger(who, row)
  }

  // MARK: Rows that are nobody's

  /// Whether a row names nothing that its figures could belong to.
  private func isNobodys(_ row: TableRow, _ batch: inout ImportBatch) -> Bool {
    for field in [ImportField.key, .postURL, .promoCode, .trackingLink, .campaign] {
      if let text = batch.text(field, row), !TotalsWords.contains(text) { return false }
    }
    return counts(row, &batch) != Counts()
  }

  private mutating func setTotals(_ row: TableRow, _ batch: inout ImportBatch) {
    // Of several, such as one for each campaign, none adds up everything.
    totals = totals == nil ? counts(row, &batch) : Counts()
    batch.setAside(row.line, "it adds up the others, and is nobody's")
  }

  /// Leaves an order out. If the session has it, it counts for nothing from now on.
  private mutating func leave(
    _ row: TableRow, _ exclusion: OrderRules.Exclusion, _ campaign: CampaignID, _ day: Day,
    _ batch: inout ImportBatch
  ) {
    batch.setAside(row.line, exclusion.words)
    guard hasKey, let key = batch.text(.key, row), !LostDigits.areLost(key) else { return }
    let identity = Measurement.Identity(
      campaign: campaign, key: key, kind: .increment, day: nil)
    guard var known = batch.session.measurements[identity] else { return }
    known.counts.conversions = 0
    known.counts.revenue = .zero
    cancelled.append(known)
  }

  /// Orders that the session has and that count for nothing any more.
  private var cancelled: [Measurement] = []

  // MARK: Lines of orders

  /// Whether a row only says what else was bought in the order above.
  private func isLine(_ row: TableRow, _ batch: inout ImportBatch) -> Bool {
    var counts = counts(row, &batch)
    if counts.revenue == nil { counts.revenue = batch.money(.orderTotal, row) }
    return hasKey && counts == Counts() && batch.isPresent(.key, row)
  }

  private mutating func takeLine(_ row: TableRow, _ named: String?, _ batch: inout ImportBatch) {
    guard let text = batch.text(.key, row), let campaign = campaigns.find(named, day: nil) else {
      return batch.refuse(row, "it has no figures")
    }
    let key = Key(campaign: campaign, text: text)
    if let at = latest[key] {
      entries[at].rows += 1
    } else {
      loose[key, default: []].append(row.line)
    }
  }

  private mutating func addOrder(_ new: Measurement, _ line: Int) {
    var new = new
    if hasKey, let revenue = new.counts.revenue, revenue < .zero, orders.areOrders {
      return addRefund(new, line)
    }
    let key = Key(campaign: new.campaign, text: new.key)
    guard let at = latest[key] else {
      latest[key] = entries.count
      entries.append(Entry(measurement: new, line: line, previous: -1))
      return
    }
    entries[at].rows += 1
    let former = entries[at].measurement
    if new.counts != former.counts || hasLineItems {
      more[at, default: []].append((new.counts, line))
    }
    // The order is known by its first row; what that leaves out may be on another.
    new.counts = former.counts
    if entries[at].measurement.promoCode.isEmpty {
      entries[at].measurement.promoCode = new.promoCode
    }
    if entries[at].measurement.trackingLink.isEmpty {
      entries[at].measurement.trackingLink = new.trackingLink
    }
    if former.influencer == nil, former.creator == nil {
      entries[at].measurement.influencer = new.influencer
      entries[at].measurement.creator = new.creator
    }
  }

  /// A row below zero takes off from its order; it is a measurement of its own, so that importing it again, alone or
  /// with its order, comes to the same.
  private mutating func addRefund(_ new: Measurement, _ line: Int) {
    var new = new
    let order = Key(campaign: new.campaign, text: new.key)
    if let at = latest[order] {
      let order = entries[at].measurement
      if new.promoCode.isEmpty { new.promoCode = order.promoCode }
      if new.trackingLink.isEmpty { new.trackingLink = order.trackingLink }
      if new.influencer == nil, new.creator == nil {
        new.influencer = order.influencer
        new.creator = order.creator
      }
    }
    new.key += " refund"
    let key = Key(campaign: new.campaign, text: new.key)
    guard let at = latest[key] else {
      latest[key] = entries.count
      entries.append(Entry(measurement: new, line: line, previous: -1))
      return
    }
    entries[at].rows += 1
    entries[at].measurement.counts.add(new.counts)
  }

  /// Settles orders of several rows with amounts: either each row has its line's, or all have the order's.
  private mutating func settleOrders(_ batch: inout ImportBatch) {
    guard !more.isEmpty else { return }
    let isOrderTotal = !batch.has(.revenue)
    let differ = more.contains { at, rows in
      rows.contains { $0.counts.revenue != entries[at].measurement.counts.revenue }
    }
    let areLines = hasLineItems && !isOrderTotal && differ
    var repeated = 0
    var orders = 0
    for (at, rows) in more.sorted(by: { $0.key < $1.key }) {
      if areLines {
        orders += 1
        let isOne = entries[at].measurement.counts.conversions == 1 && self.orders.areOrders
        for row in rows { entries[at].measurement.counts.add(row.counts) }
        if isOne, !batch.has(.conversions), !batch.has(.orders) {
          entries[at].measurement.counts.conversions = 1
        }
        continue
      }
      for row in rows {
        if row.counts == entries[at].measurement.counts {
          repeated += 1
          continue
        }
        entries[at].rows -= 1
        let line = entries[at].line
        batch.refuse(
          line: row.line,
          "line \(line) has the same number, “\(entries[at].measurement.key)”, with other figures. Neither takes the place "
            + "of the other: line \(line) counts", in: .key)
      }
    }
    if orders > 0 {
      batch.note(
        "\(CountText.plural(orders, "order has", "orders have")) several rows with amounts of their own: they are taken as "
          + "the lines of the order, and add up.")
    }
    if repeated > 0, hasLineItems {
      batch.note(
        "\(CountText.plural(repeated, "row repeats", "rows repeat")) the amount of an order with several lines: it is taken "
          + "as the order's total, once.")
    }
  }

  private mutating func settleLoose(_ batch: inout ImportBatch) {
    for (key, lines) in loose.sorted(by: { $0.value[0] < $1.value[0] }) {
      if let at = latest[key] {
        entries[at].rows += lines.count
      } else {
        for line in lines { batch.refuse(line: line, "it has no figures") }
      }
    }
    loose = [:]
  }

  // MARK: Posts, days and periods

  private mutating func add(_ new: Measurement, _ line: Int) {
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
  private mutating func settleCollisions(_ grain: Grain, _ batch: inout ImportBatch) {
    guard !replacing.isEmpty else { return }
    switch grain {
    case .total:
      for (at, rows) in more { entries[at].measurement.counts = rows[rows.count - 1].counts }
      let shown = replacing.prefix(3).map { line, at in
        "line \(line) of line \(entries[at].line)"
      }
      batch.note(
        "\(CountText.plural(replacing.count, "row has", "rows have")) the key and the day of an earlier row with other "
          + "figures; the last one counts (\(shown.joined(separator: ", "))\(replacing.count > 3 ? ", …" : "")).")
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

  /// Identifies a row when it is imported again: by its own number, by the post's link with its day and author, or by
  /// everything in it. Refuses the row and returns nil if there is nothing.
  private mutating func key(
    _ row: TableRow, _ day: Day, _ who: String?, _ batch: inout ImportBatch
  ) -> String? {
    if hasKey, let key = batch.text(.key, row) {
      guard !LostDigits.areLost(key) else {
        batch.refuse(row, LostDigits.words(key), in: .key)
        return nil
      }
      return key
    }
    if isPosts || grain != nil {
      if let post = batch.text(.postURL, row) {
        naming = .link
        return post + (who.map { " \($0)" } ?? "")
      }
      let subject = who ?? batch.text(.promoCode, row) ?? batch.text(.trackingLink, row)
      if let subject {
        if naming == .key { naming = .person }
        return String(subject.drop { $0 == "@" }).lowercased()
      }
      batch.refuse(row, "it has neither a post's link nor a number of its own")
      return nil
    }
    let hash = RowHash(row)
    occurrences[hash, default: 0] += 1
    return "row \(hash.hexadecimal)" + (occurrences[hash]! > 1 ? " #\(occurrences[hash]!)" : "")
  }

  private func counts(_ row: TableRow, _ batch: inout ImportBatch) -> Counts {
    var counts = Counts()
    counts.impressions = batch.count(.impressions, row)
    counts.reach = batch.count(.reach, row)
    counts.likes = batch.count(.likes, row)
    counts.comments = batch.count(.comments, row)
    counts.shares = batch.count(.shares, row)
    counts.saves = batch.count(.saves, row)
    counts.clicks = batch.count(.clicks, row)
    counts.conversions = batch.count(.conversions, row) ?? batch.count(.orders, row)
    counts.revenue = batch.money(.revenue, row)
    counts.spend = batch.money(.spend, row)
    return counts
  }

  // MARK: The end

  /// Gives each entry the kind and the key of its grain.
  private mutating func shape(as grain: Grain, isDecided: Bool) {
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
  private mutating func settleSpans(_ log: MeasurementLog, _ batch: inout ImportBatch)
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
          ($0.place, "the session has a running total of “\(subject.name)”, which these figures are part of")
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
  private func runningTotals(
    _ log: MeasurementLog, _ subjects: [SpanOverlaps.Subject: [SpanOverlaps.New]]
  ) -> Set<SpanOverlaps.Subject> {
    var found: Set<SpanOverlaps.Subject> = []
    for row in log.rows where row.kind == .total {
      let subject = SpanOverlaps.Subject(campaign: row.campaign, name: row.key)
      if subjects[subject] != nil { found.insert(subject) }
    }
    return found
  }

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
    loose = [:]
    if isPosts || grain != nil {
      if grain == nil, case .known(let found) = evidence { grain = found }
      settleCollisions(grain ?? .total, &batch)
      shape(as: grain ?? .total, isDecided: grain != nil)
      if grain == .daily || grain == .period { _ = settleSpans(MeasurementLog(), &batch) }
    } else {
      settleOrders(&batch)
    }
    return (
      entries.map(\.measurement), entries.map(\.line), entries.reduce(0) { $0 + $1.rows - 1 }
    )
  }

  /// Continues counting equal rows from where others of the same source left off.
  mutating func keepCounts(of other: MeasurementRows) {
    occurrences = other.occurrences
    grain = grain ?? other.grain
  }

  mutating func finish(_ batch: inout ImportBatch) throws(ImportError) {
    var replaced: [Measurement.Identity] = []
    if isPosts || grain != nil {
      let isDecided: Bool
      (grain, isDecided) = try decideGrain(&batch)
      settleCollisions(grain ?? .total, &batch)
      shape(as: grain ?? .total, isDecided: isDecided)
      if grain == .daily || grain == .period {
        replaced = settleSpans(batch.session.measurements, &batch)
      } else {
        refuseTotalsOfSpans(&batch)
      }
    } else {
      settleLoose(&batch)
      settleOrders(&batch)
    }
    for edit in campaigns.edits(&batch) { batch.append(edit) }
    if !replaced.isEmpty {
      batch.note(
        "\(CountText.plural(replaced.count, "known figure is", "known figures are")) part of these spans, which take their "
          + "place.")
      for identity in replaced { batch.append(.measurement(identity, nil)) }
    }
    for measurement in cancelled where batch.session.measurements[measurement.identity] != measurement
    {
      batch.append(.put(measurement))
    }
    for entry in entries {
      batch.unchanged += entry.rows - 1
      let measurement = entry.measurement
      var former = batch.session.measurements[measurement.identity]
      // The same figures from another file, or with a booking found since, are still the same figures.
      former?.source = measurement.source
      var current = measurement
      if let booking = former?.booking { current.booking = booking }
      if former == current {
        batch.unchanged += 1
      } else {
        batch.append(.put(current))
        if former == nil { batch.added += 1 } else { batch.changed += 1 }
      }
    }
  }

  /// A running total beside the days that it is made of would count them twice.
  private mutating func refuseTotalsOfSpans(_ batch: inout ImportBatch) {
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

  private static func lifetimeDay(_ batch: inout ImportBatch) -> Day? {
    let named = Day(inFileName: batch.file)
    let day = batch.options.isDayGiven ? batch.options.asOf : named ?? batch.options.asOf
    guard let day else { return nil }
    let origin =
      batch.options.isDayGiven
      ? "as told" : named != nil ? "as the file's name says" : "today; --as-of says another day"
    batch.note(
      "The figures are since the beginning, up to the day of the export: \(day.iso), \(origin).")
    return day
  }
}

extension Counts {
  /// Adds what is known.
  mutating func add(_ other: Counts) {
    func sum(_ left: Int?, _ right: Int?) -> Int? {
      left == nil && right == nil ? nil : (left ?? 0) + (right ?? 0)
    }
    func sum(_ left: Money?, _ right: Money?) -> Money? {
      left == nil && right == nil ? nil : (left ?? .zero) + (right ?? .zero)
    }
    impressions = sum(impressions, other.impressions)
    reach = sum(reach, other.reach)
    likes = sum(likes, other.likes)
    comments = sum(comments, other.comments)
    shares = sum(shares, other.shares)
    saves = sum(saves, other.saves)
    clicks = sum(clicks, other.clicks)
    conversions = sum(conversions, other.conversions)
    revenue = sum(revenue, other.revenue)
    spend = sum(spend, other.spend)
  }
}

extension Day {
  /// The last day that is written into a file's name: `insights_2026-03-31.csv`, `insights-20260331.csv`.
  init?(inFileName name: String) {
    let digits = Array(name.utf8)
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= digits.count else { return nil }
      return digits[start..<start + count].reduce(0 as Int?) { value, byte in
        guard let value, (0x30...0x39).contains(byte) else { return nil }
        return value * 10 + Int(byte - 0x30)
      }
    }
    func isDigit(_ at: Int) -> Bool {
      digits.indices.contains(at) && (0x30...0x39).contains(digits[at])
    }
    var found: Day?
    for start in digits.indices where !isDigit(start - 1) {
      guard let year = number(start, 4), (2000...2100).contains(year) else { continue }
      let gap = isDigit(start + 4) ? 0 : 1
      guard let month = number(start + 4 + gap, 2),
        let day = number(start + 6 + 2 * gap, 2), !isDigit(start + 8 + 2 * gap),
        gap == 0 || digits[start + 4] == digits[start + 7]
      else { continue }
      found = Day(year: year, month: month, day: day) ?? found
    }
    guard let found else { return nil }
    self = found
  }
}
