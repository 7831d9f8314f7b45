/// A record's fields, in the order of the session's files.
///
/// Neither the number, which comes first, nor unknown members, which come last, are fields.
public struct Schema<Record: SchemaRecord>: Sendable {
  public let fields: [RecordField<Record>]

  init(@SchemaBuilder<Record> _ fields: () -> [RecordField<Record>]) {
    self.fields = fields()
  }

  public func field(_ id: String) -> RecordField<Record>? { fields.first { $0.id == id } }

  /// The fields in the order of `ids`, then those not listed.
  public func ordered(_ ids: [String]) -> [RecordField<Record>] {
    ids.compactMap { field($0) } + fields.filter { !ids.contains($0.id) }
  }
}

/// A record described by a schema.
public protocol SchemaRecord: Keyed {
  static var schema: Schema<Self> { get }
  /// The record's name within a sentence: `influencer`.
  static var noun: String { get }
  /// An empty record without a number.
  static var blank: Self { get }
  var unknown: [UnknownField] { get set }
  func numbered(_ id: Identifier<Self>) -> Self
}

/// Lists fields without commas, and has each type-checked separately.
@resultBuilder
enum SchemaBuilder<Record: Sendable> {
  static func buildExpression(_ field: RecordField<Record>) -> RecordField<Record> { field }
  static func buildBlock(_ fields: RecordField<Record>...) -> [RecordField<Record>] { fields }
}
