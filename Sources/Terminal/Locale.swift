import LibC

/// The character set of the user's locale.
enum Locale {
  /// Adopts the environment's character set and nothing else: numbers and messages stay the
  /// program's own. True when it is UTF-8.
  static func adoptCharacterSet() -> Bool {
    if setlocale(LC_CTYPE, "") == nil, isUTF8(wanted) {
      // The locale isn't installed here, as in many containers, but its character set is.
      _ = setlocale(LC_CTYPE, "C.UTF-8") ?? setlocale(LC_CTYPE, "en_US.UTF-8")
    }
    return nl_langinfo(nl_item(CODESET)).map { isUTF8(String(cString: $0)) } ?? false
  }

  private static var wanted: String {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      if let value = Environment.value(name), !value.isEmpty { return value }
    }
    return ""
  }

  private static func isUTF8(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix("utf-8") || name.hasSuffix("utf8") || name.contains("utf-8@")
      || name.contains("utf8@")
  }
}
