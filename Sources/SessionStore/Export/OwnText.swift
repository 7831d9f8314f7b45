import JSON
import Marketing
import Tabular

/// How values that are more than a word or number stand in one cell of an export, and come back from it.
enum OwnText {
  /// Items with commas between them. One that holds a separator, a quotation mark or blanks at its ends stands in
  /// quotation marks, as in CSV: `Food, "Tea, coffee"`.
  static func list(_ items: [String]) -> String {
    guard let first = items.first else { return "" }
    if items.count == 1 { return item(first) }
    return items.map(item).joined(separator: ", ")
  }

  /// `fee 2026-01-31; avg_views 2026-02-28`: the figures that are older than the rest.
  static func figureDays(_ days: [String: String]) -> String {
    days.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "; ")
  }

  static func readFigureDays(_ text: String) throws(OwnRefusal) -> [String: String] {
    var days: [String: String] = [:]
    for part in text.split(separator: ";") {
      let words = part.split(separator: " ").map(String.init)
      guard words.count == 2, Day(iso: words[1]) != nil else {
        throw OwnRefusal("“\(part)” isn't a figure and its day, such as fee 2026-01-31")
      }
      days[words[0]] = words[1]
    }
    return days
  }

  private static func item(_ text: String) -> String {
    guard needsQuotes(text) else { return text }
    var quoted = String.UnicodeScalarView()
    quoted.append("\"")
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.append("\"") }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }

  private static func needsQuotes(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return true
    }
    // A bracket would be taken for a list in JSON.
    return first == "[" || isBlank(first) || isBlank(last)
      || text.utf8.contains { separators.contains($0) || $0 == UInt8(ascii: "\"") }
  }

  /// The items of a cell. Separators are commas, semicolons and bars, since people type all of them; a list in JSON is
  /// one as well.
  static func items(_ text: String) -> [String] {
    if text.utf8.first == UInt8(ascii: "["), let items = jsonItems(text) { return items }
    var items: [String] = []
    let scalars = Array(text.unicodeScalars)
    var at = 0
    while at < scalars.count {
      while at < scalars.count, isBlank(scalars[at]) { at += 1 }
      var item = String.UnicodeScalarView()
      var isQuoted = false
      if at < scalars.count, scalars[at] == "\"" {
        isQuoted = true
        at += 1
        while at < scalars.count {
          if scalars[at] == "\"" {
            at += 1
            guard at < scalars.count, scalars[at] == "\"" else { break }
          }
          item.append(scalars[at])
          at += 1
        }
      }
      var rest = String.UnicodeScalarView()
      while at < scalars.count, !isSeparator(scalars[at]) {
        rest.append(scalars[at])
        at += 1
      }
      while let last = rest.last, isBlank(last) { rest.removeLast() }
      item.append(contentsOf: rest)
      if isQuoted || !item.isEmpty { items.append(String(item)) }
      at += 1
    }
    return items
  }

  private static func jsonItems(_ text: String) -> [String]? {
    try? JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in try reader.readStrings() }
  }

  private static let separators: [UInt8] = [0x2C, 0x3B, 0x7C, 0x0A, 0x0D]

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && separators.contains(UInt8(scalar.value))
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  // MARK: Deliverables and targets

  /// `2 reel, 1 story`.
  static func deliverables(_ deliverables: [Deliverable]) -> String {
    list(deliverables.map { "\($0.count) \($0.type)" })
  }

  static func readDeliverables(_ text: String) throws(OwnRefusal) -> [Deliverable] {
    var result: [Deliverable] = []
    for item in items(text) {
      let bytes = item.utf8
      let digits = bytes.prefix { (0x30...0x39).contains($0) }
      var rest = bytes.dropFirst(digits.count)
      // `2x reel`, as some write it; `3d` alone is a kind.
      if !digits.isEmpty, rest.starts(with: "x ".utf8) { rest = rest.dropFirst() }
      guard !digits.isEmpty, rest.first == 0x20 else {
        result.append(Deliverable(item, count: 1))
        continue
      }
      let type = String(decoding: rest.dropFirst(), as: UTF8.self)
      guard let count = Int(String(decoding: digits, as: UTF8.self)), !type.isEmpty else {
        throw OwnRefusal("“\(item)” isn't a number of pieces and their kind, such as 2 reel")
      }
      result.append(Deliverable(type, count: count))
    }
    return result
  }

  /// `reach 5000, revenue 1200.00, er-reach 0.045000`.
  static func targets(_ targets: [Target], _ currency: Currency) -> String {
    list(
      targets.map { target in
        let digits = digits(of: target.kpi, currency)
        return
          "\(target.kpi.rawValue) \(ExportTable.Value.fixed(Int(target.value), decimals: digits))"
      })
  }

  private static func digits(of kpi: KPI, _ currency: Currency) -> Int {
    switch kpi.unit {
    case .count: 0
    case .money: currency.digits
    case .ratio, .percent: 6
    }
  }

  static func readTargets(_ cell: OwnCell) throws(OwnRefusal) -> [Target] {
    var result: [Target] = []
    for item in items(cell.text) {
      let parts = item.split(separator: " ")
      guard parts.count == 2, let kpi = KPI(rawValue: parts[0].lowercased()) else {
        throw OwnRefusal("“\(item)” isn't a KPI and a value, such as reach 5000")
      }
      let value = try OwnCell(text: String(parts[1]), cell.style).target(
        digits: digits(of: kpi, cell.style.currency))
      result.append(Target(kpi: kpi, value: value))
    }
    return result
  }

  // MARK: Columns of a record's own

  /// A text that may be empty without being absent, such as a value of a column that another export brought.
  static func present(_ text: String) -> String { isOnlyQuotes(text) ? "\"\(text)\"" : text }

  static func readPresent(_ text: String) -> String {
    text.utf8.count >= 2 && isOnlyQuotes(text) ? String(text.dropFirst().dropLast()) : text
  }

  private static func isOnlyQuotes(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 == UInt8(ascii: "\"") }
  }
}

