import Marketing

/// Works out a mapping from names and values.
struct MappingProposer {
  let inspection: TableInspection
  let profiles: [ColumnProfile]
  let names: [HeaderName]
  /// The fields that each header is the name of. Asked again and again, so they are looked up once.
  let called: [[ImportField]]
  /// The fields that both halves of a header are names of.
  let calledTwice: [[ImportField]]
  /// Whether the rows are what partners of an affiliate program brought.
  let isOfPartners: Bool
  /// What each header says if it is an amount.
  let amounts: [AmountName]
  let labels: [String]
  /// Which columns say yes or no, so that they are neither amounts nor counts.
  let flags: [Flag]
  /// Whether the headers name one platform and no other.
  let hasOnePlatform: Bool
  let fileName: String?
  let numberHint: NumberFormat.DecimalMark?
  let dateClues: DateClues
  let today: Day?
  /// The known export that the headers fit.
  let match: ProfileMatch?
  /// The platform that the user gave.
  var givenPlatform: String?
  /// Whether the names of campaigns say whom ads show.
  var creditsCampaigns = false
  var forced: [Int: MappingOverride.Target] = [:]

  init(
    _ inspection: TableInspection, fileName: String?, profiles known: [ExportProfile] = [],
    dates: DateFormat.Order? = nil, today: Day? = nil
  ) {
    self.today = today
    self.inspection = inspection
    profiles = inspection.columns
    names = inspection.header.map { HeaderName($0) }
    called = names.map { ImportField.named($0) }
    calledTwice = names.map(Self.namedTwice)
    isOfPartners = Self.areOfPartners(names)
    let all = names
    amounts = inspection.header.map { AmountName($0, beside: all) }
    labels = Self.labels(inspection.header)
    flags = zip(inspection.header, inspection.columns).map(Self.flag)
    hasOnePlatform = PlatformWords.platforms(inTokens: all.flatMap(\.words)).count == 1
    self.fileName = fileName
    match = ProfileMatch.best(inspection.header, known)
    // What the decided columns show applies to the others.
    var dots = 0
    var commas = 0
    var orders: Set<DateFormat.Order> = []
    for profile in inspection.columns {
      let numbers = profile.numberEvidence.decide()
      if numbers.certainty == .decided, profile.numberShare > 0.5 {
        if numbers.format.decimalMark == .dot { dots += 1 } else { commas += 1 }
      }
      let dates = profile.dateEvidence.decide()
      if dates.certainty == .decided, profile.dateShare > 0.5 { orders.insert(dates.format.order) }
    }
    if dots > 0 || commas > 0 {
      numberHint = commas > dots ? .comma : .dot
    } else {
      numberHint = inspection.dialect.delimiter == UInt8(ascii: ";") ? .comma : nil
    }
    var dayFirst: String?
    if numberHint == .comma {
      dayFirst = "as the file's numbers have a decimal comma"
    } else if let word = names.lazy.flatMap(\.words).first(where: Self.dayFirstWords.contains) {
      dayFirst = "as the headers aren't in English (“\(word)”)"
    }
    dateClues = DateClues(
      choice: dates,
      // In other languages it may be another order.
      known: match?.language == "en" ? match?.profile.dates : nil,
      knownFrom: match?.profile.title ?? "",
      elsewhere: orders.count == 1 ? orders.first : nil, dayFirst: dayFirst, today: today)
  }

  /// Words of headers in languages whose dates have the day first.
  private static let dayFirstWords: Set<String> = [
    "datum", "umsatz", "kosten", "ausgaben", "kampagne", "kampagnenname", "plattform", "reichweite",
    "aufrufe", "klicks", "bestellungen", "beitrag", "anzeigenname", "berichtsbeginn",
    "berichtsende", "veröffentlicht", "bestelldatum", "impressionen", "campagne", "dépenses",
    "montant", "portée", "abonnés", "vues", "clics", "achats", "chiffre", "début", "ventes",
    "partages", "commentaires", "publié", "fecha", "campaña", "ingresos", "gasto", "alcance",
    "seguidores", "reproducciones", "compras", "ventas", "importe", "publicado", "campanha",
    "receita", "vendas", "cliques", "campagna", "copertura", "vendite", "ricavi",
  ]

  /// Headers on one line, made unique: `Subscribers`, `Subscribers#2`; `Column 3` without a name.
  static func labels(_ header: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return header.enumerated().map { index, name in
      let plain =
        name.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ").trimmedCell
      let label = plain.isEmpty ? "Column \(index + 1)" : plain
      seen[label, default: 0] += 1
      let count = seen[label]!
      return count == 1 ? label : "\(label)#\(count)"
    }
  }

  mutating func force(_ overrides: [MappingOverride]) throws(MappingError) {
    var claimed: [ImportField: String] = [:]
    for override in overrides {
      let index = try column(named: override.header)
      if forced[index] != nil { throw .columnTwice(override.header.trimmedCell) }
      forced[index] = override.target
      if case .field(let field) = override.target, !field.allowsSeveral {
        if let other = claimed[field] {
          throw .claimedTwice(field, other, override.header.trimmedCell)
        }
        claimed[field] = override.header.trimmedCell
      }
    }
  }

  /// The column that the user means: by exact text, or else by words; `#n` selects among columns of the same name, and
  /// alone counts columns.
  func column(named text: String) throws(MappingError) -> Int {
    func matches(_ wanted: String) -> [Int] {
      let plain = wanted.trimmedCell
      let exact = names.indices.filter { inspection.header[$0].trimmedCell == plain }
      if !exact.isEmpty { return exact }
      let words = HeaderName(wanted).words
      return words.isEmpty ? [] : names.indices.filter { names[$0].words == words }
    }
    if let first = matches(text).first { return first }
    if let mark = text.lastIndex(of: "#"),
      let number = Int(String(text[text.index(after: mark)...]).trimmedCell), number >= 1
    {
      let base = String(text[..<mark])
      if base.trimmedCell.isEmpty {
        if number <= names.count { return number - 1 }
        throw .noSuchRepetition(text, count: names.count)
      }
      let found = matches(base)
      if number <= found.count { return found[number - 1] }
      if !found.isEmpty { throw .noSuchRepetition(text, count: found.count) }
    }
    throw .unknownHeader(text.trimmedCell, near: NearMiss.of(text, in: inspection.header))
  }
}
