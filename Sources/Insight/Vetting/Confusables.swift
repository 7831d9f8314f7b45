/// What characters look like, after UTS #39 (Unicode Security Mechanisms), chapter 4, "Confusable Detection".
///
/// A scalar becomes what `confusables.txt` maps it to; without a mapping there, its case folding without compatibility
/// forms (ａ, 𝒂 and A become a); and scalars that are never drawn disappear. This is repeated until nothing changes.
///
/// For some capitals the two prototypes differ: Greek Ν looks like an N, its small ν like a v. So there are two tables,
/// for scalars as written and for their small letters.
struct Confusables: Sendable {
  static let shared = Confusables()

  /// Prototypes of scalars as written.
  private(set) var given = ScalarMap()
  /// Prototypes of their small letters.
  private(set) var lowered = ScalarMap()
  /// The number of mappings in `confusables.txt`.
  let mappings: Int

  private init() {
    let confusables = Confusables.decode(confusableMappings)
    let forms = Confusables.decode(compatibilityForms)
    mappings = confusables.count
    let closure = Closure(confusables: confusables, forms: forms)
    var scalars = Array(confusables.keys)
    scalars += forms.keys
    scalars += 0..<128
    for range in Confusables.undrawn {
      for scalar in range {
        given.set(scalar, [])
        lowered.set(scalar, [])
      }
    }
    for scalar in scalars {
      let prototype = closure.prototype(scalar)
      given.set(scalar, prototype)
      let small = Confusables.small(scalar)
      lowered.set(scalar, small == scalar ? prototype : closure.prototype(small))
    }
  }

  /// The small letter of a capital; the scalar itself if it has none, or if that letter's capital is a different one,
  /// as for the kelvin sign.
  static func small(_ scalar: UInt32) -> UInt32 {
    if scalar < 128 { return (65...90).contains(scalar) ? scalar + 32 : scalar }
    guard let known = Unicode.Scalar(scalar), known.properties.isUppercase else { return scalar }
    let mapping = known.properties.lowercaseMapping.unicodeScalars
    guard mapping.count == 1, let small = mapping.first,
      small.properties.uppercaseMapping.unicodeScalars.elementsEqual([known])
    else { return scalar }
    return small.value
  }

  /// Scalars that are never drawn, such as zero-width joiners: Unicode's property Default_Ignorable_Code_Point.
  static let undrawn: [ClosedRange<UInt32>] = [
    0xAD...0xAD, 0x34F...0x34F, 0x61C...0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F,
    0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x3164...0x3164, 0xFE00...0xFE0F,
    0xFEFF...0xFEFF, 0xFFA0...0xFFA0, 0xFFF0...0xFFF8, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A,
    0xE0000...0xE0FFF,
  ]

  /// Reads a table written by `Tests/Benchmarks/confusables.py`.
  private static func decode(_ text: StaticString) -> [UInt32: [UInt32]] {
    var numbers = Numbers(
      bytes: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    var result: [UInt32: [UInt32]] = [:]
    result.reserveCapacity(8192)
    var last: UInt32 = 0
    for _ in 0..<numbers.next() {
      let target = (0..<numbers.next()).map { _ in
        let step = numbers.next()
        last = step & 1 == 0 ? last &+ step >> 1 : last &- (step >> 1 &+ 1)
        return last
      }
      var source: UInt32 = 0
      for _ in 0..<numbers.next() {
        source += numbers.next()
        result[source] = target
      }
    }
    return result
  }

  /// Numbers in groups of five bits, one character each, lowest first; 32 is added to all but a number's last one.
  private struct Numbers {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0

    mutating func next() -> UInt32 {
      var result: UInt32 = 0
      var shift: UInt32 = 0
      while true {
        // A backslash is special in Swift strings, so p stands for it.
        let byte = bytes[at] == UInt8(ascii: "p") ? UInt8(ascii: "\\") : bytes[at]
        at += 1
        let digit = UInt32(byte - UInt8(ascii: "0"))
        result |= (digit & 31) << shift
        if digit < 32 { return result }
        shift += 5
      }
    }
  }

  private struct Closure {
    let confusables: [UInt32: [UInt32]]
    let forms: [UInt32: [UInt32]]

    func prototype(_ scalar: UInt32) -> [UInt32] {
      if let target = confusables[scalar] { return target.flatMap(prototype) }
      if (65...90).contains(scalar) { return prototype(scalar + 32) }
      // For Ꝺ and ꝺ the small letter maps to the capital, which ends it.
      if let target = forms[scalar], target.count != 1 || confusables[target[0]] != [scalar] {
        return target.flatMap(prototype)
      }
      return Confusables.undrawn.contains { $0.contains(scalar) } ? [] : [scalar]
    }
  }
}

/// The replacements of scalars, two array look-ups each.
struct ScalarMap: Sendable {
  /// Where a page of 128 scalars begins in `entries`; 0 for a page without replacements.
  private var pages: [Int32] = Array(repeating: 0, count: 0x110000 >> 7)
  /// 0 for a scalar that stays; otherwise (place in `pool` + 1) × 64 + length.
  private var entries: [UInt32] = Array(repeating: 0, count: 128)
  private var pool: [UInt32] = []

  mutating func set(_ scalar: UInt32, _ replacement: [UInt32]) {
    precondition(replacement.count < 64)
    if replacement == [scalar] { return }
    let page = Int(scalar >> 7)
    if pages[page] == 0 {
      pages[page] = Int32(entries.count)
      entries.append(contentsOf: repeatElement(0, count: 128))
    }
    entries[Int(pages[page]) + Int(scalar & 127)] =
      UInt32(pool.count + 1) << 6 | UInt32(replacement.count)
    pool += replacement
  }

  /// Calls back for each scalar of the replacement, or for the scalar itself if it has none.
  @inline(__always)
  func forEach(_ scalar: UInt32, _ body: (UInt32) -> Void) {
    let entry = entries[Int(pages[Int(scalar >> 7)]) + Int(scalar & 127)]
    guard entry != 0 else { return body(scalar) }
    let start = Int(entry >> 6) - 1
    for at in start..<start + Int(entry & 63) { body(pool[at]) }
  }
}
