/// A column's name split into words: `"Engagement avg Values \n"` becomes `engagement avg values`, and `followerCount`
/// becomes `follower count`.
struct HeaderName: Hashable {
  let words: [String]
  /// The currency that it names, by sign or code: `Cost (USD)`, `Spend €`, `ad_spend_usd`.
  let currency: String?

  /// - Parameter asWritten: whether endings for several (`Product(s)`) and what forms ask stay in it.
  init(_ header: String, asWritten: Bool = false) {
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
    let text = asWritten ? header : Self.withoutOptionalPlurals(header)
    for scalar in text.unicodeScalars {
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
    self.words = asWritten ? Self.joined(words) : Self.withoutAsking(Self.joined(words))
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

  /// `Coupon(s)`, `Gutschein(e)`, `Cupón(es)`: one or several.
  private static func withoutOptionalPlurals(_ header: String) -> String {
    guard header.contains("(") else { return header }
    var result = header
    for plural in ["(s)", "(es)", "(e)", "(en)", "(n)", "(i)"] {
      while let range = result.ranges(of: plural).first(where: { range in
        range.lowerBound > result.startIndex
          && result[result.index(before: range.lowerBound)].isLetter
      }) {
        result.removeSubrange(range)
      }
    }
    return result
  }

  /// What forms ask: `How many followers do you have?` is about followers.
  private static func withoutAsking(_ words: [String]) -> [String] {
    guard words.contains("your") || words.contains("you") else { return words }
    let rest = words.filter { !asking.contains($0) }
    return rest.isEmpty ? words : rest
  }

  private static let asking: Set<String> = [
    "what", "whats", "which", "how", "many", "much", "is", "are", "do", "does", "you", "your",
    "have",
    "the", "a", "please", "enter", "current", "currently", "charge",
  ]

  /// Codes that are no words, so that they needn't be in capitals.
  private static let plainCodes: Set<String> = [
    "usd", "eur", "gbp", "inr", "jpy", "chf", "aud", "brl", "cny", "nok", "dkk", "pln", "czk",
    "huf",
    "aed", "sgd", "hkd", "twd", "krw", "mxn", "zar", "nzd",
  ]

  var phrase: String { words.joined(separator: " ") }

  /// The phrase without accents, as those write it who have no keys for them.
  var bare: String { Self.bare(phrase) }

  static func bare(_ text: String) -> String {
    String(text.map { plainLetters[$0] ?? $0 })
  }

  /// The same without articles and prepositions: `Código da transação`. Nil if less than two words are left, which
  /// could be anything.
  var plain: String? {
    let rest = words.filter { !Self.articles.contains($0) }
    return rest.count < 2 ? nil : Self.bare(rest.joined(separator: " "))
  }

  private static let articles: Set<String> = [
    "of", "the", "de", "del", "des", "du", "d", "la", "le", "les", "l", "el", "los", "las", "di",
    "dei", "degli", "dello", "della", "delle", "il", "lo", "da", "do", "das", "dos", "a", "o", "as",
    "os", "e", "der", "die", "den", "dem", "van", "het",
  ]

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
    let end = isNumbered ? words.count - 1 : words.count
    let kept = words.enumerated().filter { place, word in
      place >= end || !Self.noise.contains(word) && word != code
    }.map(\.element)
    return kept.isEmpty ? words : kept
  }

  /// Whether it is a number that things have, and not how many there are: an order number isn't a number of orders.
  var isNumbered: Bool {
    words.count > 1 && Self.numbers.contains(words[words.count - 1])
      && words[words.count - 2].last != "s"
  }

  /// The name without the platform in it; nil if it names none, or nothing else.
  var withoutPlatform: HeaderName? {
    let rest = words.filter { PlatformWords.platforms(inTokens: [$0]).isEmpty }
    return rest.isEmpty || rest.count == words.count ? nil : HeaderName(rest.joined(separator: " "))
  }

  /// The name without words that say it is all of it, or was paid for: `Total de conversiones`, `Likes insgesamt`; nil if
  /// there are none, or nothing else.
  ///
  /// - Parameter isCount: whether words that say how many, such as “Anzahl”, say no more than that, either.
  func withoutTotal(isCount: Bool) -> HeaderName? {
    func isTotal(_ word: String) -> Bool {
      Self.totals.contains(word) || isCount && Self.countings.contains(word)
    }
    // `Gesamtbestellwert`
    func isCompound(_ word: String) -> Bool { word.hasPrefix("gesamt") && word.count > 9 }
    guard words.contains(where: { isTotal($0) || isCompound($0) }) else { return nil }
    let rest = words.filter { !isTotal($0) && !Self.particles.contains($0) }
      .map { isCompound($0) ? String($0.dropFirst(6)) : $0 }
    return rest.isEmpty ? nil : HeaderName(rest.joined(separator: " "))
  }

  private static let totals: Set<String> = [
    "total", "totals", "totales", "totaux", "totale", "totali", "totais", "totaal", "gesamt",
    "gesamte", "gesamter", "insgesamt", "łącznie", "合計", "総", "bezahlte", "bezahlter", "organische",
    "pagadas", "pagados", "pagado", "pagas", "pagate", "payante", "payant", "payée", "payants",
    "payantes", "payées", "betaalde",
  ]
  private static let countings: Set<String> = [
    "gesamtzahl", "gesamtanzahl", "anzahl", "zahl", "nombre", "número", "numero", "nº", "n°",
    "aantal", "liczba", "antal",
  ]
  private static let particles: Set<String> = [
    "de", "des", "del", "los", "las", "di", "dei", "degli", "delle", "do", "da", "dos", "das",
    "van",
    "der", "d", "por",
  ]

  /// The name without the days after a click or view in which sales are counted: `14 Day Total Sales`; nil if it begins
  /// with none.
  var withoutWindow: HeaderName? {
    guard words.count > 2, words[0].allSatisfy(\.isNumber),
      ["day", "days", "tage", "tag", "días", "jours", "giorni", "dias", "dagen"].contains(words[1])
    else { return nil }
    return HeaderName(words.dropFirst(2).joined(separator: " "))
  }

  /// `Reichweite pro Beitrag` without the last two words; nil if it doesn't end so.
  var withoutPerPost: HeaderName? {
    guard words.count > 2, Self.per.contains(words[words.count - 2]),
      Self.posts.contains(words[words.count - 1])
    else { return nil }
    return HeaderName(words.dropLast(2).joined(separator: " "))
  }

  /// `Portée estimée` without the word that says so; nil if there is none.
  var withoutEstimate: HeaderName? {
    let rest = words.filter { word in !Self.estimates.contains { word.hasPrefix($0) } }
    return rest.isEmpty || rest.count == words.count ? nil : HeaderName(rest.joined(separator: " "))
  }

  private static let estimates = ["estim", "stimat", "geschätzt", "geschatte", "推定"]

  private static let per: Set<String> = ["per", "pro", "par", "por", "je"]
  private static let posts: Set<String> = [
    "post", "beitrag", "publication", "publicación", "publicação", "bericht", "inhalt", "contenido",
    "conteúdo", "contenuto", "contenu",
  ]

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
    "results", "result", "pedido", "pedidos", "commande", "commandes", "ordine", "ordini",
    "bestellung", "bestelling", "bestellingen", "conversie", "conversies", "konversionen",
  ]

  /// Whether Clout has a field of this name.
  var isKnown: Bool {
    !ImportField.named(self).isEmpty || ImportField.byName[stemPhrase] != nil
  }
}

/// A header in plain words, to be compared with others.
package enum HeaderPhrase {
  /// `Lineitem_name` becomes `lineitem name`.
  package static func of(_ header: String) -> String {
    HeaderName(header, asWritten: true).phrase
  }
}
