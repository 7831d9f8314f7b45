/// Handles that a person takes for one another.
package enum LookAlike: Int, Comparable, Sendable {
  /// Alike but for what stands between the letters (`o.prah`), marks on them (`beyoncé`), i for l, or vv for w.
  case nearly
  /// Drawn alike, or nearly so: their skeletons after UTS #39 are the same.
  case drawnAlike

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// How alike two handles are; nil for different ones, and for one handle in capital and small letters.
  package init?(_ one: String, _ other: String) {
    let (one, other) = (HandleScalars(one), HandleScalars(other))
    guard one.small != other.small else { return nil }
    let (left, right) = (one.skeletons, other.skeletons)
    if left.contains(where: { !$0.isEmpty && right.contains($0) }) {
      self = .drawnAlike
      return
    }
    let (bareLeft, bareRight) = (left.map(HandleScalars.bare), right.map(HandleScalars.bare))
    guard bareLeft.contains(where: { !$0.isEmpty && bareRight.contains($0) }) else { return nil }
    self = .nearly
  }

  /// The handle's skeleton: the same for all that look like it. Not made to be read.
  package static func skeleton(of handle: String) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: HandleScalars(handle).skeletons[0].compactMap(Unicode.Scalar.init))
    return String(result)
  }
}

/// A handle's scalars without the `@` before it.
struct HandleScalars {
  let scalars: [UInt32]

  init(_ text: String) {
    scalars = text.unicodeScalars.drop { $0 == "@" }.map(\.value)
  }

  var small: [UInt32] { scalars.map(Confusables.small) }

  /// That of the handle as given, and that of it in small letters where it differs.
  var skeletons: [[UInt32]] {
    let given = skeleton(Confusables.shared.given)
    let lowered = skeleton(Confusables.shared.lowered)
    return given == lowered ? [given] : [given, lowered]
  }

  private func skeleton(_ map: ScalarMap) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(scalars.count)
    for scalar in scalars { map.forEach(scalar) { result.append($0) } }
    return result
  }

  /// A skeleton's letters and digits alone, without marks, with l for i and w for vv.
  ///
  /// Marks are those of the Latin, Greek and Cyrillic scripts: the signs that Indian scripts put above and below are
  /// vowels. UTS #39 has no mapping of i, which is like an l only as a capital, and none of vv.
  static func bare(_ skeleton: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(skeleton.count)
    for scalar in skeleton where isLetter(scalar) {
      if scalar == UInt32(ascii: "i") {
        result.append(UInt32(ascii: "l"))
      } else if scalar == UInt32(ascii: "v"), result.last == UInt32(ascii: "v") {
        result[result.count - 1] = UInt32(ascii: "w")
      } else {
        result.append(scalar)
      }
    }
    return result
  }

  /// By blocks, which are the same in every version of Unicode: Latin signs, marks, punctuation, symbols and emoji.
  @inline(__always)
  static func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0xC0 {
      return (97...122).contains(scalar) || (65...90).contains(scalar)
        || (48...57).contains(scalar) || scalar == 0xAA || scalar == 0xB5 || scalar == 0xBA
    }
    // Letters look like operators, as ð does like ∂ with a stroke: those stay.
    return !(0x300...0x36F).contains(scalar) && !(0x2000...0x206F).contains(scalar)
      && !(0x20A0...0x20CF).contains(scalar) && !(0x2300...0x2BFF).contains(scalar)
      && !(0x3000...0x303F).contains(scalar) && !(0x1F000...0x1FBFF).contains(scalar)
      && scalar != 0xD7 && scalar != 0xF7
  }
}

extension UInt32 {
  fileprivate init(ascii scalar: Unicode.Scalar) { self = scalar.value }
}
