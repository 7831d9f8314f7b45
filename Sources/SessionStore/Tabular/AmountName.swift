/// Which of several amounts a header means: what was paid, what is left without tax, or what it would have been.
struct AmountName {
  enum Sort: Int, Comparable {
    /// Of one article, or before shipping and tax: a part of what was paid.
    case part
    /// What is left when the payment service has taken its share.
    case afterFees
    /// Before discounts and returns.
    case listed
    /// Without tax.
    case net
    case plain
    /// Tax and shipping in.
    case paid
    /// The same, less what was refunded.
    case kept

    static func < (left: Sort, right: Sort) -> Bool { left.rawValue < right.rawValue }
  }

  let sort: Sort
  private let isOfSales: Bool
  /// The header without the words that say whether tax is in it; nil if it has none.
  let withoutTax: HeaderName?

  /// - Parameter beside: all headers of the file.
  init(_ header: String, beside: [HeaderName]) {
    let name = HeaderName(header)
    let words = Set(name.words)
    func has(_ list: Set<String>) -> Bool { !words.isDisjoint(with: list) }
    let taxed = Self.taxed.first { Self.find($0, in: name.words) != nil }
    let untaxed = Self.untaxed.first { Self.find($0, in: name.words) != nil }
    if let phrase = untaxed ?? taxed, let at = Self.find(phrase, in: name.words),
      phrase.count < name.words.count
    {
      var rest = name.words
      rest.removeSubrange(at..<at + phrase.count)
      withoutTax = HeaderName(rest.joined(separator: " "))
    } else {
      withoutTax = nil
    }
    isOfSales = has(Self.sold)
    if has(["refund", "refunds"]), has(["total", "minus", "less", "after", "net"]),
      isOfSales || has(["order"])
    {
      sort = .kept
    } else if name.phrase.hasPrefix("current total") {
      sort = .kept
    } else if has(Self.parts) {
      sort = .part
    } else if untaxed == nil, has(Self.net), !isOfSales,
      beside.contains(where: { !Set($0.words).isDisjoint(with: Self.fees) })
    {
      sort = .afterFees
    } else if untaxed != nil || has(Self.net) {
      sort = .net
    } else if has(Self.gross), isOfSales, taxed == nil,
      beside.contains(where: { !Set($0.words).isDisjoint(with: Self.taken) })
    {
      sort = .listed
    } else if taxed != nil || has(Self.gross) || has(Self.paid) {
      sort = .paid
    } else {
      sort = .plain
    }
  }

  /// What it is, for people.
  func words(_ field: ImportField) -> String {
    switch sort {
    case .part: "a part of what was paid"
    case .afterFees: "less fees"
    case .listed: "before discounts"
    case .net: isOfSales ? "less returns, no tax" : "no tax"
    case .plain: "an amount"
    case .paid: field == .totalPayout ? "tax in" : "paid, tax in"
    case .kept: "paid, less refunds"
    }
  }

  private static func find(_ phrase: [String], in words: [String]) -> Int? {
    MappingProposer.position(of: phrase, in: words)
  }

  private static func phrases(_ text: String) -> [[String]] {
    text.split(separator: ",").map { $0.split { $0 == " " || $0 == "\n" }.map(String.init) }
  }

  private static let taxed = phrases(
    """
    inc tax, incl tax, including tax, inc vat, incl vat, including vat, inc gst, incl gst, tax included,
    vat included, with tax, ttc, inkl mwst, inkl ust, incl mwst, iva incluido, iva incl, con iva, iva inclusa,
    com impostos, incl btw, brutto, bruto, lordo, 税込
    """)
  private static let untaxed = phrases(
    """
    ex tax, exc tax, excl tax, excluding tax, before tax, without tax, no tax, ex vat, exc vat, excl vat, excluding vat,
    without vat, ex gst, excl gst, ht, zzgl mwst, exkl mwst, ohne mwst, sin iva, iva esclusa, senza iva, sem impostos,
    excl btw, netto, neto, 税抜
    """)
  /// What a shop pays for a sale.
  private static let fees: Set<String> = [
    "fee", "fees", "gebühr", "gebühren", "frais", "comisiones", "commissioni", "taxas", "kosten",
    "手数料",
  ]
  private static let sold: Set<String> = [
    "sales", "sale", "revenue", "revenues", "gmv", "merchandise", "turnover", "ventas", "ventes",
    "vendite", "vendas", "umsatz", "bruttoumsatz", "nettoumsatz", "gesamtumsatz", "verkäufe",
    "bruttoverkäufe", "omzet",
  ]
  private static let parts: Set<String> = [
    "subtotal", "item", "items", "lineitem", "unit", "product", "products", "each", "zwischensumme",
    "artikel",
    "produkt", "producto", "produit", "prodotto", "sku",
  ]
  private static let net: Set<String> = [
    "net", "netto", "neto", "neta", "netas", "nets", "nette", "nettes", "netti", "netta",
    "líquido", "líquida", "líquidos", "líquidas", "netos",
    "nettoumsatz",
    "nettobetrag", "nettosumme",
  ]
  private static let gross: Set<String> = [
    "gross", "brutto", "bruto", "bruta", "brutas", "brutos", "brut", "bruts", "brutes", "brute",
    "lordo", "lordi", "lorda", "lorde",
    "bruttoumsatz",
    "bruttobetrag", "bruttosumme",
  ]
  private static let paid: Set<String> = [
    "total", "paid", "collected", "grand", "gesamt", "gesamtbetrag", "gesamtsumme", "gesamtpreis",
    "gesamtumsatz", "endbetrag",
    "totale", "totali", "totales", "totaux", "totais", "totaalbedrag", "ordertotaal", "bezahlt",
    "gezahlt", "payé", "pagado", "pago",
    "pagato", "betaald",
    "合計", "合計金額", "総額",
  ]
  /// What gross sales are reduced by.
  private static let taken: Set<String> = [
    "discount", "discounts", "return", "returns", "net", "rabatt", "rabatte", "retouren",
    "descuentos", "devoluciones",
    "remises", "retours", "sconti", "resi",
  ]
}

