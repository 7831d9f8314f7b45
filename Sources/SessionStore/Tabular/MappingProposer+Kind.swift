/// Decides what kind of file it is.
extension MappingProposer {
  func judge(_ kind: FileKind, _ choices: [Int: Choice]) -> Bool {
    // An empty column is no evidence.
    let fields = Set(choices.filter { isFilled($0.key) }.values.map(\.field))
    func hasAny(_ wanted: ImportField...) -> Bool { wanted.contains(where: fields.contains) }
    switch kind {
    case .payouts:
      guard hasAny(.influencerReference, .promoCode) else { return false }
      if areGifts(choices) { return hasAny(.influencerReference) && hasAny(.productCost) }
      let isListed =
        [.payoutBasis, .payoutRate, .totalPayout].count { fields.contains($0) } >= 2
      return isListed || hasAny(.totalPayout, .commissionPaid) && saysPaid(choices)
    case .roster:
      guard
        let identity = choices.first(where: { $0.value.field == .handle })?.key
          ?? choices.first(where: { $0.value.field == .reference })?.key
          ?? choices.first(where: { $0.value.field == .name })?.key ?? accountLinks(choices)
      else { return false }
      let about = hasAny(
        .followers, .platform, .category, .country, .email, .averageViews, .averageLikes,
        .engagementRate, .engagementAverage)
      return isOneEach(identity, choices)
        && (about || (profiles.count <= 3 && fields.contains(.handle) && !hasDates))
    case .posts:
      return (hasAny(.influencerReference, .adName) || accountLinks(choices) != nil)
        && hasAny(.date, .postURL, .caption, .key)
        && hasAny(.reach, .impressions, .likes, .comments, .shares, .saves)
    case .orders:
      return hasAny(.influencerReference, .promoCode, .trackingLink)
        && hasAny(.conversions, .revenue, .clicks, .orderTotal) && saysSold(choices)
    case .unknown:
      return true
    }
  }

  /// Files without rows have nothing but names.
  func isFilled(_ index: Int) -> Bool {
    inspection.rows == 0 || profiles[index].present > 0 || forced[index] != nil
  }

  private var hasDates: Bool {
    profiles.contains { $0.dateShare >= 0.8 && $0.present > 0 }
  }

  func findKind() -> FileKind {
    if let told = toldKind() { return told }
    let isHandleTold = forced.values.contains { $0 == .field(.handle) }
    if isHandleTold, areGifts(assign(.payouts)) { return .roster }
    // A roster says who; posts also say when or where, and name people more than once.
    let roster = assign(.roster)
    let isRoster = judge(.roster, roster)
    let payouts = assign(.payouts)
    let posts = assign(.posts)
    let isPosts = judge(.posts, posts)
    // Posts, however much they say about what was paid.
    let arePosts = isPosts && posts.hasField(.postURL) && hasFigures(posts)
    if !arePosts, judge(.payouts, payouts), !(isRoster && isRateCard(roster, payouts)) {
      return .payouts
    }
    if isRoster && isPosts {
      let isAboutPosts =
        posts.hasField(.caption) || posts.hasField(.postURL)
        || posts.hasField(.date) && !roster.hasField(.fee) && !roster.hasField(.email)
        || posts.hasField(.date) && posts.hasField(.key) && posts.hasField(.spend)
      let isReport = isAboutPosts && areDated(posts) && figuresLost(posts, roster).count >= 2
      return isAboutPosts && !roster.hasField(.followers) || isReport ? .posts : .roster
    }
    if isPosts || isRoster && isCampaignReport(posts, roster) { return .posts }
    let orders = assign(.orders)
    // A number, an amount and a state: no list of people has all three.
    if judge(.orders, orders),
      [.orderTotal, .orderStatus, .refund].count(where: orders.hasField) >= 2
    {
      return .orders
    }
    if judge(.orders, orders), isCreatorReport(posts, orders) { return .posts }
    if isRoster, isSalesReport(orders, roster) { return .orders }
    if isRoster, !isAboutPeople(roster), !judge(.orders, orders), isLedger || isOfPayers {
      return .unknown
    }
    if isRoster {
      return judge(.orders, orders) && !roster.hasField(.followers)
        && (orders.hasField(.date) || areSales(orders, roster)) ? .orders : .roster
    }
    return judge(.orders, orders) ? .orders : areNobodys(posts) ? .posts : .unknown
  }

