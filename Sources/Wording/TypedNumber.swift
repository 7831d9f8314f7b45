/// A number exactly as typed: `1,234.50`, `-3`, `1.2M`. A point for decimals, commas for thousands, and optionally `k`,
/// `m` or `b` at the end.
package struct TypedNumber: Hashable, Sendable {
  private let isNegative: Bool
  private let digits: String
  /// The number is the digits × 10^exponent.
  private let exponent: Int

  /// Nil for anything else.
  package init?(_ text: some StringProtocol) {
    var rest = Substring(text.trimmed)
    var isNegative = false
    if let sign = rest.first, "+-−".contains(sign) {
      isNegative = sign != "+"
      rest.removeFirst()
    }
    var exponent = 0
    let suffixes: [Character: Int] = ["k": 3, "m": 6, "b": 9, "t": 12]
    if let last = rest.last?.lowercased().first, let zeros = suffixes[last] {
      exponent = zeros
      rest.removeLast()
    }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first else { return nil }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard
      groups.count == 1
        || (groups.dropFirst().allSatisfy { $0.count == 3 } && (1...3).contains(groups[0].count))
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    let digits = groups.joined() + fraction
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    self.isNegative = isNegative
    self.digits = digits
    self.exponent = exponent - fraction.count
  }

  package var double: Double { Double((isNegative ? "-" : "") + digits + "e\(exponent)") ?? 0 }

  package enum Fault: Error, Hashable, Sendable { case tooLarge, tooManyDecimals }

  /// The number as a multiple of 10^−decimals, such as cents for 2. Further digits are refused, not rounded.
  package func units(decimals: Int) throws(Fault) -> Int64 {
    var digits = Substring(digits)
    var power = exponent + decimals
    while power < 0 {
      guard digits.last == "0" || digits.allSatisfy({ $0 == "0" }) else { throw .tooManyDecimals }
      digits = digits.dropLast()
      power += 1
    }
    guard var value = digits.isEmpty ? 0 : Int64((isNegative ? "-" : "") + digits) else {
      throw .tooLarge
    }
    if value == 0 { return 0 }
    while power > 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { throw .tooLarge }
      value = product
      power -= 1
    }
    return value
  }
}
