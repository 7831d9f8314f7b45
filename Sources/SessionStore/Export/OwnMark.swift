import Marketing

/// Says in a row of an export which record it was: a hash of what identifies it. Number and mark together tell, when the
/// file comes back, a record whose name was changed in a spreadsheet from one of another session with the same number.
struct OwnMark: Hashable {
  private let hash: UInt64

  private init(_ one: String, _ two: String = "", _ three: String = "", _ four: String = "") {
    // FNV-1a, the same on every machine; 48 bits, so that the text fits into a string without memory of its own.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ text: String) {
      var text = text
      text.withUTF8 { bytes in
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      }
      hash = (hash ^ 0x1F) &* 0x0000_0100_0000_01B3
    }
    add(one)
    add(two)
    add(three)
    add(four)
    self.hash = hash >> 16
  }

  init(_ identity: Influencer.Identity) {
    self.init(identity.platform.rawValue, identity.handle)
  }

  init(_ campaign: Campaign) { self.init(campaign.name) }

  /// - Parameter campaign: its name.
  init(booking campaign: String, _ influencer: Influencer.Identity) {
    self.init(campaign, influencer.platform.rawValue, influencer.handle)
  }

  /// - Parameter campaign: its name.
  init(measurement campaign: String, key: String, kind: String, day: Day?) {
    self.init(campaign, key, kind, day?.iso ?? "")
  }

  /// It begins with a letter, so that no spreadsheet takes it for a number.
  func text(_ kind: ExportKind) -> String {
    String(unsafeUninitializedCapacity: 14) { bytes in
      bytes.initializeElement(at: 0, to: kind.rawValue.utf8.first ?? 0x78)
      bytes.initializeElement(at: 1, to: UInt8(ascii: "-"))
      for place in 0..<12 {
        let digit = UInt8(truncatingIfNeeded: hash >> UInt64(44 - 4 * place)) & 15
        bytes.initializeElement(at: 2 + place, to: digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
      return 14
    }
  }

  /// What `text` wrote; nil for anything else.
  init?(text: String) {
    let bytes = text.utf8
    guard bytes.count == 14, bytes.dropFirst().first == UInt8(ascii: "-"),
      let hash = UInt64(text.dropFirst(2), radix: 16)
    else { return nil }
    self.hash = hash
  }
}
