/// Text folded for searching: lower case, and Latin letters without their accents.
enum Folding {
  static func fold(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
      // Combining diacritical marks: the decomposed form of the same accents.
      if (0x300...0x36F).contains(scalar.value) { continue }
      result.unicodeScalars.append(baseLetters[scalar] ?? scalar)
    }
    return result
  }

  /// The base letter of every accented small Latin letter, taken from its Unicode name
  /// (`LATIN SMALL LETTER E WITH ACUTE`).
  private static let baseLetters: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    let prefix = "LATIN SMALL LETTER "
    for range in [0xC0...0x24F, 0x1E00...0x1EFF] as [ClosedRange<UInt32>] {
      for scalar in range.lazy.compactMap(Unicode.Scalar.init) {
        guard let name = scalar.properties.name, name.hasPrefix(prefix) else { continue }
        let rest = name.dropFirst(prefix.count)
        guard rest.dropFirst().hasPrefix(" WITH "), let letter = rest.unicodeScalars.first else {
          continue
        }
        table[scalar] = letter.properties.lowercaseMapping.unicodeScalars.first
      }
    }
    return table
  }()
}
