import Marketing

/// The posts and sales behind a figure: the last level above the measurements themselves.
///
/// They add up to the group's totals without its costs.
package enum PostList {
  /// A running total with its snapshots, or increments from one source, such as a code's orders.
  package struct Post: Sendable, Equatable {
    package struct ID: Hashable, Sendable {
      package let campaign: CampaignID
      package let kind: Measurement.Kind
      /// A total's key; for increments their post, code or link.
      package let key: String
      package let influencer: InfluencerID?
    }

    package let id: ID
    /// A name for people: the post's address, or the key; for increments the code, the link or their number.
    package let label: String
    package let booking: BookingID?
    package fileprivate(set) var totals: Totals
    package fileprivate(set) var days: ClosedRange<Day>
    /// By time, ascending.
    package fileprivate(set) var measurements: [Measurement.Identity]
    /// The source of the newest figures.
    package fileprivate(set) var source: String
  }

  /// The posts in one group of a dimension, newest first.
  ///
  /// - Parameter influencer: only this influencer's posts; nil for everybody's.
  package static func make(
    _ session: Session, of group: GroupKey, in dimension: Dimension,
    influencer: InfluencerID? = nil, campaign: CampaignID? = nil, days: ClosedRange<Day>? = nil
  ) -> [Post] {
    let directory = Directory(session)
    let rows = session.measurements.rows
    var posts: [Post] = []
    var places: [Post.ID: Int] = [:]
    session.forEachIncrement(campaign: campaign, days: days, directory: directory) {
      increment, who, campaign, day, place in
      let author = directory.influencer(who)
      if let influencer, author != influencer { return }
      guard directory.contains(group, in: dimension, who, campaign, day) else { return }
      let row = rows[place]
      let id = Post.ID(
        campaign: campaign, kind: row.kind, key: row.kind == .total ? row.key : row.piecesKey,
        influencer: author)
      let at = places[id] ?? posts.count
      if at == posts.count {
        places[id] = at
        posts.append(
          Post(
            id: id, label: row.kind == .total && !row.post.isEmpty ? row.post : id.key,
            booking: directory.booking(who),
            totals: Totals(returnFrom: directory.returnFrom, withoutCosts: true),
            days: day...day, measurements: [],
            source: row.source))
      }
      posts[at].totals.add(increment)
      if day >= posts[at].days.upperBound { posts[at].source = row.source }
      let known = posts[at].days
      posts[at].days = min(known.lowerBound, day)...max(known.upperBound, day)
      posts[at].measurements.append(row.identity)
    }
    for at in posts.indices where posts[at].measurements.count > 1 {
      posts[at].measurements.sort {
        (session.measurements[$0]?.day ?? Day(number: 0), $0.key)
          < (session.measurements[$1]?.day ?? Day(number: 0), $1.key)
      }
    }
    return posts.sorted {
      ($1.days.upperBound, $0.id.key, $0.id.campaign)
        < ($0.days.upperBound, $1.id.key, $1.id.campaign)
    }
  }
}

extension Measurement {
  /// What increments are grouped by: what they are spans of, or else their post, or else their code, or else their link.
  fileprivate var piecesKey: String {
    if from != nil { return subject }
    return [post, promoCode, trackingLink].first { !$0.isEmpty } ?? "without a post or a code"
  }
}

extension Directory {
  /// Whether an increment falls into a group of a dimension.
  func contains(
    _ group: GroupKey, in dimension: Dimension, _ who: Attribution, _ campaign: CampaignID,
    _ day: Day
  ) -> Bool {
    switch dimension {
    case .campaign: group == .total || group == .campaign(campaign)
    case .day: group == .total || group == .day(day)
    case .week: group == .total || group == .week(monday: day.monday)
    case .booking:
      group == .total || group == (booking(who).map { .booking($0) } ?? .unattributed)
    case .total, .tier, .influencer, .platform, .niche:
      group == .total || group == key(of: Int(who.influencer), in: dimension)
    }
  }
}
