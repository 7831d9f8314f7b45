import Marketing

/// How a column's cells are read, and where the platform comes from.
extension MappingProposer {
  /// Decides how the column's cells are read and adds notes about it.
  func read(
    _ column: inout ColumnMapping.Column, _ choices: [Int: Choice], _ notes: inout [String]
  ) {
    let profile = profiles[column.index]
    let kind = column.field?.kind
    let isNumber = kind == .count || kind == .money || kind == .rate || kind == .number
    if isNumber || (column.target == .custom && profile.numberShare >= 0.8) {
      let decision = numbers(column.index, kind)
      column.numbers = decision
      column.currencies = profile.numberEvidence.currencies.keys.sorted()
      if isNumber {
        if let assumption = decision.assumption { notes.append("'\(column.label)': \(assumption)") }
        if decision.conflicts > 0 {
          notes.append(
            "'\(column.label)': \(decision.conflicts) values use the other decimal mark and can't "
              + "be read")
        }
        if column.currencies.count > 1 {
          notes.append(
            "'\(column.label)' mixes currencies: \(column.currencies.joined(separator: ", "))")
        }
      }
    }
    column.holdsCountryCodes =
      kind == .country && profile.countryCodes * 10 >= profile.sampled * 9
    if kind == .money {
      // Where most amounts have a sign, it goes for those without one, too.
      let isMarked = profile.money * 2 >= profile.numbers && column.currencies.count == 1
      column.currency =
        names[column.index].currency ?? (isMarked ? column.currencies[0] : nil) ?? headersCurrency
    }
    if kind == .rate, let field = column.field {
      let (unit, note) = rateUnit(column.index, field, choices)
      column.rateUnit = unit
      if let note { notes.append("'\(column.label)': \(note)") }
    }
    if kind == .date || (column.target == .custom && profile.dateShare >= 0.8) {
      let decision = profile.dateEvidence.decide(namedDate: kind == .date, clues: dateClues)
      column.dates = decision
      if kind == .date { column.days = Self.days(today) }
      if kind == .date {
        if let assumption = decision.assumption { notes.append("'\(column.label)': \(assumption)") }
        if decision.isMixed {
          notes.append(
            "'\(column.label)' mixes dates: \(decision.kinds.joined(separator: ", "))")
        }
        if decision.conflicts > 0 {
          notes.append(
            "'\(column.label)': \(decision.conflicts) dates exist only in the other order and "
              + "can't be read")
        }
      }
    }
  }

  /// How a column's numbers are read as a field of this shape.
  func numbers(_ index: Int, _ kind: ImportShape?) -> NumberDecision {
    let content: NumberEvidence.Content =
      switch kind {
      case .count: .counts
      case .money: .money
      case .rate, .number, .date, .platform, .country, .url, .email, .identity, .label, .text, nil:
        .numbers
      }
    return profiles[index].numberEvidence.decide(hint: numberHint, content: content)
  }

  /// Days that an export can be about: one in 1926 or 2126 has a wrong digit. Without today's date, only the past has a
  /// bound; feeds refuse the future themselves.
  static func days(_ today: Day?) -> ClosedRange<Day>? {
    let last = today.map { $0.civil.year + 2 } ?? 9999
    guard let from = Day(year: 1990, month: 1, day: 1), let to = Day(year: last, month: 12, day: 31)
    else { return nil }
    return from...max(from, to)
  }

  /// The one currency that headers name, such as `Amount spent (EUR)`: the amounts beside it are in it, too, unless the
  /// rows name their own.
  private var headersCurrency: String? {
    let named = Set(names.compactMap(\.currency))
    return named.count == 1 ? named.first : nil
  }

  func platform(_ choices: [Int: Choice], _ notes: inout [String]) -> PlatformOrigin {
    if let column = choices.first(where: { $0.value.field == .platform })?.key {
      return .column(column)
    }
    if let match, let name = match.profile.platform {
      return .constant(name, why: match.profile.title)
    }
    let inHeader = PlatformWords.platforms(inTokens: names.flatMap(\.words).filter { $0 != "meta" })
    if inHeader.count == 1 {
      return .constant(inHeader.first!, why: "the headers say so")
    }
    if inHeader.count > 1, linkedPlatforms(choices) == nil {
      notes.append(
        "the headers name several platforms (\(inHeader.sorted().joined(separator: ", "))): "
          + "say which one the rows are of")
      return .missing
    }
    if let (column, platforms) = linkedPlatforms(choices) {
      if platforms.count == 1, let only = platforms.first {
        return .constant(only, why: "the addresses in '\(labels[column])' are there")
      }
      return .column(column)
    }
    if let fileName {
      let last = fileName.split(separator: "/").last.map(String.init) ?? fileName
      // Meta's tools export Instagram as well.
      let words = HeaderName(last).words.filter { $0 != "meta" }
      let inFile = PlatformWords.platforms(inTokens: words)
      if inFile.count == 1 { return .constant(inFile.first!, why: "the file's name says so") }
    }
    return .missing
  }
}
