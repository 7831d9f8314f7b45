import Marketing

/// Shares and rates in per cent, without a space before the sign.
package enum PercentText {
  /// All digits of a share: `4.5%`, `0.0125%`.
  ///
  /// - Parameter least: the number of decimals that stay even if they are zero, so that both ends of a range look
  ///   alike.
  package static func exact(_ share: Share, atLeast least: Int = 0) -> String {
    NumberText.exact(share.millionths, decimals: 4, atLeast: least) + "%"
  }

  /// The fraction 0.034 as `3.4%`; two decimals below one per cent, none from a hundred.
  package static func compact(_ fraction: Double) -> String {
    let value = fraction * 100
    let size = value.magnitude
    // 99.96 would round to 100.0 and 0.996 to 1.00.
    return withSign(NumberText.decimal(value, digits: size < 0.995 ? 2 : size < 99.95 ? 1 : 0))
  }

  /// `+4.2%`, `-3.0%`.
  package static func signed(_ fraction: Double) -> String {
    (fraction < 0 ? "" : "+") + compact(fraction)
  }

  /// `65%`.
  package static func whole(_ fraction: Double) -> String {
    withSign(NumberText.decimal(fraction * 100, digits: 0))
  }

  /// For a sentence, without trailing zeros: `69%`, `3.1%`, `0.012%`.
  package static func sentence(_ fraction: Double) -> String {
    withSign(NumberText.significant(fraction * 100))
  }

  /// Rounded up, so that “within 0.04%” is true; no decimals from ten per cent.
  package static func atMost(_ fraction: Double) -> String {
    let hundredths = (fraction * 10_000 - 1e-9).rounded(.up)
    guard hundredths < 1_000 else {
      return withSign(NumberText.decimal((fraction * 100 - 1e-9).rounded(.up), digits: 0))
    }
    return withSign(NumberText.decimal(hundredths / 100, digits: 2))
  }

  /// A missing figure gets no sign.
  private static func withSign(_ number: String) -> String {
    number == NumberText.absent ? number : number + "%"
  }

  /// Reads `4.5%` or `4.5`; nil for empty text.
  package static func read(_ text: some StringProtocol) throws(EntryError) -> Share? {
    let bare = text.trimmed
    let number = bare.hasSuffix("%") ? bare.dropLast() : Substring(bare)
    return try NumberText.read(number, decimals: 4, what: "a percentage such as 4.5%").map {
      Share(millionths: $0)
    }
  }
}
