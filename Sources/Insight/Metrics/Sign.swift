/// A promo code or a tracking link, normalised for comparison. Empty text is neither.
///
/// A code is compared without surrounding space and regardless of case.
///
/// A link is compared without anything that varies between ways to write or follow it: the scheme, `www.`, the case of
/// the host, its default port, a slash at the end of the path, the fragment, the order of parameters, and the click
/// identifiers that networks append (`fbclid`, `gclid`, …). Everything else counts, above all the case of the path
/// (short links depend on it) and every other parameter: `utm_campaign=anna` may be the only difference between two
/// links. So a link with an extra parameter is a different link, and is reported as unknown rather than guessed.
enum Sign {
  static func code(_ text: String) -> String { trimmed(text).lowercased() }

  /// Whether a cell may hold several codes, as shops write them: `ANNA10, FREESHIP`.
  static func hasSeveralCodes(_ text: String) -> Bool {
    text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "|")
    }
  }

  /// The codes of a cell that holds several, each once.
  static func codes(_ text: String) -> [String] {
    var seen: Set<String> = []
    return text.split { $0 == "," || $0 == ";" || $0 == "|" }.map { code(String($0)) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  static func link(_ text: String) -> String {
    var rest = trimmed(text).utf8
    if let fragment = rest.firstIndex(of: UInt8(ascii: "#")) { rest = rest[..<fragment] }
    if let scheme = rest.firstIndex(where: { !isLetterOrDigit($0) }),
      rest[scheme...].starts(with: "://".utf8)
    {
      rest = rest[scheme...].dropFirst(3)
    } else if rest.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
    }
    let query = rest.firstIndex(of: UInt8(ascii: "?"))
    let address = rest[..<(query ?? rest.endIndex)]
    let slash = address.firstIndex(of: UInt8(ascii: "/")) ?? address.endIndex
    var host = Substring(address[..<slash]).lowercased()[...]
    if host.utf8.starts(with: "www.".utf8) { host = host.dropFirst(4) }
    for port in [":443", ":80"] where host.hasSuffix(port) { host = host.dropLast(port.count) }
    var path = address[slash...]
    while path.last == UInt8(ascii: "/") { path = path.dropLast() }
    var result = String(host)
    result += Substring(path)
    guard let query else { return result }
    let parameters = rest[query...].dropFirst().split(separator: UInt8(ascii: "&"))
      .map { Substring($0) }
      .filter { !clickNumbers.contains(String($0.prefix { $0 != "=" })) }.sorted()
    var separator = "?"
    for parameter in parameters {
      result += separator
      result += parameter
      separator = "&"
    }
    return result
  }

  /// Parameters that networks append when a link is followed; they never tell whose link it is.
  private static let clickNumbers: Set<String> = [
    "fbclid", "gclid", "gbraid", "wbraid", "dclid", "ttclid", "msclkid", "twclid", "igshid",
    "igsh", "yclid", "li_fat_id", "epik", "ScCid", "srsltid", "mc_eid", "_ga", "_gl",
  ]

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func trimmed(_ text: String) -> Substring {
    func isPlain(_ byte: UInt8?) -> Bool { byte.map { $0 > 0x20 && $0 < 0x7F } ?? true }
    var text = text[...]
    if !isPlain(text.utf8.first) { text = text.drop(while: \.isWhitespace) }
    while !isPlain(text.utf8.last), text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
