import Glibc

/// What of an objective doesn't simply add up: unique reach over segments, and the deviation that caution subtracts.
///
/// For each item a list of segments with 1 − p and of shared causes with their loadings. With the total T_s = Σ −ln(1 − p)
/// over the items taken, a segment contributes weight × (1 − e^(−T_s)), which is concave in T_s.
struct PlanTerms: Sendable {
  /// The weight of the additive part.
  let additive: Double
  /// Of each segment, times the weight of the reach; 0 or more.
  let weights: [Double]
  let caution: Double
  private(set) var start: [Int32] = [0]
  private(set) var segment: [Int32] = []
  private(set) var miss: [Double] = []
  /// −ln(miss), at most that of the smallest number above 0.
  private(set) var total: [Double] = []
  private(set) var variance: [Double] = []
  private(set) var loadingStart: [Int32] = [0]
  private(set) var factor: [Int32] = []
  private(set) var loading: [Double] = []
  private(set) var factorCount = 0

  init(_ problem: PlanProblem) {
    switch problem.objective {
    case .additive:
      additive = 1
      weights = []
    case .reach(let weights):
      additive = 0
      self.weights = weights.map { PlanTerms.weight($0) }
    case .blend(let additive, let reach, let weights):
      self.additive = PlanTerms.weight(additive)
      self.weights = weights.map { PlanTerms.weight($0 * reach) }
    }
    caution = additive > 0 ? min(PlanTerms.weight(problem.caution), 1e6) * additive : 0
  }

  private static func weight(_ number: Double) -> Double {
    number.isFinite ? min(max(0, number), 1e100) : 0
  }

  /// False for an objective that is a plain sum.
  var isCurved: Bool { !segment.isEmpty || isCautious }
  var isCautious: Bool { caution > 0 }

  mutating func append(_ option: PlanProblem.Option) {
    if !weights.isEmpty {
      for entry in option.incidence {
        guard weights.indices.contains(entry.segment), weights[entry.segment] > 0,
          entry.probability > 0
        else { continue }
        let miss = max(0, 1 - entry.probability)
        segment.append(Int32(entry.segment))
        self.miss.append(miss)
        total.append(-log(max(miss, 0x1p-60)))
      }
    }
    start.append(Int32(segment.count))
    guard isCautious else { return }
    let deviation = min(option.deviation.magnitude, 1e100)
    variance.append(deviation * deviation)
    for entry in option.loadings {
      guard entry.factor >= 0, entry.factor < 1 << 20, entry.deviation.isFinite else { continue }
      factor.append(Int32(entry.factor))
      loading.append(min(max(entry.deviation, -1e100), 1e100))
      factorCount = max(factorCount, entry.factor + 1)
    }
    loadingStart.append(Int32(factor.count))
  }
}

extension PlanTerms {
  /// The same terms without items.
  var emptied: PlanTerms {
    var terms = self
    terms.start = [0]
    terms.segment = []
    terms.miss = []
    terms.total = []
    terms.variance = []
    terms.loadingStart = [0]
    terms.factor = []
    terms.loading = []
    return terms
  }

  mutating func append(_ item: Int, of other: PlanTerms) {
    let entries = Int(other.start[item])..<Int(other.start[item + 1])
    segment.append(contentsOf: other.segment[entries])
    miss.append(contentsOf: other.miss[entries])
    total.append(contentsOf: other.total[entries])
    start.append(Int32(segment.count))
    guard isCautious else { return }
    variance.append(other.variance[item])
    let loadings = Int(other.loadingStart[item])..<Int(other.loadingStart[item + 1])
    factor.append(contentsOf: other.factor[loadings])
    loading.append(contentsOf: other.loading[loadings])
    loadingStart.append(Int32(factor.count))
  }
}

/// The curved part of an objective while items come and go.
struct PlanState {
  /// Of each segment's people, how many nobody reaches yet; kept as a product and the number of factors that are 0.
  private(set) var missed: [Double]
  private var certain: [Int32]
  private var variance = 0.0
  private var factors: [Double]
  let terms: PlanTerms

  init(_ terms: PlanTerms) {
    self.terms = terms
    missed = Array(repeating: 1, count: terms.weights.count)
    certain = Array(repeating: 0, count: terms.weights.count)
    factors = Array(repeating: 0, count: terms.factorCount)
  }

  /// Standard deviation times caution.
  var penalty: Double {
    guard terms.isCautious else { return 0 }
    return terms.caution * factors.reduce(max(0, variance)) { $0 + $1 * $1 }.squareRoot()
  }

  /// What a segment's people that nobody reaches weigh.
  func left(_ segment: Int) -> Double {
    certain[segment] > 0 ? 0 : terms.weights[segment] * missed[segment]
  }

  /// What adding an item brings besides its value.
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

  /// The curved part of the objective.
  var sum: Double {
    var sum = 0.0
    for segment in missed.indices { sum += terms.weights[segment] - left(segment) }
    return sum - penalty
  }
}
