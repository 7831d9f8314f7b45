import Marketing
import Tabular

/// What is left of an order's amount without tax and shipping, where an export says what they are.
struct NetRevenue {
  private let tax: CellReader?
  private let shipping: CellReader?
  /// What the goods cost: it tells whether tax is part of the prices or comes on top.
  private let goods: CellReader?
  /// Whether what counts as revenue is without them already.
  private let isRevenue: Bool
  private let isColumn: Bool

  init(_ batch: ImportBatch) {
    isRevenue = batch.mapping.revenueIsNet
    isColumn = batch.has(.netRevenue)
    let columns = NamedColumns(batch)
    tax = columns.amount(.tax)
    shipping = columns.amount(.shipping)
    goods = columns.amount(.goods)
  }

  /// What it is worked out from, if that isn't a column of its own.
  var note: String? {
    guard !isRevenue, !isColumn, let tax else { return nil }
    let parts = [tax, shipping].compactMap { $0.map { "'\($0.label)'" } }
    return "Net revenue is what was paid less \(parts.joined(separator: " and "))."
  }

  /// - Parameter paid: what the row says was paid, before anything is taken off it.
  func settle(
    _ counts: inout Counts, paid: Money?, _ row: TableRow, _ batch: inout ImportBatch
  ) {
    guard let revenue = counts.revenue else {
      counts.netRevenue = nil
      return
    }
    if isRevenue || revenue == .zero {
      counts.netRevenue = revenue
    } else if let net = counts.netRevenue {
      // A refund takes its part of the net, too.
      if let paid, paid != revenue { counts.netRevenue = Self.part(net, revenue, of: paid) }
    } else if let (part, whole) = share(row, batch) {
      counts.netRevenue = Self.part(revenue, part, of: whole)
    }
  }

  private static func part(_ amount: Money, _ part: Money, of whole: Money) -> Money? {
    Self.part(amount, Int(part.minorUnits), of: Int(whole.minorUnits))
  }

  /// Rounded to the nearest unit; nil if the whole is nothing.
  private static func part(_ amount: Money, _ part: Int, of whole: Int) -> Money? {
    guard whole != 0 else { return nil }
    let product = Int128(amount.minorUnits) * Int128(part)
    let divisor = Int128(whole)
    let half = (product < 0) == (divisor < 0) ? divisor / 2 : -(divisor / 2)
    return Money(minorUnits: Int64((product + half) / divisor))
  }

  /// Which part of the row's amount is neither tax nor shipping; nil if the row doesn't say.
  private func share(_ row: TableRow, _ batch: ImportBatch) -> (part: Int, of: Int)? {
    guard let tax = amount(tax, row),
      let whole = (batch.shared(.revenue, row) ?? batch.shared(.orderTotal, row))?
        .minorUnits(digits: 4, rounding: .halfEven),
      whole > 0, (0..<whole).contains(tax)
    else { return nil }
    let shipping = max(0, amount(self.shipping, row) ?? 0)
    guard tax + shipping <= whole else { return nil }
    // Prices with tax in them: so has the shipping, and each pays its part of the tax.
    if let goods = amount(goods, row), goods > 0, tax > 0, abs(goods + shipping - whole) <= 100 {
      let net = Int128(whole - tax) * Int128(whole - shipping) / Int128(whole)
      return (Int(net), whole)
    }
    return (whole - tax - shipping, whole)
  }

  /// In ten-thousandths.
  private func amount(_ reader: CellReader?, _ row: TableRow) -> Int? {
    guard let reader, reader.index < row.count, case .number(let number) = reader.value(in: row)
    else { return nil }
    return number.value.minorUnits(digits: 4, rounding: .halfEven)
  }
}
