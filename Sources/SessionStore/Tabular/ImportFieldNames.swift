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
    accountnaam, naam account, gebruiker, do instagram, instagram do influenciador, nome de utilizador, nome do
    usuário, nome profilo, profilo instagram, profilo social, nickname, nick, nazwa użytkownika, nazwa profilu,
    nazwa konta, konto instagram, perfil de instagram, perfil do instagram, nombre de perfil, nom du profil, profil
    instagram, primary handle, main handle, social username, nome utente, usuário, usuario de instagram,
    gebruikersnaam, benutzername, benutzername des kontos, nutzername, profilo, pseudo, pseudonyme, nom
    d'utilisateur, identifiant, compte, cuenta, conta, konto, nome de usuário, perfil, profil, アカウント名, アカウント, ユーザー名,
    ハンドル, instagram account, tiktok account, youtube account, profilname, konto benutzername, nombre de usuario,
    nome utente account, nome do perfil, nom de profil, användarnamn, kontonavn, アカウントid
    """,
    "name": """
    fullname, nom, nom et prénom, prénom et nom, nombre y apellidos, nombre y apellido, imię i nazwisko, imię nazwisko, voor en achternaam,
    nome do influenciador, nome influencer, nombre del influencer, nom de l influenceur, nazwa influencera, naam influencer,
    publisher name, influenceur, créateur, créatrice, creador, creadora, criador, criadora, nom complet,
    nombre completo, nome completo, nome e cognome, naam, volledige naam, 名前, 氏名, インフルエンサー, クリエイター
    """,
    "platform": """
    canale, canale social, social, social network, kanał, platforma, serwis, medium społecznościowe, kanaal, canal,
    réseaux, plateforme, réseau, réseau social, red social, red, piattaforma, rede social, rede, netzwerk, kanal,
    プラットフォーム, 媒体, réseaux sociaux, redes sociales, redes sociais, plataforma social, rete sociale, sociaal netwerk,
    sociaal medium, soziales netzwerk, sns
    """,
    "followers": """
    numero follower, numero di follower, numero di seguaci, n follower, fan, nombre de followers, n° abonnés, nb
    abonnés, nb d abonnés, nb d'abonnés, nb de followers, communauté, cantidad de seguidores, nº seguidores, qtd seguidores, quantidade de
    seguidores, obserwatorzy, liczba obserwatorów, liczba followersów, följare, følgere, obserwujący, liczba
    obserwujących, sledující, takipçi, abonnés, nombre d'abonnés, abonnenten, anzahl follower, follower count,
    followerzahl, seguidor, número de seguidores, seguaci, iscritti, volgers, aantal volgers, フォロワー数, フォロワー, 登録者数,
    подписчики, subscribers gained total, nombre abonnés, numero di iscritti, antal följare, antal følgere, フォロワー人数
    """,
    "country": "pays, paese, landen, 国, 地域, страна",
    "category": """
    catégorie, thématique, categoría, categoria, nicho, nicchia, rubriek, カテゴリ, カテゴリー, ジャンル, temática, tema, temas,
    thème, thématiques, themen, nische, nichos, categorías, thema, 分野
    """,
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
    commercials, commercial, commercials reel, commercials per reel, reel commercials, commercials post, rate per post, rate per reel, rate per video, rate per story, rate per deliverable, price per reel,
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
    engagement ratio, taux d'interactions, taux d'eng, taux eng, tx d'engagement, tx engagement, tx eng, betrokkenheid, engagementgraad, エンゲージメント率
    """,
    "averageViews": """
    avg reels plays, avg reel plays, avg reel views, avg reels views, avg video views, average reel views, average reels views, average video views, avg post views, average reel plays, vues moyennes, visualizaciones promedio, ø aufrufe, 平均再生数,
    media de visualizaciones, media de vistas, media de reproducciones, promedio de vistas, promedio de
    visualizaciones, vistas promedio, moyenne de vues, moyenne des vues, vues en moyenne, visualizzazioni medie,
    media visualizzazioni, média de visualizações, visualizações médias, gemiddelde weergaven, gem weergaven,
    durchschnittliche aufrufe, durchschnittliche views, średnia wyświetleń, genomsnittliga visningar, 平均視聴数, 平均再生回数
    """,
    "averageLikes": """
    likes moyens, media de likes, likes promedio, ø likes, ø gefällt mir, 平均いいね数, media de me gusta, promedio de
    likes, promedio de me gusta, me gusta promedio, me gusta de media, moyenne de likes, moyenne des likes, j'aime
    en moyenne, média de gostos, gostos médios, likes in media, media like, media likes, like medi, likes medi, mi piace medi, média de curtidas, média de likes, curtidas
    médias, gemiddelde likes, gem likes, durchschnittliche likes, likes im durchschnitt, średnia polubień,
    genomsnittliga likes, 平均いいね
    """,
    "averageComments": """
    commentaires moyens, comentarios promedio, ø kommentare, 平均コメント数, media de comentarios, promedio de comentarios,
    comentarios de media, moyenne de commentaires, moyenne des commentaires, commenti medi, media commenti, média de
    comentários, comentários médios, gemiddelde reacties, gem reacties, gemiddelde opmerkingen, durchschnittliche
    kommentare, kommentare im durchschnitt, średnia komentarzy, genomsnittliga kommentarer, 平均コメント
    """,
    "promoCode": """
    order coupon, bestellgutschein, bestellgutscheincode, auftragsgutschein, coupon de commande, bon de réduction de la commande, code de réduction de la commande,
    cupón de pedido, cupón del pedido, coupon ordine, coupon dell'ordine, cupom do pedido, cupão da encomenda,
    bestelcoupon, bestelbon, orderkupong, kupon zamówienia, 注文クーポン,
    rabattkod, rabattkode, rabatkode, kod rabatowy, kod promocyjny, slevový kód, kampanjkod, rabatt code, coupon
    codes, coupon s, discount codes, discount name, promo, promotion code, voucher codes, gutscheincode, gutschein,
    rabattcode, aktionscode, code promo, code de réduction, code réduction, bon de réduction, código, código de
    descuento, código promocional, cupón, codice sconto, codice promozionale, codice, cupom, cupom de desconto,
    código de desconto, kortingscode, couponcode, actiecode, クーポンコード, クーポン, discount codes code, tracking id, promo
    code used, coupon lines code, promotion ids, promotion id, promotional code, coupon name, code utilisé, código
    de cupón, cupones, código del descuento, codice coupon, codici sconto, código do cupom, código de cupom,
    kortingscodes, rabattkoder, coupons used, gutscheincodes, gutschein code, 割引コード, プロモーションコード, rabattname, nom de
    la réduction, nom de réduction, nombre del descuento, nome dello sconto, nome do desconto, naam van korting,
    kortingsnaam, 割引名, discount title, discount code name, código de cupom utilizado, cupón de descuento, cupones de
    descuento, gutscheincode der bestellung, buono sconto, bon de réduction utilisé, kortingscoupon
    """,
    "influencerReference": """
    promoter, promotor, promoteur, promotrice, promotore, streamer, youtuber, tiktoker, instagrammer, blogger, podcaster, kreator, content creator, influenciador,
    influenciadora, influencers, creators, social creator, affiliate, affiliate name, publisher, publisher name,
    partner, partner name, media partner, influenceur, posted by, publié par, publicado por, pubblicato da,
    veröffentlicht von, influenceuse, influenceurin, influencerin, créateur, créatrice, nom du créateur, creador,
    creadora, nombre del creador, criador, criadora, afiliado, afiliada, affilié, affiliée, affiliato, partenaire,
    parceiro, parceira, embajador, embajadora, embaixador, embaixadora, ambassadeur, botschafter, botschafterin, benutzername des kontos, konto, kontoname, compte, nom du
    compte, cuenta, nombre de la cuenta, conta, nome do perfil, pseudo, profilo, profil, perfil, nome utente,
    usuario, usuário, gebruikersnaam, ambassador, ambassador name, profile name, page name, アカウント, アカウント名, インフルエンサー,
    クリエイター, konto benutzername, account benutzername, nombre de usuario de la cuenta, nom d'utilisateur du compte,
    nome utente dell'account, nome de usuário da conta, gebruikersnaam van account, accountnaam, creator handles,
    nombre de la página, nom de la page, nome della pagina, nome da página, seitenname, アカウントのユーザーネーム, チャンネル名,
    gepostet von, geplaatst door, postado por, publicada por, 投稿者, nutzername des kontos, サイト名, メディア名, 媒体名
    """,
    "campaign": """
    nom de la campagne, campagne, nombre de la campaña, campagna, nome campagna, campanha, nome da campanha, session
    campaign, キャンペーン, キャンペーン名, kampagnenname, naam campagne, campagnenaam, nome della campagna, nom de campagne,
    nombre de campaña, kampanj, kampania, nazwa kampanii, kampanjnamn, kampagnenavn, kampanjenavn
    """,
    "postURL": """
    link al post, link post, link alla pubblicazione, link zum post, enlace al post, lien vers le post, link para o
    post, lien, lien du post, lien de la publication, enlace, enlace de la publicación, url de la publicación, link
    del post, link do post, beitragslink, link zum beitrag, beitrags url, link naar bericht, 投稿url, 動画url, リンク,
    permalien, lien permanent, enlace permanente, link permanente, permanente link, url du post, url de la vidéo,
    url del vídeo, url del video, url do vídeo, url del post, url van bericht, videolink, video url, dauerlink,
    パーマリンク, 固定リンク, 投稿リンク, lien de publication, postlink
    """,
    "caption": """
    post message, texte, légende, texto, descripción, beschreibung, didascalia, legenda, bijschrift, キャプション,
    descripción del post, descrizione, descrição, beschrijving, post caption text, texto de la publicación, testo,
    tekst, 説明, 本文, 投稿本文, titel des beitrags, titre de la publication, título de la publicación, post title
    """,
    "date": """
    発生日, 発生日時, 注文日時, date created, creation date, data pubblicazione, data di pubblicazione, publicatiedatum, data de publicação,
    data publicação, veröffentlichungszeit, veröffentlichungsdatum, veröffentlicht am, heure de publication, hora de
    publicación, orderdatum, ordredato, data zamówienia, datum objednávky, belegdatum, buchungsdatum,
    publiceringsdatum, data publikacji, bill date, trans date, start time, start, created, created on, transaction
    date, event date, action date, conversion date, sale date, purchase date, date shipped, date of sale, paid on,
    paid at, payment date, payout date, date paid, invoice date, invoice paid, arrival date, payment time, time
    created, bezahlt am, gezahlt am, zahlungsdatum, rechnungsdatum, auszahlungsdatum, kaufdatum, erstellt am, date
    de paiement, date du paiement, date de facture, payé le, fecha de pago, fecha de factura, fecha factura, pagado
    el, fecha de la compra, fecha de compra, data ordine, data dell'ordine, data pagamento, data di pubblicazione,
    data do pedido, data do pagamento, data de publicação, geplaatst op, besteldatum, betaaldatum, factuurdatum, datum plaatsing,
    日付, 投稿日, 投稿日時, 注文日, 注文日時, 支払日, date gmt, date utc, gregorian date, por día, nach tag, par jour, per giorno, por
    dia, per dag, giorno, dia, dag, 日, 日別, week, week of, week starting, week start, week beginning, week
    commencing, week van, woche, woche vom, woche ab, kalenderwoche, kw, semaine, semaine du, semana, semana del,
    semana de, settimana, settimana del, vecka, tydzień, 週, hora de publicación del vídeo, hora de publicación del
    video, fecha de la publicación, heure de publication de la vidéo, veröffentlichungszeitpunkt,
    veröffentlichungszeitpunkt des videos, ora di pubblicazione, data e ora di pubblicazione, data del post, horário
    de publicação, hora de publicação, publicatietijd, publicatietijdstip, publiceringstid, czas publikacji, 公開日,
    公開日時, 動画公開時刻, inicio del período, fecha de inicio, fecha inicio, date de début, data inizio, data di inizio,
    data de início, data início, startdatum, begindatum, 開始日, レポート開始日, inizio report, inizio dei report, início dos
    relatórios, início do relatório, begin rapportage, start date in utc, date and time, datum und uhrzeit, fecha y
    hora, date et heure, data e ora, data e hora, dato, päivämäärä, startzeit, hora de inicio, heure de début, ora
    di inizio, starttijd, purchased at, order date time, orderdatetime, erstellungsdatum, fecha de creación, date de
    création, data di creazione, data de criação, aanmaakdatum, gregorianisches datum, fecha gregoriana, date
    grégorienne, data gregoriana, 作成日, początek raportowania, rapporten börjar, rapportering starter
    """,
    "impressions": """
    visningar, visninger, wyświetlenia, zhlédnutí, impressionen, aufrufe, ansichten, views total, post impressions,
    anzahl aufrufe, vues, nombre de vues, affichages, impresiones, visualizaciones, reproducciones, vistas,
    visualizzazioni, impressioni, visualizações, visualizacoes, impressões, weergaven, vertoningen, 再生数, 再生回数, 表示回数,
    インプレッション, インプレッション数, 閲覧数, impresiones totales, impressions totales, gesamtimpressionen, total impresiones,
    visualizaciones totales, vues totales, total de visualizações, impressies, impression totali, impression, impr
    pagadas, paid views, organic views, aufrufe gesamt, visninger totalt, odsłony, video plays, reproducciones de
    vídeo, lectures, lectures vidéo, afspeelweergaven, reproducties, 視聴回数, 表示数
    """,
    "reach": """
    post reach, reichweite, portée, couverture, alcance, copertura, bereik, リーチ, リーチ数, alcance total, portée totale,
    copertura totale, gesamtreichweite, totaal bereik, zasięg, räckvidd, rekkevidde, cuentas alcanzadas, comptes
    touchés, account raggiunti, contas alcançadas, erreichte konten, bereikte accounts, unique viewers, espectadores
    únicos, spectateurs uniques, spettatori unici, ユニークユーザー, unique accounts, unieke accounts, comptes uniques,
    cuentas únicas, account unici, contas únicas, eindeutige konten, unikalne konta, unika konton
    """,
    "likes": """
    gilla markeringar, gillar, polubienia, post reactions, post likes, gefällt mir, gefällt mir angaben, j'aime,
    mentions j'aime, me gusta, mi piace, curtidas, gostos, vind ik leuks, いいね, いいね数, gefällt mir angaben gesamt, me
    gusta totales, j'aime totaux, mentions j'aime totales, reacciones, réactions, reazioni, reações, reaktionen,
    vind ik leuk, likes totales, likes gesamt, 高評価, 高評価数
    """,
    "comments": """
    kommentarer, komentarze, post comments, kommentare, commentaires, comentarios, commenti, comentários,
    comentarios, reacties, opmerkingen, コメント, コメント数, comentarios añadidos, comentarios agregados, commentaires
    ajoutés, commenti aggiunti, comentários adicionados, toegevoegde reacties, hinzugefügte kommentare, comments
    added, 追加されたコメント, 返信, リプライ
    """,
    "shares": """
    post shares, geteilt, geteilte inhalte, partages, compartidos, veces compartido, condivisioni,
    compartilhamentos, partilhas, gedeeld, シェア, シェア数, veces que se compartió, shares total, contenido compartido,
    geteilte beiträge, teilungen, keer gedeeld, delningar, udostępnienia, republicaciones, repartages, 共有数, 共有,
    シェア回数, erneut geteilt, republications, reposts, リポスト, リツイート, リポスト数, reposted, veces que se ha compartido,
    geteilt insgesamt, nombre de partages, numero di condivisioni
    """,
    "saves": """
    post saves, gespeichert, gespeicherte elemente, elementi salvati, éléments enregistrés, elementos guardados,
    enregistrements, enregistré, guardados, salvataggi, salvamentos, salvos, opgeslagen, 保存, 保存数, add to favorites,
    adds to favorites, added to favorites, favorites added, favorites, favourites, favoritos, favoris, favoriten,
    preferiti, favorieten, ajouts aux favoris, añadir a favoritos, añadidos a favoritos, agregar a favoritos, zu
    favoriten hinzugefügt, adicionar aos favoritos, adições aos favoritos, aggiungi ai preferiti, aggiunte ai
    preferiti, toegevoegd aan favorieten, gespeicherte beiträge, speicherungen, veces guardado, veces que se guardó,
    guardado, publicaciones guardadas, guardadas, publications enregistrées, sauvegardes, salvati, post salvati,
    itens salvos, posts salvos, salvo, keer opgeslagen, opgeslagen items, bewaard, sparade, zapisania, pin saves,
    お気に入り, 保存回数, ブックマーク, veces que se ha guardado, gespeicherte inhalte, contenido guardado, nombre
    d'enregistrements, numero di salvataggi
    """,
    "clicks": """
    clics destination, clicks destination, klicks ziel, clics destino, post link clicks, klicks, link klicks, linkkliks, linkclicks, klikken link, aantal linkkliks, clics,
    clics sur un lien, clics en el enlace, clic, clic sul link, cliques, cliques no link, kliks, klikken, クリック,
    クリック数, clics totales, clics sur le lien, clics en enlaces, clics en el link, clic totali, cliques totais, klicks
    gesamt, linkklicks, link klikken, linkklikken, klikken op link, klikken op links, klikken op de link, klikken op de links, clics sortants, clics
    salientes, ausgehende klicks, kliknięcia, klick, swipe up, swipe ups total, link clicks total, url clicks, story
    link clicks, リンクのクリック, リンククリック数, サイトクリック数, swipes up, swipes, urlのクリック数, urlクリック数, リンクのクリック数, リンククリック, swipe up
    anzahl, deslizamientos hacia arriba, kliknięcia linku, länkklick, linkklik, lenkeklikk
    """,
    "conversions": """
    times used, uses, usage, redemptions, einlösungen, bestellungen, anzahl bestellungen, käufe, verkäufe anzahl,
    encomendas, número de encomendas, commandes, nombre de commandes, achats, pedidos, número de pedidos, compras, ordini, acquisti, bestellingen,
    aankopen, key events, affiliate orders, 注文数, 購入数, コンバージョン, conversiones, konversionen, conversioni, conversões,
    conversies, konwersje, konverteringar, konverteringer, conv, コンバージョン数, 成約数, 成果件数, 件数, ventes nombre, nombre de
    ventes, número de ventas, numero ordini, numero di ordini, n ordini, n° ordini, nr ordini, nº ordini, n commandes, n° commandes, nb commandes, nb de commandes, nb ventes, nb de ventes, n pedidos, nº de pedidos, núm pedidos, nº de pedidos, nombre d'achats, aantal bestellingen,
    aantal orders, anzahl käufe, antal ordrar, liczba zamówień, zakupy, köp, conversions total, complete payments,
    complete payment, website purchases, website conversions, compras en el sitio web, achats sur le site web,
    acquisti sul sito web, compras no site, aankopen op website, 購入, 購入件数, e commerce käufe, compras de comercio
    electrónico, achats e commerce, acquisti e commerce, compras de e commerce, e commerceaankopen, inköp, kjøp,
    schlüsselereignisse, événements clés, eventos clave, eventi chiave, eventos principais, belangrijke
    gebeurtenissen, キーイベント
    """,
    "revenue": """
    revenus liés aux achats, revenus d'achat, revenu des achats, revenus, revenu,
    reference amount, referenced amount,
    valeur totale d'achat site web, valeur totale d'achat, valeur totale des achats, total purchase value website,
    valor total de compra, gesamter kaufwert website, trans amount, ca, ca généré, chiffre d'affaires généré, ventes
    ttc, sale, sale amount, sales total, order subtotal, purchase amount, item sales, affiliate gmv, total revenue,
    ventes, montant des ventes, ventas totales, importe de venta, valor de venda, importo vendita, verkaufsbetrag,
    verkaufswert, net amount, gross amount, conv wert, 売上, 売上金額, 売上高, valore totale acquisti, valore di conversione,
    valore conv, valore di conversione degli acquisti, valor de conversão, valor da conv, valor conv, valor de conv,
    valeur de conv, valeur conv, conversiewaarde, conv waarde, aankoopwaarde, totale aankoopwaarde, gesamtkaufwert,
    gesamter kaufwert, verkaufserlös, ingresos generados, ventas generadas, receita total, receita gerada, ricavi
    totali, fatturato totale, omzet incl btw, omzet excl btw, omzet totaal, totale omzet, intäkter, omsättning,
    omsetning, przychód, przychody, obrót, コンバージョン値, 売上額, 売上合計, 購入金額, 購入総額, conversion value in account currency,
    checkout value in account currency, ordervärde, orderbedrag, orderwert, orderwaarde, bestelwaarde,
    warenkorbwert, valeur de la commande, valor del pedido, valore ordine, valore dell'ordine, valor da venda,
    saleswert, wert der conversions, gesamter conversion wert, kaufumsatz, verkaufsumsatz, ingresos de compra,
    ingresos por compras, revenu total, revenu d'achat, entrate totali, entrate, receita de compra,
    aankoopopbrengst, totale opbrengst, opbrengst, gesamtbestellwert, valor de las compras, valor de compras, valeur
    des achats, valore degli acquisti, waarde van aankopen, wartość konwersji zakupów, wartość konwersji,
    konverteringsvärde för köp, konverteringsvärde, konverteringsverdi, konverteringsværdi
    """,
    "orderTotal": """
    price total, total price with vat, total price with tax, total payé, total payé ttc, montant payé par le client, total pagado, total pago, totale pagato, kwota
    zamówienia, totalt, summa, ordersumma, belopp, beløb, kwota brutto, wartość zamówienia, suma, cena celkem, order
    volume, total cost of order, grand total base, grand total purchased, gesamtsumme brutto, amount captured, total
    sales, grand total, total amount, total amount paid, order total amount refund, current total price, order total
    paid, summe, gesamt, gesamtpreis, endbetrag, rechnungsbetrag der bestellung, bestellsumme, bruttobetrag,
    bestellwert brutto, montant ttc, total commande, total de la commande, importe, importe del pedido, total
    pedido, totale, totale ordine, valor total, total do pedido, valor do pedido, totaalbedrag, ordertotaal,
    bestelbedrag, totaal, 合計, 合計金額, 注文金額, 総額, sale price, charge amount, total charged, total paid by customer,
    total de la orden, importe del pedido iva incluido, total da encomenda, total ordine, importo totale, prix
    total, montant de la commande, bestellsumme brutto, 請求金額, ご請求金額, お支払い金額, 支払金額合計, final price, amount total,
    total eur, orderbeloppet, gross, brut, gesamtbetrag der bestellung, gesamtbetrag, bestellgesamtbetrag, importe total
    de la orden, monto total, importo totale dell'ordine, totaalbedrag van bestelling
    """,
    "refund": """
    order refund amount, refunded total, refunds total, total refund, total refunds, refund total amount,
    price total refund, remboursé, reembolsado, rimborsato, terugbetaald bedrag, återbetalt, zwrócono,
    erstatteter betrag, erstattung, rückerstattungsbetrag, total reembolsado, monto reembolsado, valor reembolsado,
    rimborso, importo rimborsato, terugbetaald, refunds transactions amount, refunds total, 返金額, partial refund,
    partial refunds, partially refunded, partial refund amount, teilerstattung, teilrückerstattung,
    rückerstattungen, erstattungen, remboursement partiel, remboursements, montant du remboursement, reembolso
    parcial, reembolsos, importe del reembolso, rimborso parziale, rimborsi, reembolso total, valor do reembolso,
    terugbetaling, terugbetalingen, återbetalning, refusjon, zwrot, zwroty, 返金, 一部返金, erstattungsbetrag der
    bestellung, erstattungsbetrag, rückerstattungsbetrag der bestellung, monto del reembolso
    """,
    "orderStatus": """
    status zamówienia, ordrestatus, commission status, action status, conversion status, transaction status,
    referral status, sale status, état, état de la commande, stato, stato ordine, status do pedido, situação,
    orderstatus, bestelstatus, ステータス, 注文ステータス, estado de la orden, estado del pago, estado de pago, état du
    paiement, statut du paiement, stato pagamento, stato del pagamento, status do pagamento, situação do pedido,
    betaalstatus, zahlstatus, orderstate, status płatności, 支払い状況, 注文状況, 決済ステータス, 発送状況, 配送状況, 対応状況, state machine state, order state
    name, order payment status, transaktionsstatus, transactiestatus, transaction state, estado da transação, statut
    de la transaction
    """,
    "key": """
    ordrenummer, numer zamówienia, nr zamówienia, číslo objednávky, sipariş no, order nr, trans id, transaction
    number, event id, external id, sale id, purchase id, charge id, bestell id, auftragsnr, number, order, order
    reference, order ref, sales order, conversion id, action id, referral id, purchase code, receipt number, invoice
    no, invoice number, invoice id, bestellnr, bestell nr, bestellung, auftragsnummer, rechnungsnr, rechnungsnummer,
    número de orden, nº de orden, n de commande, n° de commande, numéro commande, commande n, no de commande, n° commande, número pedido, nº de
    pedido, n pedido, pedido n, numero ordine, n ordine, número do pedido, bestelnummer, ordernummer, 注文番号, 注文id,
    post number, beitrags id, id de la publication, amazon order id, identificador de la publicación, id de la
    publicación, identifiant de la publication, id del post, id do post, bericht id, 投稿id, ad creative id, creative
    id, anzeigen id, identificador del anuncio, id de la publicité, id annuncio, id do anúncio, reference,
    référence, referencia, riferimento, referência, referenz, transactienummer, transaktions id, transaktionsnummer,
    transactie id, identifier, id de transacción, id transazione, id da transação, id de transaction
    """,
    "currency": """
    currency type, waehrung, währungscode, code de devise, código de moneda, moneta, 通貨, código da moeda, code
    devise, codice valuta, valutacode, valuuttakoodi, waluta, 通貨コード
    """,
    "spend": """
    ad cost, cost usd, paid spend, boosting, boost spend, media budget spent, coste, custo, costo, 費用, 広告費, importo
    speso, valor usado, valor gasto, montante gasto, besteed bedrag, uitgaven, bestedingen, 消化金額, コスト, ご利用金額, spesa,
    gasto publicitario, inversión publicitaria, budget dépensé, dépense, gastos, total spent, spend in account
    currency, kostnad, kostnader, koszt, wydatki, gesamtausgaben, gesamtkosten, ausgaben gesamt, total dépensé,
    dépense totale, gasto total, gastos totales, spesa totale, importo totale speso, total gasto, totale uitgaven,
    gasto en la divisa de la cuenta, gasto en la moneda de la cuenta, ausgaben in kontowährung, dépenses dans la
    devise du compte, investimento, investimento total, spend usd, gastado, dépensé, ausgegeben, speso, gasto em
    anúncios, besteed, importe total gastado, wydana kwota, spenderat belopp, beløb brugt, brukt beløp
    """,
    "adName": """
    ad, ad title, anzeige, annonce, anuncio, nom de l'annonce, nom annonce, nombre de anuncio, nome inserzione, nome
    annuncio, nome do anúncio, advertentienaam, advertentie, creative name, creative, ad creative, ad creative name,
    creative title, ad headline, pin promotion name, promoted pin name, nombre del creativo, nom de la création,
    name des werbemittels, werbemittel, nome dell'inserzione, nome dell'annuncio, nome do criativo, naam
    advertentie, 広告名, 広告の名前, クリエイティブ名, groupe d'annonces, groupe publicitaire, nom du groupe d'annonces, nom du
    groupe publicitaire, nom de l'ensemble de publicités, grupo de anuncios, nombre del grupo de anuncios, gruppo di
    annunci, nome gruppo di annunci, nome del gruppo di inserzioni, grupo de anúncios, nome do grupo de anúncios,
    nome do conjunto de anúncios, anzeigengruppe, advertentiegroep, naam advertentiegroep, advertentiegroepnaam,
    naam advertentieset, advertentieset, ad squad name, annonsgrupp, reklama, 広告グループ, 広告グループ名, 広告セット名,
    anzeigentitel, título del anuncio, titre de l'annonce, titolo annuncio, título do anúncio, advertentietitel,
    nazwa reklamy, annonsnamn, annoncenavn, annonsenavn, nazwa zestawu reklam, annonsuppsättningens namn
    """,
    "totalPayout": """
      invoice amount paid, amount due, imponibile, totale fattura, importo fattura, base imponible, importe factura,
      importe de la factura, total factura, montant facture, montant de la facture, rechnungssumme, factuurbedrag, kwota, fakturabelopp, betrag brutto, betrag netto,
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
    "averageReach": """
    alcance medio, media de alcance, alcance promedio, portée moyenne, copertura media, alcance médio, gemiddeld
    bereik, durchschnittliche reichweite, ø reichweite, 平均リーチ
    """,
    "periodEnd": """
    fecha de finalización, fecha de fin, fecha fin, fin del período, date de fin, data fine, data di fine, data de
    término, data de fim, enddatum, einddatum, 終了日, レポート終了日, fine report, fine dei report, fim do relatório, término
    dos relatórios, encerramento dos relatórios, einde rapportage, week ending, week end date, report end, reporting
    end, zeitraumende, endzeit, hora de finalización, heure de fin, ora di fine, hora de término, eindtijd, koniec
    raportowania, rapporten slutar, rapportering slutter
    """,
  ]
}
