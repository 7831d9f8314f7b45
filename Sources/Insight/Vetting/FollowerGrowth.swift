import LibC
import Marketing

/// How an account's followers grew from one day to another.
struct FollowerGrowth: Hashable, Sendable {
  let from: Day
  let to: Day
  let before: Int
  let after: Int

  /// Growth is given per this many days.
  static let period = 30

  /// The logarithm of the ratio per 30 days. Shorter spans count as 30 days: a good weekend isn't a growth rate.
  var logarithm: Double {
    let days = max(FollowerGrowth.period, to - from)
    let ratio = Double(after) / Double(before)
    return log(ratio) * (Double(FollowerGrowth.period) / Double(days))
  }

  /// The fastest and the slowest growth; nil unless followers are known on two days.
  ///
  /// From each known day to the next, and from each to the last known day at least a period earlier, so that a month of
  /// daily figures counts as a month.
  static func steepest(_ history: [Snapshot], asOf: Day?, followers: Int?) -> (
    rise: FollowerGrowth, fall: FollowerGrowth
  )? {
    var known: [(day: Day, followers: Int)] = []
    known.reserveCapacity(history.count + 1)
    for snapshot in history {
      if let day = snapshot.day, let followers = snapshot.followers, followers > 0 {
        known.append((day, followers))
      }
    }
    if let asOf, let followers, followers > 0 { known.append((asOf, followers)) }
    guard known.count > 1 else { return nil }
    if !zip(known, known.dropFirst()).allSatisfy({ $0.day < $1.day }) {
      // If a day has several figures, the last one counts.
      let ordered = known.enumerated().sorted {
        ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
      }
      known.removeAll(keepingCapacity: true)
      for (_, figure) in ordered {
        if known.last?.day == figure.day { known.removeLast() }
        known.append(figure)
      }
    }
    var rise: FollowerGrowth?
    var fall: FollowerGrowth?
    func take(_ start: Int, _ end: Int) {
      let growth = FollowerGrowth(
        from: known[start].day, to: known[end].day, before: known[start].followers,
        after: known[end].followers)
      if rise.map({ $0.logarithm < growth.logarithm }) ?? true { rise = growth }
      if fall.map({ $0.logarithm > growth.logarithm }) ?? true { fall = growth }
    }
    var earlier = 0
    for end in known.indices.dropFirst() {
      take(end - 1, end)
      while earlier + 1 < end, known[end].day - known[earlier + 1].day >= period { earlier += 1 }
      if earlier < end - 1, known[end].day - known[earlier].day >= period { take(earlier, end) }
    }
    guard let rise, let fall else { return nil }
    return (rise, fall)
  }
}
