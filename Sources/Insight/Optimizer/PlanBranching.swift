/// How much branching on each item has lowered the bound so far, to choose the next one.
///
/// Pseudo-costs, with strong branching until an item has some (Achterberg, Koch and Martin 2005).
struct PlanBranching {
  /// For each item, when it is left out and when it is taken: the total fall of the bound per part decided, and how
  /// many falls there were.
  private var falls: [(out: Double, taken: Double)]
  private var times: [(out: Int32, taken: Int32)]

  enum Choice {
    /// Both sides are still possible.
    case split(item: Int, takesFirst: Bool)
    /// One side was ruled out, and the simplex now has the other.
    case decided
    case none
  }

  init(count: Int) {
    falls = Array(repeating: (0, 0), count: count)
    times = Array(repeating: (0, 0), count: count)
  }

  private static let reliable = 2

  mutating func choose(
    _ parts: [(item: Int, share: Double)], _ simplex: inout DualSimplex, cutOff: Double
  ) -> Choice {
    var best = -1.0
    var found: (item: Int, share: Double)?
    for part in parts where simplex.isAllowed[part.item] && simplex.columns.item[part.item] >= 0 {
      var out: Double
      var taken: Double
      if times[part.item].out < PlanBranching.reliable
        || times[part.item].taken < PlanBranching.reliable
      {
        guard let without = fall(part, isTaken: false, simplex, cutOff) else {
          simplex.require(part.item)
          return .decided
        }
        guard let with = fall(part, isTaken: true, simplex, cutOff) else {
          simplex.forbid(part.item)
          return .decided
        }
        out = without
        taken = with
      } else {
        out = part.share * falls[part.item].out / Double(times[part.item].out)
        taken = (1 - part.share) * falls[part.item].taken / Double(times[part.item].taken)
      }
      let score = max(out, 1e-9) * max(taken, 1e-9)
      if score > best {
        best = score
        found = part
      }
    }
    guard let found else { return .none }
    return .split(item: found.item, takesFirst: found.share >= 0.5)
  }

  /// How far the bound falls on one side; nil if that side is impossible.
  private mutating func fall(
    _ part: (item: Int, share: Double), isTaken: Bool, _ simplex: DualSimplex, _ cutOff: Double
  ) -> Double? {
    var side = simplex
    if isTaken { side.require(part.item) } else { side.forbid(part.item) }
    let outcome = side.solve(cutOff: cutOff, steps: 15)
    if outcome == .infeasible || outcome == .cutOff { return nil }
    let fall = max(0, simplex.bound - side.bound)
    if isTaken {
      falls[part.item].taken += fall / (1 - part.share)
      times[part.item].taken += 1
    } else {
      falls[part.item].out += fall / part.share
      times[part.item].out += 1
    }
    return fall
  }
}
