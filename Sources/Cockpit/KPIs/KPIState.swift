import Marketing
import Metrics
import Screen
import Wording

/// Where the manager stands on the KPI screen, and what was worked out for it.
struct KPIState: StatePart {
  enum Pane: String, CaseIterable, Sendable {
    case chart, targets, list
  }

  /// What the list shows: the figures level by level, or the leaderboard.
  enum List: String, Sendable { case figures, leaders }

  var focus = Pane.list
  var list = List.figures
  /// What the first level has a row for.
  var grouping = Dimension.tier
  var showsTypical = false
  var range = DateRange.all
  /// Figures of a range stand beside those of the days before it.
  var showsBefore = false
  /// The way down: the group, then the influencer, then the post.
  var path = DrillPath()
  var step = TimeSeries.Step.day
  var reading = TimeSeries.Reading.each
  /// The chart pane shows the numbers instead of the picture.
  var showsNumbers = false
  /// The period that is read in the chart; nil for the newest.
  var period: Int?
  /// The line that is read.
  var line = 0

  var groups = GridState<GroupKey>()
  var creators = GridState<GroupKey>()
  var posts = GridState<PostList.Post.ID>()
  var measurements = GridState<Measurement.Identity>()
  var leaders = GridState<InfluencerID>()
  var numbers = GridState<Int>()

  // Worked out by `arrange`.
  var figures = KPIFigures()
}

extension CockpitState {
  var kpis: KPIState {
    _read { yield parts[KPIState.self] }
    _modify { yield &parts[KPIState.self] }
  }
}

/// A way into the figures: tier → influencer → post → measurements.
struct DrillPath: Hashable, Sendable {
  struct Group: Hashable, Sendable {
    var key: GroupKey
    var dimension: Dimension
    var label: String
  }

  var group: Group?
  /// Nil key: everybody's of the group.
  var creator: Creator?
  var post: Post?

  struct Creator: Hashable, Sendable {
    var id: InfluencerID?
    var label: String
  }

  struct Post: Hashable, Sendable {
    var id: PostList.Post.ID
    var label: String
  }

  enum Level: Int, Sendable { case groups, creators, posts, measurements }

  var level: Level {
    if post != nil { return .measurements }
    if creator != nil { return .posts }
    return group == nil ? .groups : .creators
  }

  /// One level up; false at the top.
  mutating func goUp() -> Bool {
    if post != nil {
      post = nil
    } else if creator != nil {
      creator = nil
      // Where the group is an influencer already, there was no level between.
      if group?.isSingle == true { group = nil }
    } else if group != nil {
      group = nil
    } else {
      return false
    }
    return true
  }

  /// `Micro › @ana › post`.
  var title: String {
    [group?.label, group?.isSingle == true ? nil : creator?.label, post?.label]
      .compactMap(\.self).joined(separator: " › ")
  }
}

extension DrillPath.Group {
  /// Whether the group is one influencer's, or nobody's, so that the next level is the posts.
  var isSingle: Bool {
    switch key {
    case .influencer, .booking, .unattributed: true
    case .total, .tier, .platform, .niche, .campaign, .day, .week, .unknown: false
    }
  }
}
