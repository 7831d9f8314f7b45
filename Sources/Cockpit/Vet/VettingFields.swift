import Marketing
import Wording

extension Field where Row == Influencer {
  /// The vetting fields that can be edited in cells.
  static let vetting: [Field] = [
    Field(id: "rating", title: "Rating", kind: .text, help: "1 to 5; empty for none") {
      row, _ in
      row.vetting.rating.map(String.init) ?? ""
    } write: { row, text, _ throws(EntryError) in
      row.vetting.rating = try ChoiceText.readRating(text)
    },
    Field(id: "spent", title: "Hours spent", kind: .hours, help: "3 or 2.5") { row, _ in
      HoursText.exact(row.vetting.hours)
    } write: { row, text, _ throws(EntryError) in
      row.vetting.hours = try HoursText.read(text) ?? .zero
    },
    .text("reason", "Reason", \.vetting.reason),
  ]
}

extension Field where Row == Brand {
  static let brand: [Field] = [
    .list("values", "Values", \.values, help: "words for what you stand for: vegan, fair trade"),
    .text("message", "Message", \.message, help: "what the campaigns say, in a sentence"),
    .list("avoid", "Topics to avoid", \.avoid, help: "betting, fur, crash diets"),
    .list("niches", "Niches", \.niches), .list("countries", "Countries", \.countries),
    Field(id: "ages", title: "Ages", kind: .text, help: "18-34 or 55+") { row, _ in
      row.ages?.text ?? ""
    } write: { row, text, _ throws(EntryError) in
      row.ages = try RangeText.readAges(text)
    },
    .list("languages", "Languages", \.languages, help: "English, de"),
    .list("competitors", "Competitors", \.competitors),
    .percent("tolerance", "Sponsored posts", \.sponsoredTolerance),
  ]

  /// The weight of each part of the alignment.
  static let weights: [Field] = AlignmentPart.allCases.map { part in
    Field(
      id: part.rawValue, title: part.title, kind: .count,
      help: "0 to 1,000, \(part.weight) at first: \(part.formula)"
    ) { row, _ in
      String(row.weight(of: part))
    } write: { row, text, _ throws(EntryError) in
      guard let weight = try CountText.read(text), (0...1_000).contains(weight) else {
        throw EntryError("Weights go from 0 to 1,000.")
      }
      row.weights[part] = weight == part.weight ? nil : weight
    }
  }
}

/// The session's checklists as they are being edited, with room for one more.
struct ChecklistForm: Equatable, Sendable {
  var lists: [Checklist]

  init(_ lists: [Checklist]) { self.lists = lists + [Checklist("", for: [], [])] }

  /// The lists that have a name or an item.
  var kept: [Checklist] { lists.filter { !$0.name.isEmpty || !$0.items.isEmpty } }

  var fields: [Field<ChecklistForm>] {
    lists.indices.flatMap { place -> [Field<ChecklistForm>] in
      let name = lists[place].name.isEmpty ? "New list" : lists[place].name
      return [
        Field(
          id: "name\(place)", title: "\(name): name", kind: .text,
          help: "empty, with no items, removes the list"
        ) { row, _ in
          row.lists[place].name
        } write: { row, text, _ throws(EntryError) in
          row.lists[place].name = text.trimmed
        },
        Field(
          id: "tiers\(place)", title: "\(name): tiers", kind: .text,
          help: "mega, macro …; empty for all tiers without a list"
        ) { row, _ in
          row.lists[place].tiers.map(\.rawValue).joined(separator: ", ")
        } write: { row, text, _ throws(EntryError) in
          row.lists[place].tiers = try ChoiceText.readList(text).map { word throws(EntryError) in
            try ChoiceText.read(word, of: Tier.self)
          }
        },
        Field(
          id: "items\(place)", title: "\(name): items", kind: .list,
          help: "what to check, separated by commas"
        ) { row, _ in
          row.lists[place].items.map(\.title).joined(separator: ", ")
        } write: { row, text, _ throws(EntryError) in
          row.lists[place].items = row.items(text)
        },
      ]
    }
  }

  /// Items keep their identifiers, even across lists, so that checks already made still count.
  private func items(_ text: String) -> [Checklist.Item] {
    let known = lists.flatMap(\.items)
    var result: [Checklist.Item] = []
    for title in ChoiceText.readList(text) {
      let folded = Folding.fold(title)
      let id =
        known.first { Folding.fold($0.title) == folded }?.id
        ?? folded.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
      guard !id.isEmpty, !result.contains(where: { $0.id == id }) else { continue }
      result.append(Checklist.Item(id, title))
    }
    return result
  }
}
