/// Local search: swaps one item for another until no swap helps.
struct PlanImproving {
  /// The items that may come in.
  let items: [Int]

  /// - Returns: whether anything changed.
  @discardableResult
  func improve(_ lineup: inout PlanLineup, passes: Int = 20) -> Bool {
    let model = lineup.model
    let isCurved = model.terms.isCurved
    var hasChanged = false
    for _ in 0..<passes {
      var isBetter = false
      for item in items where lineup.taken[Int(model.group[item])] < 0 && lineup.fits(item) {
        let gain = model.value[item] + (isCurved ? lineup.state.gain(item) : 0)
        guard gain > 1e-9 * model.value[item].magnitude else { continue }
        lineup.take(item)
        isBetter = true
      }
      for group in 0..<model.groupCount where lineup.taken[group] >= 0 {
        let old = Int(lineup.taken[group])
        lineup.drop(group)
        let worth = model.value[old] + (isCurved ? lineup.state.gain(old) : 0)
        var best = old
        var most = worth + 1e-9 * worth.magnitude
        for item in items where lineup.taken[Int(model.group[item])] < 0 {
          guard !model.isForced[group] || Int(model.group[item]) == group else { continue }
          let gain = model.value[item] + (isCurved ? lineup.state.gain(item) : 0)
          if gain > most, lineup.canExchange(for: item) {
            most = gain
            best = item
          }
        }
        lineup.take(best)
        if best != old { isBetter = true }
      }
      guard isBetter else { break }
      hasChanged = true
    }
    return hasChanged
  }
}
