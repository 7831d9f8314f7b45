import Marketing
import Tabular
import Wording

/// How a file counts its sales and its days, by what its columns, its title or the user say.
struct StatedTerms {
  private let whole: [Int]
  private let clicks: [Int]
  private let engagements: [Int]
  private let views: [Int]
  private let zones: [Int]
  private let label: String
  private var hasSales = false
  private var windows: Set<AttributionWindow> = []
  private var zone: String?
  private var hasSeveralZones = false
  /// Cells say the same over and over.
  private var seen: Set<String> = []

  init(_ batch: ImportBatch) {
    let columns = NamedColumns(batch)
    whole = columns.all([
      "attribution setting", "attribution settings", "attribution window", "attribution windows",
      "conversion window", "conversion windows", "attributionseinstellung", "attributionsfenster",
      "configuración de atribución", "ventana de atribución", "paramètre dattribution",
      "paramètres dattribution", "fenêtre dattribution", "impostazione di attribuzione",
      "finestra di attribuzione", "toeschrijvingsinstelling", "toeschrijvingsvenster",
      "configuração de atribuição", "janela de atribuição", "アトリビューション設定",
    ])
    clicks = columns.all([
      "click attribution window", "click through attribution window", "click window", "cta window",
      "click through window", "click through conversion window", "click window days",
    ])
    engagements = columns.all([
      "engagement attribution window", "engagement window", "engagement window days",
      "engaged view attribution window", "engaged view through attribution window", "evta window",
    ])
    views = columns.all([
      "view attribution window", "view through attribution window", "view window", "vta window",
      "view through window", "view through conversion window", "view window days",
    ])
    zones = columns.all([
      "time zone", "timezone", "account time zone", "account timezone", "reporting time zone",
      "zeitzone", "fuseau horaire", "zona horaria", "fuso orario",
    ])
    label =
      (whole + clicks + engagements + views).first.map { batch.mapping.columns[$0].label } ?? ""
  }

  /// A row with conversions or revenue.
  mutating func take(_ row: TableRow) {
    hasSales = true
    if !label.isEmpty { takeWindow(row) }
    if let text = Self.cell(zones, row) {
      if zone.map({ $0 != text }) ?? false { hasSeveralZones = true }
      zone = text
    }
  }

  private mutating func takeWindow(_ row: TableRow) {
    if let text = Self.cell(whole, row) {
      guard seen.count < 64, seen.insert(text).inserted else { return }
      if let window = WindowText.read(text) { windows.insert(window) }
      return
    }
    let texts = [clicks, engagements, views].map { Self.cell($0, row) ?? "" }
    guard seen.count < 64, seen.insert(texts.joined(separator: "|")).inserted else { return }
    let days = texts.map(WindowText.days)
    let window = AttributionWindow(click: days[0], engagement: days[1], view: days[2])
    if days.contains(where: { $0 != nil }),
      days.allSatisfy({ $0.map { (0...AttributionWindow.limit).contains($0) } ?? true })
    {
      windows.insert(window)
    }
  }

  private static func cell(_ columns: [Int], _ row: TableRow) -> String? {
    columns.lazy.filter { $0 < row.count }.map { row.plainText($0) }.first { !$0.isEmpty }
  }

  /// Keeps what was said with the session. What the file doesn't say, but did before, stays.
  func keep(_ batch: inout ImportBatch) {
    let settings = batch.session.settings
    let known = settings.sources.first { $0.source == batch.file }
    let product = batch.mapping.known.map { $0.isGuess ? "" : $0.profile.product } ?? ""
    var terms = known ?? SourceTerms(batch.file)
    if !product.isEmpty { terms.product = product }
    if let window = batch.options.window, hasSales {
      terms.windows = [window]
    } else if !windows.isEmpty {
      terms.windows = windows.sorted()
    }
    let ownZone = hasSeveralZones ? nil : zone ?? batch.inspection.titleZone
    if let zone = batch.options.zone ?? ownZone, zone.count <= SourceTerms.longestZone {
      terms.zone = zone
    }
    guard terms != known, !terms.windows.isEmpty || !terms.zone.isEmpty else { return }
    guard batch.options.keepsTerms else {
      batch.note(
        "The window of attribution and the time zone of \(batch.file) aren't kept, since the session is open elsewhere: "
          + "import the file again once it is closed.")
      return
    }
    batch.append(.settings(settings.stating(terms)))
    if !terms.windows.isEmpty {
      let why =
        batch.options.window != nil ? "as told" : label.isEmpty ? "as before" : "as “\(label)” says"
      let within = terms.windows.map(WindowText.within).joined(separator: " and, in other rows, ")
      batch.note(
        "Sales are counted \(within), \(why): they aren't compared with those of another window.")
    }
    if !terms.zone.isEmpty { batch.note("Its days are those of \(terms.zone).") }
  }
}