// Lists of findings are JSON in a cell: nobody types them, and nothing of them may be lost.
extension OwnText {
  static func checks(_ checks: [Check]) -> String {
    json(checks) { writer, check in
      writer.text("item", check.item)
      writer.day("day", check.day)
      writer.text("by", check.by)
      writer.text("note", check.note)
    }
  }

  static func flags(_ decisions: [FlagDecision]) -> String {
    json(decisions) { writer, decision in
      writer.text("signal", decision.flag.signal)
      writer.text("about", decision.flag.about)
      writer.text("answer", decision.answer.rawValue)
      writer.text("reason", decision.reason)
      writer.day("day", decision.day)
      writer.text("by", decision.by)
    }
  }

  /// Amounts in major units, as everywhere in an export.
  static func history(_ history: [Snapshot], _ currency: Currency) -> String {
    json(history) { writer, snapshot in
      writer.day("day", snapshot.day)
      writer.count("followers", snapshot.followers)
      writer.share("er_followers", snapshot.engagementRate)
      if let fee = snapshot.fee {
        writer.key("fee")
        writer.number(
          text: ExportTable.Value.fixed(Int(fee.minorUnits), decimals: currency.digits))
      }
    }
  }

  private static func json<Item>(
    _ items: [Item], _ write: (inout JSONWriter, Item) -> Void
  ) -> String {
    guard !items.isEmpty else { return "" }
    var writer = JSONWriter()
    writer.beginArray()
    for item in items {
      writer.beginObject()
      write(&writer, item)
      writer.endObject()
    }
    writer.endArray()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  static func readChecks(_ text: String) throws(OwnRefusal) -> [Check] {
    try read(text) { reader throws(JSONError) in try reader.readCheck() }
  }

  static func readFlags(_ text: String) throws(OwnRefusal) -> [FlagDecision] {
    try read(text) { reader throws(JSONError) in try reader.readDecision() }
  }

  static func readHistory(_ text: String, _ currency: Currency) throws(OwnRefusal) -> [Snapshot] {
    try read(text) { reader throws(JSONError) in
      var snapshot = Snapshot(day: nil, followers: nil, engagementRate: nil, fee: nil)
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "day": snapshot.day = try reader.readDay()
        case "followers": snapshot.followers = try reader.readCount()
        case "er_followers": snapshot.engagementRate = try reader.readShare()
        case "fee":
          let place = reader.mark()
          let text = try reader.readNumberText()
          guard
            let units = ExactDecimal(json: text)?.minorUnits(
              digits: currency.digits, rounding: .exact)
          else { throw reader.error(at: place, "\(text) isn't an amount in \(currency.code)") }
          snapshot.fee = Money(minorUnits: Int64(units))
        default: try reader.skipValue()
        }
      }
      return snapshot
    }
  }

  private static func read<Item>(
    _ text: String, _ item: (inout JSONReader) throws(JSONError) -> Item
  ) throws(OwnRefusal) -> [Item] {
    guard !text.isEmpty else { return [] }
    do throws(JSONError) {
      return try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in
        try reader.readArray(item)
      }
    } catch {
      throw OwnRefusal("it isn't written as an export writes it: \(error.message)")
    }
  }

  /// Whether it is one value in JSON.
  static func isJSON(_ text: String) -> Bool {
    (try? JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in
      try reader.skipValue()
    }) != nil
  }
}