  /// Whether rows are figures of days or posts of one account, as somebody exports who only sees their own.
  private func areNobodys(_ posts: [Int: Choice]) -> Bool {
    let figures = posts.filter { Self.figures.contains($0.value.field) && isFilled($0.key) }
    return figures.count >= 3
      && (figures.hasField(.impressions) || figures.hasField(.reach))
      && (posts.hasField(.date) || posts.hasField(.periodEnd) || posts.hasField(.postURL))
  }

  /// Whether a choice of columns has figures of posts.
  func hasFigures(_ choices: [Int: Choice]) -> Bool {
    choices.count { Self.figures.contains($0.value.field) } >= 2
  }

  /// Whether the rows are single posts: they have links or texts of their own, or days of publication.
  private func areDated(_ posts: [Int: Choice]) -> Bool {
    posts.contains { index, choice in
      guard isFilled(index) else { return false }
      if choice.field == .postURL || choice.field == .caption { return true }
      return choice.field == .date && isPublication(index)
    }
  }

  /// Whether a header speaks of the day of publication.
  func isPublication(_ index: Int) -> Bool { Self.hasWord(names[index], Self.publishing) }

  private static let publishing = [
    "post", "publ", "veröffentlicht", "live", "pubblic", "gepubliceerd",
  ]

  /// The figures that a roster has no field for.
  private func figuresLost(_ posts: [Int: Choice], _ roster: [Int: Choice]) -> [ImportField] {
    posts.filter { roster[$0.key] == nil && isFilled($0.key) }.map(\.value.field)
      .filter { Self.figures.contains($0) }
  }

  /// Whether the rows are what creators brought in a campaign, however much they say about the creators: how often they
  /// were seen, and what that cost or was worth.
  private func isCampaignReport(_ posts: [Int: Choice], _ roster: [Int: Choice]) -> Bool {
    let sold: [ImportField] = [.conversions, .revenue]
    let lost =
      figuresLost(posts, roster)
      + posts.filter { roster[$0.key] == nil && sold.contains($0.value.field) }.map(\.value.field)
    let isOfPosts = [ImportField.likes, .comments, .shares, .saves].contains(where: lost.contains)
    return posts.hasField(.influencerReference) && lost.count >= 2
      && (lost.contains(.impressions) || lost.contains(.reach))
      && (names.contains { !Self.worths.isDisjoint(with: $0.words) }
        || lost.count >= 4 && isOfPosts)
  }

  /// Whether rows without a day are what creators brought, and how often they were seen as well: sales have no reach.
  private func isCreatorReport(_ posts: [Int: Choice], _ orders: [Int: Choice]) -> Bool {
    let lost = posts.filter { orders[$0.key] == nil && isFilled($0.key) }.map(\.value.field)
      .filter { Self.figures.contains($0) }
    return posts.hasField(.influencerReference) && lost.count >= 2
      && (lost.contains(.impressions) || lost.contains(.reach))
      && ![.key, .orderStatus, .orderTotal, .refund].contains(where: orders.hasField)
  }

  /// Whether the rows are what creators sold, however much they say about the creators: clicks, orders and revenue.
  private func isSalesReport(_ orders: [Int: Choice], _ roster: [Int: Choice]) -> Bool {
    let sold = orders.filter { roster[$0.key] == nil && isFilled($0.key) }.map(\.value.field)
    return judge(.orders, orders) && (sold.contains(.conversions) || isTold(.conversions))
      && [.revenue, .orderTotal, .clicks].contains(where: sold.contains)
  }

  private func isTold(_ field: ImportField) -> Bool {
    forced.values.contains { $0 == .field(field) }
  }

  private static let worths: Set<String> = [
    "cpm", "ecpm", "cpe", "cpc", "cpa", "cpv", "emv", "imv", "eimv", "roi", "roas", "spend",
    "spent", "cost",
    "costs", "kosten", "coût", "coste", "costo", "custo", "tkp",
  ]

