/// Two values that differ, in a message: as the file has them, long ones from about where they begin to differ.
enum JSONExcerpt {
  private static let most = 60

  static func pair(_ one: [UInt8]?, _ other: [UInt8]?) -> (String, String) {
    let (one, other) = (
      one.map { String(decoding: $0, as: UTF8.self) },
      other.map { String(decoding: $0, as: UTF8.self) }
    )
    let common = zip(one ?? "", other ?? "").prefix { $0 == $1 }.count
    return (text(one, common), text(other, common))
  }

  private static func text(_ json: String?, _ common: Int) -> String {
    guard let json else { return "absent" }
    guard json.count > most else { return json }
    let start = common < most / 2 ? 0 : common - 20
    let part = json.dropFirst(start)
    return (start > 0 ? "…" : "") + (part.count <= most ? String(part) : "\(part.prefix(most))…")
  }
}
