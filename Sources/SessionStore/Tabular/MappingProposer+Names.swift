/// Scores columns by their headers.
extension MappingProposer {
  /// Words beside a field's name that change its meaning.
  static let blocking: Set<String> = [
    "rank", "ranking", "score", "growth", "change", "delta", "lowest", "highest", "min", "max",
    "median", "last", "monthly", "weekly", "daily", "yearly", "month", "year", "week", "weekday",
    "hour", "new", "previous", "prev", "target", "goal", "per", "cost", "for", "type", "earnings",
    "days", "day", "duration", "id", "ids", "tier", "end", "rate", "gained", "lost", "expected",
    "unsubscribed", "percentage", "pct", "%", "created", "updated", "birth", "roas", "roi", "ctr",
    "cpc", "cpm", "cpa",
  ]

  /// Money, but not what was sold for.
  static let notRevenue: Set<String> = [
    "spend", "spent", "cost", "paid", "budget", "discount", "discounts", "refund", "refunds",
    "refunded", "tax", "taxes", "shipping", "fee", "commission", "payout", "profit", "margin",
    "average", "avg", "mean", "aov", "outstanding", "tip", "discounted", "saved", "savings", "owed",
    "due", "deducted", "donation", "balance", "fees", "commissions", "rabatt", "rabatte",
    "nachlass", "rabattiert", "rabattierter", "rabattierte", "rabattbetrag", "remisé",
    "descontado", "descontada", "scontato", "scontata",
    "versand", "steuer", "mwst", "remise", "remises", "réduction", "frais", "taxe", "descuento",
    "descuentos", "impuesto", "impuestos", "envío", "desconto", "descontos", "frete", "imposto",
    "sconto", "sconti", "spedizione", "korting", "verzending",
  ]

  /// Words beside “code” that make it another one.
  private static let otherCodes: Set<String> = [
    "postal", "post", "zip", "country", "currency", "state", "province", "region", "city",
    "language", "product", "item", "sku", "bar", "qr", "error", "status", "area", "location", "tax",
    "hs", "color", "reason", "response", "auth", "authorization",
  ]

  /// Costs, but not of showing ads.
  static let notSpend: Set<String> = [
    "item", "items", "lineitem", "line", "unit", "product", "products", "goods", "shipping",
    "order",
    "production", "fulfillment", "fulfilment", "gift", "sample", "samples", "delivery", "return",
    "returns", "influencer", "influencers", "creator", "creators", "artikel", "versand", "handling",
    "processing", "packaging", "payment", "artículo", "artículos", "article", "articles",
    "articolo",
    "artigo", "producto", "productos", "produit", "produits", "prodotto", "produto", "produkt",
    "envío", "envio", "livraison", "spedizione", "verzending",
  ]

  /// Headers that can be an amount or a number of sales.
  static let sales: Set<String> = [
    "sales", "total sales", "ventas", "ventes", "verkäufe", "vendas", "vendite",
  ]

  /// Words beside a field's name that don't change its meaning.
  static let harmless: Set<String> = [
    "estimated", "est", "organic", "influencer", "influencers", "creator", "creators", "post",
    "posts", "current", "all", "sum", "total", "ad", "ads", "account", "profile", "channel", "main",
    "audience",
  ]

