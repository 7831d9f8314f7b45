extension Influencer: SchemaRecord {
  public static let noun = "influencer"
  public static var blank: Influencer {
    Influencer(id: InfluencerID(0), handle: "", platform: Platform(rawValue: ""))
  }

  private typealias Field = RecordField<Influencer>

  public static let schema = Schema<Influencer> {
    Field(
      "handle", "Handle", .text(.handle, { $0.handle }, { $0.handle = $1 }), isRequired: true,
      help: "the account's name, without @", merge: .keep, column: .shown("Handle", 12...24),
      importing: .names(
        ImportNames(
          "handle", isWholeHeader: true,
          """
          handle, username, user name, user, screen name, account, account name, account handle, profile, profile name,
          influencer handle, creator handle, instagram handle, tiktok handle, youtube handle, twitter handle, ig handle,
          instagram username, tiktok username, insta handle, channel info, channel handle, social handle, nickname, login,
          alias, insta, influencer insta name, influencer insta, instagram, instagram name, insta name, tiktoker name,
          tiktoker, tiktok name, tiktok, youtuber name, youtuber, custom url, account username, profile username,
          creator username, influencer username, channel username, author username, nombre de usuario, usuario,
          nom d'utilisateur, benutzername, nutzername, nome utente
          """)))
    Field(
      "platform", "Platform", .platform({ $0.platform }, { $0.platform = $1 }), isRequired: true,
      help: "instagram, tiktok, youtube, x …", suggestions: { platforms($0) }, merge: .keep,
      column: .shown("Platform", 9...9),
      importing: .names(
        ImportNames(
          "platform", isWholeHeader: true,
          """
          platform, network, social network, social media, channel type, media, social platform, social media platform,
          site, plattform, plataforma, influencer platform, main platform
          """)))
    Field(
      "name", "Name", .text(.line, { $0.name }, { $0.name = $1 }), column: .hidden("Name", 10...24),
      importing: .names(
        ImportNames(
          "name", isWholeHeader: true,
          """
          name, full name, display name, influencer, influencer name, creator, creator name, channel, channel name,
          channel title, title, talent, talent name, real name, artist, blogger, first and last name, nombre, nome,
          profile full name, creator nickname, account display name
          """)))
    Field(
      "followers", "Followers", .count({ $0.followers }, { $0.followers = $1 }), merge: .newest,
      column: .shown("Followers", 10...10),
      importing: .names(
        ImportNames(
          "followers",
          """
          followers, follower, subscribers, subscriber, subs, fans, audience, audience size, total followers,
          followers total, total subscribers, number of followers, followers count, seguidores, abonnenten, page likes,
          following size, fan base, instagram followers, tiktok followers, youtube subscribers, subscribers total
          """)))
    Field(
      "niches", id: "niche", "Niches", .texts({ $0.niches }, { $0.niches = $1 }),
      help: "separated by commas; tables use the first one",
      suggestions: { Set($0.flatMap(\.niches)).sorted() }, merge: .join,
      column: .shown("Niches", 8...22),
      importing: .names(
        ImportNames(
          "category", allowsSeveral: true,
          """
          category, categories, niche, niches, topic, topics, vertical, genre, category 1, category 2, category 3,
          category 4, niche 1, niche 2, niche 3, influencer category, content category, channel category, categoria,
          kategorie, main category, sub category, subcategory, primary category, secondary category, industry
          """)))
    Field(
      "country", "Country", .text(.country, { $0.country }, { $0.country = $1 }),
      column: .shown("Country", 7...14),
      importing: .names(
        ImportNames(
          "country",
          """
          country, audience country, country code, location country, market, nation, region, country of origin,
          top country, main country, geo, location, country name, pais, país, land, top audience country,
          audience location
          """)))
    Field(
      "language", "Language", .text(.label, { $0.language }, { $0.language = $1 }),
      column: .hidden("Language", 8...10),
      importing: .names(
        ImportNames(
          "language", isWholeHeader: true, "language, languages, lang, locale, idioma, sprache")))
    Field(
      "email", "E-mail", .text(.email, { $0.email }, { $0.email = $1 }),
      column: .hidden("E-mail", 12...26),
      importing: .names(
        ImportNames(
          "email", "email, e mail, mail, email address, contact email, business email, contact")))
    Field(
      "person", "Person", .text(.identity, { $0.person }, { $0.person = $1 }),
      help: "the same for all accounts of one human", column: .hidden("Person", 8...16),
      importing: .names(
        ImportNames(
          "person", isWholeHeader: true,
          "person, person id, human, owner, legal name, person name, talent id")))
    Field(
      "reference", "Reference", .text(.identity, { $0.reference }, { $0.reference = $1 }),
      help: "the account's number in your exports", column: .hidden("Reference", 9...12),
      importing: .names(
        ImportNames(
          "reference", isWholeHeader: true,
          """
          id, influencer id, creator id, user id, account id, channel id, external id, reference, ref, profile id, uid,
          uuid
          """)))
    Field(
      "promo_code", id: "code", "Discount code", words: "discount code",
      .text(.identity, { $0.promoCode }, { $0.promoCode = $1 }),
      help: "orders with it are theirs, unless a booking has it", column: .hidden("Code", 8...14),
      importing: .names(
        ImportNames(
          "promoCode",
          """
          promo code, promocode, discount code, coupon, coupon code, voucher, voucher code, code, affiliate code
          """)))
    Field(
      "fee", "Fee per post", words: "fee", .money({ $0.fee }, { $0.fee = $1 }),
      column: .shown("Fee", 8...8),
      importing: .names(
        ImportNames(
          "fee",
          """
          fee, cost, price, spend, spent, ad spend, amount spent, rate card, influencer fee, cost per post,
          price per post, total cost, budget, honorar, post price, quote, preis, prix, precio, preço, prezzo, kosten,
          tarif, tarifa, honorarios
          """)))
    Field(
      "er_followers", id: "er", "ER by followers", words: "engagement rate",
      .share(.ratio, { $0.engagementRate }, { $0.engagementRate = $1 }), merge: .newest,
      column: .shown("ER/foll.", 8...8),
      importing: .names(
        ImportNames(
          "engagementRate",
          """
          engagement rate, er, eng rate, engagement, engagement %, engagement pct, engagement percent, er %,
          avg engagement rate, average engagement rate, 60 day eng rate, 30 day eng rate, engagement ratio,
          engagementrate, eng, eng %, avg er, er avg, avg eng rate, eng avg, median engagement rate, er by followers,
          engagement rate by followers, interaktionsrate, interaktionsquote, tasa de interacción, tasa de engagement,
          índice de interacción, tasa de participación, taux d'engagement, taux d'interaction, taxa de engajamento,
          taxa de interação, tasso di engagement, tasso di interazione, tasso di coinvolgimento
          """)))
    Field(
      "avg_views", id: "views", "Average views",
      .count({ $0.averageViews }, { $0.averageViews = $1 }), merge: .newest,
      column: .hidden("Views/post", 10...10),
      importing: .names(
        ImportNames(
          "averageViews",
          """
          avg views, average views, views avg, views average, mean views, views per post, views per video,
          avg video views, average plays, avg plays
          """)))
    Field(
      "avg_likes", id: "likes", "Average likes",
      .count({ $0.averageLikes }, { $0.averageLikes = $1 }), merge: .newest,
      column: .hidden("Likes/post", 10...10),
      importing: .names(
        ImportNames(
          "averageLikes",
          """
          avg likes, avg like, average likes, likes avg, likes average, mean likes, likes per post, average like
          """)))
    Field(
      "avg_comments", id: "comments", "Average comments",
      .count({ $0.averageComments }, { $0.averageComments = $1 }), merge: .newest,
      column: .hidden("Comm./post", 10...10),
      importing: .names(
        ImportNames(
          "averageComments",
          """
          avg comments, average comments, comments avg, comments average, mean comments, comments per post, avg comment
          """)))
    Field(
      "avg_shares", id: "shares", "Average shares",
      .count({ $0.averageShares }, { $0.averageShares = $1 }), merge: .newest,
      column: .hidden("Shares/post", 11...11),
      importing: .names(
        ImportNames(
          "averageShares",
          """
          avg shares, average shares, shares avg, shares average, mean shares, shares per post, avg share
          """)))
    Field(
      "avg_engagements", id: "engagements", "Average engagements",
      .count({ $0.averageEngagements }, { $0.averageEngagements = $1 }), merge: .newest,
      column: .hidden("Eng./post", 9...9),
      importing: .names(
        ImportNames(
          "engagementAverage",
          """
          engagement avg, avg engagement, average engagement, engagement average, average engagements, avg engagements,
          engagements per post, engagement per post, eng avg, avg eng
          """)))
    Field(
      "sponsored_share", id: "sponsored", "Sponsored share", words: "share of sponsored posts",
      .share(.part, { $0.sponsoredShare }, { $0.sponsoredShare = $1 }), merge: .newest,
      column: .hidden("Sponsored", 9...9),
      importing: .names(
        ImportNames(
          "sponsoredShare",
          """
          sponsored share, sponsored, sponsored posts share, sponsored post share, share of sponsored posts,
          sponsored posts %, sponsored %, paid post share, ad share
          """)))
    Field(
      "found", "Found on", words: "date found", .day({ $0.found }, { $0.found = $1 }),
      merge: .own, column: .hidden("Found", 10...10),
      importing: .names(
        ImportNames(
          "found", isWholeHeader: true,
          "found on, found, date found, discovered on, discovery date, date discovered")))
    Field(
      "approved", "Approved on", words: "date approved",
      .day({ $0.approved }, { $0.approved = $1 }), merge: .own,
      column: .hidden("Approved", 10...10),
      importing: .names(
        ImportNames(
          "approved", isWholeHeader: true,
          "approved on, approved, date approved, approval date")))
    Field(
      "hours_per_booking", id: "hours", "Hours per booking",
      .hours({ $0.hoursPerBooking }, { $0.hoursPerBooking = $1 }), column: .hidden("Hours", 6...6),
      importing: .names(
        ImportNames(
          "hoursPerBooking", isWholeHeader: true,
          "hours per booking, hours per post, hours each, working hours per booking")))
    Field(
      "audience_ages", id: "ages", "Audience's ages", words: "audience's age",
      .ages({ $0.audienceAges }, { $0.audienceAges = $1 }), merge: .newest,
      column: .hidden("Ages", 5...7),
      importing: .names(
        ImportNames(
          "audienceAges",
          """
          audience age, audience ages, age group, main age group, top age group, audience age range, age range, main age
          """)))
    Field(
      "real_audience", id: "real", "Real audience", words: "share of real audience",
      .share(.part, { $0.realAudience }, { $0.realAudience = $1 }), merge: .newest,
      column: .hidden("Real", 6...6),
      importing: .names(
        ImportNames(
          "realAudience",
          """
          real audience, real audience %, real followers, real followers %, real people, real people %,
          audience quality, quality audience, quality audience %, authentic audience, authentic followers %,
          credible followers, audience credibility
          """)))
    Field(
      "avg_authentic_engagements", id: "authentic", "Authentic engagements",
      words: "average authentic engagements",
      .count({ $0.averageAuthenticEngagements }, { $0.averageAuthenticEngagements = $1 }),
      merge: .newest, column: .hidden("Auth. eng.", 10...10),
      importing: .names(
        ImportNames(
          "authenticEngagement",
          """
          authentic engagement, authentic engagements, real engagement, quality engagement, eng auth, auth eng
          """)))
    Field(
      "vetting", "Vetting", .vetting({ $0.vetting }, { $0.vetting = $1 }), isEntered: false,
      merge: .own)
    Field(
      "as_of", "As of", .day({ $0.asOf }, { $0.asOf = $1 }), isEntered: false, merge: .own,
      column: .none, importing: .none)
    Field(
      "figure_days", "Days of older figures",
      .custom({ $0.figureDays }, { $0.figureDays = $1 }), isEntered: false)
    Field(
      "history", "History", words: "earlier figures",
      .snapshots({ $0.history }, { $0.history = $1 }), isEntered: false, merge: .own)
    Field(
      "tags", "Tags", .texts({ $0.tags }, { $0.tags = $1 }), merge: .join,
      column: .shown("Tags", 8...20),
      importing: .names(
        ImportNames(
          "tags", isWholeHeader: true, allowsSeveral: true,
          "tags, tag, labels, label, hashtags, keywords")))
    Field(
      "notes", "Notes", .text(.line, { $0.notes }, { $0.notes = $1 }), merge: .own,
      column: .shown("Notes", 10...60),
      importing: .names(
        ImportNames(
          "notes", isWholeHeader: true, allowsSeveral: true,
          "notes, note, comment text, remarks, remark, memo, bio")))
    Field(
      "archived", "Archived", .flag({ $0.isArchived }, { $0.isArchived = $1 }), isEntered: false,
      merge: .own)
    Field(
      "custom", "Columns of imports", .custom({ $0.custom }, { $0.custom = $1 }), isEntered: false)
  }

  private static func platforms(_ roster: [Influencer]) -> [String] {
    let used = Set(roster.map(\.platform)).subtracting(Platform.known)
    return (Platform.known + used.sorted()).map(\.rawValue)
  }
}
