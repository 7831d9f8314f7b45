/// Numbers as a sentence has them: two or three digits that count.
enum FlagNumber {
  /// `1240`, `124`, `12.4`, `1.2`, `0.12`, `0.012`; without zeros at the end.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "–" }
    let size = abs(value)
    var decimals = size >= 100 ? 0 : size >= 1 ? 1 : 2
    var limit = 0.1
    while size < limit, size > 0, decimals < 6 {
      decimals += 1
      limit /= 10
    }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let units = Int((size * Double(scale)).rounded())
    var part = String(units % scale)
    part = String(repeating: "0", count: max(0, decimals - part.count)) + part
    while part.last == "0" { part.removeLast() }
    let sign = value < 0 && units > 0 ? "−" : ""
    return sign + String(units / scale) + (part.isEmpty || decimals == 0 ? "" : "." + part)
  }

  /// A fraction as `3.1 %`.
  static func percent(_ fraction: Double) -> String { number(fraction * 100) + " %" }

  /// `4.2` or `−4.2`.
  static func signed(_ z: Double) -> String { number((z * 10).rounded() / 10) }

  /// `950`, `12.3K`, `4.1M`, `1.2B`.
  static func count(_ value: Int) -> String {
    let units: [(Int, String)] = [(1_000_000_000, "B"), (1_000_000, "M"), (1000, "K")]
    for (unit, letter) in units where abs(value) >= unit {
      let tenths = (Double(value) / Double(unit) * 10).rounded() / 10
      return (abs(tenths) >= 100 ? number(tenths.rounded()) : number(tenths)) + letter
    }
    return String(value)
  }
}