  /// How well the header of column `index` matches `field`: 1 for one of its names, 0 for no match.
  func nameScore(_ index: Int, _ field: ImportField) -> Double {
    let name = names[index]
    if name.words.isEmpty { return 0 }
    // A name that says money is never a count, whatever else it says: `Purchases conversion value`.
    if field.kind == .count && name.saysMoney && !isSales(index) { return 0 }
    if (field == .revenue || field == .conversions) && isSales(index) {
      return sales(index) == field ? 1 : 0
    }
    if field.kind == .rate, name.isPercent {
      let phrase = name.wordsOfShare.joined(separator: " ")
      if ImportField.byName[phrase]?.contains(field) == true { return 1 }
    }
    // A rate is a price only if it says a currency: it may as well be one of engagement.
    if field == .fee, ["rate", "rates"].contains(name.stemPhrase), name.currency == nil,
      profiles[index].money * 2 <= profiles[index].numbers
    {
      return 0
    }
    if isOfPartners {
      // What a network calls actions are sales, and what they cost goes to the partners.
      if field == .conversions, name.phrase == "actions" { return 1 }
      if field == .spend, !name.words.contains(where: Self.advertising.contains) { return 0 }
    }
    // `code` with 2026000412 is an order's number.
    if name.phrase == "code", !profiles[index].examples.isEmpty,
      profiles[index].examples.allSatisfy({ $0.count >= 6 && $0.allSatisfy(\.isNumber) })
    {
      return field == .key ? 0.9 : 0
    }
    let halves = self.halves(index)
    if halves.count > 1, halves.allSatisfy({ ImportField.named($0).contains(field) }) { return 0.9 }
    // An order's number is called so, too.
    if field == .conversions, name.phrase == "order" { return 0 }
    if called[index].contains(field) { return 1 }
    if ImportField.byName[name.stemPhrase]?.contains(field) == true { return 0.95 }
    if field.kind == .count, calledTwice[index].contains(field) { return 0.9 }
    if field.kind == .money, let plain = amounts[index].withoutTax,
      ImportField.named(plain).contains(field)
    {
      return 0.9
    }
    if field.kind == .count || field.kind == .money,
      let plain = name.withoutTotal(isCount: field.kind == .count),
      ImportField.named(plain).contains(field)
    {
      return 0.85
    }
    if field.kind == .count, let plain = name.withoutEstimate,
      ImportField.named(plain).contains(field)
    {
      return 0.8
    }
    // Of a row that is one post, `Reach per post` is the post's.
    if field.kind == .count, let plain = name.withoutPerPost,
      ImportField.named(plain).contains(field),
      names.indices.contains(where: { nameScore($0, .postURL) >= 0.7 && profiles[$0].present > 0 })
    {
      return 0.8
    }
    if field == .conversions || field == .revenue, let plain = name.withoutWindow {
      let isOfSales = Self.salesWords.contains { plain.words.contains($0) }
      if isOfSales ? field == .revenue && looksLikeMoney(index) : isNamed(plain, field) {
        return 0.8
      }
    }
    // `Bestellung #`, `Pedido n.º`
    if field == .key, name.words.count > 1, Self.ordered.contains(name.words[0]),
      name.words.dropFirst().allSatisfy(Self.numberSigns.contains)
    {
      return 0.9
    }
    // `Commissionable Sales`, if its values are amounts.
    if field == .revenue, name.words.count > 1, !Self.salesWords.isDisjoint(with: name.words),
      looksLikeMoney(index), !name.words.contains(where: Self.notRevenue.contains),
      !name.words.contains(where: Self.blocking.contains)
    {
      return 0.5
    }
    // What YouTube pays the creator.
    if field == .revenue, name.words.contains("estimated"), isOfYouTube { return 0 }
    if field == .revenue, name.saysSalesValue,
      !name.words.contains(where: {
        Self.notRevenue.contains($0) || Self.blocking.contains($0) || $0 == "lifetime"
      })
    {
      return 0.6
    }
    // `TikTok username` is one, too.
    if field == .influencerReference, hasOnePlatform, let plain = name.withoutPlatform,
      ImportField.named(plain).contains(field)
    {
      return 0.95
    }
    // A purchase order's number counts nothing.
    if field.isWholeHeader || field.kind == .count && name.isNumbered { return 0 }
    let all = field.kind == .rate ? name.wordsOfShare : name.words
    var best = 0.0
    for words in field.parts {
      guard words.count < all.count, let at = Self.position(of: words, in: all)
      else { continue }
      var rest = all
      rest.removeSubrange(at..<at + words.count)
      if rest.contains(where: Self.blocking.contains) { continue }
      if field == .promoCode, rest.contains(where: Self.otherCodes.contains) { continue }
      if field == .spend, rest.contains(where: Self.notSpend.contains) { continue }
      if field == .revenue, rest.contains(where: Self.notRevenue.contains) { continue }
      // `likes` in `avg likes` is a different field.
      if field.kind == .count, rest.contains(where: { ["avg", "average", "mean"].contains($0) }),
        !words.contains(where: { ["avg", "average", "mean"].contains($0) })
      {
        continue
      }
      let mild = rest.allSatisfy { word in
        Self.harmless.contains(word) || word.utf8.count == 1 || word == name.currency?.lowercased()
          || !PlatformWords.platforms(inTokens: [word]).isEmpty
      }
      best = max(best, mild ? 0.7 : 0.45)
    }
    return best
  }

