import Demo
import Marketing
import Wording

/// One feed at work: its source, and what it has read that isn't delivered yet.
struct FeedReader {
  private enum Source {
    case file(FollowedFile)
    case folder(WatchedFolder)
    case command(Command)
    case demo(DemoFeed, next: Double)
    /// Being changed in place.
    case taken
  }

  private struct Command {
    let arguments: [String]
    let every: Double
    let timeLimit: Int
    var run: CommandRun?
    var rows: FeedRows?
    var cutter = LineCutter()
    var next = 0.0
    var rereading: Rereading?
  }

  let feed: Feed
  private(set) var status = FeedStatus()
  private var source: Source
  private let folder: String
  private var session: Session
  private var finder: CreatorIndex
  /// New rows that aren't on disk yet.
  private(set) var undelivered: [Measurement] = []
  /// Measurements that were misread and have to go.
  private(set) var misread: [Measurement.Identity] = []
  /// How the feed was read before, as long as it is being read again from the start.
  private(set) var former: Feed?
  /// What reading again has changed so far: figures, and those that are gone.
  private var changed = (figures: 0, gone: 0)
  /// What the manager should know, once.
  var message: String?
  private var arrivals = 0

  /// The longest pause after failures, in seconds.
  static let longestPause = 900.0
  private static let demoStep = 1.5

  init(
    _ feed: Feed, folder: String, session: Session, finder: CreatorIndex,
    positions: [String: FollowedFile.Position], demo: DemoFeed?, former: Feed? = nil
  ) {
    self.feed = feed
    self.former = former
    let read = former == nil ? positions : [:]
    self.folder = folder
    self.session = session
    self.finder = finder
    switch feed.source {
    case .file(let path):
      let rows = FeedRows(
        feed.name, options: feed.options(in: session), session: session, finder: finder)
      var file = FollowedFile(
        path: Self.resolved(path, in: folder), rows: rows, position: read[path] ?? .init())
      if let former {
        file.rereading = Rereading(
          FeedRows(
            feed.name, options: former.options(in: session), session: session, finder: finder))
      }
      source = .file(file)
    case .folder(let path):
      source = .folder(
        WatchedFolder(
          path: Self.resolved(path, in: folder), name: feed.name,
          options: feed.options(in: session), session: session, finder: finder,
          positions: read,
          former: former.map { ($0.options(in: session), Set(positions.keys)) }))
    case .command(let arguments, let every, let limit):
      source = .command(
        Command(arguments: arguments, every: Double(every), timeLimit: limit))
    case .demo:
      source = .demo(
        demo ?? DemoFeed(session, campaign: feed.campaign, today: Day(number: 0)), next: 0)
    }
    if feed.isPaused { status.state = .paused }
  }

  /// Paths are relative to the session's folder.
  private static func resolved(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : FilePath.join(folder, path)
  }

  mutating func update(_ session: Session, _ finder: CreatorIndex) {
    self.session = session
    self.finder = finder
    switch takeSource() {
    case .file(var file):
      file.update(session, finder: finder)
      source = .file(file)
    case .folder(var watched):
      watched.update(session, finder: finder)
      source = .folder(watched)
    case .command(var command):
      command.rows?.update(session, finder: finder)
      source = .command(command)
    case .demo(let demo, let next): source = .demo(demo, next: next)
    case .taken: break
    }
  }

  /// How far each file was read; nil for a feed without files.
  var positions: [String: FollowedFile.Position]? {
    switch (source, feed.source) {
    case (.file(let file), .file(let path)): [path: file.position]
    case (.folder(let folder), _): folder.positions
    case (.file, _), (.command, _), (.demo, _), (.taken, _): nil
    }
  }

  /// Reads a piece; true if there is more already.
  mutating func poll(
    now: Double, today: Day, mayRun: Bool, digest: inout MeasurementDigest
  ) -> Bool {
    guard !feed.isPaused else {
      status.state = .paused
      return false
    }
    if let next = status.nextTry, now < next, !isRunning { return false }
    do {
      let intake = try read(now: now, today: today, mayRun: mayRun)
      guard let (intake, more) = intake else { return false }
      status.nextTry = nil
      if intake.lastLine > 0 || !intake.measurements.isEmpty { status.state = .reading }
      status.take(intake)
      for row in intake.measurements {
        if digest.takesIn(row) {
          undelivered.append(row)
          changed.figures += 1
        } else {
          status.unchanged += 1
        }
      }
      for identity in intake.misread where digest.forgets(identity) {
        misread.append(identity)
        changed.gone += 1
      }
      if intake.endsRereading { endRereading() }
      status.unchanged += intake.repeated
      return more
    } catch {
      fail("\(error)", now)
      return false
    }
  }

  var hasUndelivered: Bool { !undelivered.isEmpty || !misread.isEmpty }

  private mutating func endRereading() {
    let figures = CountText.plural(changed.figures, "figure is", "figures are")
    message =
      "“\(feed.name)” was read again from the start: \(figures) new or corrected"
      + (changed.gone > 0
        ? ", and \(CountText.plural(changed.gone, "one", "figures")) that had been read wrongly \(changed.gone == 1 ? "is" : "are") gone."
        : ".")
    former = nil
  }

