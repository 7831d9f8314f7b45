/// What a column of an import can be. The raw value is the name that `--map 'Header=field'` takes;
/// any synonym works there too.
public enum ImportField: String, CaseIterable, Sendable, Hashable {
  // An influencer.
  case handle, name, platform, followers, category, country, language, email, reference, url
  case averageViews, averageLikes, averageComments, averageShares, averageReach
  case engagementAverage, engagementRate, authenticEngagement
  case sponsoredShare, realAudience, audienceAges
  case posts, rank, tags, notes, person
  // A measurement.
  case influencerReference, campaign, postURL, caption, date
  case impressions, reach, likes, comments, shares, saves, clicks, conversions, revenue
  case promoCode, trackingLink, key
  // A payout.
  case payoutBasis, payoutRate, orders, totalPayout
  // A booking.
  case fee, productCost, commission, hours, stage

  /// What the values of the field are.
  public enum Kind: String, Sendable {
    /// A count of things: a whole number, not negative.
    case count
    /// Money; a sign or code of a currency may stand with it.
    case money
    /// A share of something: `1.39%`, 0.0139 or 1.39.
    case rate
    /// Any number.
    case number
    case date, platform, country, url, email
    /// A short word that says whose row it is.
    case identity
    /// A text of which the column has few different ones.
    case label
    case text
  }

  public var kind: Kind {
    switch self {
    case .followers, .averageViews, .averageLikes, .averageComments, .averageShares, .averageReach,
      .engagementAverage, .authenticEngagement, .posts, .rank, .impressions, .reach, .likes,
      .comments, .shares, .saves, .clicks, .conversions, .orders:
      return .count
    case .revenue, .payoutRate, .totalPayout, .fee, .productCost: return .money
    case .engagementRate, .sponsoredShare, .realAudience: return .rate
    case .commission, .hours: return .number
    case .date: return .date
    case .platform: return .platform
    case .country: return .country
    case .url, .postURL, .trackingLink: return .url
    case .email: return .email
    case .handle, .reference, .influencerReference, .key, .person, .promoCode: return .identity
    case .category, .language, .stage, .payoutBasis, .campaign, .tags: return .label
    case .name, .caption, .notes, .audienceAges: return .text
    }
  }

  /// Whether several columns may be the field.
  public var allowsSeveral: Bool { self == .category || self == .tags || self == .notes }

