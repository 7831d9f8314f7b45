import Tabular

/// Which orders renew a subscription that somebody has had before: they are kept, but they aren't the campaign's. The
/// first order of a subscription is.
struct SubscriptionRules {
  private let tags: [Int]
  private let origins: [Int]
  private let types: [Int]
  private let marks: [Int]

  /// Nil if no column can say so.
  init?(_ batch: ImportBatch) {
    let columns = NamedColumns(batch)
    tags = columns.all(["tags", "tag", "order tags"])
    origins = columns.all(["source", "source name", "order source"])
    types = columns.all([
      "order type", "type", "charge type", "billing reason", "subscription relation",
      "subscription relationship", "subscription order type",
    ])
    marks = columns.all([
      "subscription renewal", "renewal", "is renewal", "is subscription renewal",
    ])
    if tags.isEmpty, origins.isEmpty, types.isEmpty, marks.isEmpty { return nil }
  }

  func isRepeat(_ row: TableRow) -> Bool {
    func words(_ columns: [Int]) -> [String] {
      columns.filter { $0 < row.count }.map { row.plainText($0) }.filter { !$0.isEmpty }
    }
    let tags = words(tags).flatMap(ListCell.words).map(Self.plain)
    // The first order of a subscription may come with the same source as those that follow.
    if tags.contains(where: { $0.hasSuffix("first order") }) { return false }
    return tags.contains(where: Self.isTagOfRepeat)
      || words(origins).contains { Self.plain($0).hasPrefix("subscription contract") }
      || words(types).contains { Self.types.contains(Self.plain($0)) }
      || words(marks).contains { !Self.noes.contains($0.lowercased()) }
  }

  private static func isTagOfRepeat(_ tag: String) -> Bool {
    tag.hasSuffix("recurring order") && !tag.hasSuffix("first recurring order")
      || ["subscription renewal", "renewal order", "subscription recurring"].contains(tag)
  }

  private static let types: Set<String> = [
    "renewal", "renewal order", "subscription renewal", "recurring", "recurring order",
    "subscription recurring", "subscription recurring order", "subscription cycle", "verlängerung",
    "abo verlängerung", "renouvellement", "renovación",
  ]
  private static let noes: Set<String> = ["no", "false", "n", "f", "0", "-", "nein", "non"]

  /// `subscription_cycle` and `Subscription-Cycle` are the same.
  private static func plain(_ text: String) -> String {
    text.lowercased().replacing("_", with: " ").replacing("-", with: " ")
  }
}
