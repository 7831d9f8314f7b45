import Marketing
import Wording

/// A campaign named in text: its name in any case, or the beginning of it.
enum CampaignText {
  static func parse(_ text: String, in session: Session) throws(EntryError) -> CampaignID {
    let name = Folding.fold(text.trimmed)
    let campaigns = session.campaigns.rows
    if let exact = campaigns.first(where: { Folding.fold($0.name) == name }) { return exact.id }
    let matches = campaigns.filter { Folding.fold($0.name).hasPrefix(name) }
    guard matches.count == 1, !name.isEmpty else {
      let names = campaigns.map { "“\($0.name)”" }.joined(separator: ", ")
      throw EntryError(
        campaigns.isEmpty
          ? "There is no campaign yet: add one first." : "Which campaign? There are \(names).")
    }
    return matches[0].id
  }
}
