import Marketing
import Tabular

/// What a line of an order comes to where an export has only its parts, as Amazon's has: the price of the goods, with
/// shipping and wrapping beside it and discounts still to be taken off.
struct LineParts {
  private let added: [CellReader]
  private let taken: [CellReader]
  /// What the parts stand beside.
  private let price: String
  /// Tax that is part of the price.
  private let included: [String]

  private static let parts = ["shipping price", "gift wrap price"]
  private static let taxes = ["item tax", "shipping tax", "gift wrap tax"]
  private static let discounts = ["item promotion discount", "ship promotion discount"]

  /// Nil if the file has none.
  init?(_ batch: ImportBatch) {
    guard let revenue = batch.mapping.column(of: .revenue),
      HeaderPhrase.of(revenue.header) == "item price"
    else { return nil }
    price = revenue.label
    let columns = NamedColumns(batch)
    func readers(_ names: [String]) -> [CellReader] { names.compactMap { columns.amount([$0]) } }
    let taxes = readers(Self.taxes)
    taken = readers(Self.discounts)
    let isOnTop = Self.addsTax(batch, columns)
    added = readers(Self.parts) + (isOnTop ? taxes : [])
    included = isOnTop ? [] : taxes.map(\.label)
    if added.isEmpty, taken.isEmpty { return nil }
  }

  /// Amazon's shops in North America add tax to the price; elsewhere the price has it in it.
  private static func addsTax(_ batch: ImportBatch, _ columns: NamedColumns) -> Bool {
    func examples(_ index: Int?) -> [String] {
      index.map { batch.inspection.columns[$0].examples } ?? []
    }
    let shops = examples(columns.all(["sales channel"]).first).filter { $0.contains(".") }
    if !shops.isEmpty { return shops.allSatisfy { $0.hasSuffix(".com") || $0.hasSuffix(".ca") } }
    let currencies = examples(batch.mapping.column(of: .currency)?.index)
    return !currencies.isEmpty && currencies.allSatisfy { ["USD", "CAD"].contains($0) }
  }

  var note: String {
    func list(_ labels: [String]) -> String { labels.map { "'\($0)'" }.joined(separator: ", ") }
    var text = "Revenue is '\(price)'"
    if !added.isEmpty { text += " with \(list(added.map(\.label)))" }
    if !taken.isEmpty { text += ", less \(list(taken.map(\.label)))" }
    if let tax = included.first {
      text += "; '\(tax)' is taken for a part of it, as outside North America: a guess"
    }
    return text + "."
  }

  /// The row's amount with its other parts.
  func settle(_ counts: inout Counts, _ row: TableRow, _ batch: ImportBatch) {
    guard let revenue = counts.revenue,
      let price = batch.shared(.revenue, row)?.minorUnits(digits: 4, rounding: .halfEven),
      price > 0
    else { return }
    let more = added.reduce(Int128(0)) { $0 + Int128(amount($1, row) ?? 0) }
    // Some write discounts with a minus.
    let less = taken.reduce(Int128(0)) { $0 + Int128((amount($1, row) ?? 0).magnitude) }
    let (whole, isTooLarge) = Int128(revenue.minorUnits)
      .multipliedReportingOverflow(by: Int128(price) + more - less)
    let half = Int128(price / 2)
    // What is too large to be true stays as the price alone, which is checked elsewhere.
    guard !isTooLarge,
      let settled = Int64(exactly: (whole + (whole < 0 ? -half : half)) / Int128(price)),
      settled.magnitude <= UInt64(Money.limit.minorUnits)
    else { return }
    counts.revenue = Money(minorUnits: settled)
  }

  /// In ten-thousandths.
  private func amount(_ reader: CellReader, _ row: TableRow) -> Int? {
    guard reader.index < row.count, case .number(let number) = reader.value(in: row) else {
      return nil
    }
    return number.value.minorUnits(digits: 4, rounding: .halfEven)
  }
}
