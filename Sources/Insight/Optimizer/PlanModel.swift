/// A problem as rows and columns: items (a candidate booked in one way) in groups, each of which takes at most one.
///
/// A group holds the options of all accounts of one person. Items that no line-up can hold are left out.
struct PlanModel: Sendable {
  struct Row: Sendable {
    var lower: Int64?
    var upper: Int64?
    /// Whether its amounts are costs.
    var isMoney = false
  }

  private(set) var choices: [PlanChoice] = []
  private(set) var cost: [Int64] = []
  private(set) var hours: [Int64] = []
  /// The additive part, times its weight.
  private(set) var value: [Double] = []
  private(set) var group: [Int32] = []
  /// Where each group's items begin; one more at the end.
  private(set) var groupStart: [Int32] = [0]
  /// Groups that must take an item.
  private(set) var isForced: [Bool] = []
  private(set) var rows: [Row] = []
  /// Where each item's entries begin; one more at the end.
  private(set) var entryStart: [Int32] = [0]
  private(set) var entryRow: [Int32] = []
  private(set) var entryAmount: [Int64] = []
  private(set) var terms: PlanTerms
  /// The item's number in the model that this one was reduced from.
  private(set) var origin: [Int32] = []

  var count: Int { choices.count }
  var groupCount: Int { isForced.count }
  var rowCount: Int { rows.count }

  /// Nil if a forced group has no items or two forced candidates.
  init?(_ problem: PlanProblem) {
    let groups = PlanModel.groups(problem)
    guard let groups else { return nil }
    var terms = PlanTerms(problem)
    let limits = problem.limits
    let dearest = limits.dearest
    var layout = RowLayout(limits)
    for members in groups.members {
      let first = choices.count
      for candidate in members {
        let entry = problem.candidates[candidate]
        for (option, way) in entry.options.enumerated() {
          guard way.isBookable, way.cost <= dearest, way.hours <= limits.hours ?? .max else {
            continue
          }
          choices.append(PlanChoice(candidate: candidate, option: option))
          cost.append(way.cost)
          hours.append(way.hours)
          value.append(way.value * terms.additive)
          group.append(Int32(isForced.count))
          terms.append(way)
          layout.append(entry, way)
        }
      }
      let isForced = problem.candidates[members[0]].lock == .must
      if choices.count == first {
        if isForced { return nil }
      } else {
        self.isForced.append(isForced)
        groupStart.append(Int32(choices.count))
      }
    }
    rows = layout.rows
    entryStart = layout.entryStart
    entryRow = layout.entryRow
    entryAmount = layout.entryAmount
    self.terms = terms
    origin = choices.indices.map { Int32($0) }
  }

  /// Without items, but with the rows of another model.
  init(like other: PlanModel) {
    rows = other.rows
    terms = other.terms.emptied
  }

  /// Appends a group of another model's items.
  mutating func append(_ items: [Int], of other: PlanModel, isForced: Bool) {
    for item in items {
      choices.append(other.choices[item])
      cost.append(other.cost[item])
      hours.append(other.hours[item])
      value.append(other.value[item])
      group.append(Int32(self.isForced.count))
      for place in other.entries(item) {
        entryRow.append(other.entryRow[place])
        entryAmount.append(other.entryAmount[place])
      }
      entryStart.append(Int32(entryRow.count))
      terms.append(item, of: other.terms)
      origin.append(other.origin[item])
    }
    groupStart.append(Int32(choices.count))
    self.isForced.append(isForced)
  }

  /// Fixes an item of another model as taken: the limits shrink by what it uses.
  mutating func settle(_ item: Int, of other: PlanModel) {
    for place in other.entries(item) {
      let row = Int(other.entryRow[place])
      rows[row].lower? -= other.entryAmount[place]
      rows[row].upper? -= other.entryAmount[place]
    }
    terms.settle(item, of: other.terms)
  }

  /// The candidates of each group, without banned ones and those whose person has another account forced.
  private static func groups(_ problem: PlanProblem) -> (members: [[Int]], Void)? {
    var place: [Int: Int] = [:]
    var members: [[Int]] = []
    for (index, candidate) in problem.candidates.enumerated() where candidate.lock != .banned {
      guard let person = candidate.person, let known = place[person] else {
        if let person = candidate.person { place[person] = members.count }
        members.append([index])
        continue
      }
      let held = problem.candidates[members[known][0]].lock == .must
      switch (held, candidate.lock == .must) {
      case (true, true): return nil
      case (true, false): break
      case (false, true): members[known] = [index]
      case (false, false): members[known].append(index)
      }
    }
    return (members, ())
  }
}

extension PlanProblem.Option {
  var isBookable: Bool {
    (0...PlanProblem.amountLimit).contains(cost) && (0...PlanProblem.amountLimit).contains(hours)
      && value.isFinite && value.magnitude <= 1e100 && deviation.isFinite
  }
}
