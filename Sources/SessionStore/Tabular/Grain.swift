/// What span the figures of a row cover. A table's columns seldom say, and the difference is everything: two days of
/// 120,000 and 100,000 impressions are 220,000 as daily figures, and 100,000 as a running total that was corrected.
package enum Grain: String, Sendable, CaseIterable {
  /// The figures of one day; days add up.
  case daily
  /// Those of a span of days, such as a month; spans of one key add up, and never overlap.
  case period
  /// Everything up to the day; the newest counts.
  case total
}

/// Words that stand where a date would, for figures since the beginning.
enum LifetimeWords {
  private static let words: Set<String> = [
    "lifetime", "all time", "maximum", "gesamte laufzeit", "gesamter zeitraum", "toda la vida",
    "total acumulado", "durée de vie", "depuis le début", "toute la durée", "siempre",
    "total vitalício",
    "intero periodo", "hele looptijd", "levensduur", "全期間",
    // Where a column of dates says so in every row, as Meta's translated exports do.
    "total", "gesamt", "totale", "totaal", "合計",
  ]

  static func contains(_ text: String) -> Bool { words.contains(text.trimmedCell.lowercased()) }
}

/// Words that stand in place of a name where a row adds up the others.
package enum TotalsWords {
  private static let words: Set<String> = [
    "total", "totals", "grand total", "subtotal", "overall total", "sum", "summe", "gesamt",
    "gesamtsumme", "gesamtergebnis", "insgesamt", "zwischensumme", "totale", "totali", "totaal",
    "totais", "somma", "soma", "razem", "suma", "suma total",
    "total general", "totaux", "somme", "total général", "итого", "всего", "合計", "总计",
  ]

  /// Behind it stands what was added up: `Sous-total ANNA10`.
  private static let subtotals = [
    "subtotal", "sub-total", "sub total", "sous-total", "sous total", "zwischensumme", "subtotale",
    "subtotaal", "tussentotaal", "suma parcial", "suma częściowa",
  ]

  /// What a row of totals may say that it counted.
  private static let counted: Set<String> = [
    "result", "results", "row", "rows", "ad", "ads", "campaign", "campaigns", "item", "items",
    "record", "records", "entry", "entries", "ergebnis", "ergebnisse", "ergebnissen", "zeilen",
    "resultado", "resultados", "résultat", "résultats", "risultati", "resultaten", "anuncios",
    "anzeigen", "annonces", "annunci", "anúncios", "advertenties",
  ]

  /// What a row of totals may say that it adds up.
  private static let whole: Set<String> = [
    "account", "accounts", "campaigns", "ads", "search", "konto", "kampagnen", "compte",
    "campagnes",
    "cuenta", "campañas", "conta", "campanhas", "campagne",
  ]

  package static func contains(_ text: String) -> Bool {
    // Every row is asked, and hardly any begins like one of the words.
    guard text.utf8.count <= 64, let first = text.utf8.first else { return false }
    switch first | 0x20 {
    case UInt8(ascii: "t"), UInt8(ascii: "g"), UInt8(ascii: "s"), UInt8(ascii: "o"),
      UInt8(ascii: "i"), UInt8(ascii: "z"), UInt8(ascii: "r"), 0x80...0xFF:
      break
    default: return false
    }
    let plain = text.trimmedCell.lowercased()
    if subtotals.contains(where: plain.hasPrefix) { return true }
    // `Total: 2 results`, `Total for 12 ads`, but not a campaign called “Total: Wellness”.
    for word in ["totale", "totaal", "total", "summe", "gesamt"] where plain.hasPrefix(word) {
      let rest = plain.dropFirst(word.count).split { $0.isWhitespace || $0 == ":" }
      if rest.isEmpty { return true }
      // `Total : Compte`
      if plain.contains(":"), rest.count == 1, whole.contains(String(rest[0])) { return true }
      guard rest.contains(where: { $0.allSatisfy(\.isNumber) }), let last = rest.last else {
        continue
      }
      if counted.contains(String(last)) || last.allSatisfy(\.isNumber) { return true }
    }
    return words.contains(plain)
  }
}

extension MappingProposer {
  /// A column of dates that says “Lifetime” in every row.
  func lifetimeColumn() -> Int? {
    profiles.indices.first { index in
      let examples = profiles[index].examples
      guard !examples.isEmpty, examples.allSatisfy(LifetimeWords.contains) else { return false }
      return nameScore(index, .date) > 0 || nameScore(index, .periodEnd) > 0
        || names[index].words.contains { ["range", "period", "zeitraum", "periodo"].contains($0) }
    }
  }
}
