/// How easily two handles are mistaken for each other.
package enum LookAlike: Int, Comparable, Sendable {
  /// Alike except for separators (`o.prah`), marks (`beyoncé`), i for l, or vv for w.
  case nearly
  /// Drawn alike, or nearly so: they have the same skeleton by UTS #39.
  case drawnAlike

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Nil for handles that look different, and for the same handle in another case.
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

  /// The handle's skeleton, which is the same for all look-alikes. Not meant to be read.
  package static func skeleton(of handle: String) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: HandleScalars(handle).skeletons[0].compactMap(Unicode.Scalar.init))
    return String(result)
  }
}

/// A handle's scalars without the leading `@`.
struct HandleScalars {
  let scalars: [UInt32]

  init(_ text: String) {
    scalars = text.unicodeScalars.drop { $0 == "@" }.map(\.value)
  }

  var small: [UInt32] { scalars.map(Confusables.small) }

  /// The skeleton of the handle as written, and that of its small letters if it differs.
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

  /// The letters and digits of a skeleton without marks, with l for i and w for vv.
  ///
  /// Only marks of the Latin, Greek and Cyrillic scripts are removed: the signs above and below letters in Indic
  /// scripts are vowels. UTS #39 doesn't map i, which only looks like l as a capital, or vv.
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

  /// By blocks that are the same in every version of Unicode: Latin signs, marks, punctuation, symbols and emoji.
  @inline(__always)
  static func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0xC0 {
      return (97...122).contains(scalar) || (65...90).contains(scalar)
        || (48...57).contains(scalar) || scalar == 0xAA || scalar == 0xB5 || scalar == 0xBA
    }
    // Some letters look like operators, such as ð like ∂ with a stroke; those stay.
    return !(0x300...0x36F).contains(scalar) && !(0x2000...0x206F).contains(scalar)
      && !(0x20A0...0x20CF).contains(scalar) && !(0x2300...0x2BFF).contains(scalar)
      && !(0x3000...0x303F).contains(scalar) && !(0x1F000...0x1FBFF).contains(scalar)
      && scalar != 0xD7 && scalar != 0xF7
  }
}

extension UInt32 {
  fileprivate init(ascii scalar: Unicode.Scalar) { self = scalar.value }
}
