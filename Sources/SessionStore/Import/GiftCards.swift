import Marketing
import Tabular

/// Gift cards among what was bought and among what was paid with, by a file's columns. What is collected is settled when
/// all of an order's rows have come.
struct GiftCards {
  /// What a row says about what was bought.
  enum Content {
    /// It names nothing.
    case unknown
    case otherGoods
    /// A gift card beside other goods.
    case mixed
    case onlyCards
  }

  /// A line with gift cards.
  struct Line {
    /// What the cards cost, by the columns of items; nil if none says.
    let price: Money?
    /// The amount of the row itself, which is the line's where each line has one.
    let amount: Money?
  }

  /// An order with gift cards.
  struct Sold {
    var lines: [Line] = []
    /// Whether a line has other goods beside.
    var isMixed = false
  }

  private let products: [Int]
  /// Columns that list all that was bought in one cell.
  private let lists: Set<Int>
  private let flags: [Int]
  private let price: CellReader?
  private let isOfLine: Bool
  private let quantity: CellReader?
  private let discount: CellReader?
  private let redeemed: CellReader?
  private let subtotal: CellReader?
  private let addends: [CellReader]
  private let deducted: CellReader?
  /// Names are the same over and over.
  private var known: [String: Content] = [:]

  /// By the place of the order's entry.
  var sold: [Int: Sold] = [:]
  /// What of an order was paid with gift cards, and its total.
  var paid: [Int: (card: Money, total: Money)] = [:]
  /// Orders whose sums show that the total is less than the goods by what a gift card paid, and others.
  private(set) var less = 0
  private(set) var full = 0

  /// Nil if the file says nothing about either.
  init?(_ batch: ImportBatch) {
    let columns = NamedColumns(batch)
    lists = Set(columns.all(Self.listNames))
    products = columns.all(Self.productNames) + lists.sorted()
    flags = columns.all([
      "is gift card", "lineitem gift card", "line item gift card", "line items gift card",
    ])
    redeemed = columns.amount(Self.redeemedNames)
    guard !products.isEmpty || !flags.isEmpty || redeemed != nil else { return nil }
    let line = columns.amount(Self.lineTotalNames)
    price = line ?? columns.amount(Self.priceNames)
    isOfLine = line != nil
    quantity = columns.number(Self.quantityNames)
    discount = line == nil ? columns.amount(["lineitem discount", "line item discount"]) : nil
    subtotal = columns.amount(.goods)
    addends = [AmountPart.shipping, .tax].compactMap { columns.amount($0) }
    deducted = columns.amount(["discount amount", "cart discount amount", "discounts"])
  }

  private static let productNames: Set<String> = [
    "lineitem name", "line item name", "lineitem title", "line item title", "item", "item name",
    "item title", "product", "product name", "product title", "product type", "lineitem type",
    "line item type", "item type", "artikel", "artikelname", "artikelbezeichnung", "produkt",
    "produktname", "produkttyp", "produit", "nom du produit", "type de produit", "producto",
    "nombre del producto", "tipo de producto", "prodotto", "nome prodotto", "produto",
  ]
  private static let listNames: Set<String> = [
    "products", "product s", "items", "line items", "line items name", "produkte", "produits",
    "productos",
  ]
  private static let priceNames: Set<String> = [
    "lineitem price", "line item price", "line items price", "item price", "item cost inc tax",
    "item cost", "product price", "unit price", "price", "preis", "einzelpreis", "stückpreis",
    "prix", "prix unitaire", "precio", "precio unitario",
  ]
  private static let lineTotalNames: Set<String> = [
    "order line total", "line total", "lineitem total", "line item total", "item total",
  ]
  private static let quantityNames: Set<String> = [
    "lineitem quantity", "line item quantity", "line items quantity", "item quantity", "quantity",
    "qty", "menge", "anzahl", "quantité", "cantidad", "quantità", "quantidade",
  ]
  private static let redeemedNames: Set<String> = [
    "gift card amount", "gift cards", "gift card", "gift card used", "gift card payment",
    "gift cards amount", "gift card total", "gift card amount used", "gift card discount",
    "paid by gift card", "gutscheinbetrag", "geschenkgutschein", "carte cadeau", "tarjeta regalo",
  ]

  // MARK: What was bought

