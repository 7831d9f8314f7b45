/// Ages in whole years, both ends included.
public struct AgeRange: Hashable, Sendable {
  private let first: UInt8
  /// 255 for no end.
  private let last: UInt8

  public var from: Int { Int(first) }
  /// Nil for no end.
  public var to: Int? { last == 255 ? nil : Int(last) }

  /// Nil unless 0 ≤ from ≤ to ≤ 120.
  public init?(from: Int, to: Int?) {
    guard (0...120).contains(from), to.map({ (from...120).contains($0) }) ?? true else {
      return nil
    }
    first = UInt8(from)
    last = to.map { UInt8($0) } ?? 255
  }

  /// `18-34`, `18–34`, `55+` or `21`.
  public init?(text: String) {
    let text = text.filter { !$0.isWhitespace }
    func number(_ part: some StringProtocol) -> Int? {
      guard (1...3).contains(part.count), part.allSatisfy({ ("0"..."9").contains($0) }) else {
        return nil
      }
      return Int(part)
    }
    if text.hasSuffix("+") {
      guard let from = number(text.dropLast()) else { return nil }
      self.init(from: from, to: nil)
      return
    }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
    guard parts.count <= 2, let from = parts.first.flatMap({ number($0) }),
      let to = parts.last.flatMap({ number($0) })
    else { return nil }
    self.init(from: from, to: to)
  }

  public var text: String {
    guard let to else { return "\(from)+" }
    return from == to ? "\(from)" : "\(from)-\(to)"
  }
}
