import Marketing
import Metrics
import Screen
import Wording

/// The state of the KPI screen, and the figures worked out for it.
struct KPIState: StatePart {
  enum Pane: String, CaseIterable, Sendable {
    case chart, targets, list
  }

  /// The list shows the figures level by level, or the leaderboard.
  enum List: String, Sendable { case figures, leaders }

  var focus = Pane.list
  var list = List.figures
  /// What the first level is grouped by.
  var grouping = Dimension.tier
  var showsTypical = false
  var range = DateRange.all
  /// Shows the days before the range for comparison.
  var showsBefore = false
  /// How far down the user has gone: group, influencer, post.
  var path = DrillPath()
  var step = TimeSeries.Step.day
  var reading = TimeSeries.Reading.each
  /// The chart pane shows numbers instead of the chart.
  var showsNumbers = false
  /// The period under the chart's cursor; nil for the newest.
  var period: Int?
  /// The line under the chart's cursor.
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

/// A path into the figures: tier → influencer → post → measurements.
struct DrillPath: Hashable, Sendable {
  struct Group: Hashable, Sendable {
    var key: GroupKey
    var dimension: Dimension
    var label: String
  }

  var group: Group?
  /// A nil key stands for everybody in the group.
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
      // If the group is a single influencer, the influencer level was skipped on the way down.
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
  /// Whether the group is a single influencer, or nobody, so that the next level is the posts.
  var isSingle: Bool {
    switch key {
    case .influencer, .booking, .unattributed: true
    case .total, .tier, .platform, .niche, .campaign, .day, .week, .unknown: false
    }
  }
}
