/// A JSON member that this version doesn't know. Kept as it was and written back.
public struct UnknownField: Hashable, Sendable {
  public let name: String
  /// The member's value as JSON text.
  public let json: String

  public init(name: String, json: String) {
    self.name = name
    self.json = json
  }
}
