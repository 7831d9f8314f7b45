/// Branch and bound for curved objectives, by tangents of the relaxed problem.
extension PlanSearch {
  mutating func runCurved(_ progress: (PlanSolution) -> Bool) {
    for isDense in [true, false] {
      let lineup = PlanGreedy(model).lineup(isDense: isDense)
      if lineup.isFeasible { offer(lineup.items) }
    }
    guard bestObjective == -.infinity || progress(solution) else { return }
    guard let (whole, root) = root(progress) else { return }
    guard !isStopped, progress(solution) else { return }
    dive(whole, root, progress)
    guard bound > target, !isStopped, progress(solution) else { return }
    var last = whole.model.count
    // Work is measured in items examined, so large problems get fewer nodes.
    let most = max(50, 20 * effort / max(1, model.count))
    for limit in [10, 40, 160, 640, most] {
      guard let core = whole.reduced(root, target: target) else {
        bound = bestObjective
        return
      }
      if limit > 40, limit < most, core.model.count > last * 3 / 4 { continue }
      last = core.model.count
      if branchCurved(core, nodes: limit, progress) || isStopped { return }
    }
  }

  /// Up to this many items are examined in full; with more, a rough pass first drops those that can't be part of a
  /// better line-up.
  private static let largeCount = 5_000

  /// The whole problem relaxed, without what is ruled out. Nil if there is nothing better, or nothing at all.
  private mutating func root(
    _ progress: (PlanSolution) -> Bool
  ) -> (CurvedCore, CurvedCore.Relaxed)? {
    var core = CurvedCore(model)
    var isRough = model.count > PlanSearch.largeCount
    while true {
      guard
        let relaxed = relax(
          core, nil, PlanPoint(core.model), core.range(nil), rounds: isRough ? 8 : 60,
          isWhole: true, progress)
      else {
        bound = bestObjective
        return nil
      }
      bound = min(bound, relaxed.bound)
      guard isRough, !isStopped else { return (core, relaxed) }
      guard progress(solution) else {
        isStopped = true
        return (core, relaxed)
      }
      guard let smaller = core.reduced(relaxed, target: target) else {
        bound = bestObjective
        return nil
      }
      isRough =
        smaller.model.count > PlanSearch.largeCount
        && smaller.model.count < core.model.count * 3 / 4
      core = smaller
    }
  }

  private struct Node: Comparable {
    let bound: Double
    let number: Int

    static func < (left: Self, right: Self) -> Bool {
      left.bound > right.bound || (left.bound == right.bound && left.number < right.number)
    }
  }

  private struct Branch {
    let isAllowed: [Bool]
    let point: PlanPoint
    let chord: PlanChord
  }

  /// The relaxed problem with only some items allowed and the variance within a range. Nil if it has no solution.
  ///
  /// - Parameter isWhole: nothing is decided yet, so the bound applies to the whole problem.
  mutating func relax(
    _ core: CurvedCore, _ isAllowed: [Bool]?, _ start: PlanPoint, _ chord: PlanChord, rounds: Int,
    isWhole: Bool = false, _ progress: (PlanSolution) -> Bool
  ) -> CurvedCore.Relaxed? {
    var hull = PlanHull(start)
    var best: CurvedCore.Relaxed?
    var simplex = core.simplex
    if let isAllowed { simplex.allow(isAllowed) }
    for round in 0..<rounds {
      let tangent = PlanTangent(core.model, at: hull.point, chord)
      let unit = core.unit(tangent)
      simplex.restart(value: core.columns.item.map { $0 < 0 ? 0 : tangent.values[Int($0)] / unit })
      guard simplex.solve() != .infeasible else { return nil }
      let constant = core.base + tangent.constant
      let bound = constant + simplex.safeBound * unit
      if best.map({ bound < $0.bound }) ?? true {
        best = CurvedCore.Relaxed(
          bound: bound, simplex: simplex, unit: unit, constant: constant, hull: hull)
      }
      if let best, best.bound <= target, round > 0 || rounds < 10 { return best }
      let reached = core.base + core.model.relaxedObjective(hull.point, chord)
      let parts = core.parts(simplex)
      var corner = PlanPoint(core.model)
      for part in parts { corner.add(part.item, core.model, share: part.share) }
      let isLarge = !isWhole && core.model.count > PlanSearch.largeCount
      if round < (isLarge ? 1 : 4) || round % 8 == 0 { roundCurved(core, parts) }
      if round > 0, (best?.bound ?? bound) - reached <= 1e-5 * bound.magnitude { break }
      hull.add(corner, parts, core.model, chord)
      best?.hull = hull
      if isWhole, round % 8 == 7 {
        self.bound = min(self.bound, best?.bound ?? .infinity)
        guard progress(solution) else {
          isStopped = true
          break
        }
      }
    }
    return best
  }