  /// Whether rows without a date that can be read are sales all the same: an amount, in a file that speaks of orders and
  /// says nothing that a roster would.
  private func areSales(_ orders: [Int: Choice], _ roster: [Int: Choice]) -> Bool {
    (orders.hasField(.revenue) || orders.hasField(.orderTotal)) && speaksOfSales
      && ![.fee, .email, .category, .country].contains(where: roster.hasField)
  }

  /// The kind that the user's own words leave: some fields are of one kind only.
  private func toldKind() -> FileKind? {
    let told = Set(
      forced.values.compactMap { target -> ImportField? in
        if case .field(let field) = target { return field }
        return nil
      })
    func isTold(_ fields: ImportField...) -> Bool { fields.contains(where: told.contains) }
    if isTold(.totalPayout, .commissionPaid, .payoutBasis, .payoutRate) { return .payouts }
    if isTold(.orderTotal, .refund, .orderStatus, .cancelled) { return .orders }
    if isTold(.impressions, .reach, .likes, .comments, .shares, .saves, .postURL, .caption, .adName)
    {
      return .posts
    }
    return nil
  }

  /// Whether hardly an account comes twice. The same name on another platform is another account.
  private func isOneEach(_ identity: Int, _ choices: [Int: Choice]) -> Bool {
    let profile = profiles[identity]
    if profile.uniqueShare >= 0.8 { return true }
    guard let platform = choices.first(where: { $0.value.field == .platform })?.key,
      !choices.hasField(.date)
    else { return false }
    return profile.uniqueShare * Double(profiles[platform].sampledDistinct) >= 0.8
      && choices.hasField(.followers)
  }

  /// Whether the rows are dated amounts of creators, sales or payments.
  private var isLedger: Bool {
    let choices = assign(.payouts)
    return choices.hasField(.influencerReference) && choices.hasField(.date)
      && choices.contains { $0.value.field == .totalPayout && !isFee(names[$0.key]) }
  }

  /// Whether fees are what people ask for, rather than what they were paid.
  private func isRateCard(_ roster: [Int: Choice], _ payouts: [Int: Choice]) -> Bool {
    if isAboutPeople(roster) { return true }
    let isAsked = payouts.contains { index, choice in
      choice.field == .totalPayout && roster[index]?.field == .fee
    }
    return isAsked && !speaksOfPaying
      && [.platform, .email, .category, .country].contains(where: roster.hasField)
  }

  private func isAboutPeople(_ choices: [Int: Choice]) -> Bool {
    [.followers, .engagementRate, .averageViews, .averageLikes].contains(where: choices.hasField)
  }
}

// What a file is about, by the words of its headers.
extension MappingProposer {
  /// Whether headers speak of payments and not of sales.
  var speaksOfPayments: Bool { speaksOfPaying && !speaks(of: Self.sold) }

  /// Whether it is of payments to creators: an amount alone may as well be what was sold.
  private func saysPaid(_ choices: [Int: Choice]) -> Bool {
    let amounts = choices.filter {
      $0.value.field == .totalPayout || $0.value.field == .commissionPaid
    }
    if amounts.keys.contains(where: { forced[$0] != nil }) { return true }
    guard !speaks(of: Self.sold), !isListOfCommissions else { return false }
    let says = names.indices.map(isPaying)
    if amounts.keys.contains(where: { says[$0] && !["fee", "fees"].contains(names[$0].phrase) }) {
      return true
    }
    let isDated = choices.hasField(.date)
    let named = HeaderName(fileName ?? "").words.contains { word in
      Self.payments.contains { word.hasPrefix($0) }
    }
    return isDated && (named || says.contains(true) || names.contains(where: isFee))
  }

  /// Whether an affiliate program lists sales and what each earns: `reference_amount` beside `amount`.
  private var isListOfCommissions: Bool {
    speaks(of: ["affiliat", "referr", "publisher"])
      && profiles.indices.contains {
        !Self.bareAmounts.contains(names[$0].phrase) && nameScore($0, .revenue) >= 0.9
          && looksLikeMoney($0)
      }
  }

