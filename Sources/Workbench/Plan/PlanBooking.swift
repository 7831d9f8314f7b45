import LineUps
import Marketing

extension Plan {
  /// The change that books the line-up; nil if all of it is already booked.
  ///
  /// Planning for a campaign that is over is fine, to study it, but nobody can be booked for days that have passed.
  package func booking(in session: Session, today: Day) throws(Refusal) -> Edit? {
    guard let edit = edit(in: session) else { return nil }
    let campaign = session.campaigns[draft.campaign.id] ?? draft.campaign
    if let end = campaign.end, end < today {
      throw Refusal(
        "\(campaign.name) ended on \(end.iso): give it a later last day to book for it.")
    }
    return edit
  }
}
