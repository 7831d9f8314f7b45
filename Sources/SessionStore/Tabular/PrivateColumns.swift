/// Which columns of posts, orders and payouts say who bought, how to reach them or where they live. Nothing of that is
/// needed to credit a sale, so it never gets into a session.
struct PrivateColumns {
  /// Words of a header that are about reaching a person or finding their home.
  private static let telling: Set<String> = [
    "email", "mail", "emails", "phone", "telephone", "tel", "fax", "whatsapp", "telefon",
    "telefonnummer", "teléfono", "téléphone", "móvil", "handynummer", "correo", "courriel",
    "street", "address", "address1", "address2", "addresses", "zip", "zipcode", "postal",
    "postcode", "city", "town", "anschrift", "adresse", "straße", "strasse", "hausnummer", "plz",
    "postleitzahl", "stadt", "wohnort", "dirección", "direccion", "calle", "ciudad", "rue", "ville",
    "iban", "passport", "birthday", "birthdate", "firstname", "lastname", "surname", "vorname",
    "nachname", "apellido", "apellidos", "prénom",
  ]
  /// Words for whoever buys; a column about them that isn't a figure goes.
  private static let buyers: Set<String> = [
    "billing", "bill", "billed", "shipping", "customer", "buyer", "recipient", "purchaser",
    "shopper", "consignee",
    "delivery", "rechnung", "rechnungs", "liefer", "lieferung", "kunde", "kunden", "käufer",
    "empfänger", "cliente", "comprador", "destinatario", "client", "acheteur", "destinataire",
    "facturación", "facturation", "envío", "livraison",
  ]
  /// What a sum beside the goods is, such as a tax on shipping, which is about nobody.
  private static let sums: Set<String> = [
    "tax", "taxes", "price", "cost", "costs", "amount", "discount", "fee", "fees", "charge",
    "charges",
    "total", "refund", "lineitem", "steuer", "kosten", "betrag", "rabatt", "taxe", "tva", "frais",
    "montant", "remise", "impuesto", "iva", "importe", "coste", "gastos",
  ]
  /// Headers of whole names.
  private static let names: Set<String> = [
    "mobile", "mobile number", "mobile no", "name", "full name", "first name", "last name",
    "bill to name", "ship to name", "given name", "family name", "company",
    "company name", "firma", "empresa", "entreprise", "nombre", "nom", "device id", "ip",
    "ip address", "browser ip", "note attributes", "payment reference", "payment references",
  ]

  let header: HeaderName
  let profile: ColumnProfile
  /// Posts are about creators and clients, not about buyers.
  let isOfBuyers: Bool

  /// What it is about, in words for people; nil if it is harmless.
  var reason: String? {
    if isOfBuyers, Self.names.contains(header.phrase) { return "a buyer's name or company" }
    if header.words.contains(where: Self.telling.contains) {
      return "how to reach a buyer, or where they live"
    }
    if isOfBuyers, header.words.contains(where: Self.buyers.contains), profile.numberShare < 0.8,
      !header.words.contains(where: Self.sums.contains)
    {
      return "about a buyer"
    }
    if profile.emails > 0, profile.emails * 20 >= profile.sampled { return "e-mail addresses" }
    return nil
  }
}

/// Whether a single cell is a way to reach somebody, whatever its column is called.
package enum PrivateCell {
  package static func isPrivate(_ text: String) -> Bool {
    var digits = 0
    var separators = 0
    var hasAt = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "@"): hasAt = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "-"),
        UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "."):
        separators += 1
      default: break
      }
    }
    if hasAt { return holdsAddress(text) }
    guard (8...15).contains(digits), digits + separators == text.utf8.count else { return false }
    // Dates and order numbers have neither a plus nor blanks.
    return text.hasPrefix("+") || text.hasPrefix("00") && separators > 0
      || text.utf8.contains(UInt8(ascii: " ")) && text.hasPrefix("0")
      || text.hasPrefix("(")
  }

  /// Whether any word of the text is `name@host.domain`.
  private static func holdsAddress(_ text: String) -> Bool {
    text.split(whereSeparator: { " \t\n,;<>()\"".contains($0) }).contains { word in
      guard let at = word.firstIndex(of: "@"), at != word.startIndex else { return false }
      let host = word[word.index(after: at)...]
      guard let dot = host.lastIndex(of: "."), dot != host.startIndex else { return false }
      return host.distance(from: dot, to: host.endIndex) >= 3
    }
  }
}

extension MappingProposer {
  /// Leaves out the column if it holds a buyer's data and nothing uses it.
  func keepPrivate(_ column: inout ColumnMapping.Column, _ kind: FileKind) {
    switch kind {
    case .roster, .unknown: return
    case .posts, .orders, .payouts: break
    }
    guard column.target == .custom else { return }
    let test = PrivateColumns(
      header: names[column.index], profile: profiles[column.index], isOfBuyers: kind != .posts)
    guard let reason = test.reason else { return }
    column.target = .ignored
    column.reason = "not stored, since it is \(reason)"
  }
}
