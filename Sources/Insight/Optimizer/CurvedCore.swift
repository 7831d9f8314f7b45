/// What is still undecided in a problem with a curved objective.
struct CurvedCore {
  /// A solution of the relaxed problem, with the tangent that gave the lowest bound.
  struct Relaxed {
    let bound: Double
    let simplex: DualSimplex
    let unit: Double
    let constant: Double
    var hull: PlanHull
  }

  let model: PlanModel
  let columns: DualColumns
  /// Items of the full model that are fixed as taken, and the sum of their values.
  let taken: [Int]
  let base: Double
  let simplex: DualSimplex

  init(_ model: PlanModel, taken: [Int] = [], base: Double = 0) {
    self.model = model
    self.taken = taken
    self.base = base
    columns = DualColumns(model)
    simplex = DualSimplex(columns, value: Array(repeating: 0, count: columns.count))
  }

  func unit(_ tangent: PlanTangent) -> Double {
    let largest = tangent.values.reduce(0) { max($0, $1.magnitude) }
    return largest > 0 ? largest : 1
  }

  /// The items that are taken in part or whole.
  func parts(_ simplex: DualSimplex) -> [(item: Int, share: Double)] {
    var parts: [(item: Int, share: Double)] = []
    var mixed: Set<Int> = []
    for place in simplex.basis.indices where simplex.basis[place] >= 0 {
      let column = Int(simplex.basis[place])
      let group = Int(columns.group[column])
      let item = Int(columns.item[column])
      if item >= 0, simplex.level[place] > 1e-9 {
        parts.append((item, min(1, simplex.level[place])))
      }
      guard mixed.insert(group).inserted else { continue }
      let key = Int(simplex.key[group])
      let share = simplex.share(key)
      if columns.item[key] >= 0, share > 1e-9 {
        parts.append((Int(columns.item[key]), min(1, share)))
      }
    }
    for group in 0..<model.groupCount where !mixed.contains(group) {
      let item = columns.item[Int(simplex.key[group])]
      if item >= 0 { parts.append((Int(item), 1)) }
    }
    return parts
  }

  /// The range of variances that the allowed items can have.
  func range(_ isAllowed: [Bool]?) -> PlanChord {
    let terms = model.terms
    guard terms.isCautious else { return PlanChord(least: 0, most: 0) }
    var least = terms.settledVariance
    var most = least
    var low = terms.settledFactors
    var high = low
    for group in 0..<model.groupCount {
      let members = columns.members(group).filter { isAllowed?[$0] ?? true }
      var variance: (least: Double, most: Double) = (.infinity, 0)
      var loadings: [Int: (least: Double, most: Double, count: Int)] = [:]
      for column in members {
        let item = Int(columns.item[column])
        let own = item < 0 ? 0 : terms.variance[item]
        variance = (min(variance.least, own), max(variance.most, own))
        guard item >= 0 else { continue }
        var sums: [Int: Double] = [:]
        for place in Int(terms.loadingStart[item])..<Int(terms.loadingStart[item + 1]) {
          sums[Int(terms.factor[place]), default: 0] += terms.loading[place]
        }
        for (factor, sum) in sums {
          let known = loadings[factor] ?? (.infinity, -.infinity, 0)
          loadings[factor] = (min(known.least, sum), max(known.most, sum), known.count + 1)
        }
      }
      least += variance.least
      most += variance.most
      for (factor, range) in loadings {
        let isAlways = range.count == members.count
        low[factor] += isAlways ? range.least : min(0, range.least)
        high[factor] += isAlways ? range.most : max(0, range.most)
      }
    }
    for factor in low.indices {
      if low[factor] > 0 || high[factor] < 0 {
        least += min(low[factor] * low[factor], high[factor] * high[factor])
      }
      most += max(low[factor] * low[factor], high[factor] * high[factor])
    }
    // Slightly wider, because sums in another order round differently.
    return PlanChord(least: max(0, least * (1 - 1e-12)), most: most * (1 + 1e-12))
  }

