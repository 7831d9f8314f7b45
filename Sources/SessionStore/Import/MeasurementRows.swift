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
    /// Whether its link serves other posts, too, so that its day belongs to its key.
    var isShared = false
    /// Whether a row of the order is about other goods than gift cards, or doesn't say.
    var hasOtherGoods = false
    /// What its revenue is in until the end, if that is another currency than the session's.
    var currency: Currency?
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

  let isPosts: Bool
  var influencers: CreatorIndex
  var campaigns: CampaignFinder
  let orders: OrderRules
  let platform: Platform?
  let source: String
  let hasKey: Bool
  /// Rows were refused since nothing says whose they are.
  var isNameless = false
  /// Columns that tell the spans of one subject apart, and are no part of its key.
  let dayColumns: Set<Int>
  let hasPeriod: Bool
  /// The column that has both days of a span.
  let spans: Int?
  // Asked for every row, so they are looked up once.
  let hasSpend: Bool
  let hasAdverts: Bool
  let hasLineItems: Bool
  let results: AdResults?
  let hasDates: Bool
  /// Whether campaigns are those of links, by UTM.
  let isOfLinks: Bool
  /// Whether a row's day stands for its whole month, as in a report by month.
  let isMonthly: Bool
  /// Whether it is the first of the week that the row is about.
  let isWeekly: Bool
  /// Whether the days are those of publication, as the header says.
  let isPublication: Bool
  /// Who counted the conversions.
  var channel: SalesChannel?
  /// The day of figures since the beginning.
  let lifetimeDay: Day?
  /// The first day of a report about several, if only its title says which.
  let firstDay: Day?
  /// What the user, the profile or the columns say; nil if the rows have to tell.
  var grain: Grain?
  var naming = Naming.key
  var entries: [Entry] = []
  /// The last entry of each key.
  var latest: [Key: Int] = [:]
  /// How often each row without a number of its own has occurred so far.
  var occurrences: [RowHash: Int] = [:]
  /// Further rows of an order that have amounts.
  var more: [Int: [(counts: Counts, line: Int)]] = [:]
  /// Lines of orders whose first row hasn't come.
  var loose: [Key: [Int]] = [:]
  /// Rows with the key and day of another, whose figures took the place of the other's.
  var replacing: [(line: Int, former: Int)] = []
  /// What a row says that adds up the others.
  var totals: Counts?
  /// Orders that the session has and that count for nothing any more.
  var cancelled: [Measurement] = []
  /// Nil if no column is about what was bought or paid with.
  var giftCards: GiftCards?
  var terms: StatedTerms
  /// Nil if no column can say that an order renews a subscription.
  let subscriptions: SubscriptionRules?
  /// Whether rows of one order have amounts of their own, which add up.
  var linesAddUp = false
  var shares = SharedConversions()
  var spelling = PostSpelling()
  /// Known running totals under a key that they get now, and the identities that they had.
  var moved: [Measurement.Identity: Measurement] = [:]
  var movedFrom: [Measurement.Identity] = []

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
    hasKey = batch.has(.key) || batch.mapping.known.map { $0.key.count > 1 } == true
    dayColumns =
      batch.mapping.kind == .posts || batch.mapping.grain != nil
      ? Set(batch.mapping.columns.filter { [.date, .periodEnd].contains($0.field) }.map(\.index))
      : []
    hasPeriod = batch.has(.periodEnd)
    spans = batch.mapping.columns.first(where: \.holdsSpans)?.index
    hasSpend = batch.has(.spend)
    hasAdverts = batch.has(.adName)
    hasLineItems = batch.mapping.hasLineItems
    results = isPosts ? AdResults(batch) : nil
    giftCards = orders.areOrders ? GiftCards(batch) : nil
    terms = StatedTerms(batch)
    subscriptions = orders.areOrders ? SubscriptionRules(batch) : nil
    hasDates = batch.has(.date)
    isOfLinks = batch.header(of: .campaign)?.lowercased().contains("utm") == true
    // A report of codes has sums of weeks or months; an order has a day.
    let isOfSums = batch.mapping.kind == .orders && !orders.areOrders
    let isOfSpans =
      !hasPeriod
      && (isOfSums || [.daily, .period].contains(batch.options.grain ?? batch.mapping.grain))
    isMonthly = isOfSpans && Self.namesMonths(batch.header(of: .date) ?? "")
    isWeekly = isOfSpans && Self.namesWeeks(batch.header(of: .date) ?? "")
    isPublication =
      batch.mapping.kind == .posts && !batch.has(.periodEnd)
      && Self.isPublication(batch.header(of: .date) ?? "")
    channel = Self.channel(batch, orders)
    let missing = try MissingDay.of(&batch)
    firstDay = missing.flatMap { $0.lowerBound < $0.upperBound ? $0.lowerBound : nil }
    lifetimeDay = batch.mapping.isLifetime ? Self.lifetimeDay(&batch) : missing?.upperBound
    grain =
      batch.options.grain ?? batch.mapping.grain
      ?? (batch.mapping.isLifetime ? .total : hasPeriod || firstDay != nil ? .period : nil)
    if isPosts, batch.has(.postURL), !batch.has(.key) {
      for row in batch.session.measurements.rows where !row.post.isEmpty {
        _ = spelling.of(row.post)
      }
    }
    // Rows are large, and moving them each time the list grows takes longer than filling it.
    entries.reserveCapacity(min(batch.inspection.rows, 1 << 22))
    latest.reserveCapacity(min(batch.inspection.rows, 1 << 22))
  }

  mutating func take(_ row: TableRow, _ batch: inout ImportBatch) {
    batch.foreign.forgetRow()
    let named = batch.text(.campaign, row)
    let author = batch.author(row)
    let advert = author == nil && hasAdverts ? batch.text(.adName, row) : nil
    let who = author ?? advert
    if TotalsWords.contains(named ?? "") || TotalsWords.contains(who ?? "")
      || who == nil
        && (TotalsWords.contains(batch.promoCode(row) ?? "")
          || row.beginsWithTotal && (isPosts || !orders.areOrders || isNumberless(row, &batch))),
      !hasPlace(row, batch)
    {
      return setTotals(row, &batch)
    }
    guard var day = lifetimeDay ?? batch.day(.date, row) ?? batch.day(.periodEnd, row) else {
      if who == nil, isNobodys(row, &batch) { return setTotals(row, &batch) }
      if orders.areOrders, isLine(row, &batch) { return takeLine(row, named, &batch) }
      return batch.refuse(row, "it has no date", in: .date)
    }
    var first = firstDay
    if hasPeriod, lifetimeDay == nil, let end = batch.day(.periodEnd, row) {
      guard day <= end else {
        return batch.refuse(
          row, "its period ends on \(end.iso), before it starts on \(day.iso)", in: .periodEnd)
      }
      first = spans.flatMap { batch.span($0, row)?.lowerBound } ?? day
      day = end
    }
    let stated = day
    if isMonthly { (first, day) = (day.month.lowerBound, day.month.upperBound) }
    if isWeekly { (first, day) = (day, day + 6) }
    let platform = batch.text(.platform, row).map { Platform(rawValue: $0) } ?? platform
    // Links and ads have campaigns of their own, which make none where it is said to which one they belong.
    var foreign: String?
    if let named,
      channel == .analytics || channel?.isOfAds == true || orders.isOfNetwork || isOfLinks,
      let stated = campaigns.stated(insteadOf: named), stated.lowercased() != named.lowercased()
    {
      foreign = named
      batch.leaveOut(
        row, "“\(named)” is no campaign of the session: it counts for “\(stated)”, as told")
    }
    guard let campaign = campaigns.find(foreign == nil ? named : nil, day: day) else {
      return batch.refuse(
        row,
        named.map { "the session has no campaign “\($0)”" }
          ?? "it names no campaign, and none was given for such rows", in: .campaign)
    }
    if let exclusion = orders.exclusion(row, &batch) {
      return leave(row, exclusion, campaign, day, &batch)
    }
    guard let key = key(row, day, who, &batch) else { return }
    if !isPosts { replaceFormerKey(row, campaign, stated, batch) }
    var measurement = Measurement(
      campaign: campaign, key: key, kind: isPosts ? .total : .increment, day: day)
    measurement.from = first
    if let who {
      measurement.influencer = influencers.find(who, platform: platform)
      if measurement.influencer == nil, channel == .analytics {
        creditVisits(&measurement, row, &batch)
      }
      if measurement.influencer == nil {
        nameCreator(
          of: &measurement, who, advertOf: advert == nil ? nil : named, platform, row, &batch)
      }
    } else if channel == .analytics {
      creditVisits(&measurement, row, &batch)
    } else if let named, channel?.isOfAds == true {
      creditCampaign(&measurement, named, isForeign: foreign != nil, platform, row, &batch)
    }
    measurement.post = post(row, &batch) ?? ""
    measurement.promoCode = batch.promoCode(row) ?? ""
    measurement.trackingLink = batch.text(.trackingLink, row) ?? ""
    measurement.source = source
    measurement.counts = counts(row, &batch)
    if let shared = batch.shared(.conversions, row) {
      measurement.counts.conversions = shares.whole(
        shared, of: hasKey || isPosts || grain != nil ? key : who ?? "")
    }
    results?.settle(&measurement.counts, row, &batch)
    orders.settle(&measurement.counts, row, &batch)
    if measurement.salesChannel != nil || measurement.counts.spend != nil {
      measurement.channel = channel
    }
    if measurement.salesChannel != nil { terms.take(row) }
    measurement.isRepeat = subscriptions?.isRepeat(row) ?? false
    if let foreign { keep(foreign, batch.label(of: .campaign), &measurement, row, &batch) }
    for column in batch.keptReaders where column.index < row.count {
      let text = row.plainText(column.index)
      if !text.isEmpty { keep(text, column.label, &measurement, row, &batch) }
    }
    if author != nil, hasAdverts, let name = batch.text(.adName, row) {
      keep(name, batch.label(of: .adName), &measurement, row, &batch)
    }
    for (name, text) in batch.takeOriginals() { measurement.custom[name] = text }
    guard measurement.counts != Counts() else {
      if orders.areOrders, hasKey { return takeLine(row, named, &batch) }
      return batch.refuse(row, "it has no figures")
    }
    if orders.isGift(measurement.counts, row, &batch), !isPaidByCard(row, batch) {
      return leave(row, .gift("orders of zero"), campaign, day, &batch)
    }
    if isPosts || grain != nil {
      convert(&measurement, batch.foreign.saleCurrency, row.line, &batch)
      add(measurement, row.line)
    } else {
      let currency = batch.foreign.saleCurrency
      if isRefundOfCard(measurement, row, &batch) { return }
      addOrder(measurement, row.line, currency, &batch)
      noteGiftCards(row, measurement, currency, &batch)
    }
  }

  /// Whether a row of orders has neither a number nor a code: `Sous-total ANNA10` has none.
  private func isNumberless(_ row: TableRow, _ batch: inout ImportBatch) -> Bool {
    batch.promoCode(row) == nil && (batch.text(.key, row).map(TotalsWords.contains) ?? true)
  }

  func counts(_ row: TableRow, _ batch: inout ImportBatch) -> Counts {
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
    counts.netRevenue = batch.money(.netRevenue, row)
    if hasSpend { counts.spend = batch.money(.spend, row) }
    return counts
  }

  private static func lifetimeDay(_ batch: inout ImportBatch) -> Day? {
    let named = Day(inFileName: batch.file)
    let given = batch.options.isDayGiven ? batch.options.asOf : nil
    guard let day = given ?? named ?? batch.options.asOf else { return nil }
    let origin =
      given != nil
      ? "as told" : named != nil ? "as the file's name says" : "today; --as-of says another day"
    batch.note(
      "The figures are since the beginning, up to the day of the export: \(day.iso), \(origin).")
    return day
  }
}

extension Day {
  /// The days of its month.
  fileprivate var month: ClosedRange<Day> {
    var (first, last) = (self, self)
    while first.civil.day > 1 { first = first + -1 }
    while (last + 1).civil.day > 1 { last = last + 1 }
    return first...last
  }
}