/// Which of several amounts counts, and what to say about the others.
extension MappingProposer {
  static let amountFields: [ImportField] = [.revenue, .orderTotal, .totalPayout]

  /// How much an amount is what was paid, against others of the same file: from 0 to 1.
  func amountRank(_ index: Int, _ field: ImportField, _ kind: FileKind) -> Double {
    guard kind == .orders || kind == .payouts, Self.amountFields.contains(field) else { return 1 }
    let name = names[index]
    // `Fee` with $0.00 in every row beside the amounts.
    if profiles[index].numbers > 0, profiles[index].maximum == .zero,
      profiles[index].minimum == .zero
    {
      return 0.05
    }
    // What a bank takes for a payment isn't what was paid.
    if field == .totalPayout, ["fee", "fees"].contains(name.phrase),
      names.contains(where: { $0.words.contains("net") || $0.words.contains("gross") })
    {
      return 0.1
    }
    if field == .totalPayout, !Set(name.words).isDisjoint(with: Self.agreed) { return 0.55 }
    return switch amounts[index].sort {
    case .part: 0.2
    case .afterFees: 0.3
    case .listed: 0.4
    case .net: 0.5
    // `Sale amount` says more than `Amount`, which may be the commission.
    case .plain: Self.bareAmounts.contains(name.phrase) ? 0.75 : 0.8
    case .paid: 0.9
    case .kept: 1
    }
  }

  private static let agreed: Set<String> = [
    "agreed", "planned", "budget", "expected", "quoted", "vereinbart", "vereinbartes", "geplant",
    "prévu", "acordado",
  ]

  /// An order's amount is in one column: of a total and a turnover, the one that is what was paid.
  func settleAmounts(_ result: inout [Int: Choice]) {
    takeAmountBesideCommission(&result)
    settleTotals(&result)
    // What is less refunds already isn't reduced again.
    let isKept = result.contains { index, choice in
      [.orderTotal, .revenue].contains(choice.field) && amounts[index].sort == .kept
    }
    guard isKept, let refund = result.first(where: { $0.value.field == .refund })?.key,
      forced[refund] == nil, match?.columns[refund] == nil
    else { return settleNet(&result) }
    result[refund] = nil
    settleNet(&result)
  }

  /// `Montant` may be anything, but beside the commission on it, it is what was sold.
  private func takeAmountBesideCommission(_ result: inout [Int: Choice]) {
    guard match == nil, !result.hasField(.revenue), !result.hasField(.orderTotal),
      result.hasField(.influencerReference) || result.hasField(.promoCode),
      names.indices.contains(where: { index in
        looksLikeMoney(index)
          && names[index].words.contains { word in
            Self.commissions.contains { word.hasPrefix($0) }
          }
      })
    else { return }
    let bare = profiles.indices.filter {
      result[$0] == nil && forced[$0] == nil && isBareAmount($0) && looksLikeMoney($0)
    }
    guard bare.count == 1 else { return }
    result[bare[0]] = Choice(
      field: .revenue, score: 0.8, reason: "an amount, and the commission on it stands beside it")
  }

  /// `Montant HT`, `item_value`: an amount of anything.
  private func isBareAmount(_ index: Int) -> Bool {
    Self.bareAmounts.contains(names[index].phrase)
      || names[index].words.allSatisfy(Self.amountWords.contains)
        && names[index].words.contains { !["item", "ht", "ttc", "net", "gross"].contains($0) }
  }

  private static let amountWords: Set<String> = [
    "amount", "value", "item", "montant", "betrag", "importe", "importo", "valor", "valore",
    "bedrag",
    "ht", "ttc", "net", "gross", "netto", "brutto", "total", "sale", "order",
  ]

