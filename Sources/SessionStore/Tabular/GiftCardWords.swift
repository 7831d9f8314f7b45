/// What shops call gift cards. Their names are tested against what was bought, never against codes: `GIFT20` is a
/// discount.
package enum GiftCardWords {
  private static let names: [[Substring]] =
    """
    gift card, gift cards, giftcard, giftcards, egift card, gift voucher, gift vouchers, gift certificate,
    gift certificates, geschenkgutschein, geschenkgutscheine, geschenkkarte, geschenkkarten, wertgutschein,
    einkaufsgutschein, gutscheinkarte, gutschein, carte cadeau, cartes cadeaux, cartes cadeau, chèque cadeau, bon cadeau,
    tarjeta regalo, tarjetas regalo, tarjeta de regalo, tarjetas de regalo, cheque regalo, vale regalo, bono regalo,
    carta regalo, carte regalo, buono regalo, buoni regalo, cartão presente, vale presente, cartão oferta, cadeaubon,
    cadeaubonnen, cadeaukaart, kadobon, presentkort, gavekort, karta podarunkowa, bon podarunkowy, ギフトカード, ギフト券
    """.split(separator: ",").map { $0.split { $0 == " " || $0 == "\n" } }

  /// What is sold for a gift card isn't one.
  private static let accessories: Set<String> = [
    "holder", "holders", "envelope", "envelopes", "box", "boxes", "sleeve", "sleeves", "case",
    "stand", "display", "template", "umschlag", "hülle", "etui",
  ]

  /// Whether a product of this name, or of this type, is a gift card: `Gift Card - $50.00`, `gift_card`.
  package static func isGiftCard(_ name: String) -> Bool {
    let words = words(of: name)
    return names.contains { wanted in
      guard words.count >= wanted.count else { return false }
      return (0...(words.count - wanted.count)).contains { start in
        let end = start + wanted.count
        return zip(words[start..<end], wanted).allSatisfy { $0 == $1 }
          && !(end < words.count && accessories.contains(words[end]))
      }
    }
  }

  /// Hyphens and underscores join words; any other mark keeps them apart: `Free gift: card game` has no gift card.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    func flush() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for character in name.lowercased() {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else {
        flush()
        if !character.isWhitespace, character != "-", character != "_", character != "‑" {
          words.append("·")
        }
      }
    }
    flush()
    return words
  }
}
