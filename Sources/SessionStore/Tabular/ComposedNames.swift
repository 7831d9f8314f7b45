/// Names that are put together from a few words in each language: `Código da transação`, `Transaction code`,
/// `Nome do(a) Afiliado(a)`. Listing them one by one would leave most of them out.
enum ComposedNames {
  /// By field, without articles and accents.
  static let all: [(field: String, names: [String])] = [
    ("key", compose(numbers, sales) + compose(codes, transactions)),
    ("refund", amounts(refunds)),
    ("fee", prices),
    ("currency", compose(currencies, sales + transactions)),
    ("orderStatus", compose(states, sales + transactions + commissions)),
    ("influencerReference", compose(callings, creators) + compose(accounts, creators)),
    ("name", compose(callings, creators)),
    ("handle", compose(accounts, creators)),
  ]

  /// Both orders: `order id` and `id pedido`.
  private static func compose(_ words: [String], _ things: [String]) -> [String] {
    things.flatMap { thing in words.flatMap { ["\(thing) \($0)", "\($0) \(thing)"] } }
  }

  /// With and without the order behind it: `Importe de reembolso del pedido`.
  private static func amounts(_ things: [String]) -> [String] {
    let plain = compose(
      [
        "amount", "total", "importe", "monto", "betrag", "montant", "importo", "valor", "valore",
        "bedrag", "summe",
      ], things)
    return plain + plain.flatMap { name in sales.map { "\(name) \($0)" } }
  }

  /// `Valor por Reels`, `Preis pro Reel`.
  private static let prices = [
    "valor", "preço", "precio", "tarifa", "prix", "tarif", "preis", "honorar", "prezzo", "tariffa",
    "compenso", "prijs", "tarief", "price", "rate", "fee", "cost", "caché", "cachê", "cachet",
  ].flatMap { price in
    ["por", "per", "par", "pro"].flatMap { per in
      [
        "post", "posts", "reel", "reels", "video", "vídeo", "vidéo", "videos", "publicación",
        "publication",
      ]
      .map { "\(price) \(per) \($0)" }
    }
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
