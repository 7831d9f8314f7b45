/// How much room a rectangle gets in a row or column of them.
public enum Length: Hashable, Sendable {
  case fixed(Int)
  /// A part of the whole, rounded down.
  case percent(Int)
  /// A weighted share of what fixed lengths and percentages leave over.
  case fill(Int = 1)
  /// Like `.fill(1)` up to a maximum; the others share the rest.
  case atMost(Int)
}

extension Rect {
  /// Rectangles stacked vertically. If room runs out the first ones get theirs and the last are empty.
  public func split(rows lengths: [Length], spacing: Int = 0) -> [Rect] {
    distribute(lengths, over: height, spacing: spacing).map {
      Rect(x: x, y: y + $0.start, width: width, height: $0.length)
    }
  }

  /// Rectangles side by side; see `split(rows:)`.
  public func split(columns lengths: [Length], spacing: Int = 0) -> [Rect] {
    distribute(lengths, over: width, spacing: spacing).map {
      Rect(x: x + $0.start, y: y, width: $0.length, height: height)
    }
  }
}

private func distribute(
  _ lengths: [Length], over total: Int, spacing: Int
) -> [(start: Int, length: Int)] {
  let spacing = max(0, Rect.bounded(spacing))
  var rest = max(0, total - spacing * max(0, lengths.count - 1))
  var sizes = [Int](repeating: 0, count: lengths.count)
  var sharing: [Int] = []
  for (index, length) in lengths.enumerated() {
    switch length {
    case .fixed(let wanted): sizes[index] = min(rest, max(0, wanted))
    case .percent(let part): sizes[index] = min(rest, total * min(max(0, part), 100) / 100)
    case .fill, .atMost: sharing.append(index)
    }
    rest -= sizes[index]
  }
  // Lengths capped below their share take their cap; then the others share again.
  while true {
    let shares = share(rest, among: sharing.map { lengths[$0].weight })
    let capped = zip(sharing, shares).filter { lengths[$0].cap < $1 }.map(\.0)
    if capped.isEmpty {
      for (index, share) in zip(sharing, shares) { sizes[index] = share }
      break
    }
    for index in capped {
      sizes[index] = lengths[index].cap
      rest -= sizes[index]
    }
    sharing.removeAll(where: capped.contains)
  }
  var start = 0
  return sizes.map { size in
    defer { start = min(total, start + size + spacing) }
    return (start, min(size, total - start))
  }
}

/// Splits the total into whole numbers in proportion to the weights; zeros if all weights are 0.
private func share(_ total: Int, among weights: [Int]) -> [Int] {
  let sum = weights.reduce(0, +)
  guard sum > 0 else { return weights.map { _ in 0 } }
  var before = 0
  return weights.map { weight in
    let start = total * before / sum
    before += weight
    return total * before / sum - start
  }
}

extension Length {
  fileprivate var weight: Int {
    switch self {
    case .fill(let weight): min(max(0, weight), 1 << 16)
    case .atMost: 1
    case .fixed, .percent: 0
    }
  }

  fileprivate var cap: Int {
    if case .atMost(let most) = self { return max(0, most) }
    return .max
  }
}
