/// Names that are put together from a few words in each language: `Código da transação`, `Transaction code`,
/// `Nome do(a) Afiliado(a)`. Listing them one by one would leave most of them out.
enum ComposedNames {
  private struct Rule {
    let field: ImportField
    /// What the name says, such as a number or a state.
    let words: Set<String>
    /// What it says it of, such as an order.
    let things: Set<String>
    /// What may stand behind both: `Importe de reembolso del pedido`.
    var ends: Set<String> = []

    /// In either order: `order id` and `id pedido`.
    func matches(_ parts: [Substring]) -> Bool {
      (1..<max(parts.count, 1)).contains { at in
        let (one, two) = (
          parts[..<at].joined(separator: " "), parts[at...].joined(separator: " ")
        )
        return words.contains(one) && things.contains(two)
          || things.contains(one) && words.contains(two)
      }
    }
  }

  /// The fields that a name without articles and accents can mean.
  static func fields(_ plain: String) -> [ImportField] {
    let parts = plain.split(separator: " ")
    guard (2...6).contains(parts.count) else { return [] }
    return rules.filter { rule in
      rule.matches(parts)
        || rule.ends.contains(String(parts[parts.count - 1])) && rule.matches(parts.dropLast())
    }.map(\.field)
  }

  private static let rules: [Rule] = {
    func set(_ words: [String]...) -> Set<String> {
      Set(words.joined().map(HeaderName.bare))
    }
    let all: [(String, Set<String>, Set<String>, Set<String>)] = [
      ("key", set(numbers), set(sales), []),
      ("key", set(codes), set(transactions), []),
      ("refund", set(amounts), set(refunds), set(sales)),
      ("fee", set(prices), set(pieces), []),
      ("currency", set(currencies), set(sales, transactions), []),
      ("orderStatus", set(states), set(sales, transactions, commissions), []),
      ("influencerReference", set(callings, accounts), set(creators), []),
      ("name", set(callings), set(creators), []),
      ("handle", set(accounts), set(creators), []),
    ]
    return all.compactMap { name, words, things, ends in
      ImportField(rawValue: name).map { Rule(field: $0, words: words, things: things, ends: ends) }
    }
  }()

  private static let amounts = [
    "amount", "total", "importe", "monto", "betrag", "montant", "importo", "valor", "valore",
    "bedrag", "summe",
  ]
  /// `Valor por Reels`, `Preis pro Reel`.
  private static let prices = [
    "valor", "preço", "precio", "tarifa", "prix", "tarif", "preis", "honorar", "prezzo", "tariffa",
    "compenso", "prijs", "tarief", "price", "rate", "fee", "cost", "caché", "cachê", "cachet",
  ]
  /// Articles and prepositions such as “a” are gone already.
  private static let pieces =
    ["post", "reel"]
    + ["por", "per", "par", "pro", "al", "x", "cada", "je"].flatMap { per in
      [
        "post", "posts", "reel", "reels", "video", "vídeo", "vidéo", "videos", "publicación",
        "publication",
      ].map { "\(per) \($0)" }
    }
  private static let currencies = [
    "currency", "currency code", "moeda", "moneda", "divisa", "devise", "valuta", "währung",
  ]
  private static let refunds = [
    "refund", "refunded", "reembolso", "reembolsado", "erstattung", "rückerstattung", "erstattet",
    "remboursement", "remboursé", "rimborso", "rimborsato", "terugbetaling", "terugbetaald",
  ]
  private static let numbers = [
    "id", "number", "no", "nr", "num", "nummer", "numero", "número", "numéro", "n", "nº", "n°",
    "identifier", "identifiant", "identificador", "reference", "ref", "referencia", "référence",
  ]
  private static let codes = [
    "code", "código", "codice", "kode", "id", "number", "no", "nr", "nummer", "numero", "número",
    "numéro", "n", "nº", "reference", "ref",
  ]
  private static let sales = [
    "order", "sale", "purchase", "pedido", "venta", "compra", "venda", "encomenda", "commande",
    "vente", "achat", "ordine", "vendita", "acquisto", "bestellung", "bestell", "auftrag",
    "auftrags",
    "verkauf", "verkaufs", "kauf", "bestelling", "bestel", "verkoop", "orden",
  ]
  private static let transactions = [
    "transaction", "transacción", "transação", "transazione", "transaktion", "transaktions",
    "transactie",
  ]
  private static let commissions = [
    "commission", "comisión", "comissão", "commissione", "provision", "provisions",
  ]
  private static let states = [
    "status", "state", "estado", "état", "statut", "stato", "situação", "situación",
  ]
  private static let callings = ["name", "nome", "nombre", "nom", "naam"]
  private static let accounts = [
    "username", "handle", "user name", "usuário", "usuario", "nome usuário", "nombre usuario",
    "nom utilisateur", "nome utente", "benutzername", "nutzername", "gebruikersnaam", "account",
    "konto", "compte", "cuenta", "conta", "profile", "profil", "perfil", "profilo", "instagram",
    "site", "website", "sitio", "sito", "webseite",
  ]
  private static let creators = [
    "affiliate", "afiliado", "afiliada", "affilié", "affiliée", "affiliato", "affiliata", "partner",
    "partenaire", "parceiro", "parceira", "publisher", "influencer", "influenceur", "influenceuse",
    "influenciador", "influenciadora", "influencerin", "creator", "creador", "creadora", "criador",
    "criadora", "créateur", "créatrice", "ambassador", "ambassadeur", "embajador", "embajadora",
    "embaixador", "embaixadora", "botschafter", "botschafterin", "blogger", "youtuber",
  ]
}
