/// What became of a payment.
enum PayoutStatus {
  case paid
  /// Owed, but not paid yet.
  case open
  /// It never happened, or was taken back.
  case void

  init(_ text: String) {
    let word = text.lowercased().replacing("_", with: " ").replacing("-", with: " ")
    if Self.openWords.contains(word) {
      self = .open
    } else if Self.voidWords.contains(word) {
      self = .void
    } else {
      self = .paid
    }
  }

  private static let openWords: Set<String> = [
    "open", "unpaid", "not paid", "no", "pending", "due", "overdue", "outstanding", "scheduled",
    "to pay", "sent",
    "invoiced", "approved", "processing", "in transit", "on hold", "draft", "partially paid",
    "offen", "ausstehend",
    "unbezahlt", "nicht bezahlt", "fällig", "überfällig", "nein", "geplant", "en attente", "impayé",
    "impayée", "à payer",
    "non", "pendiente", "impagado", "por pagar", "pendente", "em aberto", "a pagar", "in sospeso",
    "da pagare",
    "non pagato", "openstaand", "nog te betalen", "nee", "未払い", "未払",
  ]
  private static let voidWords: Set<String> = [
    "failed", "canceled", "cancelled", "void", "voided", "reversed", "returned", "rejected",
    "denied", "declined",
    "refunded", "blocked", "unclaimed", "storniert", "abgelehnt", "fehlgeschlagen", "annulé",
    "annulée", "échoué",
    "échouée", "refusé", "cancelado", "cancelada", "anulado", "rechazado", "fallido", "rejeitado",
    "annullato",
    "rifiutato", "geannuleerd", "mislukt", "キャンセル",
  ]
}
