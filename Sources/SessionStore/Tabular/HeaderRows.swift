/// Headers of two rows: groups above, names below, as in `Audience` over `Age` and `Country`.
enum HeaderRows {
  /// The names of the columns. A group goes on to the right over empty cells, where it was merged.
  static func joined(_ groups: TableRow, _ names: TableRow) -> [String] {
    var group = ""
    return (0..<max(groups.count, names.count)).map { index in
      let name = names.plainText(index)
      let above = groups.plainText(index)
      let isNew = !above.trimmedCell.isEmpty
      if isNew { group = above.trimmedCell }
      let trimmed = name.trimmedCell
      if trimmed.isEmpty {
        // A column without a name in the second row has it in the first, and carries nothing on.
        defer { if isNew { group = "" } }
        return isNew ? above : ""
      }
      if group.isEmpty || group == trimmed { return name }
      let joined = "\(group) \(trimmed)"
      // What the lower row says alone is known: the group would only hide it.
      let isOnly = (0..<names.count).count { names.plainText($0).trimmedCell == trimmed } == 1
      return isOnly && HeaderName(trimmed).isKnown && !HeaderName(joined).isKnown ? name : joined
    }
  }

  /// Whether `groups` is the upper one of two header rows. `names` must name columns, by words that are known or above
  /// values; `groups` mustn't do so itself: it has gaps or repeats, and no value.
  static func isGroup(_ groups: TableRow, _ names: TableRow, below: [TableRow]) -> Bool {
    guard names.count >= 3, groups.count <= names.count, !below.isEmpty else { return false }
    let above = (0..<names.count).map { groups.string($0).trimmedCell }
    let own = (0..<names.count).map { names.string($0).trimmedCell }
    let filled = above.filter { !$0.isEmpty }
    guard !filled.isEmpty, filled.count < above.count || hasRepeats(above),
      !filled.contains(where: { $0.withBytes(Dialect.isDataCell) }),
      !own.contains(where: { $0.withBytes(Dialect.isDataCell) })
    else { return false }
    // Where the second row has a gap, the first one has the name.
    guard zip(above, own).allSatisfy({ !$1.isEmpty || !$0.isEmpty }) else { return false }
    // One text at the very left is a title, unless the names need it.
    let repeats = Set(own.filter { !$0.isEmpty }).count < own.count { !$0.isEmpty }
    if filled.count == 1, !above[0].isEmpty { return false }
    let named = own.count { !$0.isEmpty && HeaderName($0).isKnown }
    let valued = own.indices.count { index in
      !own[index].withBytes(AbsentWords.contains) && isValued(below, index)
    }
    guard named >= 2 || valued >= 1 || named == 1 && own.contains("") else { return false }
    if repeats { return true }
    // What is merged over both rows says nothing; elsewhere the lower row must know better.
    let different = own.indices.filter { above[$0] != own[$0] }
    let better = different.count { HeaderName(own[$0]).isKnown }
    let worse = different.count { !above[$0].isEmpty && HeaderName(above[$0]).isKnown }
    return own.contains("") || different.count < own.count && worse <= better || worse < better
  }

  private static func hasRepeats(_ texts: [String]) -> Bool {
    zip(texts, texts.dropFirst()).contains { $0 == $1 && !$0.isEmpty }
  }

  private static func isValued(_ below: [TableRow], _ index: Int) -> Bool {
    let present = below.filter { !$0.withField(index) { AbsentWords.contains($0) } }
    let values = present.count { $0.withPlainField(index) { cell, _ in Dialect.isDataCell(cell) } }
    return !present.isEmpty && values * 10 >= present.count * 8
  }
}
