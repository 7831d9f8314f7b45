import Marketing
import Wording

/// Deliverables as people write them: `2 reel, 1 story`.
enum DeliverableText {
  static func write(_ deliverables: [Deliverable]) -> String {
    deliverables.map { "\($0.count) \($0.type)" }.joined(separator: ", ")
  }

  static func parse(_ text: String) throws(EntryError) -> [Deliverable] {
    try ChoiceText.readList(text).map { item throws(EntryError) in
      let words = item.split(whereSeparator: { $0.isWhitespace || $0 == "×" })
      if words.count > 1, let count = try? CountText.read(words[0]) {
        guard count > 0 else { throw EntryError("“\(item)”: the count starts at 1.") }
        return Deliverable(words.dropFirst().joined(separator: " "), count: count)
      }
      return Deliverable(item, count: 1)
    }
  }
}
