/// How a column's cells are read, and where the platform comes from.
extension MappingProposer {
  /// Decides how the column's cells are read and adds notes about it.
  func read(_ column: inout ColumnMapping.Column, _ notes: inout [String]) {
    let profile = profiles[column.index]
    let kind = column.field?.kind
    let isNumber = kind == .count || kind == .money || kind == .rate || kind == .number
    if isNumber || (column.target == .custom && profile.numberShare >= 0.8) {
      let decision = profile.numberEvidence.decide(hint: numberHint, wholeNumbers: kind == .count)
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
    if kind == .rate {
      if profile.percents * 2 > profile.numbers {
        column.rateUnit = .percentSign
      } else if profile.maximum.map({ $0 <= ExactDecimal(1) }) ?? true {
        column.rateUnit = .fraction
        notes.append("'\(column.label)': no value is above 1, so 0.05 is read as 5%")
      } else {
        column.rateUnit = .points
        notes.append("'\(column.label)': values go above 1, so 5 is read as 5%")
      }
    }
    if kind == .date || (column.target == .custom && profile.dateShare >= 0.8) {
      var decision = profile.dateEvidence.decide(
        namedDate: kind == .date, hint: match?.profile.dates ?? dateHint)
      if let match, match.profile.dates != nil, decision.certainty == .ambiguous {
        decision.assumption =
          "no day is above 12: read as \(decision.format.order.rawValue), as \(match.profile.title) "
          + "writes it"
      }
      column.dates = decision
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

  func platform(_ choices: [Int: Choice], _ notes: inout [String]) -> PlatformOrigin {
    if let column = choices.first(where: { $0.value.field == .platform })?.key {
      return .column(column)
    }
    if let match, let name = match.profile.platform {
      return .constant(name, why: match.profile.title)
    }
    let inHeader = PlatformWords.platforms(inTokens: names.flatMap(\.words))
    if inHeader.count == 1 {
      return .constant(inHeader.first!, why: "the headers say so")
    }
    if inHeader.count > 1 {
      notes.append(
        "the headers name several platforms (\(inHeader.sorted().joined(separator: ", "))): "
          + "say which one the rows are of")
      return .missing
    }
    if let fileName {
      let last = fileName.split(separator: "/").last.map(String.init) ?? fileName
      let inFile = PlatformWords.platforms(inTokens: HeaderName(last).words)
      if inFile.count == 1 { return .constant(inFile.first!, why: "the file's name says so") }
    }
    return .missing
  }
}
