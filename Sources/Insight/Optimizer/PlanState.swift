/// The curved part of an objective as items are taken and dropped.
struct PlanState {
  /// How many people of each segment nobody reaches yet; kept as a product and the number of zero factors.
  private(set) var missed: [Double]
  private var certain: [Int32]
  private var variance = 0.0
  private var factors: [Double]
  let terms: PlanTerms

  init(_ terms: PlanTerms) {
    self.terms = terms
    missed = Array(repeating: 1, count: terms.weights.count)
    certain = Array(repeating: 0, count: terms.weights.count)
    factors = terms.settledFactors
    variance = terms.settledVariance
  }

  /// Standard deviation times caution.
  var penalty: Double {
    guard terms.isCautious else { return 0 }
    return terms.caution * factors.reduce(max(0, variance)) { $0 + $1 * $1 }.squareRoot()
  }

  /// The weight of a segment's people whom nobody reaches.
  func left(_ segment: Int) -> Double {
    certain[segment] > 0 ? 0 : terms.weights[segment] * missed[segment]
  }

  /// What adding an item brings apart from its value.
  func gain(_ item: Int) -> Double {
    var sum = 0.0
    for place in Int(terms.start[item])..<Int(terms.start[item + 1]) {
      sum += left(Int(terms.segment[place])) * (1 - terms.miss[place])
    }
    guard terms.isCautious else { return sum }
    return sum + penalty - penalty(with: item)
  }

  private func penalty(with item: Int) -> Double {
    var sum = max(0, variance) + terms.variance[item]
    for number in factors { sum += number * number }
    for place in Int(terms.loadingStart[item])..<Int(terms.loadingStart[item + 1]) {
      let before = factors[Int(terms.factor[place])]
      let after = before + terms.loading[place]
      sum += after * after - before * before
    }
    return terms.caution * max(0, sum).squareRoot()
  }

  mutating func add(_ item: Int) {
    for place in Int(terms.start[item])..<Int(terms.start[item + 1]) {
      let segment = Int(terms.segment[place])
      if terms.miss[place] > 0 {
        missed[segment] *= terms.miss[place]
      } else {
        certain[segment] += 1
      }
    }
    addDeviation(item, sign: 1)
  }

  mutating func remove(_ item: Int) {
    for place in Int(terms.start[item])..<Int(terms.start[item + 1]) {
      let segment = Int(terms.segment[place])
      if terms.miss[place] > 0 {
        missed[segment] /= terms.miss[place]
      } else {
        certain[segment] -= 1
      }
    }
    addDeviation(item, sign: -1)
  }

  private mutating func addDeviation(_ item: Int, sign: Double) {
    guard terms.isCautious else { return }
    variance += sign * terms.variance[item]
    for place in Int(terms.loadingStart[item])..<Int(terms.loadingStart[item + 1]) {
      factors[Int(terms.factor[place])] += sign * terms.loading[place]
    }
  }

  var sum: Double {
    var sum = terms.settledReach
    for segment in missed.indices { sum += terms.weights[segment] - left(segment) }
    return sum - penalty
  }
}
