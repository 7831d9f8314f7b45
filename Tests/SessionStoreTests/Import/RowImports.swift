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

  func sum(_ figure: KeyPath<Counts, Int?>) -> Int {
    rows.reduce(0) { $0 + ($1.counts[keyPath: figure] ?? 0) }
  }

  func cents(_ figure: KeyPath<Counts, Money?>) -> Int64 {
    rows.reduce(0) { $0 + ($1.counts[keyPath: figure]?.minorUnits ?? 0) }
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

extension RowImports {
  /// With accounts on Instagram in the roster, numbered from 1 on.
  init(accounts: String...) throws {
    for (at, handle) in accounts.enumerated() {
      try session.apply(
        .put(Influencer(id: InfluencerID(at + 1), handle: handle, platform: .instagram)))
    }
  }
}

func money(_ cents: Int64) -> Money { Money(minorUnits: cents) }
