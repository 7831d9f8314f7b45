/// A problem's limits as rows, and what an item adds to each.
struct RowLayout {
  private(set) var rows: [PlanModel.Row] = []
  /// Where each item's entries begin; one more at the end.
  private(set) var entryStart: [Int32] = [0]
  private(set) var entryRow: [Int32] = []
  private(set) var entryAmount: [Int64] = []
  private var budget: Int32?
  private var hours: Int32?
  private var bookings: Int32?
  private var tiers: [Int: Int32] = [:]
  private var niches: [Int: Int32] = [:]
  private var spending: [(tiers: Set<Int>, row: Int32)] = []

  init(_ limits: PlanProblem.Limits) {
    budget = row(lower: 0, upper: limits.budget, isMoney: true)
    hours = row(lower: 0, upper: limits.hours)
    bookings = row(limits.bookings)
    for (tier, range) in limits.tiers.sorted(by: { $0.key < $1.key }) { tiers[tier] = row(range) }
    for (niche, range) in limits.niches.sorted(by: { $0.key < $1.key }) {
      niches[niche] = row(range)
    }
    for limit in limits.spending {
      guard let row = row(lower: limit.minimum, upper: limit.maximum, isMoney: true) else {
        continue
      }
      spending.append((limit.tiers, row))
    }
  }

  private mutating func row(_ range: PlanProblem.CountRange) -> Int32? {
    row(lower: Int64(range.minimum), upper: range.maximum.map(Int64.init))
  }

  /// Nil for limits that every line-up keeps.
  private mutating func row(lower: Int64, upper: Int64?, isMoney: Bool = false) -> Int32? {
    guard lower > 0 || upper != nil else { return nil }
    rows.append(PlanModel.Row(lower: lower > 0 ? lower : nil, upper: upper, isMoney: isMoney))
    return Int32(rows.count - 1)
  }

  mutating func append(_ candidate: PlanProblem.Candidate, _ option: PlanProblem.Option) {
    if let budget, option.cost > 0 { add(budget, option.cost) }
    if let hours, option.hours > 0 { add(hours, option.hours) }
    if let bookings { add(bookings, 1) }
    if let row = tiers[candidate.tier] { add(row, 1) }
    if !niches.isEmpty {
      for (place, niche) in candidate.niches.enumerated() {
        guard let row = niches[niche], !candidate.niches[..<place].contains(niche) else { continue }
        add(row, 1)
      }
    }
    for limit in spending where option.cost > 0 && limit.tiers.contains(candidate.tier) {
      add(limit.row, option.cost)
    }
    entryStart.append(Int32(entryRow.count))
  }

  private mutating func add(_ row: Int32, _ amount: Int64) {
    entryRow.append(row)
    entryAmount.append(amount)
  }
}
