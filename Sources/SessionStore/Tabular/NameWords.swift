// What words in a file's name say.

extension PlatformWords {
  /// The one platform that a file's name has; nil for none or several.
  package static func platform(inName name: String) -> String? {
    let found = platforms(inTokens: HeaderName(name).words)
    return found.count == 1 ? found.first : nil
  }
}

package enum MonthName {
  /// The month that a word is the name of, in the languages of exports.
  package static func number(_ word: String) -> Int? {
    Array(word.utf8).withUnsafeBufferPointer { bytes in
      guard let (number, length) = MonthWords.month(bytes, at: 0), length == bytes.count else {
        return nil
      }
      return number
    }
  }
}
