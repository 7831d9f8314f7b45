/// Further headers of fields: how other tools and people who don't write English call them. Exact names only; those
/// that may stand within longer headers are with the fields.
enum ImportFieldNames {
  static func further(_ field: String) -> [String] {
    guard let names = all[field] else { return [] }
    return names.split(separator: ",").map { part in
      part.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
  }

  private static let all: [String: String] = [
    "handle": """
    accountnaam, naam account, gebruiker, do instagram, instagram do influenciador, nome de utilizador, nome do usuário,
    nome profilo, profilo instagram, profilo social, nickname, nick, nazwa użytkownika, nazwa profilu, nazwa konta,
    konto instagram, perfil de instagram, perfil do instagram, nombre de perfil, nom du profil, profil instagram,
    primary handle, main handle, social username, nome utente, usuário, usuario de instagram, gebruikersnaam,
    benutzername, benutzername des kontos, nutzername, profilo, pseudo, pseudonyme, nom d'utilisateur, identifiant, compte, cuenta, conta, konto,
    nome de usuário, perfil, profil, アカウント名, アカウント, ユーザー名, ハンドル
    """,
    "name": """
    nom, nom et prénom, prénom et nom, nombre y apellidos, nombre y apellido, imię i nazwisko, imię nazwisko, voor en achternaam,
    nome do influenciador, nome influencer, nombre del influencer, nom de l influenceur, nazwa influencera, naam influencer,
    publisher name, influenceur, créateur, créatrice, creador, creadora, criador, criadora, nom complet,
    nombre completo, nome completo, nome e cognome, naam, volledige naam, 名前, 氏名, インフルエンサー, クリエイター
    """,
    "platform":
      "canale, canale social, social, social network, kanał, platforma, serwis, medium społecznościowe, kanaal, canal, réseaux, plateforme, réseau, réseau social, red social, red, piattaforma, rede social, rede, netzwerk, kanal, プラットフォーム, 媒体",
    "followers": """
    numero follower, numero di follower, numero di seguaci, n follower, fan, nombre de followers, n° abonnés, nb abonnés,
    nb d abonnés, communauté, cantidad de seguidores, nº seguidores, qtd seguidores, quantidade de seguidores,
    obserwatorzy, liczba obserwatorów, liczba followersów,
      följare, følgere, obserwujący, liczba obserwujących, sledující, takipçi,
    abonnés, nombre d'abonnés, abonnenten, anzahl follower, follower count, followerzahl, seguidor,
    número de seguidores, seguaci, iscritti, volgers, aantal volgers, フォロワー数, フォロワー, 登録者数, подписчики
    """,
    "country": "pays, paese, landen, 国, 地域, страна",
    "category":
      "catégorie, thématique, categoría, categoria, nicho, nicchia, rubriek, カテゴリ, カテゴリー, ジャンル",
    "email": """
    indirizzo email, posta elettronica, contatto email, adresse mail, adresse e mail, mail de contact,
    correo de contacto, dirección de correo, e mail de contato, email de contato, adres e mail, adres email,
    mailadres, e mailadres, courriel, correo, correo electrónico, メール, メールアドレス
    """,
    "fee": """
    compenso richiesto, compenso pattuito, compenso concordato, compenso lordo, compenso netto, costo per post, prezzo per post,
    tariffa richiesta, fee richiesta, costo collaborazione, rémunération, tarif demandé, tarif hors taxes,
    honoraires, coût par post, caché, coste por post, costo por post, remuneración, valor cobrado, remuneração,
    valor do post, orçamento do influenciador, stawka, stawka za post, wynagrodzenie, cena, cena za post, honorarium,
    koszt współpracy, koszt posta, vergoeding, vergoeding per post, prijs, kosten per post, honorar netto, gage,
    vergütung,
    rate per post, rate per reel, rate per video, rate per story, rate per deliverable, price per reel,
    price per video, price per story, fee per post, fee per reel, fee per video, cost per reel, cost per video,
    est cost per post, estimated cost per post, est post price, estimated post price, est price per post, rate, rates,
    agreed fee, asking price, starting price, starting rate, tarif par post, tarif par publication, prix par post,
    cachet, cachê, tariffa, tariffa per post, compenso, compenso per post, precio por post, precio por publicación,
    tarifa por post, preço por post, valor por post, tarief, tarief per post, prijs per post, preis pro post,
    preis pro beitrag, honorar pro post, 投稿単価, 単価, 報酬
    """,
    "engagementRate": """
    wskaźnik zaangażowania, współczynnik zaangażowania, zaangażowanie, coinvolgimento, tasa de interacción,
    tasa de compromiso, porcentaje de engagement, taxa de interação, engajamento, betrokkenheidspercentage,
    interactiepercentage, interaktionsrate, taux d interaction, engagementpercentage, tasso di coinvolgimento,
    tasso di engagement, tasso d'interazione, taxa de engajamento, taxa de engagement, tasa de engagement,
    engagement ratio, taux d'interactions, betrokkenheid, engagementgraad, エンゲージメント率
    """,
    "averageViews":
      "avg reels plays, avg reel plays, average reel plays, vues moyennes, visualizaciones promedio, ø aufrufe, 平均再生数",
    "averageLikes": "likes moyens, media de likes, likes promedio, ø likes, ø gefällt mir, 平均いいね数",
    "averageComments": "commentaires moyens, comentarios promedio, ø kommentare, 平均コメント数",
    "promoCode": """
      rabattkod, rabattkode, rabatkode, kod rabatowy, kod promocyjny, slevový kód, kampanjkod, rabatt code,
    coupon codes, coupon s, discount codes, discount name, promo, promotion code, voucher codes,
    gutscheincode, gutschein, rabattcode, aktionscode, code promo, code de réduction, code réduction, bon de réduction,
    código, código de descuento, código promocional, cupón, codice sconto, codice promozionale, codice, cupom,
    cupom de desconto, código de desconto, kortingscode, couponcode, actiecode, クーポンコード, クーポン, discount codes code,
    tracking id, promo code used, coupon lines code
    """,
    "influencerReference": """
      streamer, youtuber, tiktoker, instagrammer, blogger, podcaster, kreator, content creator, influenciador, influenciadora, influencers, creators, social creator,
    affiliate, affiliate name, publisher, publisher name, partner, partner name, media partner, influenceur,
    posted by, publié par, publicado por, pubblicato da, veröffentlicht von,
    influenceuse, influenceurin, influencerin, créateur, créatrice, nom du créateur, creador, creadora, nombre del creador, criador,
    criadora, benutzername des kontos, konto, kontoname, compte, nom du compte, cuenta, nombre de la cuenta, conta, nome do perfil, pseudo,
    profilo, profil, perfil, nome utente, usuario, usuário, gebruikersnaam, ambassador, ambassador name, profile name, page name,
    アカウント, アカウント名, インフルエンサー, クリエイター
    """,
    "campaign":
      "nom de la campagne, campagne, nombre de la campaña, campagna, nome campagna, campanha, nome da campanha, session campaign, キャンペーン, キャンペーン名, kampagnenname",
    "postURL": """
    link al post, link post, link alla pubblicazione, link zum post, enlace al post, lien vers le post, link para o post,
    lien, lien du post, lien de la publication, enlace, enlace de la publicación, url de la publicación, link del post,
    link do post, beitragslink, link zum beitrag, beitrags url, link naar bericht, 投稿url, 動画url, リンク
    """,
    "caption":
      "post message, texte, légende, texto, descripción, beschreibung, didascalia, legenda, bijschrift, キャプション",
    "date": """
    date created, creation date, data pubblicazione, data di pubblicazione, publicatiedatum, data de publicação,
    data publicação,
      veröffentlichungszeit, veröffentlichungsdatum, veröffentlicht am, heure de publication, hora de publicación,
      orderdatum, ordredato, data zamówienia, datum objednávky, belegdatum, buchungsdatum, publiceringsdatum, data publikacji, bill date,
      trans date, start time, start,
    created, created on, transaction date, event date, action date, conversion date, sale date, purchase date, date shipped,
    date of sale, paid on, paid at, payment date, payout date, date paid, invoice date, invoice paid, arrival date,
    payment time, time created, bezahlt am, gezahlt am, zahlungsdatum, rechnungsdatum, auszahlungsdatum,
    kaufdatum, erstellt am, date de paiement, date du paiement, date de facture, payé le, fecha de pago, fecha de factura,
    fecha factura, pagado el, fecha de la compra, fecha de compra, data ordine, data dell'ordine, data pagamento,
    data di pubblicazione, data do pedido, data do pagamento, data de publicação, besteldatum, betaaldatum, factuurdatum,
    datum plaatsing, 日付, 投稿日, 投稿日時, 注文日, 注文日時, 支払日, date gmt, date utc
    """,
    "impressions": """
      visningar, visninger, wyświetlenia, zhlédnutí,
    impressionen, aufrufe, ansichten, views total, post impressions, anzahl aufrufe, vues, nombre de vues,
    affichages, impresiones, visualizaciones, reproducciones, vistas, visualizzazioni, impressioni, visualizações, visualizacoes,
    impressões, weergaven, vertoningen, 再生数, 再生回数, 表示回数, インプレッション, インプレッション数, 閲覧数
    """,
    "reach": "post reach, reichweite, portée, couverture, alcance, copertura, bereik, リーチ, リーチ数",
    "likes": """
      gilla markeringar, gillar, polubienia,
    post reactions, post likes, gefällt mir, gefällt mir angaben, j'aime, mentions j'aime, me gusta, mi piace, curtidas, gostos,
    vind ik leuks, いいね, いいね数
    """,
    "comments":
      "kommentarer, komentarze, post comments, kommentare, commentaires, comentarios, commenti, comentários, comentarios, reacties, opmerkingen, コメント, コメント数",
    "shares": """
    post shares, geteilt, geteilte inhalte, partages, compartidos, veces compartido, condivisioni, compartilhamentos,
    partilhas, gedeeld, シェア, シェア数
    """,
    "saves":
      "post saves, gespeichert, gespeicherte elemente, elementi salvati, éléments enregistrés, elementos guardados, enregistrements, enregistré, guardados, salvataggi, salvamentos, salvos, opgeslagen, 保存, 保存数",
    "clicks": """
    clics destination, clicks destination, klicks ziel, clics destino,
    post link clicks, klicks, link klicks, clics, clics sur un lien, clics en el enlace, clic, clic sul link, cliques,
    cliques no link, kliks, klikken, クリック, クリック数
    """,
    "conversions": """
    times used, uses, usage, redemptions, einlösungen, bestellungen, anzahl bestellungen, käufe, verkäufe anzahl,
    commandes, nombre de commandes, achats, pedidos, número de pedidos, compras, ordini, acquisti, bestellingen,
    aankopen, key events, affiliate orders, 注文数, 購入数, コンバージョン
    """,
    "revenue": """
    valeur totale d'achat site web, valeur totale d'achat, valeur totale des achats, total purchase value website,
    valor total de compra, gesamter kaufwert website,
      trans amount, ca, ca généré, chiffre d'affaires généré, ventes ttc,
    sale, sale amount, sales total, order subtotal, purchase amount, item sales, affiliate gmv, total revenue, ventes,
    montant des ventes, ventas totales, importe de venta, valor de venda, importo vendita, verkaufsbetrag,
    verkaufswert, net amount, gross amount, conv wert, 売上, 売上金額, 売上高
    """,
    "orderTotal": """
      total payé, total payé ttc, montant payé par le client, total pagado, total pago, totale pagato, kwota zamówienia,
      totalt, summa, ordersumma, belopp, beløb, kwota brutto, wartość zamówienia, suma, cena celkem, order volume, total cost of order,
      grand total base, grand total purchased, gesamtsumme brutto, amount captured,
    total sales, grand total, total amount, total amount paid, order total amount refund, current total price,
    order total paid, summe, gesamt, gesamtpreis, endbetrag, rechnungsbetrag der bestellung, bestellsumme,
    bruttobetrag, bestellwert brutto, montant ttc, total commande, total de la commande, importe,
    importe del pedido, total pedido, totale, totale ordine, valor total, total do pedido, valor do pedido,
    totaalbedrag, ordertotaal, bestelbedrag, 合計, 合計金額, 注文金額, 総額
    """,
    "refund": """
    order refund amount, refunded total, refunds total, total refund, total refunds, refund total amount,
    erstatteter betrag, erstattung, rückerstattungsbetrag, total reembolsado, monto reembolsado, valor reembolsado,
    rimborso, importo rimborsato, terugbetaald, refunds transactions amount, refunds total, 返金額
    """,
    "orderStatus": """
      status zamówienia, ordrestatus,
    commission status, action status, conversion status, transaction status, referral status, sale status,
    état, état de la commande, stato, stato ordine, status do pedido, situação, orderstatus, bestelstatus, ステータス, 注文ステータス
    """,
    "key": """
      ordrenummer, numer zamówienia, nr zamówienia, číslo objednávky, sipariş no, order nr,
      trans id, transaction number, event id, external id, sale id, purchase id, charge id, bestell id, auftragsnr, number,
    order, order reference, order ref, sales order, conversion id, action id, referral id, purchase code,
    receipt number, invoice no, invoice number, invoice id, bestellnr, bestell nr, bestellung, auftragsnummer,
    rechnungsnr, rechnungsnummer, n de commande, n° de commande, numéro commande, commande n, no de commande,
    n° commande, número pedido, nº de pedido, n pedido, pedido n, numero ordine, n ordine, número do pedido,
    bestelnummer, ordernummer, 注文番号, 注文id, post number, beitrags id, id de la publication
    """,
    "currency":
      "currency type, waehrung, währungscode, code de devise, código de moneda, moneta, 通貨",
    "spend":
      "ad cost, cost usd, paid spend, boosting, boost spend, media budget spent, coste, custo, costo, 費用, 広告費",
    "adName": """
    ad, ad title, anzeige, annonce, anuncio, nom de l'annonce, nom annonce, nombre de anuncio, nome inserzione,
    nome annuncio, nome do anúncio, advertentienaam, advertentie
    """,
    "totalPayout": """
      invoice amount paid, amount due, kwota, fakturabelopp, betrag brutto, betrag netto,
      報酬額, 支払, reward,
    gross, net, total, brutto, netto, betrag, summe, montant, montant ttc, montant ht, importe, importo, valor, bedrag,
    金額, payout amount, amount paid, payment amount, paid amount, total paid, fee, fees, fee paid, fees paid, influencer fee,
    creator fee, agreed fee, creator payout, invoice amount, invoice total, amount invoiced, total fee,
    honorar, honorar netto, honorar brutto, gage, vergütung, rechnungsbetrag, auszahlung, auszahlungsbetrag, zahlung,
    zahlbetrag, bezahlt, gezahlt, cachet, honoraires, montant payé, montant facturé, montant de la facture, paiement,
    versement, rémunération, honorarios, importe pagado, importe factura, importe de la factura, pago, pagos,
    monto pagado, cachê, pagamento, valor pago, valor da nota, compenso, importo pagato, importo fattura, onorario,
    betaling, betaald bedrag, factuurbedrag, vergoeding, 報酬, 支払額, 支払金額, 請求額
    """,
    "productCost":
      "gift cost, product seeding cost, retail value, value of product, product price, gifted value, cost of product, warenwert, produktwert, valeur du produit, valor del producto",
  ]
}
