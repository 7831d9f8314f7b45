import Marketing
import Tabular
import Wording

/// What reads the columns of each field. Asked several times for every row, so it is a list and no dictionary.
struct FieldReaders {
  private var byField: [[CellReader]?]

  init(_ readers: [ImportField: [CellReader]]) {
    byField = ImportField.allCases.map { readers[$0] }
  }

  subscript(field: ImportField) -> [CellReader]? { byField[field.index] }
}

// Reading single values. Unusable ones are left out of their row and noted.
extension ImportBatch {
  /// The value of a field; with several columns, the first that isn't absent.
  func value(of field: ImportField, _ row: TableRow) -> CellValue {
    guard let readers = readers[field] else { return .absent }
    for reader in readers {
      let value = reader.value(in: row)
      if value != .absent { return value }
    }
    return .absent
  }

  mutating func text(_ field: ImportField, _ row: TableRow) -> String? {
    if field == .name, let readers = readers[field], readers.count > 1 {
      return name(readers, row)
    }
    guard case .text(let text) = value(of: field, row), !text.isEmpty else { return nil }
    return isName(field) && text.utf8.contains(where: { $0 < 0x20 })
      ? oneLine(text, field, row) : text
  }

  /// A name in several columns.
  private func name(_ readers: [CellReader], _ row: TableRow) -> String? {
    let parts = readers.compactMap { reader in
      if case .text(let text) = reader.value(in: row), !text.isEmpty { text } else { nil }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// The discount code. Some shops write more into the cell: `Coupon Code: MIA15, Coupon Value: 5.00`.
  mutating func promoCode(_ row: TableRow) -> String? {
    guard let text = text(.promoCode, row) else { return nil }
    // Nearly all are just the code.
    guard text.utf8.contains(UInt8(ascii: ":")) else { return text }
    let parts = text.split { ",;|\n".contains($0) }
    let code = parts.first { $0.lowercased().contains("code:") }?.split(separator: ":").last
    return code.map { String($0.drop { $0 == " " }) } ?? text
  }

  /// Whether the field's text is one line; captions and notes may have several.
  private func isName(_ field: ImportField) -> Bool {
    switch field.kind {
    case .identity, .label, .url, .email, .platform, .country: true
    case .text: field == .name
    case .count, .money, .rate, .number, .date: false
    }
  }

  private mutating func oneLine(
    _ text: String, _ field: ImportField, _ row: TableRow
  ) -> String {
    leaveOut(row, "a line break or tab in \(field.words) became a space")
    return text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
  }

  /// The texts of all columns of the field.
  func texts(_ field: ImportField, _ row: TableRow) -> [String] {
    (readers[field] ?? []).compactMap { reader in
      if case .text(let text) = reader.value(in: row) { text } else { nil }
    }.flatMap(ListCell.words)
  }

  /// Whom the row is about: a column says so, or else the post's address does, or somebody has said it of them all.
  func author(_ row: TableRow) -> String? {
    if case .text(let text) = value(of: .influencerReference, row), !text.isEmpty { return text }
    return linked(.postURL, row) ?? (saysWhoseItIs ? nil : options.influencer)
  }

  /// Whether it can be said whose the rows are.
  var takesInfluencer: Bool {
    (mapping.kind == .posts || mapping.kind == .orders) && !saysWhoseItIs
  }

  /// Whether the file has columns that credit its rows.
  var saysWhoseItIs: Bool { has(.promoCode) || has(.trackingLink) }

  /// The account that an address names.
  func linked(_ field: ImportField, _ row: TableRow) -> String? {
    guard case .text(let address) = value(of: field, row) else { return nil }
    return AccountLink(address)?.account
  }

  mutating func day(_ field: ImportField, _ row: TableRow) -> Day? {
    switch value(of: field, row) {
    case .date(let day): return day
    // What adds up the others has no day, and that is said of its row.
    case .invalid(let text, _) where TotalsWords.contains(text): return nil
    case .invalid(let text, let why):
      cantRead(text, why, field, row)
      return nil
    case .absent, .number, .text: return nil
    }
  }

  /// The days from the first to the last that a cell has.
  func span(_ column: Int, _ row: TableRow) -> ClosedRange<Day>? {
    column < row.count ? TitleSpan.find(in: [row.plainText(column)]) : nil
  }

  /// A text as it stands, without a word about line breaks.
  func plainText(_ field: ImportField, _ row: TableRow) -> String? {
    guard case .text(let text) = value(of: field, row), !text.isEmpty else { return nil }
    return text
  }

  /// A count without a word about cells that can't be read.
  func plainCount(_ field: ImportField, _ row: TableRow) -> Int? {
    guard case .number(let number) = value(of: field, row) else { return nil }
    return number.value.minorUnits(digits: 0, rounding: .halfEven)
  }

  /// An amount without a word about cells that can't be read, and without a look at its currency.
  func plainMoney(_ field: ImportField, _ row: TableRow, _ currency: Currency) -> Money? {
    guard case .number(let number) = value(of: field, row),
      let units = number.value.minorUnits(digits: currency.digits, rounding: .halfEven),
      units.magnitude <= Money.limit.minorUnits
    else { return nil }
    return Money(minorUnits: Int64(units))
  }

  /// Whether the cell is a number above zero, whatever its currency.
  func isNumber(_ field: ImportField, _ row: TableRow) -> Bool {
    guard case .number(let number) = value(of: field, row) else { return false }
    return number.value > .zero
  }

  /// Whether the cell has something that isn't what the field takes.
  func isUnreadable(_ field: ImportField, _ row: TableRow) -> Bool {
    if case .invalid = value(of: field, row) { return true }
    return false
  }

  /// The header of a field's column.
  func label(of field: ImportField) -> String {
    mapping.column(of: field)?.label ?? field.rawValue
  }

  /// The part of an order's amount that the buyer still owes, as Shopify says it: `20.00` of `105.00`.
  func owed(_ row: TableRow) -> (part: Int, of: Int)? {
    guard
      let reader = keptReaders.first(where: {
        ["outstanding balance", "ausstehender betrag"].contains($0.label.lowercased())
      }), reader.index < row.count,
      let part = ExactDecimal(plain: row.plainText(reader.index))?
        .minorUnits(digits: 4, rounding: .halfEven),
      let whole = (shared(.revenue, row) ?? shared(.orderTotal, row))?
        .minorUnits(digits: 4, rounding: .halfEven),
      0 < part, part <= whole
    else { return nil }
    return (part, whole)
  }

  /// A number that may be the share of a whole, as of conversions that several ads have brought.
  func shared(_ field: ImportField, _ row: TableRow) -> ExactDecimal? {
    guard case .number(let number) = value(of: field, row), !number.isAbbreviated else {
      return nil
    }
    return number.value
  }

  mutating func count(_ field: ImportField, _ row: TableRow) -> Int? {
    guard let number = number(field, row) else { return nil }
    // Averages may have decimals, and so have conversions that are shared among ads; what is kept is whole.
    if !number.value.isInteger, !number.isAbbreviated, !field.isAverage, field != .conversions {
      leaveOut(row, "\(field.words) with decimals was rounded to a whole number")
    }
    guard let count = number.value.minorUnits(digits: 0, rounding: .halfEven),
      count.magnitude <= Counts.limit
    else {
      leaveOut(row, "\(field.words) too large to be true was left out")
      return nil
    }
    return count
  }

  mutating func money(_ field: ImportField, _ row: TableRow) -> Money? {
    guard let number = number(field, row) else { return nil }
    let currency = session.settings.currency
    if number.isRange {
      leaveOut(row, "\(field.words) from one amount to another is kept as the middle of the two")
    }
    if let mark = number.currency ?? rowCurrency(row), !currency.isMeant(by: mark) {
      // A sign that several currencies share is taken for the one that it mostly stands for.
      let code =
        CurrencyWords.isoCode(of: mark) ?? CurrencyWords.meanings(of: mark).first
        ?? mark.uppercased()
      guard let other = Currency(code: code) else {
        leaveOut(
          row,
          "\(field.words) in “\(mark)” was left out, since no currency is called that: change the cell, or "
            + "--map '\(label(of: .currency))=ignore' takes the amounts as \(currency.code)")
        return nil
      }
      if field.isOfSale, mapping.kind == .posts || mapping.kind == .orders {
        let amount = foreign.sold(number.value, in: other)
        if amount == nil {
          leaveOut(
            row,
            "\(field.words) in \(code) was left out: it is too large, or the row has amounts in another currency, too"
          )
        }
        return amount
      }
      let on = readers[.date] == nil ? options.asOf : day(.date, row)
      if let amount = foreign.convert(
        number.value, of: other, field: field, on: on, session.settings)
      {
        return amount
      }
      cantConvert(field, other, line: row.line)
      return nil
    }
    foreign.noteOwn()
    guard let units = number.value.minorUnits(digits: currency.digits, rounding: .halfEven),
      units.magnitude <= Money.limit.minorUnits
    else {
      leaveOut(row, "\(field.words) too large to be true was left out")
      return nil
    }
    return Money(minorUnits: Int64(units))
  }

  /// Says that an amount isn't known in the session's currency, and how that is put right.
  mutating func cantConvert(_ field: ImportField, _ other: Currency, line: Int) {
    let (code, own) = (other.code, session.settings.currency.code)
    leaveOut(
      line: line,
      "\(field.words) in \(code) isn't known in \(own), since the session states no rate: what it was is kept, and "
        + "\(RateText.remedy(for: other, in: session.settings.currency)) converts it, now or later")
  }

  /// The currency that the row names in a column of its own.
  private func rowCurrency(_ row: TableRow) -> String? {
    guard readers[.currency] != nil, case .text(let text) = value(of: .currency, row), !text.isEmpty
    else { return nil }
    return text
  }

  /// The amounts of the row that were in other currencies, as they were.
  mutating func takeOriginals() -> [String: String] { foreign.takeOriginals() }

  mutating func share(_ field: ImportField, _ row: TableRow) -> Share? {
    guard let number = number(field, row) else { return nil }
    guard let units = number.value.minorUnits(digits: 6, rounding: .halfEven),
      (0...(field.isPartOfWhole ? 1_000_000 : 1_000_000_000)).contains(units)
    else {
      leaveOut(row, "\(field.words) out of range was left out")
      return nil
    }
    return Share(millionths: Int64(units))
  }

  mutating func hours(_ field: ImportField, _ row: TableRow) -> Hours? {
    guard let number = number(field, row) else { return nil }
    guard let units = number.value.minorUnits(digits: 2, rounding: .halfEven),
      (0...10_000_000).contains(units)
    else {
      leaveOut(row, "\(field.words) out of range was left out")
      return nil
    }
    return Hours(hundredths: Int(units))
  }

  private mutating func number(_ field: ImportField, _ row: TableRow) -> ParsedNumber? {
    switch value(of: field, row) {
    case .number(let number): return number
    case .invalid(let text, let why):
      cantRead(text, why, field, row)
      return nil
    case .absent, .date, .text: return nil
    }
  }
}

extension ReadingNotes {
  /// What became of control characters, in words; nil if there were none.
  func controlNote(offset: Int = 0) -> String? {
    guard controlCharacters > 0 else { return nil }
    let line = firstControlLine + offset
    return controlCharacters == 1
      ? "A control character, such as NUL, on line \(line) became a space."
      : "\(controlCharacters) control characters, such as NUL, became spaces; the first is on line \(line)."
  }
}

extension Currency {
  /// Whether a sign or code beside an amount can mean this currency. A bare `$` can be any dollar, or a peso; `¥` is yen
  /// or yuan.
  fileprivate func isMeant(by mark: String) -> Bool {
    mark.uppercased() == code || CurrencyWords.meanings(of: mark).contains(code)
  }
}