  /// What is left after dropping everything that can't be part of a line-up above the target. Nil if that is
  /// everything.
  func reduced(_ relaxed: Relaxed, target: Double) -> CurvedCore? {
    var keeps = [Bool](repeating: false, count: model.count)
    var keepsEmpty = [Bool](repeating: false, count: model.groupCount)
    for (column, isAllowed) in tightened(
      [Bool](repeating: true, count: columns.count), relaxed, target: target
    ).enumerated() where isAllowed {
      let item = Int(columns.item[column])
      if item >= 0 { keeps[item] = true } else { keepsEmpty[Int(columns.group[column])] = true }
    }
    guard let (smaller, decided) = model.reduced(keep: keeps, keepEmpty: keepsEmpty) else {
      return nil
    }
    return CurvedCore(
      smaller, taken: taken + decided.map { Int(model.origin[$0]) },
      base: decided.reduce(base) { $0 + model.value[$1] })
  }

  /// Fixes items that are nearly taken in whole, drops those that aren't taken, and decides on the best of the rest.
  func narrowed(_ relaxed: Relaxed) -> CurvedCore? {
    let shares = relaxed.hull.shares
    var keeps = [Bool](repeating: false, count: model.count)
    var keepsEmpty = [Bool](repeating: true, count: model.groupCount)
    var open = 0
    for (item, share) in shares where share > 0.02 {
      keeps[item] = true
      if share < 0.98 { open += 1 }
    }
    let ordered = shares.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    var toDecide = (open + 3) / 4
    for (item, share) in ordered {
      let isWhole = share >= 0.98
      guard isWhole || toDecide > 0 else { break }
      if !isWhole { toDecide -= 1 }
      let group = Int(model.group[item])
      for other in model.members(group) { keeps[other] = other == item }
      keepsEmpty[group] = false
    }
    for group in 0..<model.groupCount where model.isForced[group] { keepsEmpty[group] = false }
    guard let (smaller, decided) = model.reduced(keep: keeps, keepEmpty: keepsEmpty),
      smaller.groupCount < model.groupCount
    else { return nil }
    return CurvedCore(
      smaller, taken: taken + decided.map { Int(model.origin[$0]) },
      base: decided.reduce(base) { $0 + model.value[$1] })
  }

  func tightened(_ isAllowed: [Bool], _ relaxed: Relaxed, target: Double) -> [Bool] {
    guard target > -.infinity else { return isAllowed }
    let simplex = relaxed.simplex
    let slack =
      (relaxed.bound - target) / relaxed.unit + 1e-9 * max(1, simplex.bound.magnitude)
    var isAllowed = isAllowed
    for group in 0..<model.groupCount {
      let members = columns.members(group)
      var best = -Double.infinity
      for member in members where isAllowed[member] { best = max(best, simplex.worth[member]) }
      for member in members where simplex.worth[member] < best - slack {
        isAllowed[member] = false
      }
    }
    return isAllowed
  }

  // MARK: Branching

  /// A variance to split the range at, if it is the chord that keeps the bound up.
  func division(_ relaxed: Relaxed, _ chord: PlanChord, slack: Double) -> Double? {
    guard model.terms.isCautious, chord.most - chord.least > 1e-9 * chord.most else { return nil }
    let spread = min(max(relaxed.hull.point.spread, chord.least), chord.most)
    let error = model.terms.caution * (spread.squareRoot() - chord.at(spread))
    guard error > 0.3 * slack else { return nil }
    let width = chord.most - chord.least
    return min(max(spread, chord.least + 0.1 * width), chord.most - 0.1 * width)
  }

  /// The column to branch on: the one with the most undecided value.
  func division(_ relaxed: Relaxed, _ isAllowed: [Bool]) -> Int? {
    var shares = [Double](repeating: 0, count: columns.count)
    var columnOf = [Int](repeating: -1, count: model.count)
    for (column, item) in columns.item.enumerated() where item >= 0 {
      columnOf[Int(item)] = column
    }
    for (item, share) in relaxed.hull.shares { shares[columnOf[item]] = share }
    var best: (column: Int, weight: Double)?
    for group in 0..<model.groupCount {
      let left = columns.members(group).filter { isAllowed[$0] }
      guard left.count > 1 else { continue }
      for column in left where columns.item[column] >= 0 {
        let weight =
          (min(shares[column], 1 - shares[column]) + 1e-6)
          * (relaxed.simplex.value[column].magnitude + 1e-6)
        if weight > best?.weight ?? 0 { best = (column, weight) }
      }
    }
    return best?.column
  }

  /// The line-up of the only items allowed.
  func decided(_ isAllowed: [Bool]) -> PlanLineup {
    var lineup = PlanLineup(model)
    for (column, isAllowed) in isAllowed.enumerated() where isAllowed {
      if columns.item[column] >= 0 { lineup.take(Int(columns.item[column])) }
    }
    return lineup
  }
}
