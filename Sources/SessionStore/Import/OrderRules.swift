import Marketing
import Tabular

/// What counts as an order: cancelled, voided, pending and test orders are none, drafts and orders of zero are gifts.
struct OrderRules {
  /// Whether a row is an order, or a line of one, rather than the figures of a code or a day.
  let areOrders: Bool
  /// Whether rows say how many orders they stand for.
  private let hasCounts: Bool
  private let hasStatus: Bool
  private let hasRefunds: Bool
  private let hasTotals: Bool
  private let refundList: Int?
  let net: NetRevenue
  let parts: LineParts?
  private let adjusted: CellReader?
  /// The column that says of an order, yes or no, that all of it was refunded.
  private let refundFlag: Int?
  /// Further columns of states, such as the payment's beside the order's, or whether a sale was approved.
  private let otherStates: [Int]
  /// Those that are the payment's.
  private let otherPayments: [Int]
  private let approvals: [Int]
  /// Whether an affiliate network lists the sales, and what they earn somebody.
  let isOfNetwork: Bool
  /// Whether the state is that of the commission: what is still to be paid to the creator was sold all the same.
  private let isOfCommission: Bool
  /// Whether the state is that of the payment, and not of the order.
  private let isOfPayment: Bool

  init(_ batch: ImportBatch) {
    hasCounts = [ImportField.conversions, .orders, .clicks].contains(where: batch.has)
    let named = NamedColumns(batch)
    func unused(_ names: Set<String>) -> [Int] {
      named.all(names).filter { batch.mapping.columns[$0].field == nil }
    }
    let isOfUnknownTool = batch.mapping.known?.profile == nil
    isOfNetwork = isOfUnknownTool && Self.isOfNetwork(batch.inspection.header)
    // What a network pays is the commission.
    otherPayments = isOfUnknownTool && !isOfNetwork ? unused(Self.paymentStates) : []
    let payments = Set(otherPayments)
    otherStates =
      isOfUnknownTool && !isOfNetwork && batch.has(.orderStatus)
      ? batch.mapping.columns.filter {
        $0.field == nil && !payments.contains($0.index)
          && ImportField.orderStatus.isNamed($0.header)
      }.map(\.index) : []
    approvals = isOfUnknownTool ? unused(Self.approvalNames) : []
    hasStatus =
      [ImportField.orderStatus, .cancelled, .cancelledFlag].contains(where: batch.has)
      || !otherPayments.isEmpty || !approvals.isEmpty
    hasRefunds = batch.has(.refund)
    hasTotals = batch.has(.orderTotal)
    refundList = named.all(["refund items", "refunds items", "order refunds"]).first
    net = NetRevenue(batch)
    parts = LineParts(batch)
    adjusted = NamedColumns(batch).amount(.adjusted)
    refundFlag = Self.refundFlag(batch)
    let status = batch.mapping.column(of: .orderStatus)?.label.lowercased() ?? ""
    func isOf(_ words: [String]) -> Bool { words.contains { status.contains($0) } }
    // Networks call the state of a sale so, too, and then approve or decline it.
    let states = batch.mapping.column(of: .orderStatus).map {
      batch.inspection.columns[$0.index].examples.map { $0.lowercased() }
    }
    isOfCommission =
      isOf(["commission", "provision", "comisión", "comissão"])
      && states?.contains("paid") == true
    isOfPayment = isOf([
      "transaction state", "transaction_state", "pay", "zahlung", "financial", "pago", "pagamento",
      "paiement", "betaal",
    ])
    areOrders =
      batch.mapping.kind == .orders && !batch.has(.periodEnd) && batch.options.grain == nil
      && batch.mapping.grain == nil && (batch.has(.key) || hasStatus || hasRefunds)
  }

  /// A column that is called refunded may be about a part; where amounts stand beside it, they say how much.
  private static func refundFlag(_ batch: ImportBatch) -> Int? {
    let named = NamedColumns(batch)
    let all: Set<String> = [
      "fully refunded", "is fully refunded", "vollständig erstattet", "entièrement remboursé",
      "totalmente reembolsado",
    ]
    let some: Set<String> = [
      "refunded", "is refunded", "was refunded", "erstattet", "remboursé", "reembolsado",
      "rimborsato", "terugbetaald", "返金済み",
    ]
    return (named.all(all) + (batch.has(.refund) ? [] : named.all(some))).first { index in
      batch.mapping.columns[index].field == nil && batch.inspection.columns[index].saysYesOrNo
    }
  }

  /// Why a row isn't an order that counts; nil if it does.
  enum Exclusion {
    case cancelled(String)
    case gift(String)

