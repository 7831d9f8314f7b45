/// What is still undecided in a problem, with the decided part added up.
struct PlanCore {
  let model: PlanModel
  let columns: DualColumns
  /// Items of the full model that are fixed as taken.
  let taken: [Int]
  /// Their value, by the values that the core was made with.
  let base: Double
  /// The value that 1 in the relaxed problem stands for.
  let unit: Double
  let values: [Double]

  /// - Parameter value: of each item of the model.
  init(_ model: PlanModel, value: [Double], taken: [Int] = [], base: Double = 0) {
    self.model = model
    self.taken = taken
    self.base = base
    columns = DualColumns(model)
    let largest = value.reduce(0) { max($0, $1.magnitude) }
    let unit = largest > 0 ? largest : 1
    self.unit = unit
    values = columns.item.map { $0 < 0 ? 0 : value[Int($0)] / unit }
  }

  var simplex: DualSimplex { DualSimplex(columns, value: values) }

  func objective(_ relaxed: Double) -> Double { base + relaxed * unit }
  func relaxed(_ objective: Double) -> Double { (objective - base) / unit }

  /// The value of one unit of each upper limit; about 0 if it doesn't bind.
  func prices(_ simplex: DualSimplex) -> [Double] {
    simplex.price.indices.map { max(0, simplex.price[$0] + 1e-6) * columns.scale[$0] * unit }
  }

  /// The items taken in whole; with `isExact`, also the one with the largest part in each other group.
  func lineup(_ simplex: DualSimplex, isExact: Bool) -> PlanLineup {
    var lineup = PlanLineup(model)
    var largest: [Int: (item: Int, share: Double)] = [:]
    for place in simplex.basis.indices where simplex.basis[place] >= 0 {
      let item = Int(simplex.basis[place])
      let group = Int(columns.group[item])
      let key = Int(simplex.key[group])
      for part in [
        (item: item, share: simplex.level[place]), (item: key, share: simplex.share(key)),
      ]
      where part.share > largest[group]?.share ?? -.infinity { largest[group] = part }
    }
    for group in 0..<model.groupCount {
      var column = Int(simplex.key[group])
      if let part = largest[group] {
        guard isExact || part.share > 1 - 1e-6 else { continue }
        column = part.item
      }
      let item = columns.item[column]
      if item >= 0 { lineup.take(Int(item)) }
    }
    return lineup
  }

  /// What is left after dropping everything that can't be part of a line-up above the target. Nil if that is
  /// everything.
  func reduced(_ simplex: DualSimplex, target: Double) -> PlanCore? {
    var keeps = [Bool](repeating: false, count: model.count)
    var keepsEmpty = [Bool](repeating: false, count: model.groupCount)
    let bound = simplex.safeBound
    let slack = bound - relaxed(target) + 1e-9 * max(1, bound.magnitude)
    for group in 0..<model.groupCount {
      let members = columns.members(group)
      let best = members.reduce(-Double.infinity) { max($0, simplex.worth[$1]) }
      for member in members where simplex.worth[member] > best - slack {
        let item = Int(columns.item[member])
        if item >= 0 { keeps[item] = true } else { keepsEmpty[group] = true }
      }
    }
    guard let (smaller, decided) = model.reduced(keep: keeps, keepEmpty: keepsEmpty) else {
      return nil
    }
    return PlanCore(
      smaller, value: smaller.value, taken: taken + decided.map { Int(model.origin[$0]) },
      base: decided.reduce(base) { $0 + model.value[$1] })
  }
}
