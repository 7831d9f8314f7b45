import Marketing

/// The groups of one dimension with their totals, kept up to date one increment at a time.
///
/// Below the groups are cells, one per influencer and group, from which come "a typical creator" and the number of
/// distinct influencers. Invariants: `total` is the sum of `creators`, which is the sum of all cells and, in a
/// dimension without cost, the costs; each group's totals are the sum of its cells; the cells of a group are linked
/// through `firstCell` and `Cell.next`.
struct Aggregate: Sendable {
  struct Group: Sendable {
    let key: GroupKey
    /// The group's place in `parts` if days or weeks are split further.
    var part: Int32 = 0
    var totals: Totals
    var firstCell: Int32 = -1
  }

  struct Cell: Sendable {
    var sums = Sums()
    let influencer: Int32
    let next: Int32
  }

  let dimension: Dimension
  /// How each day or week is split further, if at all: by a dimension that depends on the influencer alone.
  let split: Dimension?
  /// The groups that days or weeks are split into.
  private(set) var parts: [GroupKey] = []
  /// May be replaced by one with the same influencers in the same places.
  var directory: Directory
  private(set) var groups: [Group] = []
  private(set) var cells: [Cell] = []
  /// Everything that belongs to each influencer; the last place is for nobody.
  private(set) var creators: [Sums]
  private(set) var total: Totals
  /// Whether what bookings cost is counted: not in a range of days, since bookings have none.
  private let countsCosts: Bool

  private var pairs = PairIndex()
  /// In a dimension that depends on the influencer alone, the group of each influencer's place; of a split, the part.
  private var groupOfInfluencer: [Int32] = []
  /// The group of each campaign, booking or day.
  private var groupOfNumber = NumberIndex()
  private var unattributed: Int32 = -1
  /// The group of each part's days or weeks.
  private var periods = PairIndex()

  init(
    _ dimension: Dimension, by split: Dimension? = nil, directory: Directory, costs: Bool = true
  ) {
    self.dimension = dimension
    countsCosts = costs
    total = Totals(returnFrom: directory.returnFrom, withoutCosts: !costs)
    self.split = split
    self.directory = directory
    let places = directory.influencers.count + 1
    creators = Array(repeating: Sums(), count: places)
    let decided = split ?? dimension
    guard directory.key(of: 0, in: decided) != nil else { return }
    var known: [GroupKey: Int32] = [:]
    groupOfInfluencer.reserveCapacity(places)
    for place in 0..<places {
      guard let key = directory.key(of: place, in: decided) else { continue }
      if let group = known[key] {
        groupOfInfluencer.append(group)
      } else {
        let group = split == nil ? newGroup(key) : newPart(key)
        known[key] = group
        groupOfInfluencer.append(group)
      }
    }
  }

  /// Whether groups are days or weeks, which have no costs.
  private var isOfDays: Bool { dimension == .day || dimension == .week }

  private func group(_ key: GroupKey, part: Int32 = 0) -> Group {
    Group(
      key: key, part: part,
      totals: Totals(
        returnFrom: directory.returnFrom, withoutCosts: isOfDays || !countsCosts))
  }

  private mutating func newGroup(_ key: GroupKey) -> Int32 {
    groups.append(group(key))
    return Int32(groups.count - 1)
  }

  private mutating func newPart(_ key: GroupKey) -> Int32 {
    parts.append(key)
    return Int32(parts.count - 1)
  }

  /// The group of a day or a week, or of its part.
  private mutating func group(
    _ who: Attribution, period: Day, _ key: GroupKey
  ) -> Int32 {
    guard split != nil else { return group(period.number, key) }
    let part = groupOfInfluencer[Int(who.influencer)]
    let place = periods.place(part, Int32(truncatingIfNeeded: period.number))
    if place == groups.count { groups.append(group(key, part: part)) }
    return place
  }

  private mutating func group(_ number: Int, _ key: GroupKey) -> Int32 {
    if let group = groupOfNumber[number] { return group }
    let group = newGroup(key)
    groupOfNumber[number] = group
    return group
  }

  private mutating func group(_ who: Attribution, _ campaign: CampaignID, _ day: Day?) -> Int32? {
    switch dimension {
    case .total, .tier, .influencer, .platform, .niche:
      return groupOfInfluencer[Int(who.influencer)]
    case .campaign: return group(campaign.number, .campaign(campaign))
    case .booking:
      if who.booking >= 0 {
        let id = directory.bookings[Int(who.booking)].id
        return group(id.number, .booking(id))
      }
      if unattributed < 0 { unattributed = newGroup(.unattributed) }
      return unattributed
    case .day:
      guard let day else { return nil }
      return group(who, period: day, .day(day))
    case .week:
      guard let monday = day?.monday else { return nil }
      return group(who, period: monday, .week(monday: monday))
    }
  }

  private mutating func cell(_ group: Int32, _ influencer: Int32) -> Int {
    let cell = Int(pairs.place(group, influencer))
    if cell == cells.count {
      cells.append(Cell(influencer: influencer, next: groups[Int(group)].firstCell))
      groups[Int(group)].firstCell = Int32(cell)
    }
    return cell
  }

  /// Puts an increment into its cell alone; `fold` must follow after the last one.
  mutating func collect(_ increment: Sums, _ who: Attribution, _ campaign: CampaignID, _ day: Day) {
    guard let group = group(who, campaign, day) else { return }
    cells[cell(group, who.influencer)].sums += increment
  }

  /// Adds up the collected cells into an empty aggregate.
  mutating func fold() {
    for group in groups.indices {
      var next = groups[group].firstCell
      while next >= 0 {
        let cell = cells[Int(next)]
        Aggregate.change(
          &groups[group].totals, cell.influencer, from: Sums(), to: cell.sums, in: directory)
        creators[Int(cell.influencer)] += cell.sums
        next = cell.next
      }
    }
    for place in creators.indices {
      Aggregate.change(
        &total, Int32(place), from: Sums(), to: creators[place], in: directory)
    }
  }

  /// Takes one increment away, puts another in its place, or both. O(1). Without a day it is a cost.
  mutating func change(
    from former: Sums?, to current: Sums?, _ who: Attribution, _ campaign: CampaignID, _ day: Day?
  ) {
    func changed(_ sums: Sums) -> Sums {
      var result = sums
      if let former { result -= former }
      if let current { result += current }
      return result
    }
    if let group = group(who, campaign, day) {
      let cell = cell(group, who.influencer)
      let before = cells[cell].sums
      cells[cell].sums = changed(before)
      Aggregate.change(
        &groups[Int(group)].totals, who.influencer, from: before, to: cells[cell].sums,
        in: directory)
    }
    let before = creators[Int(who.influencer)]
    creators[Int(who.influencer)] = changed(before)
    Aggregate.change(
      &total, who.influencer, from: before, to: creators[Int(who.influencer)], in: directory)
  }

  /// Updates one influencer's part of a group's totals.
  static func change(
    _ totals: inout Totals, _ influencer: Int32, from former: Sums, to current: Sums,
    in directory: Directory
  ) {
    totals.change(
      from: former, to: current, followers: directory.followers(Int(influencer)),
      isSomebody: influencer != directory.nobody)
  }

  /// One influencer's part of a group, or of the whole, as totals.
  func totals(_ sums: Sums, of influencer: Int32, isWhole: Bool) -> Totals {
    var result = Totals(
      returnFrom: directory.returnFrom, withoutCosts: !countsCosts || isOfDays && !isWhole)
    Aggregate.change(&result, influencer, from: Sums(), to: sums, in: directory)
    return result
  }
}
