/// A part of what was paid for an order, in a column of its own.
package enum AmountPart: Sendable {
  case tax
  case shipping
  /// The goods without shipping.
  case goods
  /// What is left of the order's total after what was paid back; nothing where nothing was.
  case adjusted
}

extension ColumnMapping {
  /// The column of a part, told by its name. It has no field, since a part alone is no figure.
  package func column(of part: AmountPart) -> Column? {
    columns.first { $0.field == nil && part.names.contains(AmountPart.folded($0.label)) }
  }

  /// Whether what counts as revenue is without tax and shipping by its name.
  package var revenueIsNet: Bool {
    guard let paid = column(of: .revenue) ?? column(of: .orderTotal) else { return false }
    return AmountName(paid.label, beside: []).sort == .net
  }
}

extension AmountPart {
  fileprivate var names: Set<String> {
    switch self {
    case .tax: Self.taxes
    case .shipping: Self.shippings
    case .goods: Self.subtotals
    case .adjusted: Self.adjustedTotals
    }
  }

  /// Shopify, WooCommerce, Squarespace, Etsy and the plain words of six languages.
  private static let taxes = phrases(
    """
    taxes, tax, total tax, tax total, tax amount, sales tax, order tax, order total tax amount, order tax amount, tax collected,
    vat, vat amount, gst, steuer, steuern, mwst, mwst betrag, ust, umsatzsteuer, mehrwertsteuer, impuestos, impuesto, iva,
    taxe, tva, montant tva, imposta, imposte, imposto, impostos, btw
    """)
  private static let shippings = phrases(
    """
    shipping, shipping amount, shipping cost, shipping total, shipping charges, total shipping, order shipping,
    order shipping amount, shipping price, delivery, delivery cost, postage, versand, versandkosten, envío, gastos de envío,
    frais de port, frais de livraison, frais d'expédition, expédition, gastos de envio, spese di spedizione, costi di spedizione, livraison, spedizione, spese di spedizione, frete, verzending, verzendkosten
    """)
  private static let subtotals = phrases(
    """
    subtotal, order subtotal, order subtotal amount, cart subtotal, item total, items total, zwischensumme, warenwert,
    subtotal del pedido, sous total, subtotale, subtotaal
    """)

  /// Etsy.
  private static let adjustedTotals = phrases("adjusted order total, adjusted total")

  private static func phrases(_ text: String) -> Set<String> {
    Set(text.split(separator: ",").map { folded(String($0)) })
  }

  /// Without spaces: `MwSt` is one word.
  fileprivate static func folded(_ header: String) -> String {
    HeaderName(header).words.joined()
  }
}
