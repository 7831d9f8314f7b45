/// What managers call the fields of an import, and what is read from them.
enum ImportFieldWords {
  static let own: [String: (title: String, description: String)] = [
    "url": (
      "Link to the account", "The account's address: its handle and platform are read from it."
    ),
    "averageReach": ("Average reach", "Accounts reached by a usual post. Kept as a column."),
    "posts": ("Number of posts", "How many posts the account has. Kept as a column."),
    "rank": ("Rank", "The place in the export's list. Kept as a column."),
    "influencerReference": (
      "Whose it is", "The influencer's handle, name or number, as the roster has it."
    ),
    "campaign": ("Campaign", "The campaign's name; one that isn't there yet is made."),
    "postURL": ("Link to the post", "Tells one post from the next, and names its account."),
    "caption": ("Caption", "The post's text: codes and links in it may credit sales."),
    "date": ("Date", "The day of the figures or of the order; of a span, its first day."),
    "periodEnd": ("Last day of the span", "Figures of several days: the day on which they end."),
    "adName": ("Ad", "The ad's name; a handle in it says whose it is."),
    "impressions": (
      "Views (impressions)", "How often it was seen; the same person counts each time."
    ),
    "reach": ("Reach", "How many people saw it; it never adds up over days."),
    "likes": ("Likes", "Likes and other reactions."),
    "comments": ("Comments", "Comments and replies."),
    "shares": ("Shares", "Shares, reposts, sends."),
    "saves": ("Saves", "Saves and bookmarks."),
    "clicks": ("Clicks", "Clicks on the link."),
    "conversions": ("Conversions", "How many orders, sign-ups or installs: a number, not money."),
    "revenue": (
      "Revenue (paid less refunds)", "Money that came in, tax and shipping in, refunds taken off."
    ),
    "netRevenue": (
      "Net revenue", "The part of the revenue that is neither tax nor shipping."
    ),
    "currency": ("Currency", "The currency of the row's amounts, such as EUR."),
    "spend": ("Ad spend", "What the ad platform was paid: part of the cost, CPM, CPA and ROAS."),
    "orderTotal": ("Order total", "What the whole order came to; its lines count once."),
    "refund": ("Refunded", "What was paid back; it is taken off the revenue."),
    "orderStatus": (
      "State of the order", "Cancelled, pending and test orders are none; refunds are taken off."
    ),
    "cancelled": ("Cancelled on", "An order with a date here is none."),
    "cancelledFlag": ("Cancelled?", "Yes or true: the order is none."),
    "commissionPaid": ("Commission paid", "What is or was paid by sales, beside the fee."),
    "payoutStatus": ("State of the payout", "Whether it was paid, is pending or was refused."),
    "promoCode": (
      "Discount code", "The code that was used: it credits the influencer whose it is."
    ),
    "trackingLink": ("Tracking link", "The link, with its utm or ref: it credits whose it is."),
    "key": (
      "Number of the post, ad or order", "Tells one row from the next, so that repeats count once."
    ),
    "payoutBasis": ("Paid per", "Per order it is a commission, otherwise a fee."),
    "payoutRate": ("Amount per order or post", "Times their number, where no total is given."),
    "orders": ("Number of orders", "How many orders the payout is for."),
    "totalPayout": ("Payout", "What the influencer is or was paid."),
    "productCost": ("Cost of products", "What the products that were sent cost you."),
    "commission": ("Commission", "What is paid by sales."),
    "hours": ("Hours", "Working hours that were spent."),
    "stage": ("Stage of the booking", "Proposed, offered, contracted, live, done, paid."),
  ]

  static let influencers: [String: String] = [
    "handle": "The account's name on its platform, with or without @. Says who it is.",
    "platform": "Instagram, TikTok, YouTube, X and so on, row by row.",
    "name": "The person's or brand's name, as you read it in tables.",
    "followers": "Followers or subscribers; they decide the tier, from nano to mega.",
    "category": "What the account is about; several are separated by commas.",
    "country": "Where the account or most of its audience is.",
    "language": "The language that the account writes or speaks.",
    "email": "The influencer's own address, for writing to them.",
    "person": "The same for all accounts of one human.",
    "reference": "The account's number in your export: later files are matched by it.",
    "fee": "What one post costs before you negotiate.",
    "engagementRate": "Engagements by followers, such as 3.2% or 0.032.",
    "averageViews": "Views that a usual post gets.",
    "averageLikes": "Likes that a usual post gets.",
    "averageComments": "Comments that a usual post gets.",
    "averageShares": "Shares that a usual post gets.",
    "engagementAverage": "Likes, comments and shares that a usual post gets.",
    "authenticEngagement": "Of these, what an export holds to be from real people.",
    "sponsoredShare": "How many of the posts are paid for.",
    "realAudience": "How much of the audience is real.",
    "audienceAges": "The age of most of the audience, such as 18-34.",
    "found": "The day on which somebody came upon the account.",
    "approved": "The day on which it was cleared for bookings.",
    "hoursPerBooking": "Working hours that one booking takes.",
    "tags": "Words of your own, to filter by.",
    "notes": "What you want to remember.",
  ]
}
