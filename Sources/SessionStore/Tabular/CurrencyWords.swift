/// Currencies as exports write them.
package enum CurrencyWords {
  /// The ISO 4217 code of a sign or code; nil for `$` and `¥`, which several currencies share.
  package static func isoCode(of mark: String) -> String? {
    let all = meanings(of: mark)
    return all.count == 1 ? all[0] : nil
  }

  /// The currencies that a sign, word or code can mean, likeliest first.
  package static func meanings(of mark: String) -> [String] {
    byName[mark] ?? (codes.contains(mark) ? [mark] : inWords[mark.lowercased()] ?? [])
  }

  /// What people write into a column for it.
  private static let inWords: [String: [String]] = [
    "dollar": dollars, "dollars": dollars, "us dollar": ["USD"], "us dollars": ["USD"],
    "u.s. dollar": ["USD"],
    "canadian dollar": ["CAD"], "australian dollar": ["AUD"], "eur": ["EUR"], "euro": ["EUR"],
    "euros": ["EUR"],
    "pound": ["GBP"], "pounds": ["GBP"], "pound sterling": ["GBP"], "british pound": ["GBP"],
    "sterling": ["GBP"],
    "yen": ["JPY"], "japanese yen": ["JPY"], "yuan": ["CNY"], "renminbi": ["CNY"], "rupee": rupees,
    "rupees": rupees, "indian rupee": ["INR"], "swiss franc": ["CHF"], "swiss francs": ["CHF"],
    "franken": ["CHF"],
    "zloty": ["PLN"], "złoty": ["PLN"], "real": ["BRL"], "reais": ["BRL"],
    "brazilian real": ["BRL"],
    "mexican peso": ["MXN"], "krona": ["SEK"], "kronor": ["SEK"], "krone": ["NOK", "DKK"],
    "kroner": ["NOK", "DKK"],
    "won": ["KRW"], "usd": ["USD"], "gbp": ["GBP"], "jpy": ["JPY"], "chf": ["CHF"], "cad": ["CAD"],
    "aud": ["AUD"],
  ]

  /// The sign that a word of a header is, if it can be nothing else.
  static func sign(_ word: String) -> String? {
    [
      "kr", "zł", "Kč", "kč", "Rs", "RM", "Rp", "Ft", "euro", "euros", "Euro", "円", "元", "원", "yen",
      "dollars", "pounds", "reais",
    ].contains(word)
      ? word : nil
  }

  /// Whether the currency is commonly written with a decimal comma.
  static func usesComma(_ mark: String) -> Bool {
    meanings(of: mark).first.map(withComma.contains) ?? false
  }

  /// Whether amounts of the currency have a third decimal.
  static func hasThreeDecimals(_ mark: String) -> Bool {
    ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].contains(meanings(of: mark).first ?? "")
  }

  private static let withComma: Set<String> = [
    "EUR", "BRL", "PLN", "CZK", "SEK", "NOK", "DKK", "TRY", "RUB", "UAH", "IDR", "VND", "ARS",
    "CLP", "COP", "HUF", "RON", "BGN", "RSD",
  ]

  /// A mark as the bytes of a word, so that comparing it costs nothing.
  private struct Mark {
    let bits: UInt64
    let mask: UInt64
    let count: Int
    /// Letters only: no letter may follow, a dot may.
    let isWord: Bool

    init(_ name: String, isWord: Bool) {
      let bytes = Array(name.utf8)
      precondition(bytes.count < 8)
      bits = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      mask = UInt64(1) << UInt64(bytes.count * 8) - 1
      count = bytes.count
      self.isWord = isWord
    }
  }

  private static let dollars = [
    "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD", "CLP", "COP", "ARS", "UYU",
  ]
  private static let rupees = ["INR", "PKR", "LKR", "NPR", "MUR"]
  private static let kronor = ["SEK", "NOK", "DKK", "ISK"]

  /// Longer ones before those that they begin with.
  private static let signs: [(String, [String])] = [
    ("US$", ["USD"]), ("NZ$", ["NZD"]), ("HK$", ["HKD"]), ("NT$", ["TWD"]), ("MX$", ["MXN"]),
    ("AU$", ["AUD"]), ("CA$", ["CAD"]), ("SG$", ["SGD"]), ("R$", ["BRL"]), ("A$", ["AUD"]),
    ("C$", ["CAD"]), ("S$", ["SGD"]), ("$", dollars), ("€", ["EUR"]), ("£", ["GBP"]),
    ("CN¥", ["CNY"]), ("JP¥", ["JPY"]), ("¥", ["JPY", "CNY"]), ("円", ["JPY"]),
    ("元", ["CNY", "TWD", "HKD"]), ("₹", ["INR"]), ("₩", ["KRW"]), ("원", ["KRW"]),
    ("₺", ["TRY"]), ("₽", ["RUB"]), ("₱", ["PHP"]), ("₫", ["VND"]), ("₴", ["UAH"]),
    ("₦", ["NGN"]), ("฿", ["THB"]), ("₪", ["ILS"]), ("₸", ["KZT"]), ("₾", ["GEL"]),
  ]

  private static let words: [(String, [String])] = [
    ("zł", ["PLN"]), ("Kč", ["CZK"]), ("kč", ["CZK"]), ("kr", kronor), ("Kr", kronor),
    ("KR", kronor), ("Rs", rupees), ("RS", rupees), ("rs", rupees), ("RM", ["MYR"]),
    ("Rp", ["IDR"]), ("Ft", ["HUF"]), ("Fr", ["CHF"]), ("SFr", ["CHF"]), ("lei", ["RON"]),
    ("RMB", ["CNY"]), ("euros", ["EUR"]), ("euro", ["EUR"]), ("Euro", ["EUR"]),
    ("EURO", ["EUR"]), ("руб", ["RUB"]), ("грн", ["UAH"]), ("лв", ["BGN"]),
  ]

  private static let byName = Dictionary(
    (signs + words).map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })

  private static let all = (signs.map { ($0.0, false) } + words.map { ($0.0, true) })
    .enumerated().sorted {
      let (first, second) = ($0.element.0.utf8.first ?? 0, $1.element.0.utf8.first ?? 0)
      return (first, $0.offset) < (second, $1.offset)
    }.map(\.element)
  private static let sortedCodes = codes.sorted()
  /// Marks, then codes; the first is none.
  private static let names: [String?] = [nil] + all.map(\.0) + sortedCodes
  private static let codeIDs: [UInt32: UInt8] = Dictionary(
    uniqueKeysWithValues: sortedCodes.enumerated().map { place, code in
      (code.utf8.reduce(0) { $0 << 8 | UInt32($1) }, UInt8(1 + all.count + place))
    })

  /// The currency with this number; nil for 0.
  static func name(_ id: UInt8) -> String? { names[Int(id)] }
  private static let marks = all.map { Mark($0.0, isWord: $0.1) }
  /// Where the marks of each first byte begin: a text's first letter mostly leads nowhere.
  private static let starts: [Int] = (0...256).map { byte in
    all.firstIndex { Int($0.0.utf8.first ?? 0) >= byte } ?? all.count
  }

  /// Without codes that are common words, such as TOP and ALL.
  static let codes: Set<String> = [
    "USD", "EUR", "GBP", "JPY", "INR", "CNY", "BRL", "MXN", "CAD", "AUD", "NZD", "CHF", "SEK",
    "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "TRY", "RUB", "UAH", "KRW", "IDR", "THB", "VND",
    "PHP", "MYR", "SGD", "HKD", "TWD", "AED", "SAR", "EGP", "ZAR", "NGN", "KES", "ARS", "CLP",
    "COP", "PEN", "ILS", "PKR", "BDT", "LKR", "QAR", "KWD", "MAD", "BGN", "ISK", "BHD", "OMR",
    "JOD", "TND", "IQD", "LYD", "DZD", "GHS", "UGX", "TZS", "RWF", "XOF", "XAF", "ETB", "KZT",
    "UZS", "AZN", "BYN", "MDL", "RSD", "MKD", "NPR", "MMK", "KHR", "MNT", "UYU", "PYG", "CRC",
    "GTQ", "DOP", "JMD", "TTD", "HNL", "MUR", "GEL",
  ]

  /// The currency at position `i`: its number, so that a cell's reading holds no text, and its length.
  static func match(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int
  ) -> (id: UInt8, length: Int)? {
    let first = Int(bytes[i])
    let from = starts[first]
    let to = starts[first + 1]
    if from < to {
      var bits: UInt64 = 0
      for k in (0..<min(8, end - i)).reversed() { bits = bits << 8 | UInt64(bytes[i + k]) }
      for place in from..<to where bits & marks[place].mask == marks[place].bits {
        let count = marks[place].count
        guard marks[place].isWord else { return (UInt8(place + 1), count) }
        let next = i + count < end ? bytes[i + count] : 0
        if next >= 0xC3 && next != 0xE2 || isLetter(next) { continue }
        return (UInt8(place + 1), next == UInt8(ascii: ".") ? count + 1 : count)
      }
    }
    // A code is exactly three letters: `USDX` isn't one, but `USD5` starts with one.
    guard i + 3 <= end, isLetter(bytes[i]), isLetter(bytes[i + 1]), isLetter(bytes[i + 2]),
      i + 3 == end || !isLetter(bytes[i + 3])
    else { return nil }
    var code: UInt32 = 0
    for k in i..<i + 3 { code = code << 8 | UInt32(bytes[k] & 0xDF) }
    return codeIDs[code].map { ($0, 3) }
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 97 && byte | 0x20 <= 122 }
}
