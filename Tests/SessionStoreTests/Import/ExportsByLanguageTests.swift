import Marketing
import Testing

@testable import SessionStore

/// Exports of advertising and publishing tools by language, imported without a hint; the figures are added up by hand.
@Suite("Exports by language")
struct ExportsByLanguageTests {
  /// Anna and Ben are in the roster already.
  private func file() throws -> RowImports { try RowImports(accounts: "anna.glow", "ben_fit") }

  private func euros() -> ImportOptions {
    var options = ImportOptions()
    options.unconverted = Set([Currency(code: "EUR")].compactMap(\.self))
    return options
  }

  /// Headers in the order: day, campaign, ad, spend, impressions, clicks, conversions, revenue.
  static let ads: [(tool: String, headers: String)] = [
    (
      "TikTok en",
      "By Day|Campaign name|Ad name|Cost|Impressions|Clicks (destination)|Conversions|Total purchase value"
    ),
    (
      "TikTok de",
      "Nach Tag|Kampagnenname|Anzeigenname|Kosten|Impressionen|Klicks (Ziel)|Konversionen|Gesamtkaufwert"
    ),
    (
      "TikTok es",
      "Por día|Nombre de la campaña|Nombre del anuncio|Coste|Impresiones|Clics (destino)|Conversiones|Valor total de compra"
    ),
    (
      "TikTok fr",
      "Par jour|Nom de la campagne|Nom de la publicité|Coût|Impressions|Clics (destination)|Conversions|Valeur totale d'achat"
    ),
    (
      "TikTok it",
      "Per giorno|Nome campagna|Nome annuncio|Costo|Impression|Clic (destinazione)|Conversioni|Valore totale acquisti"
    ),
    (
      "TikTok pt",
      "Por dia|Nome da campanha|Nome do anúncio|Custo|Impressões|Cliques (destino)|Conversões|Valor total de compra"
    ),
    (
      "TikTok nl",
      "Per dag|Campagnenaam|Advertentienaam|Kosten|Weergaven|Klikken (bestemming)|Conversies|Totale aankoopwaarde"
    ),
    (
      "Meta it",
      "Giorno|Nome della campagna|Nome dell'inserzione|Importo speso (EUR)|Impression|Clic sul link|Acquisti|Valore di conversione degli acquisti"
    ),
    (
      "Meta pt",
      "Dia|Nome da campanha|Nome do anúncio|Valor usado (EUR)|Impressões|Cliques no link|Compras|Valor de conversão da compra"
    ),
    (
      "Meta nl",
      "Dag|Campagnenaam|Advertentienaam|Besteed bedrag (EUR)|Weergaven|Klikken op link|Aankopen|Conversiewaarde van aankopen"
    ),
    (
      "Meta ja",
      "日|キャンペーン名|広告の名前|消化金額 (EUR)|インプレッション|リンクのクリック|購入|購入のコンバージョン値"
    ),
    (
      "Google en",
      "Day|Campaign|Ad group|Cost|Impr.|Clicks|Conversions|Conv. value"
    ),
    (
      "Google de",
      "Tag|Kampagne|Anzeigengruppe|Kosten|Impr.|Klicks|Conversions|Conv.-Wert"
    ),
    (
      "Google fr",
      "Jour|Campagne|Groupe d'annonces|Coût|Impr.|Clics|Conversions|Valeur de conv."
    ),
    (
      "Google es",
      "Día|Campaña|Grupo de anuncios|Coste|Impr.|Clics|Conversiones|Valor de conv."
    ),
    (
      "Google it",
      "Giorno|Campagna|Gruppo di annunci|Costo|Impr.|Clic|Conversioni|Valore conv."
    ),
    (
      "Google pt",
      "Dia|Campanha|Grupo de anúncios|Custo|Impr.|Cliques|Conversões|Valor da conv."
    ),
    (
      "Google nl",
      "Dag|Campagne|Advertentiegroep|Kosten|Vert.|Klikken|Conversies|Conv.waarde"
    ),
    (
      "Google ja",
      "日|キャンペーン|広告グループ|費用|表示回数|クリック数|コンバージョン|コンバージョン値"
    ),
    (
      "Microsoft",
      "Gregorian date|Campaign name|Ad title|Spend|Impressions|Clicks|Conversions|Revenue"
    ),
    (
      "LinkedIn",
      "Start Date (in UTC)|Campaign Name|Creative Name|Total Spent|Impressions|Clicks|Conversions|Total Conversion Value"
    ),
    (
      "Snapchat",
      "Start Time|Campaign Name|Ad Name|Amount Spent|Paid Impressions|Swipe Ups|Purchases|Purchases Value"
    ),
    (
      "Pinterest",
      "Date|Campaign name|Promoted Pin name|Spend in account currency|Impressions|Outbound clicks|Total conversions|Total order value"
    ),
  ]

