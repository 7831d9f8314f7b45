/// A column's name split into words: `"Engagement avg Values \n"` becomes `engagement avg values`, and `followerCount`
/// becomes `follower count`.
struct HeaderName: Hashable {
  let words: [String]

  init(_ header: String) {
    var words: [String] = []
    var word = ""
    var lastWasLower = false
    func flush() {
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
        } else if scalar == "'" || scalar == "’" {
          continue  // influencer's
        } else {
          flush()
        }
        lastWasLower = false
      }
    }
    flush()
    self.words = words
  }

  var phrase: String { words.joined(separator: " ") }

  /// Words that say how a value is written, not what it is.
  private static let noise: Set<String> = [
    "value", "values", "number", "numbers", "numeric", "count", "counts", "mostly", "the", "of",
    "no", "num", "exact", "raw", "text", "usd", "eur", "gbp", "inr", "in", "#",
  ]

  /// The words without those that only say how the value is written. Never empty.
  var stem: [String] {
    let kept = words.filter { !Self.noise.contains($0) }
    return kept.isEmpty ? words : kept
  }

  var stemPhrase: String { stem.joined(separator: " ") }

  /// Whether Clout has a field of this name.
  var isKnown: Bool {
    ImportField.byName[phrase] != nil || ImportField.byName[stemPhrase] != nil
  }
}