    var words: String {
      switch self {
      case .cancelled(let state): "\(state) orders are none"
      case .gift(let what): "\(what), which are gifts: no revenue and no conversion"
      }
    }
  }

  func exclusion(_ row: TableRow, _ batch: inout ImportBatch) -> Exclusion? {
    guard areOrders else { return nil }
    // `annulée` where the amount belongs.
    for field in [ImportField.revenue, .orderTotal] where batch.isUnreadable(field, row) {
      if let column = batch.mapping.column(of: field)?.index, column < row.count,
        let exclusion = exclusion(row.plainText(column), isOfPayment: false)
      {
        return exclusion
      }
    }
    guard hasStatus else { return nil }
    if batch.isPresent(.cancelled, row) { return .cancelled("cancelled") }
    if let flag = batch.text(.cancelledFlag, row), !YesNoWords.isNo(flag) {
      return .cancelled("cancelled, voided and test")
    }
    for column in approvals where column < row.count {
      let text = row.plainText(column)
      if YesNoWords.isNo(text) { return .cancelled("rejected") }
      if let exclusion = exclusion(text) { return exclusion }
    }
    if let text = batch.text(.orderStatus, row), let exclusion = exclusion(text) {
      return exclusion
    }
    for column in otherStates where column < row.count {
      if let exclusion = exclusion(row.plainText(column), isOfPayment: false) { return exclusion }
    }
    for column in otherPayments where column < row.count {
      let word = row.plainText(column).lowercased()
      if Self.isOpen(word) { return .cancelled("pending") }
      if let exclusion = exclusion(word) { return exclusion }
    }
    return nil
  }

  private static let paymentStates: Set<String> = [
    "payment status", "financial status", "zahlungsstatus", "zahlstatus", "estado del pago",
    "estado de pago", "statut du paiement", "état du paiement", "statut de paiement",
    "stato del pagamento", "stato pagamento", "status do pagamento", "betaalstatus",
    "betalingsstatus", "status płatności", "支払い状況", "決済ステータス",
  ]
  private static let approvalNames: Set<String> = [
    "approved", "is approved", "approval", "approval status", "genehmigt", "goedgekeurd",
    "approuvé", "aprobado", "approvato", "aprovado", "zatwierdzone", "godkänd",
  ]

  /// An affiliate network's list has what each sale earns somebody; a shop's has not.
  private static func isOfNetwork(_ headers: [String]) -> Bool {
    headers.map { $0.lowercased() }.contains { header in
      [
        "commission", "provision", "commissie", "comisión", "comissão", "affiliate", "publisher",
        "prowizja",
      ].contains { header.contains($0) }
    }
  }

  private static let unpaid: Set<String> = [
    "unpaid", "unbezahlt", "nicht bezahlt", "non payé", "non payée", "no pagado", "non pagato",
    "não pago", "niet betaald", "onbetaald",
  ]

  private static func isOpen(_ word: String) -> Bool {
    ["open", "offen", "ouvert", "abierto", "abierta", "aperto", "aberto", "openstaand"].contains(
      word)
  }

  /// The words of shops, in the languages of their exports.
  private static let states: [(state: String, words: Set<String>)] = [
    (
      "cancelled",
      [
        "cancelled", "canceled", "storniert", "abgebrochen", "cancelado", "cancelada", "anulado",
        "annulé", "annulée", "annulliert", "trash", "annullato", "annullata", "geannuleerd",
        "キャンセル", "キャンセル済み", "anulowane", "anulowana", "anulowano", "avbruten", "annullerad",
        "annulleret", "kansellert", "cancelled by customer", "annullati", "canceladas",
        "cancelados", "stornováno", "stornována", "storno", "zrušeno", "zrušena", "stornované",
      ]
    ),
    (
      "rejected",
      [
        "rejected", "denied", "reversed", "ineligible", "chargeback", "chargedback", "charged back",
        "invalid", "not approved", "abgelehnt", "rechazado", "rechazada", "refusé", "refusée",
        "disapproved", "afgekeurd", "avvisad", "nekad", "rejeitado", "rejeitada", "rifiutato",
        "rifiutata", "odrzucone", "却下",
      ]
    ),
    (
      "returned",
      [
        "returned", "fully returned", "zurückgeschickt", "devuelto", "devolvido", "devolvida",
        "retourné", "reso",
      ]
    ),
    ("voided", ["voided", "void"]),
    (
      "pending",
      [
        "pending", "pending payment", "payment pending", "on hold", "authorized", "authorised",
        "unpaid", "expired", "expirado", "expirada", "expiré", "expirée", "abgelaufen", "scaduto",
        "verlopen", "ausstehend", "zahlung ausstehend", "in wartestellung", "pendiente",
        "pendiente de pago", "en attente", "attente paiement", "in sospeso", "in attesa",
        "pendente", "未払い", "支払い待ち", "未確定", "保留", "oczekujące", "in behandeling", "openstaand",
        "väntar",
        "aguardando", "unbezahlt", "nicht bezahlt", "non payé", "non payée", "no pagado",
        "non pagato",
      ]
    ),
    (
      "failed",
      [
        "failed", "declined", "fehlgeschlagen", "fallido", "échouée", "échoué", "abandoned",
        "payment error",
        "payment failed", "incomplete", "erreur de paiement", "error de pago",
        "errore di pagamento",
        "zahlungsfehler", "erro de pagamento", "betaling mislukt",
      ]
    ),
    ("test", ["test", "test order"]),
  ]

