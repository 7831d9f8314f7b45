import Marketing

/// Attribution windows, read and written: `7-day click or 1-day view`.
package enum WindowText {
  private enum Part { case click, engagement, view }

  /// - Returns: nil if the text isn't a window, such as `Multiple attribution settings`.
  package static func read(_ text: String) -> AttributionWindow? {
    let tokens = tokens(text.lowercased())
    let numbers = tokens.compactMap(Int.init)
    // Pinterest's way: clicks, engagements, views.
    if tokens.count == 3, numbers.count == 3 {
      return checked(AttributionWindow(click: numbers[0], engagement: numbers[1], view: numbers[2]))
    }
    if tokens.count <= 2, numbers.count == 1, tokens.allSatisfy({ part(of: $0) == nil }) {
      return days(tokens).map { AttributionWindow(click: $0) }.flatMap(checked)
    }
    var window = AttributionWindow()
    var waiting: Int?
    var named: Part?
    var isEngagedView = false
    func set(_ part: Part, _ days: Int) {
      switch part {
      case .click: window.click = days
      case .engagement: window.engagement = days
      case .view: window.view = days
      }
    }
    for (place, token) in tokens.enumerated() {
      if let number = Int(token) {
        let count = place + 1 < tokens.count && isHours(tokens[place + 1]) ? number / 24 : number
        if let part = named {
          set(part, count)
          named = nil
        } else {
          waiting = count
        }
      } else if let part = part(of: token) {
        // An engaged view is one thing.
        if part == .view, isEngagedView {
          isEngagedView = false
          continue
        }
        if let count = waiting {
          set(part, count)
          waiting = nil
        } else {
          named = part
        }
        isEngagedView = part == .engagement
      } else {
        isEngagedView = false
      }
    }
    return checked(window)
  }

  /// The days of a cell of a column for one kind: `7`, `7 days`, `24 hours`; nil if it has none, as for `Off`.
  package static func days(_ text: String) -> Int? { days(tokens(text.lowercased())) }

  private static func days(_ tokens: [String]) -> Int? {
    guard let first = tokens.first.flatMap({ Int($0) }) else { return nil }
    return tokens.count > 1 && isHours(tokens[1]) ? first / 24 : first
  }

  private static func isHours(_ word: String) -> Bool {
    ["h", "hour", "hours", "stunden", "heures", "horas"].contains(word)
  }

  private static func checked(_ window: AttributionWindow) -> AttributionWindow? {
    let days = [window.click, window.engagement, window.view].compactMap(\.self)
    return !days.isEmpty && days.allSatisfy { (0...AttributionWindow.limit).contains($0) }
      ? window : nil
  }

  private static func part(of word: String) -> Part? {
    if ["click", "klick", "clic", "cliq"].contains(where: word.hasPrefix) || word == "cta" {
      return .click
    }
    if ["engag", "interak", "interac"].contains(where: word.hasPrefix) || word == "evta" {
      return .engagement
    }
    if ["view", "ansicht", "aufruf", "vue", "visuali", "impress", "affich", "vista", "voir"]
      .contains(
        where: word.hasPrefix)
      || word == "vta" || word == "ver"
    {
      return .view
    }
    return nil
  }

  /// Runs of letters and of digits: `7d_click` is `7`, `d`, `click`.
  private static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var last: (isDigit: Bool, isLetter: Bool) = (false, false)
    for character in text {
      let kind = (
        isDigit: character.isASCII && character.isNumber, isLetter: character.isLetter
      )
      if kind.isDigit && last.isDigit || kind.isLetter && last.isLetter {
        tokens[tokens.count - 1].append(character)
      } else if kind.isDigit || kind.isLetter {
        tokens.append(String(character))
      }
      last = kind
    }
    return tokens
  }

  /// `within 7 days of a click or 1 day of a view`.
  package static func within(_ window: AttributionWindow) -> String {
    let parts = [
      (window.click, "a click"), (window.engagement, "an engagement"), (window.view, "a view"),
    ].compactMap { days, what in
      days.map { $0 == 0 ? "the day of \(what)" : "\(CountText.plural($0, "day")) of \(what)" }
    }
    return "within " + parts.dropLast().joined(separator: ", ")
      + (parts.count > 1 ? " or " : "") + (parts.last ?? "")
  }

  /// `Meta Ads Manager (march.csv)`.
  package static func name(_ terms: SourceTerms) -> String {
    terms.product.isEmpty ? terms.source : "\(terms.product) (\(terms.source))"
  }

  /// `Meta Ads Manager (march.csv) counts a sale within 7 days of a click, tiktok.csv within 1 day of a click`; empty
  /// without windows.
  package static func sentence(_ all: [SourceTerms]) -> String {
    let known = all.filter { !$0.windows.isEmpty }
    return known.enumerated().map { place, terms in
      let windows = terms.windows.map(within).joined(separator: " and, in other rows, ")
      return "\(name(terms)) \(place == 0 ? "counts a sale " : "")\(windows)"
    }.joined(separator: ", ")
  }
}
