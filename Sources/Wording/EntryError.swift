/// Why typed text wasn't accepted, for the person who typed it.
package struct EntryError: Error, Hashable, Sendable {
  package let message: String
  package init(_ message: String) { self.message = message }
}

extension StringProtocol {
  /// Without white space at either end.
  package var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else {
      return ""
    }
    return String(self[start...end])
  }
}
