/// Why a workbook can't be read or written.
package enum SheetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It lacks a part, or a part isn't XML.
  case damaged(String)
  /// A part does what no spreadsheet program does, such as defining entities.
  case hostile(String)
  case tooLarge(String)

  package var description: String {
    switch self {
    case .damaged(let what): "the workbook is damaged: \(what)"
    case .hostile(let what):
      "the workbook isn't one that a spreadsheet program wrote: \(what); save it anew in one"
    case .tooLarge(let what): what
    }
  }
}