  /// Beside what was paid may stand what that is without tax and shipping.
  private func settleNet(_ result: inout [Int: Choice]) {
    guard !result.hasField(.netRevenue),
      let paid = result.first(where: { [.orderTotal, .revenue].contains($0.value.field) })?.key,
      amounts[paid].sort > .net
    else { return }
    let net = profiles.indices.filter { index in
      result[index] == nil && forced[index] == nil && match?.columns[index] == nil
        && amounts[index].sort == .net && nameScore(index, .revenue) >= 0.7
        && fit(index, .netRevenue).isGood
    }
    // Of two, nothing says which is meant.
    guard net.count == 1 else { return }
    result[net[0]] = Choice(
      field: .netRevenue, score: 0.8, reason: "name says \(ImportField.netRevenue.words)")
  }

  private func settleTotals(_ result: inout [Int: Choice]) {
    guard let total = result.first(where: { $0.value.field == .orderTotal })?.key,
      let revenue = result.first(where: { $0.value.field == .revenue })?.key,
      forced[total] == nil, forced[revenue] == nil, match?.columns[revenue] == nil,
      match?.columns[total] == nil
    else { return }
    // `Amount` beside `Sale amount` is another one, such as the commission.
    let isBare =
      Self.bareAmounts.contains(names[total].phrase)
      && names[revenue].words.contains {
        ["sale", "sales", "order", "purchase", "reference"].contains($0)
      }
    let isTotal = !isBare && amounts[total].sort >= amounts[revenue].sort
    result[isTotal ? revenue : total] = nil
  }

  /// Which amount counts, if others stand beside it.
  func noteAmounts(_ choices: [Int: Choice], _ kind: FileKind, _ notes: inout [String]) {
    guard kind == .orders || kind == .payouts else { return }
    let fields: [ImportField] = kind == .orders ? [.orderTotal, .revenue] : [.totalPayout]
    if kind == .orders, fields.allSatisfy({ !choices.hasField($0) }), match == nil,
      let index = unnamedAmount(choices)
    {
      let name = labels[index]
      notes.append("no column is revenue. If '\(name)' is: --map '\(name)=revenue'")
    }
    guard
      let chosen = fields.lazy.compactMap({ field in
        choices.first { $0.value.field == field }?.key
      }).first
    else { return }
    if kind == .orders, amounts[chosen].sort == .afterFees {
      notes.append(
        "'\(labels[chosen])' is what is left after fees: the file has no amount that says what was paid"
      )
    }
    if kind == .orders, amounts[chosen].sort == .net {
      notes.append(
        "'\(labels[chosen])' is without tax and shipping, which revenue has otherwise: the file has no amount with them"
      )
    }
    if kind == .orders, let net = choices.first(where: { $0.value.field == .netRevenue })?.key,
      forced[net] == nil
    {
      notes.append("net revenue is '\(labels[net])' (\(amounts[net].words(.revenue)))")
    }
    let beside = profiles.indices.filter { index in
      choices[index] == nil && forced[index] == nil && profiles[index].numberShare >= 0.8
        && fields.contains { nameScore(index, $0) >= 0.7 && amountRank(index, $0, kind) > 0.1 }
    }
    guard !beside.isEmpty else { return }
    func shown(_ index: Int) -> String { "'\(labels[index])' (\(amounts[index].words(fields[0])))" }
    let others = beside.prefix(3).map(shown).joined(separator: ", ")
    let what = kind == .orders ? "revenue" : "what was paid"
    notes.append("\(what) is \(shown(chosen)), not \(others)")
  }
}

extension MappingProposer {
  /// What creators earn by a sale is neither revenue nor cost until it is paid: that it is only kept has to be said.
  func noteCommissions(
    _ columns: [ColumnMapping.Column], _ kind: FileKind, _ notes: inout [String]
  ) {
    guard kind == .orders || kind == .posts else { return }
    let kept = columns.filter { column in
      column.target == .custom && forced[column.index] == nil
        && profiles[column.index].numbers > 0 && profiles[column.index].numberShare >= 0.8
        && !names[column.index].words.contains(where: Self.blocking.contains)
        // `Commissionable amount` is what the commission is worked out from.
        && !names[column.index].words.contains("commissionable")
        && names[column.index].words.contains { word in
          (Self.commissions + (kind == .posts ? Self.fees : [])).contains { word.hasPrefix($0) }
        }
    }
    guard let first = kept.first else { return }
    notes.append(
      "'\(first.label)' is what creators earn: it is kept with each row, but isn't cost. A list of what was paid "
        + "brings that in")
  }

  private static let commissions = [
    "commission", "provision", "comision", "comisión", "comiss", "commissie", "prowizj", "コミッション",
  ]
}
