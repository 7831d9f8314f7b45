import Wording

/// Evidence from a column of how its numbers are written. Cells are added one by one; uses constant memory.
package struct NumberEvidence: Sendable, Hashable {
  package private(set) var cells = 0
  package private(set) var absent = 0
  /// Cells that are a number in at least one reading.
  package private(set) var numbers = 0
  package private(set) var onlyDot = 0
  package private(set) var onlyComma = 0
  /// Cells that are different numbers in the two readings.
  package private(set) var ambiguous = 0
  /// Those of them whose only mark is a dot.
  package private(set) var ambiguousDots = 0
  /// Those of them followed by an abbreviation, as in `1.234M`.
  package private(set) var ambiguousAbbreviated = 0
  /// Abbreviated cells that are a number in one reading only. Somebody who writes 12.300 may well write 2.2K.
  package private(set) var abbreviatedDots = 0
  package private(set) var abbreviatedCommas = 0
  package private(set) var percents = 0
  package private(set) var abbreviated = 0
  package private(set) var mils = 0
  /// Cells with decimals for certain.
  package private(set) var withPlaces = 0
  /// Cells that say that they aren't exact (`10K+`), ranges of amounts (`$800-1200`), and ranges without a currency, which
  /// are numbers only in a column of money.
  package private(set) var about = 0
  package private(set) var ranges = 0
  package private(set) var bareRanges = 0
  package private(set) var currencies: [String: Int] = [:]

  package init() {}

  package mutating func add(_ cell: String) { cell.withBytes { add(NumberScan($0)) } }

  mutating func add(_ scan: NumberScan) {
    cells += 1
    if scan.isAbsent {
      absent += 1
      return
    }
    if scan.isBareRange { bareRanges += 1 }
    guard scan.isNumber else { return }
    numbers += 1
    if scan.isAbout { about += 1 }
    if scan.hasPlaces { withPlaces += 1 }
    if scan.isRange { ranges += 1 }
    if scan.isPercent { percents += 1 }
    if scan.isAbbreviated { abbreviated += 1 }
    if scan.isMil { mils += 1 }
    if let currency = scan.currency { currencies[currency, default: 0] += 1 }
    guard scan.hasDot || scan.hasComma else { return }
    if scan.comma == nil {
      if scan.isAbbreviated { abbreviatedDots += 1 } else { onlyDot += 1 }
    } else if scan.dot == nil {
      if scan.isAbbreviated { abbreviatedCommas += 1 } else { onlyComma += 1 }
    } else if scan.dot != scan.comma {
      ambiguous += 1
      if scan.hasDot { ambiguousDots += 1 }
      if scan.isAbbreviated { ambiguousAbbreviated += 1 }
    }
  }

  /// What a column holds, which helps where no cell tells the decimal mark.
  package enum Content: Sendable {
    /// It counts things, so a fraction is absurd.
    case counts
    /// Amounts, which have two decimals or none.
    case money
    case numbers
  }

  /// Decides how to read the column.
  ///
  /// A cell that is a number in only one reading decides for the whole column. If such cells contradict each other the
  /// majority decides, and the others are conflicts: they can't be read. If no cell decides, the column is ambiguous:
  /// in a column of counts or money three digits behind the only mark are thousands; otherwise `hint` (what other columns
  /// of the file showed) decides if given; otherwise commas group and the dot is the decimal mark. The assumption is
  /// reported.
  /// Abbreviated cells decide where no other cell has a mark, or at least hint.
  package func decide(
    hint: NumberFormat.DecimalMark? = nil, content: Content = .numbers
  ) -> NumberDecision {
    let abbreviatedMark: NumberFormat.DecimalMark? =
      abbreviatedDots + abbreviatedCommas == 0
      ? nil : abbreviatedCommas > abbreviatedDots ? .comma : .dot
    let hint = hint ?? abbreviatedMark
    var format = NumberFormat(readsRanges: content == .money)
    var certainty = NumberDecision.Certainty.plain
    var conflicts = 0
    var assumption: String?
    if onlyDot > 0 || onlyComma > 0 {
      format.decimalMark = onlyComma > onlyDot ? .comma : .dot
      conflicts = min(onlyDot, onlyComma)
      certainty = conflicts > 0 ? .conflicting : .decided
    } else if let abbreviatedMark, ambiguous == ambiguousAbbreviated {
      format.decimalMark = abbreviatedMark
      certainty = .decided
    } else if ambiguous > 0 {
      certainty = .ambiguous
      let commas = ambiguous - ambiguousDots
      let isAlike = ambiguousAbbreviated == 0 && (commas == 0 || ambiguousDots == 0)
      if let why = isAlike ? thousands(content, hint) : nil {
        format.decimalMark = commas == 0 ? .comma : .dot
        assumption = "\(commas == 0 ? "1.234" : "1,234") is read as 1234, because \(why)"
      } else if let hint {
        format.decimalMark = hint
        assumption =
          "'\(hint.rawValue)' is read as the decimal mark, as in the other columns of the file"
      } else {
        assumption = "1,234 is read as 1234 and 1.234 as 1.234; no cell decides it"
      }
    }
    if mils > 0 {
      format.milPower = format.decimalMark == .comma || hint == .comma ? 3 : 6
      let note = "'mil' is read as \(format.milPower == 3 ? "thousand" : "million")"
      assumption = assumption.map { "\($0); \(note)" } ?? note
    }
    if about > 0 {
      let note =
        "\(CountText.plural(about, "value isn't", "values aren't")) exact (such as 10K+ or ~5000): the number beside the mark is read"
      assumption = assumption.map { "\($0); \(note)" } ?? note
    }
    return NumberDecision(
      format: format, certainty: certainty, conflicts: conflicts, assumption: assumption)
  }
}

extension NumberEvidence {
  /// Why three digits behind a mark are thousands; nil if they needn't be.
  private func thousands(_ content: Content, _ hint: NumberFormat.DecimalMark?) -> String? {
    switch content {
    case .counts: return "the column counts things"
    case .money:
      if currencies.keys.contains(where: CurrencyWords.hasThreeDecimals) { return nil }
      if ambiguousDots > 0, hint == .comma { return "the other columns have a decimal comma" }
      if ambiguousDots > 0, currencies.keys.contains(where: CurrencyWords.usesComma) {
        return "\(currencies.keys.sorted()[0]) mostly goes with a decimal comma; a guess: check it"
      }
      // The other columns write decimals with this very mark.
      if let hint, (hint == .dot) == (ambiguousDots > 0) { return nil }
      // Commas group far more often than they mark a third decimal.
      let isUsual = ambiguousDots == 0 && hint == nil
      return "amounts have no third decimal" + (isUsual ? "" : "; a guess: check it")
    case .numbers: return nil
    }
  }
}

/// How a column's numbers are read, and how sure that is.
package struct NumberDecision: Sendable, Hashable {
  package enum Certainty: String, Sendable {
    /// No cell has a mark that matters.
    case plain
    /// At least one cell allows only this reading, and none contradicts it.
    case decided
    /// No cell decides; see `assumption`.
    case ambiguous
    /// Cells contradict each other; the majority decided.
    case conflicting
  }

  package var format: NumberFormat
  package var certainty: Certainty
  /// Cells that can't be read this way, but could the other way.
  package var conflicts: Int
  /// The assumption in words, if there was one.
  package var assumption: String?
}