  /// `Créatrice / créateur` says the same twice.
  private func halves(_ index: Int) -> [HeaderName] {
    let header = inspection.header[index]
    guard header.contains("/") else { return [] }
    return header.split(separator: "/").map { HeaderName(String($0)) }.filter { !$0.words.isEmpty }
  }

  /// Whether partners of an affiliate program are in a column, and nothing says that the rows were ads.
  static func areOfPartners(_ names: [HeaderName]) -> Bool {
    names.contains { partners.contains($0.phrase) }
      && !names.contains { $0.words.contains("impressions") || $0.words.contains("impr") }
  }

  private static let partners: Set<String> = [
    "partner", "publisher", "affiliate", "media partner", "partner name", "publisher name",
    "affiliate name",
  ]
  private static let advertising: Set<String> = [
    "spend", "spent", "ad", "ads", "media", "advertising", "werbung", "publicidad", "pub",
  ]

  /// `Bereik` above `Unieke accounts`: two names of one figure in two rows of headers.
  static func namedTwice(_ name: HeaderName) -> [ImportField] {
    guard (2...5).contains(name.words.count) else { return [] }
    return (1..<name.words.count).flatMap { at in
      let halves = [name.words[..<at], name.words[at...]].map {
        ImportField.named(HeaderName($0.joined(separator: " ")))
      }
      return halves[0].filter(halves[1].contains)
    }
  }

  private func isNamed(_ name: HeaderName, _ field: ImportField) -> Bool {
    let all = [name, name.withoutTotal(isCount: field.kind == .count)].compactMap(\.self)
    return all.contains {
      ImportField.named($0).contains(field)
        || ImportField.byName[$0.stemPhrase]?.contains(field) == true
    }
  }

  private static let numberSigns: Set<String> = [
    "#", "no", "nr", "n", "nº", "n°", "º", "°", "num", "number", "id",
  ]

  private static let salesWords: Set<String> = [
    "sales", "sale", "ventas", "ventes", "vendite", "vendas", "verkäufe", "umsätze",
  ]

  /// Whether most values have a currency, or two decimals.
  func looksLikeMoney(_ index: Int) -> Bool {
    let profile = profiles[index]
    return profile.numberShare >= 0.8 && profile.numbers > 0
      && (profile.money * 2 > profile.numbers
        || profile.numberEvidence.withPlaces * 2 > profile.numbers)
  }

  func isSales(_ index: Int) -> Bool {
    let name = names[index]
    return Self.sales.contains(name.currency == nil ? name.phrase : name.stemPhrase)
  }

  /// What a column called "Sales" is: revenue, conversions, or nil if nothing tells.
  ///
  /// Amounts have cents or a currency. Whole numbers are what the other columns leave open.
  func sales(_ index: Int) -> ImportField? {
    let profile = profiles[index]
    if names[index].currency != nil || profile.money * 2 > profile.numbers { return .revenue }
    if profile.numberEvidence.withPlaces * 2 > profile.numbers { return .revenue }
    let others = names.indices.filter {
      $0 != index && !isSales($0) && profiles[$0].numberShare >= 0.8
    }
    // Beside gross and net sales, or what they are reduced by, it is money, too.
    let isOfAmounts = others.contains { index in
      [.listed, .net].contains(amounts[index].sort) && names[index].words.contains("sales")
    }
    if isOfAmounts { return .revenue }
    let hasRevenue = others.contains { nameScore($0, .revenue) > 0.5 }
    let hasCount = others.contains { nameScore($0, .conversions) > 0.5 }
    if hasRevenue == hasCount { return nil }
    return hasRevenue ? .conversions : .revenue
  }

  static func position(of words: [String], in all: [String]) -> Int? {
    guard !words.isEmpty, words.count <= all.count else { return nil }
    return (0...all.count - words.count).first { Array(all[$0..<$0 + words.count]) == words }
  }
}
