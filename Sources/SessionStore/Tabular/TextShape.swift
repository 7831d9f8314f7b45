/// The outward form of a text cell.
struct TextShape {
  var isURL = false
  var isEmail = false
  /// `@name`.
  var isAtHandle = false
  /// Letters, digits, `.`, `_`, `-` and an optional `@` before them, no longer than 64.
  var isHandleShaped = false
  var hasSpace = false
  var hasUpper = false
  var beginsWithDigit = false
  var isASCII = true
  var isEmpty = false

  init(_ cell: UnsafeBufferPointer<UInt8>) {
    let range = Trim.range(of: cell)
    let bytes = UnsafeBufferPointer(rebasing: cell[range])
    guard let first = bytes.first else {
      isEmpty = true
      return
    }
    var plain = 0
    var ats = 0
    var atPosition = 0
    var dotAfterAt = false
    for i in bytes.indices {
      let byte = bytes[i]
      switch byte {
      case 48...57, 97...122, 95, 45: plain += 1
      case 46:
        plain += 1
        if ats > 0 && i > atPosition + 1 && i + 1 < bytes.count { dotAfterAt = true }
      case 65...90:
        plain += 1
        hasUpper = true
      case 64:
        ats += 1
        atPosition = i
      case 9, 10, 13, 32: hasSpace = true
      case 0x80...: isASCII = false
      default: break
      }
    }
    beginsWithDigit = first >= 48 && first <= 57
    let body = first == 64 ? 1 : 0
    isHandleShaped = plain > 0 && plain + body == bytes.count && bytes.count <= 64
    isAtHandle = body == 1 && isHandleShaped
    isEmail = !hasSpace && ats == 1 && atPosition > 0 && dotAfterAt
    isURL = !hasSpace && Self.isAddress(bytes)
  }

  /// `http://…`, `https://…`, `www.…`, or a known site's name and a path (`instagram.com/x`).
  private static func isAddress(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    func begins(_ word: StaticString) -> Bool {
      let count = word.utf8CodeUnitCount
      guard bytes.count > count else { return false }
      let other = word.utf8Start
      for k in 0..<count {
        let byte = bytes[k]
        if (byte >= 65 && byte <= 90 ? byte | 0x20 : byte) != other[k] { return false }
      }
      return true
    }
    if begins("http://") || begins("https://") || begins("www.") { return true }
    guard let slash = bytes.firstIndex(of: 47), slash > 3, slash + 1 < bytes.count,
      bytes[..<slash].contains(46), bytes[0] | 0x20 >= 97, bytes[0] | 0x20 <= 122
    else { return false }
    return bytes[..<slash].allSatisfy {
      $0 == 46 || $0 == 45 || ($0 >= 48 && $0 <= 57) || ($0 | 0x20 >= 97 && $0 | 0x20 <= 122)
    }
  }
}
