/// A first line-up: whatever the limits require, then repeatedly the item that brings most for what it uses.
struct PlanGreedy {
  let model: PlanModel
  /// The price of one unit of each row, 0 or more.
  let prices: [Double]

  init(_ model: PlanModel, prices: [Double]) {
    self.model = model
    self.prices = prices
  }

  /// Prices every upper limit that most items count towards so that the whole limit is worth the same.
  init(_ model: PlanModel) {
    self.model = model
    var entries = [Int](repeating: 0, count: model.rowCount)
    for row in model.entryRow { entries[Int(row)] += 1 }
    prices = model.rows.indices.map { row in
      guard let upper = model.rows[row].upper, 2 * entries[row] > model.count else { return 0 }
      return 1 / Double(max(1, upper))
    }
  }

  /// - Parameter isDense: by gain per use of the limits; otherwise by gain alone.
  func lineup(isDense: Bool = true) -> PlanLineup {
    var lineup = PlanLineup(model)
    for group in 0..<model.groupCount where model.isForced[group] {
      let items = model.members(group)
      let item = items.filter { lineup.fits($0) }.min { price($0) < price($1) }
      lineup.take(item ?? items.lowerBound)
    }
    for row in 0..<model.rowCount where lineup.missing(row) > 0 { fill(row, &lineup) }
    grow(&lineup, isDense: isDense)
    return lineup
  }

  private func price(_ item: Int) -> Double {
    model.entries(item).reduce(0) {
      $0 + prices[Int(model.entryRow[$1])] * Double(model.entryAmount[$1])
    }
  }

  /// Adds the cheapest items of a row until its lower limit is met.
  private func fill(_ row: Int, _ lineup: inout PlanLineup) {
    let items = (0..<model.count).filter { model.amount($0, row) > 0 }
    let prices = items.map { price($0) }
    for place in items.indices.sorted(by: { (prices[$0], $0) < (prices[$1], $1) }) {
      guard lineup.missing(row) > 0 else { return }
      let item = items[place]
      if lineup.taken[Int(model.group[item])] < 0, lineup.fits(item) { lineup.take(item) }
    }
  }

  /// Lazy greedy: an item's gain only falls as others are taken, so an old gain bounds the new one.
  func grow(_ lineup: inout PlanLineup, isDense: Bool = true) {
    func density(_ gain: Double, _ item: Int) -> Double {
      isDense ? gain / max(1e-12, price(item)) : gain
    }
    var heap = Heap<Entry>()
    // Room only shrinks: what doesn't fit now never will.
    func isOpen(_ item: Int) -> Bool {
      lineup.taken[Int(model.group[item])] < 0 && lineup.fits(item)
    }
    for item in 0..<model.count where isOpen(item) {
      let gain = model.value[item] + (model.terms.isCurved ? lineup.state.gain(item) : 0)
      guard gain > 0 else { continue }
      heap.append(Entry(density: density(gain, item), item: Int32(item), stamp: 0))
    }
    heap.order()
    var stamp: Int32 = 0
    var misses = 0
    while let top = heap.popFirst() {
      let item = Int(top.item)
      guard isOpen(item) else {
        misses += 1
        // Removing items that no longer fit one by one would take longer than everything else.
        if misses > 100, misses > heap.count / 50 {
          heap.keep { isOpen(Int($0.item)) }
          misses = 0
        }
        continue
      }
      if top.stamp != stamp {
        let gain = model.value[item] + lineup.state.gain(item)
        if gain > 0 {
          heap.insert(Entry(density: density(gain, item), item: top.item, stamp: stamp))
        }
        continue
      }
      lineup.take(item)
      if model.terms.isCurved { stamp += 1 }
    }
  }

  private struct Entry: Comparable {
    let density: Double
    let item: Int32
    let stamp: Int32

    static func < (left: Self, right: Self) -> Bool {
      left.density > right.density || (left.density == right.density && left.item < right.item)
    }
  }
}

/// A binary heap with the smallest element first.
struct Heap<Element: Comparable> {
  private var elements: [Element] = []

  var count: Int { elements.count }

  /// Adds an element out of order; call `order()` afterwards.
  mutating func append(_ element: Element) { elements.append(element) }

  mutating func keep(_ isKept: (Element) -> Bool) {
    elements.removeAll { !isKept($0) }
    order()
  }

  mutating func order() {
    for place in stride(from: elements.count / 2 - 1, through: 0, by: -1) { sink(place) }
  }

  mutating func insert(_ element: Element) {
    elements.append(element)
    var place = elements.count - 1
    while place > 0, elements[place] < elements[(place - 1) / 2] {
      elements.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func popFirst() -> Element? {
    guard let first = elements.first, let last = elements.popLast() else { return nil }
    if !elements.isEmpty {
      elements[0] = last
      sink(0)
    }
    return first
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while true {
      var child = 2 * place + 1
      guard child < elements.count else { return }
      if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
      guard elements[child] < elements[place] else { return }
      elements.swapAt(place, child)
      place = child
    }
  }
}