  /// Whether the rows are products that were sent to creators: no fee, no sale, and nothing that they brought.
  func areGifts(_ choices: [Int: Choice]) -> Bool {
    speaks(of: Self.gifts) && !speaksOfPaying && !choices.hasField(.totalPayout)
      && !choices.hasField(.commissionPaid)
      && !assign(.posts).contains { Self.figures.contains($0.value.field) }
      && !assign(.orders).contains {
        [.revenue, .orderTotal, .conversions].contains($0.value.field)
      }
      && !isAboutPeople(assign(.roster))
  }

  private static let figures: [ImportField] = [
    .impressions, .reach, .likes, .comments, .shares, .saves, .clicks,
  ]
  /// How words about sending products begin.
  private static let gifts = [
    "gift", "seeding", "sent", "shipped", "dispatched", "product", "sample", "geschenk", "versandt",
    "verschickt", "gesendet", "produkt", "muster", "envoyé", "expédié", "cadeau", "produit",
    "enviado", "regalo", "producto", "spedit", "inviat", "omaggio", "prodott", "presente",
    "produto",
    "verzonden", "wysłan",
  ]

  private var speaksOfPaying: Bool { names.indices.contains(where: isPaying) }

  /// Whether a header speaks of payments that were made; everybody has terms and a method of payment.
  private func isPaying(_ index: Int) -> Bool {
    let name = names[index]
    let words = Set(name.words)
    let profile = profiles[index]
    // Shops have how it was paid under “Payment”: PayPal, by card.
    if Self.payments(name.phrase), profile.present > 0, profile.numberShare < 0.5,
      profile.dateShare < 0.5, flags[index] == .no
    {
      return false
    }
    // Beside an order's number, the state of a payment is the buyer's.
    if !words.isDisjoint(with: Self.states), speaks(of: Self.orderWords) { return false }
    return words.contains { word in Self.payments.contains { word.hasPrefix($0) } }
      && words.isDisjoint(with: [
        "terms", "term", "method", "methods", "details", "info", "information", "preference",
        "preferred", "address", "email", "zahlungsart", "zahlungsmethode", "zahlungsziel",
      ])
  }

  private static let states: Set<String> = [
    "status", "state", "estado", "état", "statut", "stato", "situação",
  ]
  /// How words for an order begin.
  private static let orderWords = [
    "order", "orden", "pedido", "commande", "bestell", "ordine", "encomenda", "zamów", "注文",
  ]

  private static func payments(_ phrase: String) -> Bool {
    [
      "payment", "payments", "zahlung", "bezahlung", "paiement", "règlement", "pago", "pagamento",
      "betaling", "支払い", "支払",
    ].contains(phrase)
  }

  private func isFee(_ name: HeaderName) -> Bool {
    name.words.contains { word in Self.fees.contains { word.hasPrefix($0) } }
  }

  /// Whether anything says that the rows are sales rather than payments.
  private func saysSold(_ choices: [Int: Choice]) -> Bool {
    // What creators are hired for is called so: nothing was sold to buyers.
    if speaksOfHiring, match == nil,
      ![.conversions, .clicks, .promoCode, .trackingLink].contains(where: choices.hasField)
    {
      return false
    }
    let telling: [ImportField] = [
      .conversions, .clicks, .promoCode, .trackingLink, .orderTotal, .refund, .orderStatus,
    ]
    if telling.contains(where: choices.hasField), isOfSales { return true }
    if [.conversions, .clicks, .promoCode, .trackingLink].contains(where: choices.hasField) {
      return true
    }
    guard let revenue = choices.first(where: { $0.value.field == .revenue })?.key else {
      return false
    }
    return forced[revenue] != nil || match != nil || isOfSales
      || !Self.bareAmounts.contains(names[revenue].phrase)
  }

  private var speaksOfSales: Bool { speaks(of: Self.sold) }

  private var isOfSales: Bool { speaks(of: Self.sold) || speaks(of: Self.codes) }

  /// Whether a word of a header begins like one of these.
  private func speaks(of beginnings: [String]) -> Bool {
    names.contains { name in
      name.words.contains { word in beginnings.contains { word.hasPrefix($0) } }
    }
  }