  /// `Awaiting payment`, `Pagamento pendente`, `En attente de virement bancaire`, in any order of words. What waits to be
  /// sent was paid: `Paid, awaiting shipment`.
  private static func awaitsPayment(_ status: String) -> Bool {
    let words = status.split { !$0.isLetter }
    func has(_ beginnings: [String]) -> Bool {
      words.contains { word in beginnings.contains { word.hasPrefix($0) } }
    }
    return has(pendings) && has(payments) && !has(sendings)
  }

  private static let pendings = [
    "pend", "aguard", "esper", "await", "wait", "wart", "attent", "attes", "wacht", "väntar",
    "ausstehend", "oczek", "offen", "openstaand",
  ]
  private static let payments = [
    "pay", "paid", "zahlung", "paiement", "pagamento", "pago", "betaling", "płatno", "betalning",
    "virement", "chèque", "bonifico", "transfer", "überweisung",
  ]
  private static let sendings = [
    "ship", "dispatch", "fulfil", "deliver", "pick", "versand", "liefer", "abhol", "envoi",
    "livraison", "expédition", "envío", "envio", "entrega", "recogida", "retirada", "spedizione",
    "consegna", "ritiro", "verzend", "levering", "wysył",
  ]

  private func exclusion(_ status: String) -> Exclusion? {
    exclusion(status, isOfPayment: isOfPayment)
  }

  /// - Parameter isOfPayment: whether what is open wasn't paid.
  private func exclusion(_ status: String, isOfPayment: Bool) -> Exclusion? {
    var word = status.lowercased().replacing("_", with: " ").replacing("-", with: " ")
    if word.hasPrefix("wc ") { word.removeFirst(3) }
    if ["draft", "checkout draft", "entwurf", "borrador", "brouillon"].contains(word) {
      return .gift("drafts")
    }
    let isOpen =
      Self.awaitsPayment(word)
      || (isOfPayment || isOfNetwork) && Self.isOpen(word)
    let state = isOpen ? "pending" : Self.states.first { $0.words.contains(word) }?.state
    if isOfCommission, state == "pending" { return nil }
    // What isn't paid yet in a program's list is the commission.
    if isOfNetwork, Self.unpaid.contains(word) { return nil }
    return state.map { .cancelled($0) }
  }

  /// What was paid less what was refunded, how much of it is net, and how many orders that is.
  func settle(_ counts: inout Counts, _ row: TableRow, _ batch: inout ImportBatch) {
    if hasTotals, counts.revenue == nil { counts.revenue = batch.money(.orderTotal, row) }
    parts?.settle(&counts, row, batch)
    let paid = counts.revenue
    settleRefunds(&counts, row, &batch)
    net.settle(&counts, paid: paid, row, &batch)
  }

  /// WooCommerce's exports list refunds in one cell: `amount:15.00|reason:…|date:…`.
  private func listedRefunds(_ row: TableRow, _ batch: ImportBatch) -> Money? {
    guard let refundList, refundList < row.count else { return nil }
    let digits = batch.session.settings.currency.digits
    let parts = row.plainText(refundList).lowercased().split { "|;,".contains($0) }
    let amounts = parts.compactMap { part -> Int? in
      let pair = part.split(separator: ":")
      guard pair.count == 2, pair[0] == "amount" else { return nil }
      return ExactDecimal(plain: String(pair[1]))?.minorUnits(digits: digits, rounding: .halfEven)
    }
    return amounts.isEmpty ? nil : Money(minorUnits: Int64(abs(amounts.reduce(0, +))))
  }

