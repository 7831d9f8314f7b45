// What a file is about, by the words of its headers.
extension MappingProposer {
  /// Whether headers speak of payments and not of sales.
  var speaksOfPayments: Bool { speaksOfPaying && !speaks(of: Self.sold) }

  /// Whether it is of payments to creators: an amount alone may as well be what was sold.
  func saysPaid(_ choices: [Int: Choice]) -> Bool {
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

  static let figures: [ImportField] = [
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

  var speaksOfPaying: Bool { names.indices.contains(where: isPaying) }

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

  func isFee(_ name: HeaderName) -> Bool {
    name.words.contains { word in Self.fees.contains { word.hasPrefix($0) } }
  }

  /// Whether anything says that the rows are sales rather than payments.
  func saysSold(_ choices: [Int: Choice]) -> Bool {
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

  var speaksOfSales: Bool { speaks(of: Self.sold) }

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
  var isOfPayers: Bool {
    names.contains {
      $0.phrase.hasPrefix("from email") && !isPaidOut
        || !Set($0.words).isDisjoint(with: ["payer", "buyer", "customer"])
    }
  }

  var isPaidOut: Bool {
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
    "vergoeding", "報酬", "tarifa", "tariffa", "price", "precio", "prix", "preis", "prezzo", "preço",
    "prijs",
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
