import LibC

/// The parts of an objective that don't simply add up: unique reach over segments, and the deviation that caution
/// subtracts.
///
/// Each item has a list of segments with 1 − p and of shared causes with their loadings. With T_s = Σ −ln(1 − p) over
/// the items taken, a segment contributes weight × (1 − e^(−T_s)), which is concave in T_s.
struct PlanTerms: Sendable {
  /// The weight of the additive part.
  let additive: Double
  /// Each segment's weight times that of the reach; 0 or more.
  private(set) var weights: [Double]
  let caution: Double
  /// What items contribute that are fixed as taken and no longer among the items.
  private(set) var settledReach = 0.0
  private(set) var settledVariance = 0.0
  private(set) var settledFactors: [Double] = []
  private(set) var start: [Int32] = [0]
  private(set) var segment: [Int32] = []
  private(set) var miss: [Double] = []
  /// −ln(miss), capped at that of the smallest positive number.
  private(set) var total: [Double] = []
  private(set) var variance: [Double] = []
  private(set) var loadingStart: [Int32] = [0]
  private(set) var factor: [Int32] = []
  private(set) var loading: [Double] = []

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

  /// False if the objective is a plain sum.
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
      while settledFactors.count <= entry.factor { settledFactors.append(0) }
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

  /// Counts an item of other terms as fixed.
  mutating func settle(_ item: Int, of other: PlanTerms) {
    for place in Int(other.start[item])..<Int(other.start[item + 1]) {
      let segment = Int(other.segment[place])
      settledReach += weights[segment] * (1 - other.miss[place])
      weights[segment] *= other.miss[place]
    }
    guard isCautious else { return }
    settledVariance += other.variance[item]
    for place in Int(other.loadingStart[item])..<Int(other.loadingStart[item + 1]) {
      settledFactors[Int(other.factor[place])] += other.loading[place]
    }
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
