/// The columns of a relaxed problem: each group takes exactly one item, possibly as parts of several.
///
/// A group that may stay empty ends with an item without entries. Rows are scaled so that entries are near 1.
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

  init(_ model: PlanModel) {
    scale = Array(repeating: 0, count: model.rowCount)
    var entries = Array(repeating: 0, count: model.rowCount)
    for (row, amount) in zip(model.entryRow, model.entryAmount) {
      scale[Int(row)] += Double(amount)
      entries[Int(row)] += 1
    }
    for row in scale.indices { scale[row] = scale[row] > 0 ? Double(entries[row]) / scale[row] : 1 }
    let size = model.count + model.groupCount
    item.reserveCapacity(size)
    group.reserveCapacity(size)
    entryStart.reserveCapacity(size + 1)
    groupStart.reserveCapacity(model.groupCount + 1)
    entryRow = model.entryRow
    entry = zip(model.entryRow, model.entryAmount).map { Double($1) * scale[Int($0)] }
    for group in 0..<model.groupCount {
      for member in model.members(group) {
        item.append(Int32(member))
        self.group.append(Int32(group))
        entryStart.append(model.entryStart[member + 1])
      }
      if !model.isForced[group] {
        item.append(-1)
        self.group.append(Int32(group))
        entryStart.append(entryStart[item.count - 1])
      }
      groupStart.append(Int32(item.count))
    }
    for (row, limits) in model.rows.enumerated() {
      lower.append(limits.lower.map { Double($0) * scale[row] } ?? -.infinity)
      upper.append(limits.upper.map { Double($0) * scale[row] } ?? .infinity)
    }
  }

  func members(_ group: Int) -> Range<Int> { Int(groupStart[group])..<Int(groupStart[group + 1]) }
  func entries(_ column: Int) -> Range<Int> {
    Int(entryStart[column])..<Int(entryStart[column + 1])
  }
}
