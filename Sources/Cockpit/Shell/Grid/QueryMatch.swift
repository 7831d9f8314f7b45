/// A query bound to the columns of one table.
struct QueryMatch<Row: Equatable & Sendable> {
  private let tests: [(Row, Int) -> Bool]

  /// `searchText(row)` is the folded text that bare words are matched against; `state` answers `is:…`.
  ///
  /// A column the table doesn't have matches nothing, so that typos get noticed.
  init(
    _ query: Query, columns: [GridColumn<Row>], context: GridContext,
    searchText: @escaping (Int) -> SearchText,
    state: (String) -> ((Row) -> Bool)?
  ) {
    tests = query.terms.map { term in
      let test: (Row, Int) -> Bool
      switch term.condition {
      case .word(let word):
        let pattern = Array(word.utf8)
        test = { _, index in searchText(index).contains(pattern) }
      case .state(let name):
        let holds = state(name)
        test = { row, _ in holds?(row) ?? false }
      case .column(let name, let comparison, let text, let number):
        guard let column = QueryMatch.column(named: name, in: columns) else {
          return { _, _ in false }
        }
        test = { row, _ in
          QueryMatch.holds(column, row, comparison, text: text, number: number, context: context)
        }
      }
      return term.isNegated ? { !test($0, $1) } : test
    }
  }

  func matches(_ row: Row, at index: Int) -> Bool {
    tests.allSatisfy { $0(row, index) }
  }

  private static func column(named name: String, in columns: [GridColumn<Row>]) -> GridColumn<Row>?
  {
    if let exact = columns.first(where: { $0.id == name }) { return exact }
    let candidates = columns.filter {
      $0.id.hasPrefix(name) || $0.title.lowercased().hasPrefix(name)
    }
    return candidates.count == 1 ? candidates[0] : nil
  }

  private static func holds(
    _ column: GridColumn<Row>, _ row: Row, _ comparison: Query.Comparison, text: String,
    number: Double?,
    context: GridContext
  ) -> Bool {
    switch comparison {
    case .contains:
      return Folding.fold(column.text(row, context)).contains(text)
    case .equals:
      if let number, case .number(let value) = column.sortKey(row, context) {
        return value == number
      }
      return Folding.fold(column.text(row, context)) == text
    case .less, .greater, .atMost, .atLeast:
      guard let number, case .number(let value) = column.sortKey(row, context) else { return false }
      return switch comparison {
      case .less: value < number
      case .greater: value > number
      case .atMost: value <= number
      case .atLeast, .contains, .equals: value >= number
      }
    }
  }
}

/// The folded text of a row that bare words in the filter are matched against.
struct SearchText: Sendable {
  let bytes: [UInt8]

  init(_ parts: [String]) {
    bytes = Array(parts.map { Folding.fold($0) }.joined(separator: "\n").utf8)
  }

  func contains(_ pattern: [UInt8]) -> Bool {
    guard let first = pattern.first else { return true }
    return bytes.withUnsafeBufferPointer { text in
      pattern.withUnsafeBufferPointer { pattern in
        var start = 0
        while start + pattern.count <= text.count {
          if text[start] == first {
            var length = 1
            while length < pattern.count, text[start + length] == pattern[length] { length += 1 }
            if length == pattern.count { return true }
          }
          start += 1
        }
        return false
      }
    }
  }
}
