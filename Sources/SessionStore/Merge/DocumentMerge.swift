import JSON
import Marketing

/// Merges two versions of a session's document record by record, and records member by member.
package struct DocumentMerge {
  /// The merged document, with conflict markers where both sides changed the same.
  package private(set) var bytes: [UInt8] = []
  /// What has to be decided by a person, in words.
  package private(set) var conflicts: [String] = []
  /// What was decided here and is worth knowing.
  package private(set) var notes: [String] = []

  private typealias Record = RawDocument.Record
  private typealias Member = RawDocument.Member

  private let name: String
  /// Whether anything on their side refers to one of their records by its number; nil if that can't be found out.
  private let isReferredTo: (_ what: String, _ number: Int) -> Bool?

  private enum Entry {
    case line([UInt8])
    case conflict(ours: [UInt8]?, theirs: [UInt8]?)
  }

  /// - Parameter path: the document's path, of which the last part says what it is.
  package init(
    base: [UInt8], ours: [UInt8], theirs: [UInt8], path: String,
    isReferredTo: @escaping (_ what: String, _ number: Int) -> Bool?
  ) {
    name = FilePath.name(of: path)
    self.isReferredTo = isReferredTo
    if ours == theirs || theirs == base {
      bytes = ours
      return
    }
    if ours == base {
      bytes = theirs
      return
    }
    let lists: [String]
    switch name {
    case SessionDocuments.roster: lists = ["influencers"]
    case SessionDocuments.campaigns: lists = ["campaigns", "bookings"]
    case SessionDocuments.feeds: lists = ["feeds"]
    case SessionDocuments.session: lists = []
    default:
      giveUp(ours, theirs, "it isn't a document of a session that is merged by record")
      return
    }
    do throws(JSONError) {
      let empty = Array("{}".utf8)
      try merge(
        RawDocument(base.isEmpty ? empty : base, lists: lists),
        RawDocument(ours, lists: lists), RawDocument(theirs, lists: lists), lists)
    } catch {
      giveUp(
        ours, theirs,
        "the versions can't be merged (line \(error.line), column \(error.column): \(error.message))"
      )
      return
    }
    if conflicts.isEmpty { bytes = Self.canonical(bytes, name) ?? bytes }
  }

  /// Both versions whole, for a person.
  private mutating func giveUp(_ ours: [UInt8], _ theirs: [UInt8], _ reason: String) {
    conflicts.append("\(name): \(reason); both versions are in it whole")
    func ended(_ bytes: [UInt8]) -> [UInt8] { bytes.last == 0x0A ? bytes : bytes + [0x0A] }
    bytes =
      Array("<<<<<<< ours\n".utf8) + ended(ours) + Array("=======\n".utf8) + ended(theirs)
      + Array(">>>>>>> theirs\n".utf8)
  }

  /// As Clout would write it.
  private static func canonical(_ bytes: [UInt8], _ name: String) -> [UInt8]? {
    if name == SessionDocuments.session {
      guard let header = try? SessionDocuments.readHeader(bytes), header.format > 1 else {
        return nil
      }
      return SessionDocuments.write(header)
    }
    let document = DocumentForm(bytes, name)
    return document?.bytes
  }

  private mutating func merge(
    _ base: RawDocument, _ ours: RawDocument, _ theirs: RawDocument, _ lists: [String]
  ) throws(JSONError) {
    func session(_ document: RawDocument) -> [UInt8]? {
      document.envelope.first { $0.name == "session" }?.json
    }
    if let one = session(ours), let other = session(theirs), one != other {
      throw JSONError(line: 1, column: 1, message: "the two sides have different sessions")
    }
    let frame = mergeMembers(base.envelope, ours.envelope, theirs.envelope)
    if !lists.isEmpty, let conflict = frame.conflicts.first {
      // What stands around the records has no line of its own to choose.
      throw JSONError(line: 1, column: 1, message: words(conflict))
    }
    for conflict in frame.conflicts {
      conflicts.append("\(name): \(words(conflict))")
    }
    guard !lists.isEmpty else {
      bytes = Self.settings(frame)
      return
    }
    var parts: [[UInt8]] = []
    if let session = frame.members.first(where: { $0.name == "session" }) {
      parts.append(Array("\"session\": ".utf8) + session.json)
    }
    for list in lists {
      let entries = merge(
        String(list.dropLast()), base.lists[list] ?? [], ours.lists[list] ?? [],
        theirs.lists[list] ?? [])
      parts.append(Array("\"\(list)\": [".utf8) + Self.text(entries) + Array("\n]".utf8))
    }
    for member in frame.members where member.name != "session" {
      var writer = JSONWriter()
      writer.string(member.name)
      parts.append(writer.take() + Array(": ".utf8) + member.json)
    }
    bytes = Array("{".utf8) + parts.joined(separator: Array(",\n".utf8)) + Array("}\n".utf8)
  }

  // MARK: Records

  private mutating func merge(
    _ what: String, _ base: [Record], _ ours: [Record], _ theirs: [Record]
  ) -> [Entry] {
    func byNumber(_ records: [Record]) -> [Int: Record] {
      Dictionary(records.map { ($0.number ?? 0, $0) }) { $1 }
    }
    let before = byNumber(base)
    var (mine, yours) = (byNumber(ours), byNumber(theirs))
    unite(what, before, &mine, &yours)
    let numbers = Set(mine.keys).union(yours.keys).sorted()
    var next = (Set(before.keys).union(numbers).max() ?? 0) + 1
    var entries: [Entry] = []
    var moved: [Record] = []
    for number in numbers {
      let (was, one, other) = (before[number], mine[number], yours[number])
      if one == other || other == was {
        if let one { entries.append(.line(one.line)) }
      } else if one == was {
        if let other { entries.append(.line(other.line)) }
      } else if let one, let other {
        if was == nil, !isSame(what, one, other) {
          switch isReferredTo(what, number) {
          case false?:
            entries.append(.line(one.line))
            var record = other
            record.renumber(next)
            notes.append(
              "\(name): both sides added \(what) \(number) (\(label(one)) here, \(label(other)) there); theirs is "
                + "number \(next) now, since no booking or measurement of theirs names it")
            moved.append(record)
            next += 1
          case true?, nil:
            conflicts.append(
              "\(name): both sides added \(what) \(number): \(label(one)) here, \(label(other)) there. Keep both "
                + "lines and give one of them number \(next), also where that side's campaigns, bookings and "
                + "measurements name it")
            entries.append(.conflict(ours: one.line, theirs: other.line))
          }
        } else {
          entries.append(merge(what, number, was, one, other))
        }
      } else {
        let (kept, side) = one.map { ($0, "there") } ?? (other!, "here")
        conflicts.append(
          "\(name): \(what) \(number) (\(label(kept))) was removed \(side) and changed on the other side"
        )
        entries.append(.conflict(ours: one?.line, theirs: other?.line))
      }
    }
    return entries + moved.map { .line($0.line) }
  }

  /// An account that both sides added under unlike numbers is one, if nothing refers to theirs yet. Where the two
  /// contradict each other, somebody has to choose, as if they had the same number.
  private mutating func unite(
    _ what: String, _ before: [Int: Record], _ mine: inout [Int: Record],
    _ yours: inout [Int: Record]
  ) {
    var next = (Set(before.keys).union(mine.keys).union(yours.keys).max() ?? 0) + 1
    var numbers = yours.keys.sorted()[...]
    while let number = numbers.popFirst() {
      guard before[number] == nil, let other = yours[number],
        mine[number].map({ !isSame(what, $0, other) }) ?? true,
        let twin = mine.first(where: {
          before[$0.key] == nil && isSame(what, $0.value, other)
        }), isReferredTo(what, number) == false
      else { continue }
      // Whoever has that number on their side gets another one.
      if var displaced = yours[twin.key] {
        guard isReferredTo(what, twin.key) == false else { continue }
        displaced.renumber(next)
        notes.append(
          "\(name): \(label(displaced)), \(what) \(twin.key) there, is number \(next) now, since no booking or measurement of "
            + "theirs names it"
        )
        yours[next] = displaced
        numbers.append(next)
        next += 1
      }
      var record = other
      record.renumber(twin.key)
      yours[twin.key] = Record(
        members: record.members.map { member in
          // Spelled otherwise it is still the same account.
          member.name == "handle"
            ? twin.value.members.first { $0.name == "handle" } ?? member : member
        })
      yours[number] = nil
      notes.append(
        "\(name): both sides added \(label(other)), as \(what) \(twin.key) here and \(number) there; it is one, number "
          + "\(twin.key), since no booking or measurement names theirs")
    }
  }

  private mutating func merge(
    _ what: String, _ number: Int, _ was: Record?, _ one: Record, _ other: Record
  ) -> Entry {
    let result = mergeMembers(was?.members ?? [], one.members, other.members)
    guard !result.conflicts.isEmpty else { return .line(Record(members: result.members).line) }
    for conflict in result.conflicts {
      conflicts.append("\(name): \(what) \(number) (\(label(one))): \(words(conflict))")
    }
    // What doesn't conflict is merged on both sides, so either may be chosen.
    func side(_ choose: (MemberConflict) -> [UInt8]?) -> [UInt8] {
      var members = result.members
      for conflict in result.conflicts {
        if let json = choose(conflict) {
          members.append(Member(name: conflict.name, json: json))
        }
      }
      return Record(members: members).line
    }
    return .conflict(ours: side { $0.ours }, theirs: side { $0.theirs })
  }

  /// Whether two added records are about the same.
  private func isSame(_ what: String, _ one: Record, _ other: Record) -> Bool {
    guard what == "influencer" else { return false }
    func account(_ record: Record) -> Influencer.Identity {
      Influencer.Identity(
        platform: Platform(rawValue: record.text("platform") ?? ""),
        handle: record.text("handle") ?? "")
    }
    return account(one) == account(other)
  }

  private func label(_ record: Record) -> String { record.label }

  // MARK: Members

  private struct MemberConflict {
    let name: String
    let was: [UInt8]?
    let ours: [UInt8]?
    let theirs: [UInt8]?
  }

  private func mergeMembers(
    _ base: [Member], _ ours: [Member], _ theirs: [Member]
  ) -> (members: [Member], conflicts: [MemberConflict]) {
    func byName(_ members: [Member]) -> [String: [UInt8]] {
      Dictionary(members.map { ($0.name, $0.json) }) { $1 }
    }
    let (before, mine, yours) = (byName(base), byName(ours), byName(theirs))
    var members: [Member] = []
    var conflicts: [MemberConflict] = []
    for name in ours.map(\.name) + theirs.map(\.name).filter({ mine[$0] == nil }) {
      let (was, one, other) = (before[name], mine[name], yours[name])
      let chosen: [UInt8]?
      if one == other || other == was {
        chosen = one
      } else if one == was {
        chosen = other
      } else {
        conflicts.append(MemberConflict(name: name, was: was, ours: one, theirs: other))
        continue
      }
      if let chosen { members.append(Member(name: name, json: chosen)) }
    }
    return (members, conflicts)
  }

  private func words(_ conflict: MemberConflict) -> String {
    let (ours, theirs) = JSONExcerpt.pair(conflict.ours, conflict.theirs)
    let was = conflict.was.map { " (\(JSONExcerpt.pair($0, conflict.ours).0) before)" } ?? ""
    return "\(conflict.name) is \(ours) here and \(theirs) there\(was)"
  }

  // MARK: Text

  private static let marks = (
    ours: Array("<<<<<<< ours\n".utf8), middle: Array("=======\n".utf8),
    theirs: Array(">>>>>>> theirs".utf8)
  )

  /// Each on a line of its own, with commas between them.
  private static func text(_ entries: [Entry]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (at, entry) in entries.enumerated() {
      let comma: [UInt8] = at + 1 < entries.count ? [0x2C] : []
      bytes.append(0x0A)
      switch entry {
      case .line(let line): bytes += line + comma
      case .conflict(let ours, let theirs):
        bytes += marks.ours + (ours.map { $0 + comma + [0x0A] } ?? []) + marks.middle
        bytes += (theirs.map { $0 + comma + [0x0A] } ?? []) + marks.theirs
      }
    }
    return bytes
  }

  /// A flat object, a member a line.
  private static func settings(
    _ frame: (members: [Member], conflicts: [MemberConflict])
  ) -> [UInt8] {
    func line(_ name: String, _ json: [UInt8]) -> [UInt8] {
      var writer = JSONWriter()
      writer.string(name)
      return writer.take() + Array(": ".utf8) + json
    }
    // Members that conflict come first, since the last line has no comma.
    var entries: [Entry] = frame.conflicts.map { conflict in
      .conflict(
        ours: conflict.ours.map { line(conflict.name, $0) },
        theirs: conflict.theirs.map { line(conflict.name, $0) })
    }
    entries += frame.members.map { .line(line($0.name, $0.json)) }
    return Array("{".utf8) + text(entries) + Array("\n}\n".utf8)
  }
}

/// A document read and written anew; nil if it can't be read.
private struct DocumentForm {
  let bytes: [UInt8]

  init?(_ bytes: [UInt8], _ name: String) {
    do throws(JSONError) {
      switch name {
      case SessionDocuments.roster:
        let (rows, envelope) = try SessionDocuments.readRoster(bytes)
        self.bytes = SessionDocuments.write(
          roster: Table(rows), of: envelope.session ?? "", unknown: envelope.unknown)
      case SessionDocuments.feeds:
        let (rows, envelope) = try SessionDocuments.readFeeds(bytes)
        self.bytes = SessionDocuments.write(
          feeds: Table(rows), of: envelope.session ?? "", unknown: envelope.unknown)
      default:
        let (campaigns, bookings, envelope) = try SessionDocuments.readCampaigns(bytes)
        self.bytes = SessionDocuments.write(
          campaigns: Table(campaigns), bookings: Table(bookings), of: envelope.session ?? "",
          unknown: envelope.unknown)
      }
    } catch {
      return nil
    }
  }
}