  /// Fixes what is nearly decided, relaxes the rest again, and so on down to a line-up.
  private mutating func dive(
    _ core: CurvedCore, _ root: CurvedCore.Relaxed, _ progress: (PlanSolution) -> Bool
  ) {
    var core = core
    var relaxed = root
    while true {
      roundCurved(core, relaxed.hull.shares.map { ($0.key, $0.value) }, improves: true)
      guard let smaller = core.narrowed(relaxed) else { return }
      core = smaller
      guard core.model.groupCount > 0, progress(solution),
        let next = relax(core, nil, PlanPoint(core.model), core.range(nil), rounds: 10, progress)
      else { return }
      relaxed = next
    }
  }

  /// Whole items first, then whatever brings most.
  private mutating func roundCurved(
    _ core: CurvedCore, _ parts: [(item: Int, share: Double)], improves: Bool = false
  ) {
    var lineup = PlanLineup(core.model)
    for part in parts where part.share > 1 - 1e-6 { lineup.take(part.item) }
    for part in parts.sorted(by: { ($0.share, $0.item) > ($1.share, $1.item) })
    where part.share > 0.3 && lineup.taken[Int(core.model.group[part.item])] < 0 {
      if lineup.fits(part.item) { lineup.take(part.item) }
    }
    PlanGreedy(core.model).grow(&lineup)
    if improves {
      let near = parts.filter { $0.share > 0.01 }.map(\.item).sorted()
      PlanImproving(items: near).improve(&lineup)
    }
    offer(core, lineup)
  }

  private mutating func offer(_ core: CurvedCore, _ lineup: PlanLineup) {
    guard lineup.isFeasible else { return }
    offer(core.taken + lineup.items.map { Int(core.model.origin[$0]) })
  }

  private mutating func branchCurved(
    _ core: CurvedCore, nodes limit: Int, _ progress: (PlanSolution) -> Bool
  ) -> Bool {
    let end = nodes + limit
    var heap = Heap<Node>()
    let all = [Bool](repeating: true, count: core.columns.count)
    var branches: [Branch?] = [
      Branch(isAllowed: all, point: PlanPoint(core.model), chord: core.range(nil))
    ]
    heap.insert(Node(bound: bound, number: 0))
    while let node = heap.popFirst() {
      guard node.bound > target else { break }
      bound = min(bound, node.bound)
      if nodes >= end { return false }
      nodes += 1
      guard let branch = branches[node.number] else { continue }
      branches[node.number] = nil
      let possible = core.range(branch.isAllowed)
      let chord = PlanChord(
        least: max(possible.least, branch.chord.least), most: min(possible.most, branch.chord.most))
      guard chord.least <= chord.most else { continue }
      let rounds = node.number == 0 ? 40 : 6
      guard
        let relaxed = relax(core, branch.isAllowed, branch.point, chord, rounds: rounds, progress),
        relaxed.bound > target
      else { continue }
      let isAllowed = core.tightened(branch.isAllowed, relaxed, target: target)
      let nodeBound = min(node.bound, relaxed.bound)
      func insert(_ isAllowed: [Bool], _ chord: PlanChord) {
        branches.append(Branch(isAllowed: isAllowed, point: relaxed.hull.point, chord: chord))
        heap.insert(Node(bound: nodeBound, number: branches.count - 1))
      }
      if let middle = core.division(relaxed, chord, slack: nodeBound - target) {
        insert(isAllowed, PlanChord(least: chord.least, most: middle))
        insert(isAllowed, PlanChord(least: middle, most: chord.most))
      } else if let column = core.division(relaxed, isAllowed) {
        var taken = isAllowed
        for member in core.columns.members(Int(core.columns.group[column])) where member != column {
          taken[member] = false
        }
        var left = isAllowed
        left[column] = false
        insert(taken, chord)
        insert(left, chord)
      } else {
        offer(core, core.decided(isAllowed))
      }
      if nodes % 8 == 0, !progress(solution) { isStopped = true }
      if isStopped { return false }
    }
    bound = bestObjective
    return true
  }
}
