/// Words that say yes or no, in the languages of exports.
package enum YesNoWords {
  private static let yes: Set<String> = [
    "yes", "y", "true", "t", "1", "x", "✓", "ja", "wahr", "oui", "vrai", "sí", "si", "sì",
    "verdadero",
    "vero", "sim", "verdadeiro", "tak", "はい",
  ]
  private static let no: Set<String> = [
    "no", "n", "f", "false", "0", "-", "nein", "falsch", "non", "faux", "falso", "não", "nao",
    "nee",
    "nej", "nie", "いいえ",
  ]

  package static func isNo(_ text: String) -> Bool { no.contains(text.lowercased()) }
  package static func isYes(_ text: String) -> Bool { yes.contains(text.lowercased()) }
  static func contains(_ text: String) -> Bool { isYes(text) || isNo(text) }
}
