/// What of a model is still to be decided, with what is decided already added up.
struct PlanCore {
  let model: PlanModel
  let columns: DualColumns
  /// The model's group of each of the columns'.
  let groups: [Int]
  /// Items that are taken for certain.
  let taken: [Int]
  /// Of the items taken for certain, by the values that the core was made with.
  let base: Double
  /// What 1 in the relaxed problem stands for.
  let unit: Double
  let values: [Double]
  /// Nothing is left for a group of which something has to be taken.
  let isImpossible: Bool

  /// Everything that `keep` leaves. A group of which one choice is left is decided.
  ///
  /// - Parameter value: of each item of the model.
  init(
    _ model: PlanModel, value: [Double], keep: (Int) -> Bool = { _ in true },
    keepEmpty: (Int) -> Bool
  ) {
    self.model = model
    var groups: [Int] = []
    var taken: [Int] = []
    var isImpossible = false
    for group in 0..<model.groupCount {
      let items = model.members(group).filter(keep)
      let mayBeEmpty = keepEmpty(group)
      if items.count + (mayBeEmpty ? 1 : 0) > 1 {
        groups.append(group)
      } else if let item = items.first {
        taken.append(item)
      } else if !mayBeEmpty {
        isImpossible = true
      }
    }
    self.isImpossible = isImpossible
    var fixed = [Int64](repeating: 0, count: model.rowCount)
    for item in taken {
      for place in model.entries(item) {
        fixed[Int(model.entryRow[place])] += model.entryAmount[place]
      }
    }
    self.groups = groups
    self.taken = taken
    base = taken.reduce(0) { $0 + value[$1] }
    columns = DualColumns(
      model, groups: groups, fixed: fixed, isAllowed: keep, mayBeEmpty: keepEmpty)
    let largest = columns.item.reduce(0) { $1 < 0 ? $0 : max($0, value[Int($1)].magnitude) }
    let unit = largest > 0 ? largest : 1
    self.unit = unit
    values = columns.item.map { $0 < 0 ? 0 : value[Int($0)] / unit }
  }

  var simplex: DualSimplex { DualSimplex(columns, value: values) }

  func objective(_ relaxed: Double) -> Double { base + relaxed * unit }
  func relaxed(_ objective: Double) -> Double { (objective - base) / unit }

  /// The items that are taken as a whole; with `isExact` of the others those of which most is taken.
  func lineup(_ simplex: DualSimplex, isExact: Bool) -> PlanLineup {
    var lineup = PlanLineup(model)
    for item in taken { lineup.take(item) }
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
    for group in groups.indices {
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
}
