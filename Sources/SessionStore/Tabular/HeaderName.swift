/// A column's name split into words: `"Engagement avg Values \n"` becomes `engagement avg values`, and `followerCount`
/// becomes `follower count`.
struct HeaderName: Hashable {
  let words: [String]
  /// The currency that it names, by sign or code: `Cost (USD)`, `Spend €`, `ad_spend_usd`.
  let currency: String?

  init(_ header: String) {
    var words: [String] = []
    var word = ""
    var lastWasLower = false
    var currency: String?
    func flush() {
      if CurrencyWords.codes.contains(word) || Self.plainCodes.contains(word) {
        currency = word.uppercased()
      } else if !words.isEmpty, let sign = CurrencyWords.sign(word) {
        currency = sign
      }
      if !word.isEmpty { words.append(word.lowercased()) }
      word = ""
    }
    for scalar in header.unicodeScalars {
      let properties = scalar.properties
      // Combining marks and parts of emoji aren't letters of a name.
      if properties.isAlphabetic || properties.numericType != nil {
        if properties.isUppercase && lastWasLower { flush() }
        lastWasLower = properties.isLowercase
        word.unicodeScalars.append(scalar)
      } else {
        if scalar == "%" || scalar == "#" {
          flush()
          words.append(String(Character(scalar)))
        } else if properties.generalCategory == .currencySymbol {
          // `R$` and `US$` are signs as a whole.
          let whole = word + String(Character(scalar))
          let isWhole = !CurrencyWords.meanings(of: whole).isEmpty
          if isWhole { word = "" }
          flush()
          currency = isWhole ? whole : String(Character(scalar))
        } else if scalar == "'" || scalar == "’" {
          continue  // influencer's
        } else {
          flush()
        }
        lastWasLower = false
      }
    }
    flush()
    self.words = Self.joined(words)
    self.currency = currency
  }

  /// `TikTok` and `YouTube` are one word each.
  private static func joined(_ words: [String]) -> [String] {
    var joined: [String] = []
    for word in words {
      if joined.last == "tik" && word == "tok" || joined.last == "you" && word == "tube" {
        joined[joined.count - 1] += word
      } else {
        joined.append(word)
      }
    }
    return joined
  }

  /// Codes that are no words, so that they needn't be in capitals.
  private static let plainCodes: Set<String> = [
    "usd", "eur", "gbp", "inr", "jpy", "chf", "aud", "brl", "cny", "nok", "dkk", "pln", "czk",
    "huf",
    "aed", "sgd", "hkd", "twd", "krw", "mxn", "zar", "nzd",
  ]

  var phrase: String { words.joined(separator: " ") }

  /// The phrase without accents, as those write it who have no keys for them.
  var bare: String { String(phrase.map { Self.plainLetters[$0] ?? $0 }) }

  private static let plainLetters: [Character: Character] = {
    let accented: [(Character, String)] = [
      ("a", "àáâãäå"), ("c", "çćč"), ("e", "èéêë"), ("i", "ìíîï"), ("n", "ñń"), ("o", "òóôõöø"),
      ("s", "šś"), ("u", "ùúûü"), ("y", "ýÿ"), ("z", "žźż"),
    ]
    return accented.reduce(into: [:]) { map, letters in
      for letter in letters.1 { map[letter] = letters.0 }
    }
  }()

  /// Words that say how a value is written, not what it is.
  private static let noise: Set<String> = [
    "value", "values", "number", "numbers", "numeric", "count", "counts", "mostly", "the", "of",
    "no", "num", "exact", "raw", "text", "usd", "eur", "gbp", "inr", "in", "#",
  ]

  /// The words without those that only say how the value is written. Never empty.
  var stem: [String] {
    let code = currency?.lowercased()
    // An order number isn't a number of orders.
    let isNumbered =
      words.count > 1 && Self.numbers.contains(words[words.count - 1])
      && words[words.count - 2].last != "s"
    let end = isNumbered ? words.count - 1 : words.count
    let kept = words.enumerated().filter { place, word in
      place >= end || !Self.noise.contains(word) && word != code
    }.map(\.element)
    return kept.isEmpty ? words : kept
  }

  private static let numbers: Set<String> = ["number", "no", "num", "#"]

  var stemPhrase: String { stem.joined(separator: " ") }

  private static let percents: Set<String> = [
    "%", "pct", "percent", "percentage", "prozent", "pourcentage", "porcentaje", "percentuale",
    "porcentagem",
  ]

  /// Whether it says that its values are percentages.
  var isPercent: Bool { words.contains(where: Self.percents.contains) }

  /// The words without those that only say so.
  var wordsOfShare: [String] {
    let kept = words.filter { !Self.percents.contains($0) }
    return kept.isEmpty ? words : kept
  }

  /// Whether it says that its values are money.
  var saysMoney: Bool {
    if currency != nil || words.contains(where: Self.money.contains) { return true }
    if phrase.contains("chiffre daffaires") { return true }
    return saysSalesValue
  }

  /// Whether it is what sales are worth, in whatever words: `Purchases Value`.
  var saysSalesValue: Bool {
    words.contains(where: Self.worth.contains) && words.contains(where: Self.sold.contains)
  }

  private static let money: Set<String> = [
    "revenue", "revenues", "turnover", "gmv", "umsatz", "erlös", "umsatzerlöse", "gesamtumsatz",
    "bruttoumsatz", "nettoumsatz", "conversionwert", "kaufwert", "bestellwert", "ingresos",
    "ingreso", "facturación", "facturacion", "receita", "faturamento", "fatturato", "ricavi",
    "omzet", "spend", "spent", "spending", "cost", "costs", "kosten", "ausgaben", "coût", "coûts",
    "dépenses", "dépense", "gasto", "gastos", "coste", "costo", "custo", "price", "preis", "prix",
    "precio", "preço", "prezzo", "fee", "fees", "honorar", "payout", "payouts", "betrag", "montant",
    "importe", "importo", "aov", "売上", "销售额", "выручка",
  ]
  /// What is worth something, and the words for it: `Purchases conversion value` is money, `Likes values` is not.
  private static let worth: Set<String> = [
    "value", "values", "amount", "wert", "valeur", "valor", "valore", "worth",
  ]
  private static let sold: Set<String> = [
    "conversion", "conversions", "conv", "purchase", "purchases", "order", "orders", "sale",
    "sales", "checkout", "checkouts", "cart", "basket", "lead", "leads", "lifetime", "transaction",
    "conversión", "conversiones", "conversão", "conversões", "conversione", "conversioni", "achat",
    "achats", "compra", "compras", "acquisti", "acquisto", "käufe", "kauf", "bestellungen",
    "results", "result",
  ]

  /// Whether Clout has a field of this name.
  var isKnown: Bool {
    !ImportField.named(self).isEmpty || ImportField.byName[stemPhrase] != nil
  }
}

/// A header in plain words, to be compared with others.
package enum HeaderPhrase {
  /// `Lineitem_name` becomes `lineitem name`.
  package static func of(_ header: String) -> String { HeaderName(header).phrase }
}
