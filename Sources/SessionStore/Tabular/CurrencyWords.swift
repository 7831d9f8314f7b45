/// Currencies as exports write them.
package enum CurrencyWords {
  /// The ISO 4217 code of a sign or code; nil for `$` and `¥`, which several currencies share.
  package static func isoCode(of mark: String) -> String? {
    let all = meanings(of: mark)
    return all.count == 1 ? all[0] : nil
  }

  /// The currencies that a sign, word or code can mean, likeliest first.
  package static func meanings(of mark: String) -> [String] {
    byName[mark] ?? (codes.contains(mark) ? [mark] : [])
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

  private struct Mark {
    let name: String
    let bytes: [UInt8]
    /// Letters only: no letter may follow, a dot may.
    let isWord: Bool
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

  /// By the first byte, so that a text's first letter mostly leads nowhere.
  private static let byFirst: [[Mark]] = {
    var result = [[Mark]](repeating: [], count: 256)
    let all =
      signs.map { Mark(name: $0.0, bytes: Array($0.0.utf8), isWord: false) }
      + words.map { Mark(name: $0.0, bytes: Array($0.0.utf8), isWord: true) }
    for mark in all { result[Int(mark.bytes[0])].append(mark) }
    return result
  }()

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

  /// The currency at position `i`: its name and length.
  static func match(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int
  ) -> (name: String, length: Int)? {
    for mark in byFirst[Int(bytes[i])] where i + mark.bytes.count <= end {
      let count = mark.bytes.count
      guard (1..<count).allSatisfy({ bytes[i + $0] == mark.bytes[$0] }) else { continue }
      guard mark.isWord else { return (mark.name, count) }
      let next = i + count < end ? bytes[i + count] : 0
      if next >= 0xC3 && next != 0xE2 || isLetter(next) { continue }
      return (mark.name, next == UInt8(ascii: ".") ? count + 1 : count)
    }
    // A code is exactly three letters: `USDX` isn't one, but `USD5` starts with one.
    guard i + 3 <= end, isLetter(bytes[i]), isLetter(bytes[i + 1]), isLetter(bytes[i + 2]),
      i + 3 == end || !isLetter(bytes[i + 3])
    else { return nil }
    var code = ""
    for k in i..<i + 3 { code.unicodeScalars.append(Unicode.Scalar(bytes[k] & 0xDF)) }
    return codes.contains(code) ? (code, 3) : nil
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 97 && byte | 0x20 <= 122 }
}