  @Test("Ads: whose they are, what they cost and what they brought", arguments: ads)
  func readsAds(_ tool: String, _ headers: String) throws {
    var file = try file()
    let header = headers.split(separator: "|").map { "\"\($0)\"" }.joined(separator: ",")
    let plan = try file.take(
      header + "\n2026-09-14,Autumn,ben_fit_spark_01,45.10,11000,150,5,260.00\n"
        + "2026-09-15,Autumn,ben_fit_spark_01,44.90,11020,146,4,190.40\n"
        + "2026-09-15,Autumn,anna.glow ugc,20.00,4000,50,1,55.00\n",
      named: "report.csv", euros())
    #expect(plan.kind == .posts, "\(tool)")
    #expect(file.rows.compactMap(\.influencer?.number).sorted() == [1, 2, 2], "\(tool)")
    #expect(file.sum(\.impressions) == 26_020 && file.sum(\.clicks) == 346, "\(tool)")
    #expect(file.sum(\.conversions) == 10, "\(tool)")
    if !headers.contains("(EUR)") {
      #expect(file.cents(\.spend) == 110_00 && file.cents(\.revenue) == 505_40, "\(tool)")
    }
  }

  /// Headers in the order: number, shown name, account, day, link, views, reach, likes, comments, shares, saves.
  static let posts: [(language: String, headers: String)] = [
    (
      "en",
      "Post ID|Account name|Account username|Publish time|Permalink|Views|Reach|Likes|Comments|Shares|Saves"
    ),
    (
      "de",
      "Beitrags-ID|Kontoname|Konto-Benutzername|Veröffentlichungszeitpunkt|Permalink|Aufrufe|Reichweite|„Gefällt mir“-Angaben|Kommentare|Geteilte Inhalte|Gespeicherte Beiträge"
    ),
    (
      "de, another",
      "ID|Kontoname|Benutzername des Kontos|Veröffentlicht am|Link|Impressionen|Reichweite|Gefällt mir|Kommentare|Geteilt|Speicherungen"
    ),
    (
      "es",
      "Identificador de la publicación|Nombre de la cuenta|Nombre de usuario de la cuenta|Hora de publicación|Enlace permanente|Visualizaciones|Alcance|Me gusta|Comentarios|Veces que se compartió|Veces que se guardó"
    ),
    (
      "fr",
      "ID de la publication|Nom du compte|Nom d'utilisateur du compte|Heure de publication|Permalien|Vues|Couverture|J'aime|Commentaires|Partages|Enregistrements"
    ),
    (
      "it",
      "ID del post|Nome dell'account|Nome utente dell'account|Ora di pubblicazione|Permalink|Visualizzazioni|Copertura|Mi piace|Commenti|Condivisioni|Elementi salvati"
    ),
    (
      "pt",
      "ID do post|Nome da conta|Nome de usuário da conta|Horário de publicação|Link permanente|Visualizações|Alcance|Curtidas|Comentários|Compartilhamentos|Salvamentos"
    ),
    (
      "nl",
      "Bericht-ID|Naam van account|Gebruikersnaam van account|Publicatietijd|Permalink|Weergaven|Bereik|Vind-ik-leuks|Opmerkingen|Keer gedeeld|Keer opgeslagen"
    ),
    (
      "ja",
      "投稿ID|アカウント名|アカウントのユーザーネーム|公開日時|固定リンク|閲覧数|リーチ|いいね|コメント|シェア|保存"
    ),
    (
      "fr, of another tool",
      "Numéro|Nom du compte|Nom d'utilisateur|Date de publication|Lien|Impressions|Portée|J'aime|Commentaires|Partages|Éléments enregistrés"
    ),
  ]

  @Test("Posts on Instagram: the account's username is whose they are", arguments: posts)
  func readsPosts(_ language: String, _ headers: String) throws {
    var file = try file()
    let header = headers.split(separator: "|").map { "\"\($0)\"" }.joined(separator: ",")
    try file.take(
      header
        + "\n178410001,Ben Fit,ben_fit,2026-09-14,https://www.instagram.com/reel/Da/,11000,9000,610,57,88,210\n"
        + "178410002,Anna,anna.glow,2026-09-20,https://www.instagram.com/p/Db/,4000,3600,240,13,20,90\n",
      named: "posts 2026-10-01.csv")
    #expect(file.rows.compactMap(\.influencer?.number).sorted() == [1, 2], "\(language)")
    #expect(file.sum(\.impressions) == 15_000 && file.sum(\.reach) == 12_600, "\(language)")
    #expect(file.sum(\.likes) == 850 && file.sum(\.comments) == 70, "\(language)")
    #expect(file.sum(\.shares) == 108 && file.sum(\.saves) == 300, "\(language)")
  }

