import Marketing
import Screen
import Testing

@testable import Cockpit

/// The shell without terminal and disk: keys in, state and frames out.
struct Harness {
  var state: CockpitState
  /// Everything that was asked of the outside so far.
  var effects: [Effect] = []

  init(
    _ session: Session? = .small(), size: Size = Size(width: 120, height: 40),
    capabilities: Capabilities = Capabilities(colors: .none), today: Day = .sample,
    view: SavedView = [:], registry: Registry = .clout
  ) {
    let (themes, _) = ThemeShelf.load(userThemes: "")
    state = CockpitState(
      registry,
      size: size, capabilities: capabilities, today: today, config: Config(), themes: themes,
      theme: .plain)
    state.setTheme(themes[0])
    if let session {
      settle(
        state.update(
          .effectEnded(.opened(OpenedSession(session: session, path: "test.clout", view: view)))))
      state.message = nil
      effects = []
    }
  }

  /// Plays keys as `clout view --keys` reads them.
  mutating func press(_ script: String) throws {
    for key in try KeyScript.keys(script) { send(.key(key)) }
  }

  mutating func send(_ event: Event) {
    state.hits = Frame(state).hits
    settle(state.update(.event(event)))
  }

  /// Runs computations at once, as `clout view` does, and remembers every effect.
  /// False for a disk that is slow.
  var answersWrites = true

  mutating func settle(_ asked: [Effect]) {
    var queue = asked
    while !queue.isEmpty {
      let effect = queue.removeFirst()
      effects.append(effect)
      // As the disk would answer.
      if answersWrites, case .journal(let edit, _, _) = effect {
        queue += state.update(.effectEnded(.journaled([edit])))
      }
      // Files are read at once, too.
      if case .work(let errand) = effect {
        let inbox = Inbox {}
        errand.run { inbox.post($0) }
        for outcome in inbox.drain() { queue += state.update(.effectEnded(outcome)) }
      }
      if case .completePath(let text) = effect {
        let found = PathCompletion.candidates(for: text)
        queue += state.update(.effectEnded(.completions(found, for: text)))
      }
      guard case .compute(let computation) = effect else { continue }
      let inbox = Inbox {}
      ComputationContext(computation) { inbox.post($0) }.complete(computation)
      for outcome in inbox.drain() { queue += state.update(.effectEnded(outcome)) }
    }
  }

  var frame: Canvas { Frame(state).canvas }
  var text: String { frame.text }
  var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
  var session: Session { state.document!.session }

  /// The handles in the order of the roster table.
  var shownHandles: [String] {
    let rows = RosterGrid.rows(state)
    return state.roster.order.map { rows[$0].handle }
  }

  var cursorHandle: String? { RosterGrid.cursorRow(state)?.handle }
}

extension Day {
  static let sample = Day(year: 2026, month: 3, day: 15)!
}

extension Session {
  /// Six influencers over the tiers, two campaigns, four bookings, three measurements.
  static func small() -> Session {
    var session = Session(settings: Settings(name: "Test"))
    func add(_ edit: Edit) { _ = try! session.apply(edit) }
    let people: [(String, String, Platform, Int?, [String])] = [
      ("ana", "Ana Núñez", .instagram, 2_400_000, ["beauty"]),
      ("bo.cooks", "Bo", .tiktok, 45_000, ["food"]),
      ("chloe", "Chloé", .youtube, 480_000, ["travel", "food"]),
      ("dev", "देव", .instagram, 800, ["tech"]),
      ("emi", "えみ", .tiktok, 99_000, ["beauty", "fashion"]), ("farah", "فرح", .instagram, nil, []),
    ]
    for (index, person) in people.enumerated() {
      var influencer = Influencer(id: InfluencerID(index + 1), handle: person.0, platform: person.2)
      influencer.name = person.1
      influencer.followers = person.3
      influencer.niches = person.4
      influencer.fee = person.3.map { Money(minorUnits: Int64($0)) }
      add(.put(influencer))
    }
    var spring = Campaign(id: CampaignID(1), name: "Spring", goal: .conversions)
    spring.start = .sample + -9
    spring.end = .sample + 20
    spring.budget = Money(minorUnits: 1_000_000)
    add(.put(spring))
    var winter = Campaign(id: CampaignID(2), name: "Winter", goal: .awareness)
    winter.start = .sample + -90
    winter.end = .sample + -30
    winter.budget = Money(minorUnits: 500_000)
    add(.put(winter))
    let bookings: [(Int, Int, Int64, Stage)] = [
      (1, 1, 400_000, .contracted), (1, 2, 50_000, .paid), (1, 5, 80_000, .proposed),
      (2, 1, 600_000, .paid),
    ]
    for (index, entry) in bookings.enumerated() {
      var booking = Booking(
        id: BookingID(index + 1), campaign: CampaignID(entry.0), influencer: InfluencerID(entry.1))
      booking.fee = Money(minorUnits: entry.2)
      booking.stage = entry.3
      add(.put(booking))
    }
    let posts: [(Int, Int, Int, Int, Int?)] = [
      (1, 1, 500_000, 9000, nil), (2, 1, 20_000, 1600, 40), (1, 2, 900_000, 12_000, nil),
    ]
    for (index, post) in posts.enumerated() {
      var measurement = Measurement(
        campaign: CampaignID(post.1), key: "post \(index)", kind: .total, day: .sample + -index)
      measurement.influencer = InfluencerID(post.0)
      measurement.counts.reach = post.2
      measurement.counts.likes = post.3
      measurement.counts.conversions = post.4
      add(.put(measurement))
    }
    return session
  }
}
