import Marketing

/// What columns of posts, orders, payouts and bookings can be. Influencers' fields come from the schema.
enum ImportFieldRows {
  typealias Row = ImportField.Row

  static let own: [Row] = [
    Row(
      .url,
      ImportNames(
        "url", isWholeHeader: true,
        """
        url, link, profile url, profile link, channel url, channel link, page url, website, account url,
        instagram url, tiktok url, youtube url, homepage
        """)),
    Row(
      .count,
      ImportNames(
        "averageReach",
        "avg reach, average reach, reach avg, mean reach, reach per post")),
    Row(
      .count,
      ImportNames(
        "posts",
        """
        posts, uploads, videos, media count, total posts, post count, posts count, video count, total
        videos, publications, number of posts, tweets
        """)),
    Row(
      .count,
      ImportNames(
        "rank", isWholeHeader: true,
        "rank, ranking, position, s no, sno, serial no, sr no, row, #, no")),
    Row(
      .identity,
      ImportNames(
        "influencerReference", isWholeHeader: true,
        """
        influencer id, creator id, influencer, creator, influencer handle, creator handle, influencer name,
        creator name, handle, username, user name, account, account name, influencer ref, influencer
        reference, channel, channel name, talent, profile, author, account username, account handle, profile
        username, creator username, influencer username, author username, channel handle, channel username,
        benutzername, nombre de usuario, nom d'utilisateur
        """)),
    Row(
      .label,
      ImportNames(
        "campaign",
        """
        campaign, campaign name, campaign id, utm campaign, campaign title, campaña, kampagne
        """)),
    Row(
      .url,
      ImportNames(
        "postURL",
        """
        post url, post link, url, link, permalink, content url, content link, video url, media url, video
        link, post permalink
        """)),
    Row(
      .text,
      ImportNames(
        "caption", isWholeHeader: true,
        "caption, post caption, description, post text, message, text, copy")),
    Row(
      .date,
      ImportNames(
        "date",
        """
        date, post date, posted, posted at, published, published at, publish date, day, timestamp, order
        date, ad date, created at, start date, date posted, reporting starts, datum, fecha, data, time,
        posted on, report date, publish time, published time, video publish time, upload date, uploaded at,
        upload time, created time, created date, create time, create time iso, taken at, taken at timestamp, post created date, posted date, veröffentlicht am, tag, bestelldatum,
        berichtsbeginn, fecha de publicación, fecha del pedido, date de publication, date de commande, jour, día,
        date start, berichtsstart, auswertungsbeginn, inicio del informe, début des rapports
        """)),
    Row(
      .date,
      ImportNames(
        "periodEnd", isWholeHeader: true,
        """
        reporting ends, end date, end time, period end, week end, date stop, date end, date to, berichtsende,
        auswertungsende, fin del informe, fin des rapports
        """)),
    Row(
      .identity,
      ImportNames(
        "adName", isWholeHeader: true,
        """
        ad name, ad set name, adset name, ad group, ad group name, anzeigenname, name der anzeige,
        anzeigengruppenname, nombre del anuncio, nombre del conjunto de anuncios, nom de la publicité,
        nom de l ensemble de publicités
        """)),
    Row(
      .count,
      ImportNames(
        "impressions",
        """
        impressions, impression, views, view, plays, video views, view count, total impressions, impr, total
        views
        """)),
    Row(
      .count,
      ImportNames(
        "reach",
        "reach, unique reach, accounts reached, total reach, reached")),
    Row(
      .count,
      ImportNames(
        "likes",
        "likes, like, like count, total likes, hearts, favorites, reactions")),
    Row(
      .count,
      ImportNames(
        "comments",
        "comments, comment, comment count, total comments, replies")),
    Row(
      .count,
      ImportNames(
        "shares",
        "shares, share, share count, total shares, retweets, reposts, sends")),
    Row(
      .count,
      ImportNames(
        "saves",
        "saves, save, saved, bookmarks, total saves")),
    Row(
      .count,
      ImportNames(
        "clicks",
        "clicks, click, link clicks, total clicks, outbound clicks, swipe ups, sticker taps")),
    Row(
      .count,
      ImportNames(
        "conversions",
        """
        conversions, conversion, orders, order count, purchases, purchase, total conversions, total
        conversion, sales count, checkouts, total checkouts, units sold, sign ups, signups, installs, transactions
        """)),
    Row(
      .money,
      ImportNames(
        "revenue",
        """
        revenue, sales amount, sale amount, sales value, gross revenue, turnover, order value, gmv, purchase
        value, conversion value, total revenue, attributed revenue, umsatz, product sales, amount, total amount, order
        amount, order total, purchases conversion value, website purchases conversion value, purchase conversion value,
        total conversion value, all conv value, conv value, purchase revenue, net revenue, sales revenue, net sales,
        gross sales, net total, total net, total order value, order revenue, item revenue, ecommerce revenue, gross merchandise value,
        gesamtumsatz, bruttoumsatz, nettoumsatz, erlös, umsatzerlöse, conversionwert, conversion wert, kaufwert, wert der
        käufe, chiffre d'affaires, valeur de conversion, valeur de conversion des achats, ingresos, ingresos totales,
        facturación, valor de conversión, valor de conversión de compras, receita, faturamento, fatturato, ricavi, omzet
        """)),
    Row(
      .money,
      ImportNames(
        "netRevenue", isWholeHeader: true,
        "revenue without tax and shipping, revenue net of tax and shipping")),
    Row(
      .label,
      ImportNames(
        "currency", isWholeHeader: true,
        """
        currency, currency code, presentment currency, order currency, payout currency, fee currency, währung,
        moneda, divisa, devise, moeda, valuta
        """)),
    Row(
      .money,
      ImportNames(
        "spend",
        """
        spend, ad spend, adspend, amount spent, spent, cost, costs, media spend, media cost, ad cost,
        advertising cost, total spend, kosten, ausgaben, werbekosten, ausgegebener betrag, importe gastado,
        gasto, inversión, montant dépensé, dépenses, coût
        """)),
    Row(
      .money,
      ImportNames(
        "orderTotal", isWholeHeader: true,
        """
        total, order total, order total amount, total price, total collected, order amount, amount paid, total paid, grand total,
        gross total, total gross,
        gesamtbetrag, gesamtsumme, bestellwert, importe total, total del pedido, montant total, total ttc
        """)),
    Row(
      .money,
      ImportNames(
        "refund", isWholeHeader: true,
        """
        refunded amount, refund amount, amount refunded, refunds, refund, refunded, total refunded,
        refund total, erstattet, erstattungsbetrag, rückerstattung, reembolso, importe reembolsado,
        montant remboursé, remboursement
        """)),
    Row(
      .label,
      ImportNames(
        "orderStatus", isWholeHeader: true,
        """
        financial status, order status, payment status, status, order state, bestellstatus, zahlungsstatus,
        estado, estado del pedido, statut, statut de la commande
        """)),
    Row(
      .date,
      ImportNames(
        "cancelled", isWholeHeader: true,
        "cancelled at, canceled at, cancelled on, canceled on, storniert am, cancelado el, annulé le"
      )),
    Row(
      .label,
      ImportNames(
        "cancelledFlag", isWholeHeader: true,
        """
        cancelled, canceled, is cancelled, is canceled, voided, void, test, test order, is test, is test order,
        is test conversion, test conversion, test mode, fully returned or refunded, reversed, storniert,
        annulé, annulée, cancelado, anulado, annullato, geannuleerd
        """)),
    Row(
      .url,
      ImportNames(
        "trackingLink",
        """
        tracking link, tracking url, affiliate link, utm link, utm url, short link, bitly
        """)),
    Row(
      .identity,
      ImportNames(
        "key", isWholeHeader: true,
        """
        key, post id, ad id, content id, media id, video id, id, order id, row id, shortcode, tweet id,
        transaction id, measurement id, reel id, order number, order no, order name, order #,
        bestellnummer, número de pedido, numéro de commande
        """)),
    Row(
      .label,
      ImportNames(
        "payoutBasis", isWholeHeader: true,
        "basis, payout basis, payment basis, pay basis, paid per")),
    Row(
      .money,
      ImportNames(
        "payoutRate", isWholeHeader: true,
        "rate, payout rate, pay rate, rate per unit, unit rate")),
    Row(
      .count,
      ImportNames(
        "orders", isWholeHeader: true,
        "orders, order count, units, total orders")),
    Row(
      .money,
      ImportNames(
        "totalPayout",
        """
        total payout, payout, payout total, total paid, amount paid, payout amount, total payment, payment, amount
        """)),
    Row(
      .money,
      ImportNames(
        "commissionPaid", isWholeHeader: true,
        """
        commission paid, paid commission, commission payout, total commission paid, affiliate commission paid,
        provision, ausgezahlte provision, bezahlte provision, commission versée, commission payée, comisión pagada,
        comisiones pagadas, commissione pagata, comissão paga, betaalde commissie
        """)),
    Row(
      .label,
      ImportNames(
        "payoutStatus", isWholeHeader: true,
        """
        payment status, payout status, invoice status, paid status, status, state, zahlungsstatus, rechnungsstatus,
        statut, statut du paiement, statut de paiement, estado, estado del pago, stato, stato pagamento, situação,
        status do pagamento, betaalstatus, 支払状況
        """)),
    Row(
      .money,
      ImportNames(
        "productCost",
        """
        product cost, cogs, cost of goods, gifting cost, product value, gift value
        """)),
    Row(
      .number,
      ImportNames(
        "commission", isWholeHeader: true,
        "commission, commission rate, commission %, affiliate rate")),
    Row(
      .number,
      ImportNames(
        "hours", isWholeHeader: true,
        "hours, hours spent, time spent, effort, work hours")),
    Row(
      .label,
      ImportNames(
        "stage", isWholeHeader: true,
        "stage, status, booking status, state, booking stage")),
  ]
}