  /// Headers in the order: video, title, day, views, impressions, clicks on those, likes, comments, shares; and the word
  /// for the total.
  static let videos: [(language: String, headers: String, total: String)] = [
    (
      "en",
      "Content|Video title|Video publish time|Views|Impressions|Impressions click-through rate (%)|Likes|Comments added|Shares",
      "Total"
    ),
    (
      "de",
      "Inhalte|Videotitel|Veröffentlichungszeitpunkt des Videos|Aufrufe|Impressionen|Klickrate der Impressionen (%)|Mag ich|Hinzugefügte Kommentare|Geteilte Inhalte",
      "Gesamt"
    ),
    (
      "es",
      "Contenido|Título del vídeo|Hora de publicación del vídeo|Visualizaciones|Impresiones|Porcentaje de clics de las impresiones (%)|Me gusta|Comentarios añadidos|Veces compartido",
      "Total"
    ),
    (
      "fr",
      "Contenu|Titre de la vidéo|Heure de publication de la vidéo|Vues|Impressions|Taux de clics par impression (%)|J'aime|Commentaires ajoutés|Partages",
      "Total"
    ),
    (
      "it",
      "Contenuti|Titolo video|Ora pubblicazione video|Visualizzazioni|Impressioni|Percentuale di clic sulle impressioni (%)|Mi piace|Commenti aggiunti|Condivisioni",
      "Totale"
    ),
    (
      "pt",
      "Conteúdo|Título do vídeo|Horário de publicação do vídeo|Visualizações|Impressões|Taxa de cliques de impressões (%)|Gostei|Comentários adicionados|Compartilhamentos",
      "Total"
    ),
    (
      "nl",
      "Content|Videotitel|Publicatietijd van video|Weergaven|Vertoningen|Klikfrequentie voor vertoningen (%)|Vind-ik-leuks|Toegevoegde reacties|Gedeeld",
      "Totaal"
    ),
    (
      "ja",
      "コンテンツ|動画のタイトル|動画公開時刻|視聴回数|インプレッション数|インプレッションのクリック率 (%)|高評価数|追加されたコメント|共有数",
      "合計"
    ),
  ]

  @Test(
    "YouTube: views count, impressions are those of thumbnails, and the total is no video",
    arguments: videos)
  func readsVideos(_ language: String, _ headers: String, _ total: String) throws {
    var file = try file()
    let header = headers.split(separator: "|").map { "\"\($0)\"" }.joined(separator: ",")
    try file.take(
      header + "\n\(total),,,45600,310000,5.1,2300,310,140\n"
        + "dQw4w9WgXcQ,Serum,2026-09-14,30600,210000,5.4,1500,210,100\n"
        + "aBcDeFgHiJk,Routine,2026-09-20,15000,100000,4.6,800,100,40\n",
      named: "Table 2026-10-01.csv")
    #expect(file.rows.count == 2 && file.sum(\.impressions) == 45_600, "\(language)")
    #expect(file.sum(\.likes) == 2_300 && file.sum(\.comments) == 310, "\(language)")
    #expect(file.sum(\.shares) == 140, "\(language)")
  }

  /// Headers in the order: number, day, code, total, state; and the word for a cancelled order.
  static let orders: [(shop: String, headers: String, cancelled: String)] = [
    ("en", "Order number|Date|Coupon code|Order total|Status", "Cancelled"),
    ("de", "Bestellnummer|Bestelldatum|Gutscheincode|Gesamtbetrag|Bestellstatus", "Storniert"),
    ("fr", "N° de commande|Date|Code promo|Total|État", "Annulé"),
    ("es", "Número de pedido|Fecha|Cupón|Total|Estado", "Cancelado"),
    ("it", "Numero ordine|Data|Codice sconto|Totale|Stato", "Annullato"),
    ("pt", "Número do pedido|Data|Cupom|Total|Status", "Cancelado"),
    ("nl", "Bestelnummer|Datum|Kortingscode|Totaal|Status", "Geannuleerd"),
    ("ja", "注文番号|注文日|クーポンコード|合計|ステータス", "キャンセル"),
    ("pl", "Numer zamówienia|Data|Kod rabatowy|Suma|Status", "Anulowane"),
    ("sv", "Ordernummer|Datum|Rabattkod|Totalt|Status", "Avbruten"),
  ]

  @Test("Orders of shops: each is one, and cancelled ones are none", arguments: orders)
  func readsOrders(_ shop: String, _ headers: String, _ cancelled: String) throws {
    var file = try file()
    let header = headers.split(separator: "|").joined(separator: ",")
    let plan = try file.take(
      header + "\n1001,2026-09-14,ANNA10,49.90,OK\n1002,2026-09-15,BEN15,20.00,OK\n"
        + "1003,2026-09-16,BEN15,80.00,\(cancelled)\n")
    #expect(plan.kind == .orders, "\(shop)")
    #expect(file.cents(\.revenue) == 69_90 && file.sum(\.conversions) == 2, "\(shop)")
  }
}
