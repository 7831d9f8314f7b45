/// What a column sorts a row by. Absent values come last in either direction.
enum SortKey: Sendable {
  case number(Double)
  case text(String)
  case absent

  static func number(_ value: Int?) -> SortKey { value.map { .number(Double($0)) } ?? .absent }
  static func folded(_ text: String) -> SortKey {
    text.isEmpty ? .absent : .text(Folding.fold(text))
  }

  /// Whether `left` comes first; nil when equal.
  static func precedes(_ left: SortKey, _ right: SortKey, ascending: Bool) -> Bool? {
    switch (left, right) {
    case (.absent, .absent): nil
    case (.absent, _): false
    case (_, .absent): true
    case (.number(let a), .number(let b)): a == b ? nil : (a < b) == ascending
    case (.text(let a), .text(let b)): a == b ? nil : (a < b) == ascending
    case (.number, .text): ascending
    case (.text, .number): !ascending
    }
  }
}

struct SortOrder: Hashable, Sendable {
  var column: String
  var ascending: Bool
}
