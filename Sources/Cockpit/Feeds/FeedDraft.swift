import Marketing
import Wording

/// A feed as the form shows it, each part as text.
struct FeedDraft: Hashable, Sendable {
  enum Kind: String, CaseIterable, Sendable { case file, folder, command, demo }

  var id: FeedID
  var name = ""
  var kind = Kind.file
  /// A path, or a command and its arguments.
  var target = ""
  /// The target as it is stored; unless it is typed anew, it means the same as before.
  private(set) var stored: String?
  var every = "60"
  var limit = "30"
  var campaign = ""
  var platform = ""
  var mapping: [String] = []
  var grain = ""
  var dates = ""
  var isPaused = false
  var unknown: [UnknownField] = []

  init(id: FeedID, campaign: String = "") {
    self.id = id
    self.campaign = campaign
  }

  init(_ feed: Feed, _ session: Session) {
    id = feed.id
    name = feed.name
    switch feed.source {
    case .file(let path): (kind, target) = (.file, path)
    case .folder(let path): (kind, target) = (.folder, path)
    case .command(let arguments, let every, let limit):
      (kind, target) = (.command, CommandLineText.write(arguments))
      self.every = String(every)
      self.limit = String(limit)
    case .demo: kind = .demo
    }
    stored = target
    campaign = feed.campaign.flatMap { session.campaigns[$0]?.name } ?? ""
    platform = feed.platform?.rawValue ?? ""
    mapping = feed.mapping.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    grain = feed.grain?.rawValue ?? ""
    dates = feed.dates?.rawValue ?? ""
    isPaused = feed.isPaused
    unknown = feed.unknown
  }

  /// - Parameter folder: the session's, if it has one.
  func feed(_ session: Session, folder: String?) throws(EntryError) -> Feed {
    func taken(_ path: String) -> String {
      target == stored ? path : FeedPath.taken(path, sessionFolder: folder)
    }
    func seconds(_ text: String, _ range: ClosedRange<Int>) throws(EntryError) -> Int {
      guard let value = try CountText.read(text), range.contains(value) else {
        throw EntryError(
          "Seconds go from \(range.lowerBound) to \(CountText.exact(range.upperBound)).")
      }
      return value
    }
    let source: Feed.Source
    switch kind {
    case .file: source = .file(path: taken(target))
    case .folder: source = .folder(path: taken(target))
    case .command:
      var arguments = try CommandLineText.parse(target)
      // A name without a slash is looked up as a shell does.
      if arguments[0].contains("/") { arguments[0] = taken(arguments[0]) }
      source = .command(
        arguments: arguments, every: try seconds(every, Feed.intervals),
        timeLimit: try seconds(limit, Feed.timeLimits))
    case .demo: source = .demo
    }
    let fallback = target.split(separator: "/").last.map(String.init) ?? kind.rawValue
    var feed = Feed(id: id, name: name.isEmpty ? fallback : name, source: source)
    if !campaign.isEmpty { feed.campaign = try CampaignText.parse(campaign, in: session) }
    feed.platform = platform.isEmpty ? nil : Platform(rawValue: platform.lowercased())
    for entry in mapping {
      guard let mark = entry.lastIndex(of: "=") else {
        throw EntryError("A column is mapped as Header=field, not “\(entry)”.")
      }
      feed.mapping[String(entry[..<mark]).trimmed] =
        String(entry[entry.index(after: mark)...]).trimmed
    }
    feed.grain = Feed.Grain(rawValue: grain)
    feed.dates = Feed.DateOrder(rawValue: dates)
    feed.isPaused = isPaused
    feed.unknown = unknown
    return feed
  }
}

/// A command as typed: words separated by spaces, with quotes around words that contain spaces. No shell reads it, so
/// nothing else has a special meaning.
enum CommandLineText {
  static func write(_ arguments: [String]) -> String {
    arguments.map { word in
      let needsQuotes = word.isEmpty || word.contains { $0.isWhitespace || "'\"\\".contains($0) }
      guard needsQuotes else { return word }
      return "\"" + word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }.joined(separator: " ")
  }

  static func parse(_ text: String) throws(EntryError) -> [String] {
    var words: [String] = []
    var word = ""
    var isWord = false
    var quote: Character?
    var escapes = false
    for character in text {
      if escapes {
        word.append(character)
        escapes = false
      } else if let open = quote {
        if character == open {
          quote = nil
        } else if character == "\\", open == "\"" {
          escapes = true
        } else {
          word.append(character)
        }
      } else if character == "'" || character == "\"" {
        quote = character
        isWord = true
      } else if character == "\\" {
        escapes = true
        isWord = true
      } else if character.isWhitespace {
        if isWord { words.append(word) }
        (word, isWord) = ("", false)
      } else {
        word.append(character)
        isWord = true
      }
    }
    guard quote == nil else { throw EntryError("A quote in the command is never closed.") }
    if isWord { words.append(word) }
    guard words.first?.isEmpty == false else { throw EntryError("Write the command to run.") }
    return words
  }
}

extension Field where Row == FeedDraft {
  static let feed: [Field] = [
    .choice("kind", "Follows", \.kind),
    .text(
      "target", "Path or command", \.target,
      help: "a file, a folder, or a program; relative to where Clout was started"),
    .text("name", "Name", \.name, help: "empty takes the file's name"),
    Field(
      id: "campaign", title: "Campaign",
      kind: .suggestion { session in session.campaigns.rows.map(\.name) },
      help: "for rows that name none"
    ) { row, _ in
      row.campaign
    } write: { row, text, context throws(EntryError) in
      let text = text.trimmed
      if !text.isEmpty { _ = try CampaignText.parse(text, in: context.session) }
      row.campaign = text
    },
    .text("platform", "Platform", \.platform, help: "for rows that name none, such as instagram"),
    .list("mapping", "Columns", \.mapping),
    .word(
      "grain", "Figures are", \.grain, Feed.Grain.allCases.map(\.rawValue),
      help: "daily add up, total is everything so far; empty: the rows tell"),
    .word(
      "dates", "Dates", \.dates, Feed.DateOrder.allCases.map(\.rawValue),
      help: "mdy or dmy for 03/04/2026; empty: the rows tell"),
    .text("every", "Every … seconds", \.every, help: "commands only"),
    .text("limit", "Time limit, seconds", \.limit, help: "commands only"),
  ]
}

extension Field where Row == FeedDraft {
  /// One of a few words, or nothing.
  private static func word(
    _ id: String, _ title: String, _ path: WritableKeyPath<FeedDraft, String> & Sendable,
    _ words: [String], help: String
  ) -> Field {
    Field(id: id, title: title, kind: .suggestion { _ in words }, help: help) { row, _ in
      row[keyPath: path]
    } write: { row, text, _ throws(EntryError) in
      let word = text.trimmed.lowercased()
      guard word.isEmpty || words.contains(word) else {
        throw EntryError("It is \(words.joined(separator: ", ")), or empty.")
      }
      row[keyPath: path] = word
    }
  }
}
