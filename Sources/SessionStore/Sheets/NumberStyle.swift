/// What a cell's number format says that its number is.
package enum NumberStyle: Hashable, Sendable {
  case plain
  case percent
  case date
  case dateAndTime
  case time
  /// With the sign or code that the format shows, such as `€`.
  case money(String)

  /// The formats that every workbook has without listing them.
  init(builtin id: Int) {
    self =
      switch id {
      case 9, 10: .percent
      case 14...17, 27...31, 34...36, 50...54, 57, 58: .date
      case 18...21, 32, 33, 45...47, 55, 56: .time
      case 22: .dateAndTime
      // 5…8 and 37…44 show the currency of whoever opens the file, which is nobody's in particular.
      default: .plain
      }
  }

  /// A format's code, such as `[$€-407] #,##0.00;[Red]-#,##0.00`. Only the first section counts: the others are for
  /// negative numbers, zero and texts.
  init(code: String) {
    var shown: [Character] = []
    var currency: String?
    var hasElapsed = false
    var literal = ""
    var rest = Substring(code)
    func isSign(_ text: String) -> Bool {
      !text.isEmpty && text.count <= 4
        && text.unicodeScalars.contains { $0.properties.generalCategory == .currencySymbol }
    }
    while let character = rest.popFirst() {
      if character == ";" { break }
      switch character {
      case "\"":
        literal = String(rest.prefix { $0 != "\"" })
        rest = rest.dropFirst(literal.count + 1)
        let word = literal.filter { !$0.isWhitespace }
        if currency == nil, isSign(word) || Self.isCode(word) { currency = word }
      case "\\", "_", "*":
        let next = rest.popFirst().map(String.init) ?? ""
        if character == "\\", currency == nil, isSign(next) { currency = next }
      case "[":
        let body = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(body.count + 1)
        if body.first == "$" {
          let word = body.dropFirst().prefix { $0 != "-" }.filter { !$0.isWhitespace }
          if !word.isEmpty { currency = String(word) }
        } else if let first = body.lowercased().first, "hms".contains(first),
          Set(body.lowercased()).count == 1
        {
          hasElapsed = true
        }
      default:
        if currency == nil, isSign(String(character)) {
          currency = String(character)
        } else {
          shown.append(character)
        }
      }
    }
    let text = String(shown).lowercased()
    if text.contains("general") || text.contains("standard") || text == "@" {
      self = .plain
      return
    }
    let letters = Set(text.replacing("am/pm", with: "h").replacing("a/p", with: "h"))
    let hasDay =
      letters.contains("d") || letters.contains("y")
      || letters.contains("e")
        && !letters.contains("0")
    let hasTime = letters.contains("h") || letters.contains("s") || hasElapsed
    // A lone m is the month, beside hours or seconds it is the minute.
    let isMonth = letters.contains("m") && !hasTime
    if hasDay || isMonth {
      self = hasTime ? .dateAndTime : .date
    } else if hasTime {
      self = .time
    } else if text.contains("%") {
      self = .percent
    } else if let currency {
      self = .money(currency)
    } else {
      self = .plain
    }
  }

  private static func isCode(_ word: String) -> Bool {
    word.utf8.count == 3 && word.utf8.allSatisfy { $0 >= 65 && $0 <= 90 }
  }
}
