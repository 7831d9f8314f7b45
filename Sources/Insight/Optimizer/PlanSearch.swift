/// Branch and bound, best bound first, diving to the end of each branch.
struct PlanSearch {
  let model: PlanModel
  private(set) var best: [Int] = []
  private(set) var bestObjective = -Double.infinity
  var bound = Double.infinity
  var nodes = 0
  var isStopped = false
  /// All objectives are whole multiples of this; 0 if that is unknown.
  let grain: Double
  let effort: Int

  init(_ model: PlanModel, effort: Int) {
    self.model = model
    self.effort = effort
    // Their sums are exact, too.
    let isWhole =
      !model.terms.isCurved
      && model.value.allSatisfy { $0 == $0.rounded() }
      && model.value.reduce(0, { $0 + $1.magnitude }) < 0x1p52
    grain = isWhole ? 1 : 0
  }

  /// An objective must exceed the best one by more than this to be worth a search.
  private var margin: Double {
    grain > 0 ? 0.999 * grain : 1e-10 * max(1e-300, bestObjective.magnitude)
  }
  var target: Double { bestObjective == -.infinity ? -.infinity : bestObjective + margin }

  @discardableResult
  mutating func offer(_ items: [Int]) -> Bool {
    let items = items.sorted()
    let objective = model.objective(items)
    guard objective > bestObjective else { return false }
    best = items
    bestObjective = objective
    return true
  }

  var solution: PlanSolution {
    if bestObjective == -.infinity {
      var solution = PlanSolution.undecided
      solution.bound = bound
      return solution
    }
    return model.solution(best, bound: bound)
  }

  // MARK: The additive problem

  mutating func run(_ progress: (PlanSolution) -> Bool) {
    let first = PlanGreedy(model).lineup()
    if first.isFeasible { offer(first.items) }
    guard bestObjective == -.infinity || progress(solution) else { return }
    let whole = PlanCore(model, value: model.value)
    var root = whole.simplex
    guard root.solve() != .infeasible else {
      bound = -.infinity
      return
    }
    bound = whole.objective(root.safeBound)
    round(whole, root)
    guard progress(solution) else { return }
    var last = whole.model.count
    for limit in [20, 60, 200, 800, 3200] {
      guard let core = whole.reduced(root, target: target) else {
        bound = bestObjective
        return
      }
      if limit > 60, core.model.count > last * 3 / 4 { break }
      last = core.model.count
      if branch(core, nodes: limit, progress) || isStopped { return }
    }
    guard let core = whole.reduced(root, target: target) else {
      bound = bestObjective
      return
    }
    _ = branch(core, nodes: effort, progress)
  }

  private mutating func offer(_ core: PlanCore, _ lineup: PlanLineup) -> Bool {
    guard lineup.isFeasible else { return false }
    return offer(core.taken + lineup.items.map { Int(core.model.origin[$0]) })
  }

  private mutating func round(_ core: PlanCore, _ simplex: DualSimplex) {
    var lineup = core.lineup(simplex, isExact: false)
    for part in simplex.fractional.sorted(by: { ($0.share, $0.item) > ($1.share, $1.item) }) {
      let item = Int(core.columns.item[part.item])
      guard item >= 0, lineup.taken[Int(core.model.group[item])] < 0, lineup.fits(item) else {
        continue
      }
      lineup.take(item)
    }
    PlanGreedy(core.model, prices: core.prices(simplex)).grow(&lineup)
    _ = offer(core, lineup)
  }

  private struct Node: Comparable {
    let bound: Double
    let number: Int

    static func < (left: Self, right: Self) -> Bool {
      left.bound > right.bound || (left.bound == right.bound && left.number > right.number)
    }
  }

  /// - Returns: whether the best line-up is proven.
  private mutating func branch(
    _ core: PlanCore, nodes limit: Int, _ progress: (PlanSolution) -> Bool
  ) -> Bool {
    let end = nodes + limit
    var heap = Heap<Node>()
    var simplex = core.simplex
    var branching = PlanBranching(count: core.columns.count)
    var corners = [simplex.corner]
    var free: [Int] = []
    heap.insert(Node(bound: bound, number: 0))
    while let node = heap.popFirst() {
      guard node.bound > target else { break }
      bound = min(bound, node.bound)
      simplex.go(to: corners[node.number])
      free.append(node.number)
      branch: while true {
        nodes += 1
        if nodes % 32 == 0, !progress(solution) {
          isStopped = true
          return false
        }
        let outcome = simplex.solve(cutOff: core.relaxed(target))
        guard outcome != .infeasible, outcome != .cutOff else { break }
        let own = core.objective(simplex.safeBound)
        let nodeBound = min(node.bound, own)
        guard nodeBound > target else { break }
        let parts = simplex.fractional
        if parts.isEmpty, outcome == .optimal {
          let lineup = core.lineup(simplex, isExact: true)
          if offer(core, lineup), !progress(solution) { isStopped = true }
          if lineup.isFeasible { break }
        }
        if nodes % 16 == 1 { round(core, simplex) }
        tighten(core, &simplex, own)
        let split: (item: Int, takesFirst: Bool)
        switch branching.choose(parts, &simplex, cutOff: core.relaxed(target)) {
        case .split(let item, let takesFirst): split = (item, takesFirst)
        case .decided: continue
        case .none:
          guard let item = undecided(core, simplex) else {
            _ = offer(core, core.lineup(simplex, isExact: true))
            break branch
          }
          split = (item, true)
        }
        var other = simplex
        if split.takesFirst {
          other.forbid(split.item)
          simplex.require(split.item)
        } else {
          other.require(split.item)
          simplex.forbid(split.item)
        }
        guard !other.isImpossible else { continue }
        let number = free.popLast() ?? corners.count
        if number == corners.count { corners.append(other.corner) }
        corners[number] = other.corner
        heap.insert(Node(bound: nodeBound, number: number))
      }
      if isStopped { return false }
      if nodes > end { return false }
    }
    bound = bestObjective == -.infinity ? -.infinity : bestObjective
    return true
  }

  /// The key of some group that still has a choice, for when rounding errors hide which items are fractional.
  private func undecided(_ core: PlanCore, _ simplex: DualSimplex) -> Int? {
    for group in simplex.openGroups {
      let left = core.columns.members(Int(group)).filter { simplex.isAllowed[$0] }
      if left.count > 1 { return Int(simplex.key[Int(group)]) }
    }
    return nil
  }

  private func tighten(_ core: PlanCore, _ simplex: inout DualSimplex, _ bound: Double) {
    guard target > -.infinity else { return }
    let slack = (bound - target) / core.unit
    var open: [Int32] = []
    for group in simplex.openGroups {
      let key = Int(simplex.key[Int(group)])
      var left = 0
      for member in core.columns.members(Int(group)) where simplex.isAllowed[member] {
        if member != key, simplex.worth[key] - simplex.worth[member] > max(slack, 1e-8) {
          simplex.forbid(member)
        } else {
          left += 1
        }
      }
      if left > 1 || simplex.basicCount[Int(group)] > 0 { open.append(group) }
    }
    simplex.openGroups = open
  }
}
