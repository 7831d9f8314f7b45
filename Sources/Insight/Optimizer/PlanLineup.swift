/// The items taken, at most one per group, and their sums.
struct PlanLineup {
  let model: PlanModel
  /// The item taken from each group, or -1.
  private(set) var taken: [Int32]
  private(set) var activity: [Int64]
  private(set) var state: PlanState

  init(_ model: PlanModel) {
    self.model = model
    taken = Array(repeating: -1, count: model.groupCount)
    activity = Array(repeating: 0, count: model.rowCount)
    state = PlanState(model.terms)
  }

  var items: [Int] { taken.compactMap { $0 >= 0 ? Int($0) : nil } }

  /// Whether the upper limits leave room for the item in place of its group's current one.
  func fits(_ item: Int) -> Bool {
    let other = taken[Int(model.group[item])]
    for place in model.entries(item) {
      let row = Int(model.entryRow[place])
      guard let upper = model.rows[row].upper else { continue }
      var sum = activity[row] + model.entryAmount[place]
      if other >= 0 { sum -= model.amount(Int(other), row) }
      if sum > upper { return false }
    }
    return true
  }

  /// Takes the item in place of its group's current one.
  mutating func take(_ item: Int) {
    let group = Int(model.group[item])
    drop(group)
    taken[group] = Int32(item)
    count(item, 1)
    state.add(item)
  }

  mutating func drop(_ group: Int) {
    guard taken[group] >= 0 else { return }
    let item = Int(taken[group])
    taken[group] = -1
    count(item, -1)
    state.remove(item)
  }

  private mutating func count(_ item: Int, _ sign: Int64) {
    for place in model.entries(item) {
      activity[Int(model.entryRow[place])] += sign * model.entryAmount[place]
    }
  }

  /// How much is missing to reach the row's lower limit.
  func missing(_ row: Int) -> Int64 { max(0, (model.rows[row].lower ?? 0) - activity[row]) }

  var isFeasible: Bool {
    for row in 0..<model.rowCount {
      if missing(row) > 0 { return false }
      if let upper = model.rows[row].upper, activity[row] > upper { return false }
    }
    return !zip(taken, model.isForced).contains { $0 < 0 && $1 }
  }

  /// Added up from scratch in the groups' order, so that it doesn't depend on how the line-up came about.
  var objective: Double { model.objective(items) }
}

extension PlanModel {
  func entries(_ item: Int) -> Range<Int> { Int(entryStart[item])..<Int(entryStart[item + 1]) }

  func members(_ group: Int) -> Range<Int> {
    Int(groupStart[group])..<Int(groupStart[group + 1])
  }

  func amount(_ item: Int, _ row: Int) -> Int64 {
    for place in entries(item) where Int(entryRow[place]) == row { return entryAmount[place] }
    return 0
  }

  func objective(_ items: [Int]) -> Double {
    var state = PlanState(terms)
    var sum = 0.0
    for item in items {
      sum += value[item]
      if terms.isCurved { state.add(item) }
    }
    return terms.isCurved ? sum + state.sum : sum
  }

  func solution(_ items: [Int], bound: Double) -> PlanSolution {
    let objective = objective(items)
    return PlanSolution(
      status: .feasible, chosen: items.map { choices[$0] }.sorted(), objective: objective,
      bound: max(bound, objective), cost: items.reduce(0) { $0 + cost[$1] },
      hours: items.reduce(0) { $0 + hours[$1] })
  }
}
