import JSON

extension SessionIdentity {
  /// Whether it is one that Clout made.
  static func isValid(_ text: String) -> Bool {
    text.utf8.count == 16 && isHexadecimal(text)
  }

  fileprivate static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

/// What the other files of a session say about whose they are, for when session.json doesn't say it.
struct IdentityTraces {
  /// The files that name an identity, by that.
  private(set) var names: [String: [String]] = [:]
  /// How many files of measurements have the start of an identity in their name, by that.
  private(set) var starts: [String: Int] = [:]

  init(_ folder: DurableFolder) {
    for name in [SessionDocuments.roster, SessionDocuments.campaigns, SessionDocuments.feeds] {
      guard let bytes = try? FileContents.read(folder.full(name), calls: folder.calls),
        let owner = Self.owner(bytes), SessionIdentity.isValid(owner)
      else { continue }
      names[owner, default: []].append(name)
    }
    if let journal = try? JournalReading.latest(in: SessionLayout.stateFolder(folder)),
      let owner = journal.session, SessionIdentity.isValid(owner)
    {
      names[owner, default: []].append("\(SessionLayout.state)/\(journal.name)")
    }
    for file in (try? MetricsFolder(folder).list().files) ?? []
    where file.owner.utf8.count == 8 && SessionIdentity.isHexadecimal(file.owner) {
      starts[file.owner, default: 0] += 1
    }
  }

  /// The one that all of them name.
  var agreed: String? {
    guard names.count == 1, let only = names.keys.first,
      starts.keys.allSatisfy({ only.hasPrefix($0) })
    else { return nil }
    return only
  }

  /// What is known of it if only names of files of measurements are left.
  var agreedStart: String? {
    names.isEmpty && starts.count == 1 ? starts.keys.first : nil
  }

  /// One of those that are named; only for showing how it is written.
  var example: String { names.keys.min() ?? starts.keys.min().map { $0 + $0 } ?? "" }

  var isEmpty: Bool { names.isEmpty && starts.isEmpty }

  /// Who says what.
  var words: String {
    var rest = starts
    var parts = names.sorted { $0.key < $1.key }.map { identity, files in
      var files = files
      if let count = rest.removeValue(forKey: String(identity.prefix(8))) {
        files.append("the \(count == 1 ? "file" : "\(count) files") of measurements")
      }
      let list =
        files.count == 1
        ? files[0] : files.dropLast().joined(separator: ", ") + " and \(files[files.count - 1])"
      return "\(identity) in \(list)"
    }
    parts += rest.sorted { $0.key < $1.key }.map { start, count in
      "\(start)… in the \(count == 1 ? "name of a file" : "names of \(count) files") of measurements"
    }
    return parts.joined(separator: ", ")
  }

  /// What is wrong with session.json, and what the others say.
  func complaint(about identity: String) -> String {
    let what =
      identity.isEmpty
      ? "it doesn't say which session this is: its member “session”, the identity, is missing or empty"
      : "its member “session”, the identity, is “\(identity)”, and not 16 of the digits 0-9 and a-f"
    if isEmpty { return "\(what); no other file says it either" }
    return agreed == nil
      ? "\(what); the other files don't settle it: it is \(words)" : "\(what); it is \(words)"
  }

  /// Of a document, even if it is broken further on.
  private static func owner(_ bytes: [UInt8]) -> String? {
    let whole = try? RawDocument(bytes, lists: [])
    let members =
      whole?.envelope
      ?? bytes.split(separator: 0x0A).lazy.compactMap { line in
        let line = line.last == 0x2C ? line.dropLast() : line
        return try? RawDocument(Array(line) + [0x7D], lists: [])
      }.first?.envelope
    guard let json = members?.first(where: { $0.name == "session" })?.json else { return nil }
    return try? JSONReader.read(json) { reader throws(JSONError) in try reader.readString() }
  }
}