  /// The names that columns of this field have, as `HeaderName` spells them: lower case, words
  /// apart, without punctuation. `count`, `number`, `values` and the like are ignored in a header
  /// and needn't be repeated here.
  public var synonyms: [String] {
    switch self {
    case .handle:
      return [
        "handle", "username", "user name", "user", "screen name", "account", "account name",
        "account handle", "profile", "profile name", "influencer handle", "creator handle",
        "instagram handle", "tiktok handle", "youtube handle", "twitter handle", "ig handle",
        "instagram username", "tiktok username", "insta handle", "channel info", "channel handle",
        "social handle", "nickname", "login", "alias", "insta", "influencer insta name",
        "influencer insta", "instagram", "instagram name", "insta name", "tiktoker name",
        "tiktoker", "tiktok name", "tiktok", "youtuber name", "youtuber", "custom url",
      ]
    case .name:
      return [
        "name", "full name", "display name", "influencer", "influencer name", "creator",
        "creator name", "channel", "channel name", "channel title", "title", "talent",
        "talent name", "real name", "artist", "blogger", "first and last name", "nombre", "nome",
        "profile full name",
      ]
    case .platform:
      return [
        "platform", "network", "social network", "social media", "channel type", "media",
        "social platform", "social media platform", "site", "plattform", "plataforma",
        "influencer platform", "main platform",
      ]
    case .followers:
      return [
        "followers", "follower", "subscribers", "subscriber", "subs", "fans", "audience",
        "audience size", "total followers", "followers total", "total subscribers",
        "number of followers", "followers count", "seguidores", "abonnenten", "page likes",
        "following size", "fan base", "instagram followers", "tiktok followers",
        "youtube subscribers", "subscribers total",
      ]
    case .category:
      return [
        "category", "categories", "niche", "niches", "topic", "topics", "vertical", "genre",
        "category 1", "category 2", "category 3", "category 4", "niche 1", "niche 2", "niche 3",
        "influencer category", "content category", "channel category", "categoria", "kategorie",
        "main category", "sub category", "subcategory", "primary category", "secondary category",
        "industry",
      ]
    case .country:
      return [
        "country", "audience country", "country code", "location country", "market", "nation",
        "region", "country of origin", "top country", "main country", "geo", "location",
        "country name", "pais", "país", "land", "top audience country", "audience location",
      ]
    case .language: return ["language", "languages", "lang", "locale", "idioma", "sprache"]
    case .email:
      return [
        "email", "e mail", "mail", "email address", "contact email", "business email", "contact",
      ]
    case .reference:
      return [
        "id", "influencer id", "creator id", "user id", "account id", "channel id", "external id",
        "reference", "ref", "profile id", "uid", "uuid",
      ]
    case .url:
      return [
        "url", "link", "profile url", "profile link", "channel url", "channel link", "page url",
        "website", "account url", "instagram url", "tiktok url", "youtube url", "homepage",
      ]
    case .averageViews:
      return [
        "avg views", "average views", "views avg", "views average", "mean views",
        "views per post", "views per video", "avg video views", "average plays", "avg plays",
      ]
    case .averageLikes:
      return [
        "avg likes", "avg like", "average likes", "likes avg", "likes average", "mean likes",
        "likes per post", "average like",
      ]
    case .averageComments:
      return [
        "avg comments", "average comments", "comments avg", "comments average", "mean comments",
        "comments per post", "avg comment",
      ]
    case .averageShares:
      return [
        "avg shares", "average shares", "shares avg", "shares average", "mean shares",
        "shares per post", "avg share",
      ]
    case .averageReach:
      return ["avg reach", "average reach", "reach avg", "mean reach", "reach per post"]
    case .engagementAverage:
      return [
        "engagement avg", "avg engagement", "average engagement", "engagement average",
        "average engagements", "avg engagements", "engagements per post", "engagement per post",
      ]
    case .engagementRate:
      return [
        "engagement rate", "er", "eng rate", "engagement", "engagement %", "engagement pct",
        "engagement percent", "er %", "avg engagement rate", "average engagement rate",
        "60 day eng rate", "30 day eng rate", "engagement ratio", "engagementrate",
      ]
    case .authenticEngagement:
      return [
        "authentic engagement", "authentic engagements", "real engagement", "quality engagement",
      ]
    case .sponsoredShare:
      return [
        "sponsored share", "sponsored", "sponsored posts share", "sponsored post share",
        "share of sponsored posts", "sponsored posts %", "sponsored %", "paid post share",
        "ad share",
      ]
    case .realAudience:
      return [
        "real audience", "real audience %", "real followers", "real followers %", "real people",
        "real people %", "audience quality", "quality audience", "quality audience %",
        "authentic audience", "authentic followers %", "credible followers", "audience credibility",
      ]
    case .audienceAges:
      return [
        "audience age", "audience ages", "age group", "main age group", "top age group",
        "audience age range", "age range", "main age",
      ]
    case .posts:
      return [
        "posts", "uploads", "videos", "media count", "total posts", "post count", "posts count",
        "video count", "total videos", "publications", "number of posts", "tweets",
      ]
    case .rank:
      return ["rank", "ranking", "position", "s no", "sno", "serial no", "sr no", "row", "#", "no"]
    case .tags: return ["tags", "tag", "labels", "label", "hashtags", "keywords"]
    case .notes: return ["notes", "note", "comment text", "remarks", "remark", "memo", "bio"]
    case .person:
      return ["person", "person id", "human", "owner", "legal name", "person name", "talent id"]
    case .influencerReference:
      return [
        "influencer id", "creator id", "influencer", "creator", "influencer handle",
        "creator handle", "influencer name", "creator name", "handle", "username", "user name",
        "account", "account name", "influencer ref", "influencer reference", "channel",
        "channel name", "talent", "profile", "author",
      ]
    case .campaign:
      return [
        "campaign", "campaign name", "campaign id", "utm campaign", "campaign title", "campaña",
        "kampagne",
      ]
    case .postURL:
      return [
        "post url", "post link", "url", "link", "permalink", "content url", "content link",
        "video url", "media url", "video link", "post permalink",
      ]
    case .caption:
      return ["caption", "post caption", "description", "post text", "message", "text", "copy"]
    case .date:
      return [
        "date", "post date", "posted", "posted at", "published", "published at", "publish date",
        "day", "timestamp", "order date", "ad date", "created at", "start date", "date posted",
        "reporting starts", "datum", "fecha", "data", "time", "posted on", "report date",
      ]
    case .impressions:
      return [
        "impressions", "impression", "views", "view", "plays", "video views", "view count",
        "total impressions", "impr", "total views",
      ]
    case .reach: return ["reach", "unique reach", "accounts reached", "total reach", "reached"]
    case .likes:
      return ["likes", "like", "like count", "total likes", "hearts", "favorites", "reactions"]
    case .comments: return ["comments", "comment", "comment count", "total comments", "replies"]
    case .shares:
      return ["shares", "share", "share count", "total shares", "retweets", "reposts", "sends"]
    case .saves: return ["saves", "save", "saved", "bookmarks", "total saves"]
    case .clicks:
      return ["clicks", "click", "link clicks", "total clicks", "swipe ups", "sticker taps"]
    case .conversions:
      return [
        "conversions", "conversion", "orders", "order count", "purchases", "purchase",
        "total conversions", "total conversion", "sales count", "units sold", "sign ups", "signups",
        "installs", "transactions",
      ]
    case .revenue:
      return [
        "revenue", "sales amount", "sale amount", "sales value", "gross revenue", "turnover",
        "order value", "gmv", "purchase value", "conversion value", "total revenue",
        "attributed revenue", "umsatz", "product sales",
      ]
    case .promoCode:
      return [
        "promo code", "promocode", "discount code", "coupon", "coupon code", "voucher",
        "voucher code", "code", "affiliate code",
      ]
    case .trackingLink:
      return [
        "tracking link", "tracking url", "affiliate link", "utm link", "utm url", "short link",
        "bitly",
      ]
    case .key:
      return [
        "key", "post id", "ad id", "content id", "media id", "video id", "id", "order id",
        "row id", "shortcode", "tweet id", "transaction id", "measurement id", "reel id",
      ]
    case .payoutBasis: return ["basis", "payout basis", "payment basis", "pay basis", "paid per"]
    case .payoutRate: return ["rate", "payout rate", "pay rate", "rate per unit", "unit rate"]
    case .orders: return ["orders", "order count", "units", "total orders"]
    case .totalPayout:
      return [
        "total payout", "payout", "payout total", "total paid", "amount paid", "payout amount",
        "total payment", "payment",
      ]
    case .fee:
      return [
        "fee", "cost", "price", "spend", "spent", "ad spend", "amount spent", "rate card",
        "influencer fee", "cost per post", "price per post", "total cost", "budget", "honorar",
        "post price", "quote",
      ]
    case .productCost:
      return [
        "product cost", "cogs", "cost of goods", "gifting cost", "product value", "gift value",
      ]
    case .commission: return ["commission", "commission rate", "commission %", "affiliate rate"]
    case .hours: return ["hours", "hours spent", "time spent", "effort", "work hours"]
    case .stage: return ["stage", "status", "booking status", "state", "booking stage"]
    }
  }

  /// The fields that each name can mean.
  static let byName: [String: [ImportField]] = {
    var result: [String: [ImportField]] = [:]
    for field in allCases {
      var names = field.synonyms
      names.append(HeaderName(field.rawValue).phrase)
      var seen: Set<String> = []
      for name in names {
        let header = HeaderName(name)
        for phrase in [name, header.phrase, header.stemPhrase] where seen.insert(phrase).inserted {
          result[phrase, default: []].append(field)
        }
      }
    }
    return result
  }()

  /// The field that a person means by `text`: its own name first, then a synonym.
  public init?(named text: String) {
    let header = HeaderName(text)
    let joined = header.words.joined()
    if let exact = Self.allCases.first(where: { $0.rawValue.lowercased() == joined }) {
      self = exact
    } else if let first = Self.byName[header.phrase]?.first ?? Self.byName[header.stemPhrase]?.first
    {
      self = first
    } else {
      return nil
    }
  }
}
