import LibC
import Marketing

/// Influencers of one side drawn over and over with replacement, and each KPI of every resample.
///
/// One draw serves all KPIs. The influencers' terms lie in lanes of eight, so that memory is read in order for four
/// resamples at once.
struct Resampling {
  /// For one KPI and each resample: the logarithm less that of the side itself, and its variance. Infinite if a
  /// resample has no logarithm.
  struct Outcome {
    var deviations: [Double]
    var variances: [Double]
  }

  private static let width = 4

  /// Nil if cancelled.
  ///
  /// - Parameter resamples: rounded up to a multiple of four.
  static func run(
    _ estimates: [SideEstimate], posts: [SideFigures.Post], count: Int, resamples: Int,
    seed: UInt64, isCancelled: () -> Bool, progress: (Double) -> Void
  ) -> [Outcome]? {
    let rounds = (resamples + width - 1) / width
    let lanes = Lanes(estimates, count: count)
    var outcomes = estimates.map { _ in
      Outcome(
        deviations: Array(repeating: .infinity, count: rounds * width),
        variances: Array(repeating: 1, count: rounds * width))
    }
    guard count > 0 else { return outcomes }
    let tail = estimates.firstIndex { $0.estimator.form == .tail && $0.logValue != nil }
    var weights = Array(repeating: SIMD4<Float>.zero, count: count)
    var sums = Array(repeating: SIMD4<Float>.zero, count: lanes.count)
    for round in 0..<rounds {
      if round % 8 == 0 {
        if isCancelled() { return nil }
        progress(Double(round) / Double(rounds))
      }
      draw(&weights, seed: seed &+ UInt64(round) &* 0xD134_2543_DE82_EF95)
      lanes.add(weights, into: &sums)
      for place in estimates.indices where lanes.places[place] != nil {
        lanes.outcome(of: place, estimates[place], sums, round * width, &outcomes[place])
      }
      if let tail, let center = estimates[tail].logValue {
        let values = Tail.values(posts, weights)
        for lane in 0..<width {
          outcomes[tail].deviations[round * width + lane] =
            values[lane] > 0 ? log(values[lane]) - center : .infinity
        }
      }
    }
    progress(1)
    return outcomes
  }

  /// How often each influencer is drawn in each of four resamples.
  private static func draw(_ weights: inout [SIMD4<Float>], seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = UInt64(weights.count)
    weights.withUnsafeMutableBufferPointer { weights in
      for place in weights.indices { weights[place] = .zero }
      weights.withMemoryRebound(to: Float.self) { flat in
        for _ in weights.indices {
          // Two draws of 32 bits from each number; the product's bias is below 10⁻⁵ for any roster.
          for pair in 0..<2 {
            let bits = random.next()
            let first = Int(((bits & 0xFFFF_FFFF) &* count) >> 32)
            let second = Int(((bits >> 32) &* count) >> 32)
            flat[4 &* first &+ 2 &* pair] += 1
            flat[4 &* second &+ 2 &* pair &+ 1] += 1
          }
        }
      }
    }
  }
}

/// The terms of all KPIs side by side.
///
/// With a′ and b′ the terms above and below divided by their means, and z = e·a′ − b′ (e: the elasticity), the lanes
/// hold z, z², z·b′, b′ and b′². A resample needs only their weighted sums, so nearly equal numbers are never
/// subtracted.
private struct Lanes {
  struct Place {
    let own: Int
    let below: Int
    let elasticity: Double
  }

  /// Where each KPI's lanes begin; nil if it has no logarithm.
  private(set) var places: [Place?] = []
  private(set) var count = 0
  /// One block after another, each with a vector per influencer.
  private var blocks: [SIMD8<Float>] = []
  private let rows: Int

