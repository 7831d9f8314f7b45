import JSON

/// Codes and amounts of the objects in a list, such as an order's `discount_codes` and `refunds`, as cells of their own:
/// `discount_codes.code` with all codes, `refunds.transactions.amount` added up.
enum JSONParts {
  private static let members: Set<String> = ["code", "amount", "total"]

  static func cells(
    _ raw: [UInt8], _ name: String
  ) throws(JSONError) -> [(name: String, text: String)] {
    var parts: [(name: String, texts: [String])] = []
    try JSONReader.read(raw) { reader throws(JSONError) in try read(&reader, name, &parts) }
    return parts.map { name, texts in
      (name, (name.hasSuffix(".code") ? nil : sum(texts)) ?? texts.joined(separator: ", "))
    }
  }

  private static func sum(_ texts: [String]) -> String? {
    var total = ExactDecimal(0)
    for text in texts {
      guard let part = ExactDecimal(plain: text), let both = total.adding(part) else { return nil }
      total = both
    }
    return total.description
  }

  private static func read(
    _ reader: inout JSONReader, _ name: String, _ parts: inout [(name: String, texts: [String])]
  ) throws(JSONError) {
    try reader.beginArray()
    while try reader.nextElement() {
      guard try reader.peekKind() == .object else {
        try reader.skipValue()
        continue
      }
      var found: [(name: String, text: String)] = []
      var didHappen = true
      try reader.beginObject()
      while let key = try reader.nextKey() {
        let path = "\(name).\(key.string)"
        switch try reader.peekKind() {
        case .array: try read(&reader, path, &parts)
        case .string where key.string == "status":
          didHappen = !["failure", "error", "pending"].contains(try reader.readString())
        case .string where members.contains(key.string):
          found.append((path, try reader.readString()))
        case .number where members.contains(key.string):
          found.append((path, try reader.readNumberText()))
        case .object, .string, .number, .bool, .null: try reader.skipValue()
        }
      }
      guard didHappen else { continue }
      for (path, text) in found where !text.isEmpty {
        if let at = parts.firstIndex(where: { $0.name == path }) {
          parts[at].texts.append(text)
        } else {
          parts.append((path, [text]))
        }
      }
    }
  }
}
