/// Digits and marks of other scripts: full-width `１２，３４５％`, Arabic-Indic `١٢٫٥`, Persian, Devanagari, Bengali, Thai.
enum DigitForms {
  /// The bytes with ASCII digits and marks; nil if there is nothing to change.
  static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard bytes.contains(where: isLead) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var changed = false
    var i = 0
    while i < bytes.count {
      if isLead(bytes[i]), let (text, length) = replacement(bytes, at: i) {
        result += text
        changed = true
        i += length
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return changed ? result : nil
  }

  @inline(__always)
  private static func isLead(_ byte: UInt8) -> Bool {
    byte >= 0xD9 && (byte == 0xD9 || byte == 0xDB || byte == 0xE0 || byte == 0xEF || byte == 0xE3)
  }

  private static func replacement(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (text: [UInt8], length: Int)? {
    guard i + 1 < bytes.count else { return nil }
    let second = bytes[i + 1]
    switch bytes[i] {
    case 0xD9:
      switch second {
      case 0xA0...0xA9: return ([48 + second - 0xA0], 2)
      case 0xAA: return ([37], 2)
      case 0xAB: return ([46], 2)
      // A group mark that can be nothing else.
      case 0xAC: return ([39], 2)
      default: return nil
      }
    case 0xDB:
      return (0xB0...0xB9).contains(second) ? ([48 + second - 0xB0], 2) : nil
    default:
      guard i + 2 < bytes.count else { return nil }
      let third = bytes[i + 2]
      switch (bytes[i], second) {
      case (0xE0, 0xA5), (0xE0, 0xA7):
        return (0xA6...0xAF).contains(third) ? ([48 + third - 0xA6], 3) : nil
      case (0xE0, 0xB9): return (0x90...0x99).contains(third) ? ([48 + third - 0x90], 3) : nil
      case (0xE3, 0x80): return third == 0x9C ? ([126], 3) : nil
      case (0xEF, 0xBC): return third >= 0x81 ? ([0x21 + third - 0x81], 3) : nil
      case (0xEF, 0xBD): return third <= 0x9E ? ([0x60 + third - 0x80], 3) : nil
      case (0xEF, 0xBF):
        switch third {
        case 0xA0: return (Array("¢".utf8), 3)
        case 0xA1: return (Array("£".utf8), 3)
        case 0xA5: return (Array("¥".utf8), 3)
        case 0xA6: return (Array("₩".utf8), 3)
        default: return nil
        }
      default: return nil
      }
    }
  }
}
