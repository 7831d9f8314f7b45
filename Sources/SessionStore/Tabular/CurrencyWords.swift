/// Currencies as exports write them.
package enum CurrencyWords {
  /// The ISO 4217 code of a sign or code; nil for `$` and `¥`, which several currencies share.
  package static func isoCode(of mark: String) -> String? {
    switch mark {
    case "$", "¥": return nil
    case "US$": return "USD"
    case "€": return "EUR"
    case "£": return "GBP"
    case "₹": return "INR"
    case "R$": return "BRL"
    case "A$": return "AUD"
    case "C$": return "CAD"
    case "₩": return "KRW"
    case "₺": return "TRY"
    case "₽": return "RUB"
    case "₱": return "PHP"
    case "₫": return "VND"
    case "₴": return "UAH"
    case "₦": return "NGN"
    case "฿": return "THB"
    case "₪": return "ILS"
    case "zł": return "PLN"
    case "RS", "RS.": return nil
    default: return codes.contains(mark) ? mark : nil
    }
  }

  static let signs: [(bytes: [UInt8], name: String)] = [
    "US$", "R$", "A$", "C$", "$", "€", "£", "¥", "₹", "₩", "₺", "₽", "₱", "₫", "₴", "₦", "฿", "₪",
    "zł",
  ].map { (Array($0.utf8), $0) }

  static let codes: Set<String> = [
    "USD", "EUR", "GBP", "JPY", "INR", "CNY", "BRL", "MXN", "CAD", "AUD", "NZD", "CHF", "SEK",
    "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "TRY", "RUB", "UAH", "KRW", "IDR", "THB", "VND",
    "PHP", "MYR", "SGD", "HKD", "TWD", "AED", "SAR", "EGP", "ZAR", "NGN", "KES", "ARS", "CLP",
    "COP", "PEN", "ILS", "PKR", "BDT", "LKR", "QAR", "KWD", "MAD", "BGN", "ISK",
  ]

  /// The currency at position `i`: its name and length.
  static func match(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int
  ) -> (name: String, length: Int)? {
    let first = bytes[i]
    let isLetter = first | 0x20 >= 97 && first | 0x20 <= 122
    guard isLetter || first == UInt8(ascii: "$") || first >= 0xC2 else { return nil }
    // Usually the cell is a text; a code is exactly three letters.
    if isLetter {
      var letters = 1
      while i + letters < end, letters < 4,
        bytes[i + letters] | 0x20 >= 97 && bytes[i + letters] | 0x20 <= 122
      {
        letters += 1
      }
      if letters > 3 || (letters < 3 && i + letters == end) { return nil }
    }
    for sign in signs where sign.bytes[0] == first && i + sign.bytes.count <= end {
      var same = true
      for k in 0..<sign.bytes.count where bytes[i + k] != sign.bytes[k] { same = false }
      if same { return (sign.name, sign.bytes.count) }
    }
    guard i + 3 <= end else { return nil }
    var code = ""
    for k in i..<i + 3 {
      let byte = bytes[k] & 0xDF
      guard bytes[k] < 0x80, byte >= 65 && byte <= 90 else { return nil }
      code.unicodeScalars.append(Unicode.Scalar(byte))
    }
    // `USDX` isn't a code, but `USD5` starts with one.
    if i + 3 < end, bytes[i + 3] | 0x20 >= 97 && bytes[i + 3] | 0x20 <= 122 { return nil }
    return codes.contains(code) ? (code, 3) : nil
  }
}
