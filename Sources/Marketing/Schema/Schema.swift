/// The fields of a record, in the order in which the session's files have them.
///
/// The number, which stands first, and members that this version doesn't know, which stand last, are no fields.
public struct Schema<Record: SchemaRecord>: Sendable {
  public let fields: [RecordField<Record>]

  init(@SchemaBuilder<Record> _ fields: () -> [RecordField<Record>]) {
    self.fields = fields()
  }

  public func field(_ id: String) -> RecordField<Record>? { fields.first { $0.id == id } }

  /// The fields in the order of the identifiers, and behind them those that aren't named.
  public func ordered(_ ids: [String]) -> [RecordField<Record>] {
    ids.compactMap { field($0) } + fields.filter { !ids.contains($0.id) }
  }
}

/// A record whose fields are rows of data.
public protocol SchemaRecord: Keyed {
  static var schema: Schema<Self> { get }
  /// The record in the middle of a sentence: `influencer`.
  static var noun: String { get }
  /// One without a number of which nothing is known.
  static var blank: Self { get }
  var unknown: [UnknownField] { get set }
  func numbered(_ id: Identifier<Self>) -> Self
}

/// Puts rows together without commas, and has each of them type-checked by itself.
@resultBuilder
enum SchemaBuilder<Record: Sendable> {
  static func buildExpression(_ field: RecordField<Record>) -> RecordField<Record> { field }
  static func buildBlock(_ fields: RecordField<Record>...) -> [RecordField<Record>] { fields }
}
