import FoundationEssentials
import TestSupport
import Testing

/// Texts that break terminals: a list of our own, public lists that lie beside the package, and a generator's.
enum Hostile {
  static let texts: [String] = NaughtyTexts.all + corpora + generated

  /// The Big List of Naughty Strings and the UTF-8 stress test, where they are at hand.
  static let corpora: [String] = {
    func bytes(_ path: String) -> [UInt8] {
      TestData.shared(path).flatMap { try? TestData.bytes($0) } ?? []
    }
    let list = try? JSONDecoder().decode([String].self, from: Data(bytes(listPath)))
    let lines = String(decoding: bytes("corpora/utf8-stress/UTF-8-test.txt"), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    return (list ?? []) + lines
  }()

  static let listPath = "corpora/blns/blns.json"

  static let generated: [String] = {
    var random = SeededGenerator(seed: 7)
    return (0..<400).map { _ in text(using: &random) }
  }()

  static func text(using random: inout SeededGenerator) -> String {
    let pools: [ClosedRange<UInt32>] = [
      0...0x7F, 0x20...0x7E, 0x80...0x2FF, 0x300...0x36F, 0x900...0xDFF, 0x1100...0x11FF,
      0x2000...0x206F, 0x2500...0x27BF, 0x4E00...0x4FFF, 0xFE00...0xFFFF, 0x1F1E6...0x1F1FF,
      0x1F300...0x1FAFF, 0xE0000...0xE01FF, 0...0x10_FFFF,
    ]
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...30, using: &random) {
      let pool = pools[Int.random(in: 0..<pools.count, using: &random)]
      if let scalar = Unicode.Scalar(UInt32.random(in: pool, using: &random)) {
        scalars.append(scalar)
      }
      if Int.random(in: 0..<6, using: &random) == 0 { scalars.append("\u{200D}") }
    }
    return String(scalars)
  }
}

@Test(.needsShared(Hostile.listPath)) func publicListsOfHostileTextsAreTriedAsWell() {
  #expect(Hostile.corpora.count > 515 + 200)
}

/// Numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
