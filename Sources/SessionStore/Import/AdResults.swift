import Marketing
import Tabular

/// Meta's results: what they are stands in another column and differs from campaign to campaign.
struct AdResults {
  private let number: CellReader
  private let kind: CellReader

  /// Nil if the file has no such columns.
  init?(_ batch: ImportBatch) {
    func reader(_ names: Set<String>) -> CellReader? {
      batch.keptReaders.first { names.contains($0.label.lowercased()) }
    }
    guard let number = reader(Self.numbers), let kind = reader(Self.kinds) else { return nil }
    (self.number, self.kind) = (number, kind)
  }

  private static let numbers: Set<String> = ["results", "ergebnisse", "resultados", "résultats"]
  private static let kinds: Set<String> = [
    "result indicator", "result type", "ergebnisindikator", "ergebnistyp",
    "indicador de resultado", "tipo de resultado", "indicateur de résultat", "type de résultat",
  ]

  /// Purchases are conversions and link clicks are clicks, unless the row has those in columns of their own.
  func settle(_ counts: inout Counts, _ row: TableRow, _ batch: inout ImportBatch) {
    guard number.index < row.count, kind.index < row.count,
      let count = ExactDecimal(plain: row.plainText(number.index))?
        .minorUnits(digits: 0, rounding: .halfEven), (0...Counts.limit).contains(count)
    else { return }
    let what = row.plainText(kind.index)
    let words = what.lowercased()
    func says(_ parts: [String]) -> Bool { parts.contains { words.contains($0) } }
    if says(["purchase", "käufe", "kauf", "compras", "compra", "achat"]) {
      if counts.conversions == nil { counts.conversions = count }
    } else if says(["link_click", "link click", "link-klick", "clics en el enlace", "clics sur"]) {
      if counts.clicks == nil { counts.clicks = count }
    } else if count > 0 {
      batch.leaveOut(
        row,
        "“\(number.label)” are “\(what)”, neither purchases nor link clicks: they are kept as a column"
      )
    }
  }
}
