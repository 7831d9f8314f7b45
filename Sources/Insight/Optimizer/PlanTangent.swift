import LibC

/// A point of the curved objective: the sums over the items taken, possibly in part.
struct PlanPoint {
  /// Σ −ln(1 − p) of each segment.
  var totals: [Double]
  /// Σ loading of each shared cause.
  var factors: [Double]
  /// Σ deviation², without the shared causes.
  var variance: Double
  /// Σ value.
  var value: Double

  init(_ model: PlanModel) {
    totals = Array(repeating: 0, count: model.terms.weights.count)
    factors = model.terms.settledFactors
    variance = model.terms.settledVariance
    value = 0
  }

  mutating func add(_ item: Int, _ model: PlanModel, share: Double = 1) {
    let terms = model.terms
    value += share * model.value[item]
    for place in Int(terms.start[item])..<Int(terms.start[item + 1]) {
      totals[Int(terms.segment[place])] += share * terms.total[place]
    }
    guard terms.isCautious else { return }
    variance += share * terms.variance[item]
    for place in Int(terms.loadingStart[item])..<Int(terms.loadingStart[item + 1]) {
      factors[Int(terms.factor[place])] += share * terms.loading[place]
    }
  }

  /// Moves part of the way to another point, 0 to 1.
  mutating func move(to other: PlanPoint, by share: Double) {
    for place in totals.indices { totals[place] += share * (other.totals[place] - totals[place]) }
    for place in factors.indices {
      factors[place] += share * (other.factors[place] - factors[place])
    }
    variance += share * (other.variance - variance)
    value += share * (other.value - value)
  }

  /// The variance including shared causes.
  var spread: Double { factors.reduce(max(0, variance)) { $0 + $1 * $1 } }
}

/// The chord of √ over a range of variances; below √ within the range.
struct PlanChord {
  let least: Double
  let most: Double

  /// Per unit of variance.
  var slope: Double {
    let sum = least.squareRoot() + most.squareRoot()
    return sum > 0 ? 1 / sum : 0
  }
  func at(_ spread: Double) -> Double { least.squareRoot() + slope * (spread - least) }
}

/// A linear function that is nowhere below a curved objective: its tangent at a point.
///
/// 1 − e^(−T) is concave in T = Σ −ln(1 − p), so its tangents lie above it, and for whole items it is the unique reach
/// itself. The deviation √Z is replaced by its chord, which is below it for all variances Z in a range, and the square
/// of each shared cause's sum by its tangent.
struct PlanTangent {
  let values: [Double]
  let constant: Double

  init(_ model: PlanModel, at point: PlanPoint, _ chord: PlanChord) {
    let terms = model.terms
    var constant = terms.settledReach
    var rates = terms.weights
    for segment in rates.indices {
      let left = exp(-point.totals[segment])
      constant += rates[segment] * (1 - left - left * point.totals[segment])
      rates[segment] *= left
    }
    var values = model.value
    rates.withUnsafeBufferPointer { rates in
      terms.segment.withUnsafeBufferPointer { segment in
        terms.total.withUnsafeBufferPointer { total in
          for item in values.indices {
            var sum = 0.0
            for place in Int(terms.start[item])..<Int(terms.start[item + 1]) {
              sum += rates[Int(segment[place])] * total[place]
            }
            values[item] += sum
          }
        }
      }
    }
    if terms.isCautious {
      let slope = terms.caution * chord.slope
      constant -= terms.caution * (chord.least.squareRoot() - chord.slope * chord.least)
      constant -= slope * terms.settledVariance
      for (factor, settled) in zip(point.factors, terms.settledFactors) {
        constant -= slope * (2 * factor * settled - factor * factor)
      }
      for item in values.indices {
        var sum = terms.variance[item]
        for place in Int(terms.loadingStart[item])..<Int(terms.loadingStart[item + 1]) {
          sum += 2 * point.factors[Int(terms.factor[place])] * terms.loading[place]
        }
        values[item] -= slope * sum
      }
    }
    self.values = values
    self.constant = constant
  }
}

extension PlanModel {
  /// The objective with the chord in place of the deviation; the lower envelope of the tangents.
  func relaxedObjective(_ point: PlanPoint, _ chord: PlanChord) -> Double {
    var sum = terms.settledReach + point.value
    for (weight, total) in zip(terms.weights, point.totals) { sum += weight * (1 - exp(-total)) }
    return terms.isCautious ? sum - terms.caution * chord.at(point.spread) : sum
  }
}