  mutating func delivered(now: Double) {
    status.taken += undelivered.count
    if hasUndelivered { status.lastArrival = now }
    undelivered = []
    misread = []
    arrivals = 0
  }

  /// What was read couldn't be written; it is kept, and the feed waits.
  mutating func refused(_ reason: String, now: Double) {
    fail("what it brought could not be written: \(reason)", now)
  }

  private var isRunning: Bool {
    if case .command(let command) = source { command.run != nil } else { false }
  }

  private mutating func fail(_ reason: String, _ now: Double) {
    arrivals += 1
    let base: Double =
      if case .command(_, let every, _) = feed.source { Double(every) } else { 1 }
    var pause = base
    for _ in 1..<max(1, min(arrivals, 20)) { pause = min(Self.longestPause, pause * 2) }
    status.state = .failed(reason)
    status.nextTry = now + min(pause, Self.longestPause)
  }

  private mutating func read(
    now: Double, today: Day, mayRun: Bool
  ) throws -> (FeedIntake, more: Bool)? {
    switch takeSource() {
    case .file(var file):
      do {
        let step = try file.read(today: today)
        source = .file(file)
        return taken(step)
      } catch {
        file.rewind()
        source = .file(file)
        throw error
      }
    case .folder(var watched):
      do {
        let step = try watched.read(today: today)
        source = .folder(watched)
        return taken(step)
      } catch {
        source = .folder(watched)
        throw error
      }
    case .command(var command):
      defer { source = .command(command) }
      guard mayRun else {
        status.state = .needsConsent
        return nil
      }
      return try read(&command, now: now, today: today)
    case .demo(var demo, let next):
      guard now >= next else {
        source = .demo(demo, next: next)
        return nil
      }
      var intake = FeedIntake()
      intake.measurements = demo.next(day: today)
      source = .demo(demo, next: now + Self.demoStep)
      status.state = .reading
      return (intake, false)
    case .taken: return nil
    }
  }

  /// Takes the source out to change it in place, without a copy.
  private mutating func takeSource() -> Source {
    let current = source
    source = .taken
    return current
  }

  private mutating func taken(_ step: FollowedFile.Step) -> (FeedIntake, more: Bool)? {
    switch step {
    case .nothing(let why):
      status.state = .waiting(why)
      status.nextTry = nil
      arrivals = 0
      return nil
    case .intake(let intake, let more):
      arrivals = 0
      return (intake, more)
    }
  }

  private mutating func read(
    _ command: inout Command, now: Double, today: Day
  ) throws -> (FeedIntake, more: Bool)? {
    if command.run == nil {
      guard now >= command.next else { return nil }
      command.next = now + command.every
      command.cutter = LineCutter()
      command.rows = FeedRows(
        feed.name, options: feed.options(in: session), session: session, finder: finder)
      command.rereading = former.map {
        Rereading(
          FeedRows(feed.name, options: $0.options(in: session), session: session, finder: finder))
      }
      command.run = try CommandRun(
        command.arguments, in: folder, timeLimit: command.timeLimit, now: now)
      status.state = .reading
    }
    guard let run = command.run, var rows = command.rows else { return nil }
    let output = run.read(now: now)
    var piece: LineCutter.Piece?
    if let output { piece = command.cutter.add(output[...]) { rows.isWhole($0) } }
    var ended = false
    if output == nil {
      switch run.look(now: now) {
      case .running: break
      case .exited:
        // The output is complete, so its last line counts without a line end.
        piece = command.cutter.rest()
        ended = true
      case .failed(let reason):
        command.run = nil
        throw FeedProblem(reason)
      }
    } else if case .failed(let reason) = run.look(now: now), output?.isEmpty == true {
      command.run = nil
      throw FeedProblem(reason)
    }
    defer {
      command.rows = rows
      if ended {
        command.run = nil
        arrivals = 0
        status.nextTry = command.next
        status.state = .waiting("for its next run")
      }
    }
    guard let piece else {
      guard ended, let rereading = command.rereading else { return nil }
      command.rereading = nil
      return (rereading.end(), false)
    }
    do {
      var intake = try rows.take(piece.bytes, firstLine: piece.firstLine, today: today)
      command.rereading?.take(
        piece.bytes, firstLine: piece.firstLine, today: today, intake.measurements)
      if ended, let rereading = command.rereading {
        let end = rereading.end()
        (intake.misread, intake.endsRereading) = (end.misread, true)
        command.rereading = nil
      }
      if let (line, text) = piece.tooLong {
        intake.refusals.append(
          FeedRefusal(line: line, reason: "the line is longer than a megabyte", text: text))
      }
      return (intake, !ended)
    } catch {
      run.stop("\(error)", now)
      command.run = nil
      throw error
    }
  }
}

extension Feed {
  /// The feed's settings for its rows, as import options.
  func options(in session: Session) -> ImportOptions {
    var options = ImportOptions()
    options.platform = platform
    options.campaign = campaign.flatMap { session.campaigns[$0]?.name }
    if let grain { options.setGrain(grain.rawValue) }
    options.dates = dates.flatMap { ImportOptions.DateOrder(rawValue: $0.rawValue) }
    options.mapping = mapping.sorted { $0.key < $1.key }.map {
      ImportOptions.Override(header: $0.key, field: $0.value)
    }
    return options
  }
}
