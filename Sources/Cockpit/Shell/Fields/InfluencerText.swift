import Marketing
import Wording

/// An influencer named in text: `handle`, or `handle@platform` where the handle alone is ambiguous.
enum InfluencerText {
  static func handle(_ id: InfluencerID, _ session: Session) -> String {
    session.roster[id].map { "@" + $0.handle } ?? "influencer \(id.number)"
  }

  static func write(_ influencer: Influencer) -> String {
    "\(influencer.handle)@\(influencer.platform.rawValue)"
  }

  static func parse(_ text: String, in session: Session) throws(EntryError) -> InfluencerID {
    let bare = String(text.trimmed.drop { $0 == "@" })
    let parts = bare.split(separator: "@", maxSplits: 1)
    guard let handle = parts.first else {
      throw EntryError("Enter the handle of an influencer in the roster.")
    }
    let matches = session.roster.rows.filter { influencer in
      influencer.handle.lowercased() == handle.lowercased()
        && (parts.count == 1 || influencer.platform == Platform(rawValue: String(parts[1])))
    }
    guard let match = matches.first else {
      throw EntryError("Nobody in the roster has the handle “\(bare)”.")
    }
    guard matches.count == 1 else {
      throw EntryError(
        "Several accounts have that handle: \(matches.map { write($0) }.joined(separator: ", ")).")
    }
    return match.id
  }
}
