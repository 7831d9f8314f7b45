import Marketing
import TestSupport
import Testing

@testable import SessionStore

@Suite("Remembered mappings")
struct MappingMemoryTests {
  private static let june = """
    Wer,Wann,Geklickt,Geld
    anna.k,2026-06-01,1000,12.50
    ben_run,2026-06-02,2000,20.00

    """

  private func memory(_ place: TemporaryFile) -> MappingMemory {
    MappingMemory(folder: place.path + "-profiles")
  }

  private func plan(_ file: String, _ options: ImportOptions) throws -> ImportPlan {
    var options = options
    options.campaign = "Spring"
    var session = Session(settings: Settings(name: "test"))
    for (number, handle) in ["anna.k", "ben_run"].enumerated() {
      try session.apply(
        .put(Influencer(id: InfluencerID(number + 1), handle: handle, platform: .instagram)))
    }
    return try Importer.plan(file: file, options: options, session: session) { _ in true }
  }

  private var said: [ImportOptions.Override] {
    [
      .init(header: "Wer", field: "influencerReference"), .init(header: "Wann", field: "date"),
      .init(header: "Geklickt", field: "clicks"), .init(header: "Geld", field: "revenue"),
    ]
  }

  @Test("Next month's file needs no key, and the output names what was remembered")
  func recalls() throws {
    let june = try TemporaryFile("June posts.csv", Self.june)
    let memory = memory(june)
    var options = ImportOptions()
    options.memory = memory
    #expect(throws: ImportError.self) { try plan(june.path, options) }

    options.mapping = said
    let first = try plan(june.path, options)
    let name = try memory.remember(
      options, headers: first.columns.map(\.header), file: first.file,
      day: try #require(Day(iso: "2026-07-01")))
    #expect(name == "june-posts")

    let july = try TemporaryFile(
      "july.csv", Self.june.replacing("2026-06", with: "2026-07").replacing("Wer", with: " WER"))
    var plain = ImportOptions()
    plain.memory = memory
    let second = try plan(july.path, plain)
    #expect(
      second.columns.map(\.field) == ["influencerReference", "date", "clicks", "revenue"])
    #expect(second.added == 2)
    #expect(
      second.notes.contains { $0.contains("June posts.csv") && $0.contains("--forget june-posts") })

    // What is said now goes before what was said then.
    plain.mapping = [.init(header: "Geld", field: "ignore")]
    #expect(try plan(july.path, plain).columns.last?.field == "ignore")

