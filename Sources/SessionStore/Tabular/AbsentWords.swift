/// Cells that mean "no value". They are absent, never zero.
///
/// Empty, or only blanks; `-`, `--`, `–`, `—`, `?`; `N/A`, `N/A'`, `#N/A`, `n.a.`, `NA`, `nan`, `nan%`, `null`, `nil`,
/// `none`, `undefined`; and the error values of spreadsheets: `#VALUE!`, `#VALOR!`, `#WERT!`, `#VALEUR!`, `#VALORE!`,
/// `#REF!`, `#DIV/0!`, `#NAME?`, `#NUM!`, `#NULL!`, `#N/D`, `#NV`, `#ERROR!`, `#SPILL!`, `#CALC!`. Case doesn't matter.
public enum AbsentWords {
  public static let list: [String] = [
    "-", "--", "–", "—", "−", "?", "n/a", "n/a'", "#n/a", "n.a.", "na", "nan", "null", "nil",
    "none", "undefined", "#value!", "#valor!", "#wert!", "#valeur!", "#valore!", "#ref!",
    "#¡ref!", "#div/0!", "#¡div/0!", "#name?", "#¿nombre?", "#num!", "#¡num!", "#null!",
    "#¡valor!", "#n/d", "#nv", "#error!", "#spill!", "#calc!", "(blank)", "(null)", "<na>",
    "nan%",
  ]

  private static let set = Set(list.map { Array($0.utf8) })
  private static let longest = set.map(\.count).max() ?? 0

  public static func contains(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = Trim.range(of: cell)
    return containsTrimmed(UnsafeBufferPointer(rebasing: cell[range]))
  }

  static func containsTrimmed(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = cell.first else { return true }
    if cell.count > longest { return false }
    switch first | 0x20 {
    case 0x23 | 0x20, 0x2D, 0x3F, 0xE2 | 0x20, 0x28, 0x3C, UInt8(ascii: "n"), UInt8(ascii: "u"):
      var lower = [UInt8]()
      lower.reserveCapacity(cell.count)
      for byte in cell { lower.append(byte >= 65 && byte <= 90 ? byte | 0x20 : byte) }
      return set.contains(lower)
    default:
      return false
    }
  }

  public static func contains(_ cell: String) -> Bool { cell.withBytes(contains) }
}