  private func settleRefunds(
    _ counts: inout Counts, _ row: TableRow, _ batch: inout ImportBatch
  ) {
    if !areOrders, hasRefunds, let paid = counts.revenue, let refund = batch.money(.refund, row) {
      counts.revenue = paid - Money(minorUnits: Int64(refund.minorUnits.magnitude))
    }
    guard areOrders, let paid = counts.revenue else {
      // In a currency without a rate, or unreadable: what was paid isn't known, that it was is.
      if areOrders, !hasCounts, counts.conversions == nil,
        batch.isNumber(.revenue, row) || batch.isNumber(.orderTotal, row)
          || batch.isUnreadable(.revenue, row) || batch.isUnreadable(.orderTotal, row)
      {
        counts.conversions = 1
      }
      return
    }
    var received = paid
    if Self.isPartlyPaid(batch.text(.orderStatus, row)), let owed = batch.owed(row) {
      let left = Int128(paid.minorUnits) * Int128(owed.of - owed.part) / Int128(owed.of)
      received = Money(minorUnits: Int64(left))
      counts.revenue = received
    }
    if let refundFlag, refundFlag < row.count, YesNoWords.isYes(row.plainText(refundFlag)) {
      counts.revenue = .zero
      let label = batch.mapping.columns[refundFlag].label
      batch.leaveOut(row, "“\(label)” says yes: all of the order is taken as refunded")
    } else if let (part, whole) = adjustedShare(row, batch) {
      counts.revenue = Money(
        minorUnits: Int64(Int128(received.minorUnits) * Int128(part) / Int128(whole)))
    } else if let refund = listedRefunds(row, batch) {
      counts.revenue = received - refund
    } else if hasRefunds, let refund = batch.money(.refund, row) {
      counts.revenue = received - Money(minorUnits: Int64(refund.minorUnits.magnitude))
    } else if let status = batch.text(.orderStatus, row), isRefunded(status), paid > .zero {
      counts.revenue = .zero
      batch.leaveOut(row, "“\(status)” without an amount: all of it is taken as refunded")
    }
    if counts.conversions == nil, !hasCounts, paid >= .zero { counts.conversions = 1 }
  }

  /// What is left of the row's amount, in ten-thousandths; nil if all is.
  private func adjustedShare(_ row: TableRow, _ batch: ImportBatch) -> (part: Int, of: Int)? {
    guard let adjusted, adjusted.index < row.count,
      case .number(let number) = adjusted.value(in: row), number.value > .zero,
      let part = number.value.minorUnits(digits: 4, rounding: .halfEven),
      let whole = (batch.shared(.revenue, row) ?? batch.shared(.orderTotal, row))?
        .minorUnits(digits: 4, rounding: .halfEven), part < whole
    else { return nil }
    return (part, whole)
  }

  private static func isPartlyPaid(_ status: String?) -> Bool {
    guard let status else { return false }
    return ["partially paid", "partially-paid", "partially_paid", "teilweise bezahlt"].contains(
      status.lowercased())
  }

  private func isRefunded(_ status: String) -> Bool {
    [
      "refunded", "wc-refunded", "fully refunded", "erstattet", "rückerstattet", "zurückerstattet",
      "reembolsado",
      "reembolsada", "remboursé", "remboursée", "rimborsato", "rimborsata", "terugbetaald",
    ].contains(status.lowercased())
  }

  /// Whether it is an order of zero, which brought nobody any money.
  func isGift(_ counts: Counts, _ row: TableRow, _ batch: inout ImportBatch) -> Bool {
    guard areOrders, !hasCounts, counts.revenue == .zero else { return false }
    let paid = batch.money(.revenue, row) ?? batch.money(.orderTotal, row)
    return paid == .zero
  }
}

/// An id that a spreadsheet has turned into a rounded number.
enum LostDigits {
  /// `1.79E+16`.
  static func areLost(_ text: String) -> Bool {
    guard text.utf8.count <= 24, let mark = text.firstIndex(where: { $0 == "E" || $0 == "e" })
    else { return false }
    let head = text[..<mark]
    var tail = text[text.index(after: mark)...]
    guard let first = head.first, first.isASCII, first.isNumber, tail.first == "+" else {
      return false
    }
    tail = tail.dropFirst()
    return (1...3).contains(tail.count) && tail.allSatisfy { $0.isASCII && $0.isNumber }
      && head.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," }
      && head.contains { $0 == "." || $0 == "," }
  }

  static func words(_ text: String) -> String {
    "“\(text)” isn't an id any more: a spreadsheet has rounded it. Export again and import the file without opening it "
      + "in a spreadsheet"
  }
}