    #expect(try memory.forget("june-posts"))
    #expect(try !memory.forget("june-posts"))
    plain.mapping = []
    #expect(throws: ImportError.self) { try plan(july.path, plain) }
  }

  @Test("The same headers are kept once, nothing said keeps nothing, and names don't collide")
  func names() throws {
    let place = try TemporaryFile("a.csv", "")
    let memory = memory(place)
    let day = try #require(Day(iso: "2026-07-01"))
    var options = ImportOptions()
    #expect(try memory.remember(options, headers: ["A"], file: "x.csv", day: day) == nil)
    options.mapping = [.init(header: "A", field: "handle")]
    #expect(try memory.remember(options, headers: ["A", "B"], file: "x.csv", day: day) == "x")
    #expect(try memory.remember(options, headers: ["b ", "a"], file: "y.csv", day: day) == nil)
    #expect(try memory.remember(options, headers: ["A", "C"], file: "X!.csv", day: day) == "x-2")
    options.mapping = [.init(header: "A", field: "name")]
    #expect(try memory.remember(options, headers: ["A", "B"], file: "z.csv", day: day) == "x")
    // Built-in names stay theirs.
    #expect(
      try memory.remember(options, headers: ["D"], file: "modash.csv", day: day) == "modash-2")
    #expect(memory.all().mappings.map(\.name) == ["modash-2", "x", "x-2"])
    for name in ["x", "x-2", "modash-2"] { #expect(try memory.forget(name)) }
  }

  @Test("A broken file is left alone and named")
  func broken() throws {
    let place = try TemporaryFile("a.csv", "")
    let memory = memory(place)
    let day = try #require(Day(iso: "2026-07-01"))
    var options = ImportOptions()
    options.mapping = [.init(header: "A", field: "handle")]
    _ = try memory.remember(options, headers: ["A"], file: "good.csv", day: day)
    try OwnFile.write(Array("{\"headers\": 3}".utf8), to: memory.folder + "/bad.json")
    let (mappings, problems) = memory.all()
    #expect(mappings.map(\.name) == ["good"])
    #expect(problems.count == 1 && problems[0].contains("bad.json"))
    #expect(try memory.forget("good"))
  }

  @Test("The platform that was given is used where the file doesn't say")
  func platform() throws {
    let list = try TemporaryFile("list.csv", "Wer,Fans\nanna.k,1200\nben_run,3400\n")
    let memory = memory(list)
    var options = ImportOptions()
    options.memory = memory
    options.mapping = [
      .init(header: "Wer", field: "handle"), .init(header: "Fans", field: "followers"),
    ]
    options.platform = .tiktok
    let first = try plan(list.path, options)
    _ = try memory.remember(
      options, headers: first.columns.map(\.header), file: "list.csv",
      day: try #require(Day(iso: "2026-07-01")))
    var plain = ImportOptions()
    plain.memory = memory
    let second = try plan(list.path, plain)
    #expect(second.kind == .roster && second.added == 2)
    #expect(try memory.forget("list"))
  }

  @Test("What was answered about the rows is remembered for the next file with the same headers")
  func answers() throws {
    let list = try TemporaryFile("ads.csv", "influencer,date,views\nanna,03/04/2026,100\n")
    let memory = memory(list)
    let day = try #require(Day(iso: "2026-07-01"))
    var options = ImportOptions()
    options.memory = memory
    for (subject, answer) in [
      (ImportQuestion.Subject.kind, "posts"), (.grain, "daily"), (.dates, "mdy"),
    ] {
      options.answer(subject, answer)
    }
    let headers = ["influencer", "date", "views"]
    // On the command line these are options like others.
    #expect(try memory.remember(options, headers: headers, file: "ads.csv", day: day) == nil)
    func keep() throws -> String? {
      try memory.remember(options, headers: headers, file: "ads.csv", day: day, answers: true)
    }
    #expect(try keep() == "ads")
    #expect(try keep() == nil)
    var plain = ImportOptions()
    plain.memory = memory
    plain.isDraft = true
    let next = try plan(list.path, plain)
    #expect(next.questions.map(\.text) == [])
    #expect(next.kind == .posts && next.ambiguousDates.isEmpty)
    #expect(next.facts.contains { $0.name == "Figures" && $0.value == "one day a row" })
    #expect(try memory.forget("ads"))
  }

  @Test(
    "A platform that was answered is remembered by itself, shown as a guess, and gives way to what the file says"
  )
  func platformAlone() throws {
    let list = try TemporaryFile("june.csv", "Handle,Followers\nanna.k,1200\nben_run,3400\n")
    let memory = memory(list)
    var options = ImportOptions()
    options.answer(.platform, "tiktok")
    let day = try #require(Day(iso: "2026-07-01"))
    let headers = ["Handle", "Followers"]
    #expect(
      try memory.remember(options, headers: headers, file: "june.csv", day: day, answers: true)
        == "june")
    var plain = ImportOptions()
    plain.memory = memory
    plain.isDraft = true
    let next = try plan(list.path, plain)
    #expect(next.questions.isEmpty)
    let fact = try #require(next.facts.first { $0.name == "Platform" })
    #expect(fact.value == "TikTok" && fact.isGuess && fact.why == "as you said for june.csv")
    #expect(
      next.notes.contains { $0.contains("The platform, TikTok, is as you said for june.csv") })
    let other = try TemporaryFile("instagram_july.csv", "Handle,Followers\nanna.k,1200\n")
    #expect(try plan(other.path, plain).facts.contains { $0.value == "Instagram" })
    #expect(try memory.forget("june"))
  }

  @Test("Columns that are remembered without a platform say nothing of one")
  func columnsAlone() throws {
    let june = try TemporaryFile("June posts.csv", Self.june)
    let memory = memory(june)
    var options = ImportOptions()
    options.mapping = said
    let day = try #require(Day(iso: "2026-07-01"))
    let headers = ["Wer", "Wann", "Geklickt", "Geld"]
    #expect(try memory.remember(options, headers: headers, file: "June posts.csv", day: day) != nil)
    var plain = ImportOptions()
    plain.memory = memory
    let next = try plan(june.path, plain)
    #expect(next.notes.contains { $0.hasPrefix("Columns are as you said for June posts.csv") })
    #expect(!next.notes.contains { $0.contains("the platform") })
  }
}