  /// Whether headers are about what creators are hired for.
  var speaksOfHiring: Bool { speaks(of: ["deliverable", "marketplace", "collab", "brief", "gig"]) }

  /// Amounts of anything.
  static let bareAmounts: Set<String> = [
    "amount", "total amount", "net amount", "gross amount", "betrag", "gesamtbetrag", "summe",
    "montant", "importe",
    "importe total", "importo", "valor", "valor total", "bedrag", "金額",
  ]

  /// How well a column of payments matches a field: whoever was paid need not be called a creator, and an account may be
  /// the bank's.
  func payeeScore(_ index: Int, _ field: ImportField) -> Double {
    let score = nameScore(index, field)
    guard field == .influencerReference else { return score }
    let phrase = names[index].phrase
    if phrase == "name", isOfPayers { return 0 }
    if Self.payees.contains(phrase) { return phrase == "name" ? 0.6 : 0.9 }
    return Self.accounts.contains(phrase) ? min(score, 0.5) : score
  }

  /// Whether the payments are those of buyers, as PayPal lists them: who paid, and to whom. What was paid to creators is
  /// below zero there.
  private var isOfPayers: Bool {
    names.contains {
      $0.phrase.hasPrefix("from email") && !isPaidOut
        || !Set($0.words).isDisjoint(with: ["payer", "buyer", "customer"])
    }
  }

  private var isPaidOut: Bool {
    profiles.indices.contains { index in
      ["gross", "amount", "total"].contains(names[index].phrase)
        && !profiles[index].examples.isEmpty
        && profiles[index].examples.allSatisfy { $0.hasPrefix("-") || $0.hasPrefix("(") }
    }
  }

  private static let accounts: Set<String> = [
    "account", "account name", "konto", "kontoname", "compte", "cuenta", "conta",
  ]
  private static let payees: Set<String> = [
    "name", "payee", "payee name", "target name", "contact name",
    "vendor name", "supplier name", "recipient", "recipient name", "paid to",
    "beneficiary", "supplier", "vendor",
    "contractor",
    "empfänger", "zahlungsempfänger", "begünstigter", "lieferant", "bénéficiaire", "fournisseur",
    "beneficiario",
    "proveedor", "beneficiário", "fornecedor", "fornitore", "begunstigde", "leverancier", "支払先",
  ]
  /// How words about payments to creators begin.
  private static let payments = [
    "payout", "payment", "paid", "invoice", "rechnung", "zahlung", "auszahlung", "bezahlt",
    "gezahlt", "überweisung",
    "facture", "paiement", "payé", "versement", "règlement", "factura", "pago", "pagado", "fattura",
    "pagamento",
    "pagato", "pago", "factuur", "betaal", "支払", "請求",
  ]
  static let fees = [
    "fee", "honorar", "gage", "vergütung", "cachet", "cachê", "honoraire", "rémunération",
    "compenso", "onorario",
    "vergoeding", "報酬", "tarifa", "tariffa",
  ]
  /// How words about sales begin.
  private static let sold = [
    "sale", "sold", "order", "purchase", "revenue", "turnover", "conversion", "checkout", "cart",
    "basket", "gmv", "sku",
    "item", "lineitem", "refund", "click", "customer", "bestell", "umsatz", "erlös", "verkauf",
    "verkäufe", "kauf",
    "käufe", "warenkorb", "erstatt", "commande", "vente", "achat", "chiffre", "panier", "rembours",
    "pedido", "venta",
    "compra", "ingreso", "reembols", "ordine", "ordini", "vendit", "acquist", "ricav", "venda",
    "receita", "omzet",
    "注文", "売上",
  ]
  /// Creators are paid and have codes, too.
  private static let codes = [
    "coupon", "voucher", "promo", "discount", "gutschein", "rabatt", "réduction", "cupón",
    "descuento", "sconto",
    "cupom", "desconto", "korting", "クーポン",
  ]
}

extension [Int: MappingProposer.Choice] {
  func hasField(_ field: ImportField) -> Bool { values.contains { $0.field == field } }
}
