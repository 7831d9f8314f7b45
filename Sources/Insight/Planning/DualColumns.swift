/// The columns of a relaxed problem: of each group exactly one item is taken, parts of several may make the one.
///
/// A group that may stay empty has a last item without entries. Rows are divided by a scale, so that entries are near 1.
struct DualColumns: Sendable {
  var groupStart: [Int32] = [0]
  var group: [Int32] = []
  var entryStart: [Int32] = [0]
  var entryRow: [Int32] = []
  var entry: [Double] = []
  /// The item of the model, or -1 for an empty group's.
  var item: [Int32] = []
  var lower: [Double] = []
  var upper: [Double] = []
  var scale: [Double] = []

  var count: Int { item.count }
  var groupCount: Int { groupStart.count - 1 }
  var rowCount: Int { lower.count }

  /// - Parameter fixed: what is taken already, of each row.
  init(
    _ model: PlanModel, groups: [Int], fixed: [Int64], isAllowed: (Int) -> Bool = { _ in true },
    mayBeEmpty: (Int) -> Bool
  ) {
    scale = Array(repeating: 0, count: model.rowCount)
    var entries = Array(repeating: 0, count: model.rowCount)
    for group in groups {
      for member in model.members(group) where isAllowed(member) {
        for place in model.entries(member) {
          scale[Int(model.entryRow[place])] += Double(model.entryAmount[place])
          entries[Int(model.entryRow[place])] += 1
        }
      }
    }
    for row in scale.indices { scale[row] = scale[row] > 0 ? Double(entries[row]) / scale[row] : 1 }
    for (place, group) in groups.enumerated() {
      for member in model.members(group) where isAllowed(member) {
        item.append(Int32(member))
        self.group.append(Int32(place))
        for at in model.entries(member) {
          entryRow.append(model.entryRow[at])
          entry.append(Double(model.entryAmount[at]) * scale[Int(model.entryRow[at])])
        }
        entryStart.append(Int32(entry.count))
      }
      if mayBeEmpty(group) {
        item.append(-1)
        self.group.append(Int32(place))
        entryStart.append(Int32(entry.count))
      }
      groupStart.append(Int32(item.count))
    }
    for (row, limits) in model.rows.enumerated() {
      lower.append(limits.lower.map { Double($0 - fixed[row]) * scale[row] } ?? -.infinity)
      upper.append(limits.upper.map { Double($0 - fixed[row]) * scale[row] } ?? .infinity)
    }
  }

  func members(_ group: Int) -> Range<Int> { Int(groupStart[group])..<Int(groupStart[group + 1]) }
  func entries(_ column: Int) -> Range<Int> {
    Int(entryStart[column])..<Int(entryStart[column + 1])
  }
}
