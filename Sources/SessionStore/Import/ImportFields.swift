import Marketing
import Tabular
import Wording

/// The fields that a column can be mapped to by name, in the preview and with `--map`.
package enum ImportFields {
  package static let names = ImportField.allCases.map(\.rawValue) + ["custom", "ignore"]

  /// A column's field as reports name it.
  package static func inWords(_ name: String) -> String {
    ImportField(rawValue: name)?.words ?? name
  }

  /// A field in a manager's words.
  package struct Words: Hashable, Sendable {
    /// As `--map` takes it.
    package var name: String
    package var title: String
    package var description: String
    /// What exports call it, for searching.
    package var synonyms: String
  }

  /// What a column of the file can be: what becomes of one that is no field, then the fields, those of the kind of file
  /// first.
  package static func all(for plan: ImportPlan) -> [Words] {
    let likely: [ImportField]
    switch plan.kind {
    case .roster: likely = FileKind.roster.fields
    case .posts: likely = FileKind.posts.fields
    case .orders: likely = FileKind.orders.fields
    case .payouts: likely = FileKind.payouts.fields
    case .campaigns, .bookings, .measurements: likely = []
    }
    let rest = ImportField.allCases.filter { !likely.contains($0) }
    let names = plan.isOwn ? own(plan) : (likely + rest).map(\.rawValue)
    return [custom, ignored] + names.map { words(of: $0) }
  }

  /// The columns of Clout's own export of these records.
  private static func own(_ plan: ImportPlan) -> [String] {
    switch plan.kind {
    case .roster: Influencer.schema.fields.map(\.key.description)
    case .campaigns: Campaign.schema.fields.map(\.key.description)
    case .bookings: Booking.schema.fields.map(\.key.description)
    case .measurements, .posts, .orders, .payouts:
      plan.columns.map(\.field).filter { $0 != custom.name && $0 != ignored.name }
    }
  }

  private static let custom = Words(
    name: "custom", title: "Keep as a column",
    description:
      "No field of Clout's: it is kept under its own name, and shown and exported again.",
    synonyms: "custom other own")
  private static let ignored = Words(
    name: "ignore", title: "Leave out",
    description: "Nothing of this column gets into the session.",
    synonyms: "ignore skip drop")

  /// The words for a field by its name; those of Clout's own exports are spelt out.
  package static func words(of name: String) -> Words {
    if name == custom.name { return custom }
    if name == ignored.name { return ignored }
    let synonyms = ImportField(rawValue: name)?.synonyms.joined(separator: " ") ?? ""
    if let (title, description) = ImportFieldWords.own[name] {
      return Words(name: name, title: title, description: description, synonyms: synonyms)
    }
    if let field = Influencer.schema.fields.first(where: { $0.importing?.name == name }) {
      return Words(
        name: name, title: field.title,
        description: ImportFieldWords.influencers[name] ?? field.help ?? "", synonyms: synonyms)
    }
    let title =
      title(of: name, Influencer.schema) ?? title(of: name, Booking.schema)
      ?? title(of: name, Campaign.schema) ?? spelt(name)
    return Words(name: name, title: title, description: "", synonyms: synonyms)
  }

  private static func title<Record>(of name: String, _ schema: Schema<Record>) -> String? {
    schema.fields.first { $0.key.description == name }?.title
  }

  /// `promoCode` and `promo_code` become `Promo code`.
  private static func spelt(_ name: String) -> String {
    var words = ""
    for character in name {
      if character == "_" || character == "." {
        words.append(" ")
      } else if character.isUppercase, let last = words.last, last.isLowercase {
        words += " " + character.lowercased()
      } else {
        words.append(character)
      }
    }
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
