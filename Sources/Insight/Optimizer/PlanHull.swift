import LibC

/// The best mixture of line-ups: the highest point of a curved objective in their convex hull.
///
/// Simplicial decomposition (von Hohenbalken 1977) with pairwise steps between the corners.
struct PlanHull {
  private(set) var corners: [PlanPoint] = []
  /// The items of each corner, with the part of each that it takes.
  private var items: [[(item: Int, share: Double)]] = []
  private var weights: [Double] = []
  private(set) var point: PlanPoint

  init(_ start: PlanPoint) { point = start }

  /// The part of each item in the mixture.
  var shares: [Int: Double] {
    var shares: [Int: Double] = [:]
    for (corner, weight) in zip(items, weights) where weight > 0 {
      for part in corner { shares[part.item, default: 0] += weight * part.share }
    }
    return shares
  }

  /// Adds a corner and moves to the highest point.
  mutating func add(
    _ corner: PlanPoint, _ parts: [(item: Int, share: Double)], _ model: PlanModel,
    _ chord: PlanChord
  ) {
    corners.append(corner)
    items.append(parts)
    if corners.count == 1 {
      weights = [1]
      point = corner
      return
    }
    weights.append(0)
    for _ in 0..<(20 + 2 * corners.count) {
      guard step(model, chord) else { break }
    }
    for place in corners.indices.reversed() where weights[place] <= 0 {
      corners.remove(at: place)
      items.remove(at: place)
      weights.remove(at: place)
    }
    // From scratch, so that errors don't accumulate.
    point.move(to: corners[0], by: 1)
    var sum = weights[0]
    for place in corners.indices.dropFirst() {
      sum += weights[place]
      point.move(to: corners[place], by: weights[place] / sum)
    }
  }

  /// Moves weight from the worst corner to the best one. False if that gains next to nothing.
  private mutating func step(_ model: PlanModel, _ chord: PlanChord) -> Bool {
    let terms = model.terms
    let slope = terms.isCautious ? terms.caution * chord.slope : 0
    var rates = terms.weights
    for segment in rates.indices { rates[segment] *= exp(-point.totals[segment]) }
    var best = 0
    var worst = -1
    var gradients = [Double](repeating: 0, count: corners.count)
    for (place, corner) in corners.enumerated() {
      var sum = corner.value - slope * corner.variance
      for segment in rates.indices { sum += rates[segment] * corner.totals[segment] }
      for factor in corner.factors.indices {
        sum -= slope * 2 * point.factors[factor] * corner.factors[factor]
      }
      gradients[place] = sum
      if sum > gradients[best] { best = place }
      if weights[place] > 0, worst < 0 || sum < gradients[worst] { worst = place }
    }
    guard gradients[best] - gradients[worst] > 1e-7 * gradients[best].magnitude else {
      return false
    }
    let far = weights[worst]
    let from = corners[worst]
    let to = corners[best]
    var change = from.totals
    for segment in change.indices { change[segment] = to.totals[segment] - from.totals[segment] }
    let steady = to.value - from.value - slope * (to.variance - from.variance)
    func rise(_ time: Double) -> Double {
      var sum = steady
      for segment in change.indices where change[segment] != 0 {
        sum +=
          terms.weights[segment] * exp(-(point.totals[segment] + time * change[segment]))
          * change[segment]
      }
      for factor in from.factors.indices {
        let difference = to.factors[factor] - from.factors[factor]
        sum -= slope * 2 * (point.factors[factor] + time * difference) * difference
      }
      return sum
    }
    var low = 0.0
    var high = far
    if rise(far) < 0 {
      for _ in 0..<12 {
        let middle = (low + high) / 2
        if rise(middle) > 0 { low = middle } else { high = middle }
      }
    } else {
      low = far
    }
    weights[worst] = low == far ? 0 : far - low
    weights[best] += low
    for segment in change.indices { point.totals[segment] += low * change[segment] }
    for factor in point.factors.indices {
      point.factors[factor] += low * (to.factors[factor] - from.factors[factor])
    }
    point.variance += low * (to.variance - from.variance)
    point.value += low * (to.value - from.value)
    return true
  }
}