  init(_ estimates: [SideEstimate], count rows: Int) {
    self.rows = rows
    var columns: [[Float]] = []
    var shared: [Shared: Int] = [:]
    for estimate in estimates {
      guard estimate.estimator.form != .tail, estimate.logValue != nil, estimate.sumBelow > 0 else {
        places.append(nil)
        continue
      }
      let elasticity = estimate.estimator.elasticity(estimate.sumAbove)
      let perAbove = Double(rows) / estimate.sumAbove
      let perBelow = Double(rows) / estimate.sumBelow
      let below = estimate.below.map { Float($0 * perBelow) }
      let z = zip(estimate.above, estimate.below).map {
        elasticity * ($0 * perAbove) - $1 * perBelow
      }
      let key = Shared(
        field: estimate.estimator.below,
        with: estimate.estimator.isPaired ? estimate.estimator.above : nil)
      if shared[key] == nil {
        shared[key] = columns.count
        columns += [below, below.map { $0 * $0 }]
      }
      places.append(
        Place(own: columns.count, below: shared[key] ?? 0, elasticity: elasticity))
      columns += [z.map { Float($0) }, z.map { Float($0 * $0) }]
      columns.append(zip(z, below).map { Float($0) * $1 })
    }
    let number = (columns.count + 7) / 8
    count = number * 8
    blocks = Array(repeating: .zero, count: number * rows)
    for (column, terms) in columns.enumerated() {
      let start = column / 8 * rows
      for row in 0..<rows { blocks[start + row][column % 8] = terms[row] }
    }
  }

  private struct Shared: Hashable {
    let field: SideFigures.Field
    let with: SideFigures.Field?
  }

  /// The weighted sums of every lane, for four resamples.
  func add(_ weights: [SIMD4<Float>], into sums: inout [SIMD4<Float>]) {
    blocks.withUnsafeBufferPointer { blocks in
      weights.withUnsafeBufferPointer { weights in
        for block in 0..<(count / 8) {
          var first = SIMD8<Float>.zero
          var second = SIMD8<Float>.zero
          var third = SIMD8<Float>.zero
          var fourth = SIMD8<Float>.zero
          let start = block &* rows
          for row in 0..<rows {
            let terms = blocks[start &+ row]
            let weight = weights[row]
            first += terms * weight[0]
            second += terms * weight[1]
            third += terms * weight[2]
            fourth += terms * weight[3]
          }
          for lane in 0..<8 {
            sums[8 * block + lane] = SIMD4(first[lane], second[lane], third[lane], fourth[lane])
          }
        }
      }
    }
  }

  func outcome(
    of place: Int, _ estimate: SideEstimate, _ sums: [SIMD4<Float>], _ at: Int,
    _ outcome: inout Resampling.Outcome
  ) {
    guard let place = places[place], let center = estimate.logValue else { return }
    let n = Double(rows)
    let estimator = estimate.estimator
    for lane in 0..<4 {
      func sum(_ column: Int) -> Double { Double(sums[column][lane]) / n }
      let below = sum(place.below)
      let z = sum(place.own)
      let above = (z + below) / place.elasticity
      guard above > 0, below > 0 else { continue }
      let deviation =
        place.elasticity == 1
        ? log1p(z / below)
        : estimator.logAbove(above * estimate.sumAbove) - log(below * estimate.sumBelow) - center
      let delta = above * place.elasticity / below - 1
      let squares =
        sum(place.own + 1) - 2 * delta * sum(place.own + 2) + delta * delta * sum(place.below + 1)
      let known = Double(max(2, estimate.influencers))
      let leverage = estimator.leverage
      outcome.deviations[at + lane] = leverage * deviation
      outcome.variances[at + lane] =
        leverage * leverage * max(0, squares) / n / (above * above) * known / (known - 1)
    }
  }
}

extension Tail {
  /// The same for four resamples at once; 0 where there is none.
  static func values(_ posts: [SideFigures.Post], _ weights: [SIMD4<Float>]) -> SIMD4<Double> {
    var total = SIMD4<Float>.zero
    for post in posts { total += weights[Int(post.owner)] }
    let half = 0.5 * total
    let ninety = 0.9 * total
    var sum = SIMD4<Float>.zero
    var median = SIMD4<Double>.zero
    var high = SIMD4<Double>.zero
    var missing = 8
    for post in posts {
      sum += weights[Int(post.owner)]
      let reach = post.reach
      // Most posts don't affect the quantiles.
      for lane in 0..<4 where high[lane] == 0 && sum[lane] > 0 {
        if median[lane] == 0, sum[lane] >= half[lane] {
          median[lane] = reach
          missing -= 1
        }
        if sum[lane] >= ninety[lane] {
          high[lane] = reach
          missing -= 1
        }
      }
      if missing == 0 { break }
    }
    var result = SIMD4<Double>.zero
    for lane in 0..<4 where median[lane] > 0 { result[lane] = high[lane] / median[lane] }
    return result
  }
}
