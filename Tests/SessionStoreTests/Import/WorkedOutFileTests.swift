import Marketing
import TestSupport
import Testing

@testable import SessionStore
@testable import Tabular

/// Exports whose figures were worked out by hand, before anybody looked at how Clout reads such files.
///
/// `Known` has one for each profile, made from what is public about the product; `Unseen` has other tools and sheets that
/// people keep, in several languages. `expected.csv` says what comes out, and which one answer a file needs first.
@Suite("Files with figures worked out by hand")
struct WorkedOutFileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let folder: String
    let file: String
    let answer: String
    let figures: [(name: String, value: Int64)]

    var path: String { TestData.made("Exports/\(folder)/\(file)") }
    var testDescription: String { answer.isEmpty ? file : "\(file), \(answer)" }
  }

  static let cases = ["Known", "Unseen"].flatMap { folder in
    let path = TestData.made("Exports/\(folder)/expected.csv")
    return ((try? TestData.records(path)) ?? []).map { record in
      Case(
        folder: folder, file: record[0], answer: record[1],
        figures: record[2].split(separator: " ").map { pair in
          let parts = pair.split(separator: "=").map(String.init)
          return (parts[0], Int64(((Double(parts[1]) ?? -1) * 100).rounded()))
        })
    }
  }

  /// A session in dollars that knows two people, or nobody if the file is a roster.
  private func session(_ wanted: Case) throws -> Session {
    var session = Session(settings: Settings(name: "test"))
    if wanted.figures.contains(where: { $0.name == "n" }) { return session }
    for (number, handle) in ["anna.k", "bo_runs"].enumerated() {
      try session.apply(
        .put(Influencer(id: InfluencerID(number + 1), handle: handle, platform: .instagram)))
    }
    return session
  }

  private func figures(_ session: Session) -> [String: Int64] {
    let rows = Array(session.measurements.rows)
    func count(_ figure: KeyPath<Counts, Int?>) -> Int64 {
      Int64(rows.reduce(0) { $0 + ($1.counts[keyPath: figure] ?? 0) }) * 100
    }
    func sum(_ figure: KeyPath<Counts, Money?>) -> Int64 {
      rows.reduce(0) { $0 + ($1.counts[keyPath: figure]?.minorUnits ?? 0) }
    }
    let people = session.roster.rows
    let bookings = session.bookings.rows
    return [
      "revenue": sum(\.revenue), "spend": sum(\.spend), "conversions": count(\.conversions),
      "impressions": count(\.impressions), "likes": count(\.likes), "clicks": count(\.clicks),
      "fee": bookings.reduce(0) { $0 + ($1.fee?.minorUnits ?? 0) },
      "commission": bookings.reduce(0) { $0 + $1.commission.minorUnits },
      "n": Int64(people.count) * 100,
      "followers": Int64(people.reduce(0) { $0 + ($1.followers ?? 0) }) * 100,
      "rfee": people.reduce(0) { $0 + ($1.fee?.minorUnits ?? 0) },
    ]
  }

  private func options(_ answer: String, _ session: inout Session) throws -> ImportOptions {
    var options = ImportOptions()
    options.today = Day(iso: "2026-11-30")
    (options.asOf, options.isDayGiven) = (options.today, false)
    guard let mark = answer.firstIndex(of: "=") else { return options }
    let value = String(answer[answer.index(after: mark)...])
    switch answer[..<mark] {
    case "as-of": (options.asOf, options.isDayGiven) = (Day(iso: value), true)
    case "platform": options.platform = Platform(rawValue: value)
    case "grain": options.setGrain(value)
    case "map":
      let parts = value.split(separator: "=").map(String.init)
      options.mapping = [.init(header: parts[0], field: parts[1])]
    case "rate":
      var settings = session.settings
      let day = try #require(Day(iso: "2026-01-01"))
      settings.rates = [
        ExchangeRate(
          try #require(Currency(code: String(value.prefix(3)))), ExchangeRate.one, day: day)
      ]
      try session.apply(.settings(settings))
    default: Issue.record("no such answer: \(answer)")
    }
    return options
  }

  @Test("The figures are those worked out by hand, at once or after one answer", arguments: cases)
  func figures(wanted: Case) throws {
    var session = try session(wanted)
    let options = try options(wanted.answer, &session)
    let plan = try Importer.plan(file: wanted.path, options: options, session: session) { _ in true
    }
    try session.apply(plan.edit)
    let found = figures(session)
    for (name, value) in wanted.figures { #expect(found[name] == value, "\(name)") }
    // Nothing is written twice, and nothing is both used and kept.
    let again = try Importer.plan(file: wanted.path, options: options, session: session) { _ in true
    }
    #expect(again.added == 0 && again.changed == 0)
  }

  @Test(
    "What needs an answer asks for it, and says so in words that can be typed",
    arguments: cases.filter { !$0.answer.isEmpty })
  func asks(wanted: Case) throws {
    var session = try session(wanted)
    let options = try options("", &session)
    let key = "--\(wanted.answer.prefix { $0 != "=" }) "
    let said = words(wanted.path, options, session)
    #expect(said.contains { $0.contains(key) })
  }

  /// What the import says: its notes, or its question.
  private func words(_ path: String, _ options: ImportOptions, _ session: Session) -> [String] {
    do {
      let plan = try Importer.plan(file: path, options: options, session: session) { _ in true }
      return plan.notes + plan.refusals.map(\.reason)
    } catch {
      return [error.description]
    }
  }

  @Test("Every profile has a file that proves it, made without a look at the profile")
  func proven() throws {
    let files = Self.cases.filter { $0.folder == "Known" }.map(\.file)
    for profile in ProfileShelf.builtIn {
      let file = files.first { $0.hasPrefix(profile.name + ".") }
      #expect(file != nil, "\(profile.name)")
      guard let file else { continue }
      // Nobody knows the headers behind a guess; its file is read by names and values all the same.
      if profile.isGuess { continue }
      let source = TestData.made("Exports/Known/\(file)")
      let inspection = try #require(try TableInspection.inspect { try FileSource(path: source) })
      let mapping = try ColumnMapping.propose(for: inspection, fileName: file)
      #expect(mapping.known?.profile.name == profile.name, "\(file)")
    }
  }

  @Test("No column of figures is left out without a reason", arguments: cases)
  func nothingUnsaid(wanted: Case) throws {
    var session = try session(wanted)
    let options = try options(wanted.answer, &session)
    let plan = try Importer.plan(file: wanted.path, options: options, session: session) { _ in true
    }
    for column in plan.columns where column.field == "ignore" { #expect(!column.reason.isEmpty) }
    for column in plan.columns where column.field != "ignore" && column.field != "custom" {
      #expect(!column.reason.contains("kept as a column"))
    }
  }
}
