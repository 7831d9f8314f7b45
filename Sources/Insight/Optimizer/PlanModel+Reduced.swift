extension PlanModel {
  /// The model of what is left to decide once some items are fixed and others excluded.
  ///
  /// A group with a single item that must be taken, or without items, is decided. Nil if a group that must take an item
  /// has none left.
  ///
  /// - Returns: the model, and the items of this one that are now fixed as taken.
  func reduced(keep: [Bool], keepEmpty: [Bool]) -> (model: PlanModel, taken: [Int])? {
    var taken: [Int] = []
    var smaller = PlanModel(like: self)
    for group in 0..<groupCount {
      let items = members(group).filter { keep[$0] }
      if keepEmpty[group] {
        if !items.isEmpty { smaller.append(items, of: self, isForced: false) }
      } else if items.count == 1 {
        taken.append(items[0])
      } else if items.isEmpty {
        return nil
      } else {
        smaller.append(items, of: self, isForced: true)
      }
    }
    for item in taken { smaller.settle(item, of: self) }
    return (smaller, taken)
  }
}
