import Marketing
import Testing

@testable import SessionStore

/// A session into which texts are imported as files.
struct RowImports {
  var session = Session(settings: Settings(name: "test"))

  @discardableResult
  mutating func take(
    _ text: String, named name: String = "test.csv", _ options: ImportOptions = ImportOptions()
  ) throws -> ImportPlan {
    let file = try TemporaryFile(name, text)
    let plan = try Importer.plan(file: file.path, options: options, session: session) { _ in true }
    try session.apply(plan.edit)
    return plan
  }

  /// The measurements, by day and key.
  var rows: [Measurement] {
    session.measurements.rows.sorted { ($0.day, $0.key) < ($1.day, $1.key) }
  }

  static func with(_ grain: String) -> ImportOptions {
    var options = ImportOptions()
    options.setGrain(grain)
    return options
  }
}

func money(_ cents: Int64) -> Money { Money(minorUnits: cents) }