  mutating func content(_ row: TableRow) -> Content {
    var result = Content.unknown
    for column in products where column < row.count {
      let text = row.plainText(column)
      guard !text.isEmpty else { continue }
      switch content(text, isList: lists.contains(column)) {
      case .onlyCards: return .onlyCards
      case .mixed: result = .mixed
      case .otherGoods: if case .unknown = result { result = .otherGoods }
      case .unknown: break
      }
    }
    let isFlagged = flags.contains { column in
      column < row.count
        && ["true", "yes", "y", "1", "ja", "oui", "sí", "si"].contains(
          row.plainText(column).lowercased())
    }
    return isFlagged ? .onlyCards : result
  }

  private mutating func content(_ text: String, isList: Bool) -> Content {
    let key = isList ? "list " + text : text
    if let known = known[key] { return known }
    let content = isList ? Self.content(ofList: text) : Self.isCard(text) ? .onlyCards : .otherGoods
    if known.count < 4096 { known[key] = content }
    return content
  }

  private static func isCard(_ text: String) -> Bool { GiftCardWords.isGiftCard(text) }

  /// `1× Serum, 2× Gift Card`. What has no letters is a part of the name before it: `Gift Card, $50`.
  private static func content(ofList text: String) -> Content {
    let items = text.split { $0 == "," || $0 == ";" || $0 == "|" || $0.isNewline }
      .filter { item in item.contains { $0.isLetter && $0 != "x" } }
    let cards = items.count { isCard(String($0)) }
    return cards == 0 ? .otherGoods : cards == items.count ? .onlyCards : .mixed
  }

  /// - Parameters:
  ///   - amount: the row's own amount.
  ///   - currency: what amounts of the file are in.
  mutating func take(
    _ row: TableRow, _ content: Content, at place: Int, amount: Money?, _ currency: Currency
  ) {
    var price: Money?
    if case .onlyCards = content { price = self.price(row, currency) }
    sold[place, default: Sold()].lines.append(Line(price: price, amount: amount))
    if case .mixed = content { sold[place]?.isMixed = true }
  }

  private func price(_ row: TableRow, _ currency: Currency) -> Money? {
    guard let price = amount(price, row, currency) else { return nil }
    guard !isOfLine else { return price }
    var count: Int64 = 1
    if let quantity, case .number(let number) = quantity.value(in: row),
      let whole = number.value.minorUnits(digits: 0, rounding: .halfEven),
      (1...9999).contains(whole)
    {
      count = Int64(whole)
    }
    let off = amount(discount, row, currency) ?? .zero
    let (cost, isTooLarge) = price.minorUnits.multipliedReportingOverflow(by: count)
    guard !isTooLarge else { return nil }
    return Money(minorUnits: max(0, cost - Int64(off.minorUnits.magnitude)))
  }

  private func amount(_ reader: CellReader?, _ row: TableRow, _ currency: Currency) -> Money? {
    guard let reader, case .number(let number) = reader.value(in: row),
      let units = number.value.minorUnits(digits: currency.digits, rounding: .halfEven),
      units.magnitude <= Money.limit.minorUnits
    else { return nil }
    return Money(minorUnits: Int64(units))
  }

  // MARK: What was paid with

  /// What of the order was paid with a gift card; nil if that is nothing.
  func redeemed(_ row: TableRow, _ currency: Currency) -> Money? {
    guard let amount = amount(redeemed, row, currency), amount != .zero else { return nil }
    return Money(minorUnits: Int64(amount.minorUnits.magnitude))
  }

  /// Weighs whether totals hold what gift cards paid: the parts of an order add up to the one or the other.
  mutating func take(
    _ row: TableRow, paid card: Money, of total: Money, at place: Int, _ currency: Currency
  ) {
    paid[place] = (card, total)
    guard total != .zero else {
      less += 1
      return
    }
    guard let goods = amount(subtotal, row, currency) else { return }
    var sums: Set<Money> = [goods]
    for addend in addends {
      guard let part = amount(addend, row, currency) else { continue }
      sums.formUnion(sums.map { $0 + part })
    }
    if let part = amount(deducted, row, currency) {
      sums.formUnion(sums.map { $0 - Money(minorUnits: Int64(part.minorUnits.magnitude)) })
    }
    let isFull = sums.contains(total)
    guard isFull != sums.contains(total + card) else { return }
    if isFull { full += 1 } else { less += 1 }
  }

  var redeemedLabel: String { redeemed?.label ?? "" }
}
