/// What shops write for the state of an order, whatever the column is called.
enum StateWords {
  private static let words: Set<String> = [
    "paid", "unpaid", "open", "due", "active", "pending", "completed", "complete", "processing",
    "in progress",
    "on hold",
    "cancelled", "canceled", "refunded", "partially refunded", "shipped", "delivered", "fulfilled",
    "failed", "declined", "approved", "rejected", "voided", "authorized", "bezahlt", "offen",
    "storniert", "abgeschlossen", "in bearbeitung", "versandt", "erstattet", "payé", "payée",
    "annulé",
    "annulée", "terminé", "terminée", "en attente", "remboursé", "remboursée", "expédié",
    "expédiée",
    "livré", "livrée", "pagado", "completado", "cancelado", "pendiente", "reembolsado", "enviado",
    "pagato", "completato", "annullato", "in attesa", "rimborsato", "spedito", "pago", "concluído",
    "pendente", "completo", "completa", "aprovado", "aprovada", "aprobado", "aprobada", "approuvé",
    "approuvée", "approvato", "approvata", "genehmigt", "bestätigt", "confirmed", "confirmado",
    "confirmé", "confermato", "settled", "locked", "expired", "expirado", "expirada", "expiré",
    "abgelaufen", "scaduto", "verlopen", "aguardando pagamento", "aguardando", "devolvido",
    "devuelto",
    "chargeback", "disputed", "betaald", "voltooid", "geannuleerd", "verzonden", "terugbetaald",
  ]
  /// Those that an order doesn't count with: without one, nothing hangs on the column.
  private static let telling = [
    "cancel", "storn", "annul", "refund", "erstatt", "rembours", "reembols", "rimbors",
    "terugbetaald",
    "expir", "abgelaufen", "scadut", "verlopen", "aguardando", "devolvid", "devuelt", "chargeback",
    "fail", "declin", "reject", "void", "pend", "attente", "attesa", "unpaid", "geannuleerd",
  ]

  /// Whether all texts are states, and one says that an order doesn't count.
  static func areStates(_ texts: [String]) -> Bool {
    let plain = texts.map { $0.lowercased().replacing("_", with: " ").replacing("-", with: " ") }
    return plain.count >= 2 && plain.allSatisfy(words.contains)
      && plain.contains { text in telling.contains { text.contains($0) } }
  }
}
