extension ImportField {
  /// What it is called in messages and reports: plain words in lower case. `--map` takes them as well as its own name.
  package var words: String { Self.otherWords[rawValue] ?? spelt }

  /// Whether a column of this header is called like the field.
  package func isNamed(_ header: String) -> Bool {
    ImportField.named(HeaderName(header)).contains(self)
  }

  private static let otherWords: [String: String] = [
    "influencerReference": "whose it is", "postURL": "post link", "totalPayout": "payout",
    "key": "number", "periodEnd": "last day", "url": "profile link", "adName": "ad",
    "cancelled": "cancelled on", "cancelledFlag": "is cancelled", "payoutBasis": "paid per",
    "engagementAverage": "average engagements", "payoutRate": "amount per order",
  ]

  /// `engagementRate` becomes `engagement rate`.
  private var spelt: String {
    rawValue.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
  }
}
