import JSON

/// A conflict that git left in a document, between the marks.
struct GitConflict {
  /// Of the first mark.
  let line: Int
  private let document: String
  private var ours: [Line] = []
  private var theirs: [Line] = []
  /// Whether all its marks are there.
  private var isWhole = false

  private struct Line {
    let number: Int
    let record: RawDocument.Record
  }

  private enum Mark {
    case ours
    case base
    case middle
    case theirs

    /// A document has no other line that begins like these: text is in quotation marks.
    init?(_ line: ArraySlice<UInt8>) {
      func isMark(_ byte: UInt8) -> Bool {
        let rest = line.dropFirst(7)
        return line.count >= 7 && line.prefix(7).allSatisfy { $0 == byte }
          && (rest.isEmpty || rest.first == 0x20 || rest.first == 0x0D)
      }
      if isMark(0x3C) {
        self = .ours
      } else if isMark(0x7C) {
        self = .base
      } else if isMark(0x3D) {
        self = .middle
      } else if isMark(0x3E) {
        self = .theirs
      } else {
        return nil
      }
    }
  }

  /// Those of a document, in their order.
  static func all(in bytes: [UInt8], _ document: String) -> [GitConflict] {
    var conflicts: [GitConflict] = []
    var open: (conflict: GitConflict, side: Mark)?
    for (at, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard let mark = Mark(line) else {
        guard let side = open?.side, let record = record(line, document) else { continue }
        switch side {
        case .ours: open?.conflict.ours.append(Line(number: at + 1, record: record))
        case .middle: open?.conflict.theirs.append(Line(number: at + 1, record: record))
        case .base, .theirs: break
        }
        continue
      }
      switch mark {
      case .ours:
        if let open { conflicts.append(open.conflict) }
        open = (GitConflict(line: at + 1, document: document), .ours)
      case .base, .middle:
        if open == nil { open = (GitConflict(line: at + 1, document: document), mark) }
        open?.side = mark
      case .theirs:
        var conflict = open?.conflict ?? GitConflict(line: at + 1, document: document)
        conflict.isWhole = open?.side == .middle && conflict.line < at + 1
        conflicts.append(conflict)
        open = nil
      }
    }
    if let open { conflicts.append(open.conflict) }
    return conflicts
  }

  /// Those of all documents of a session.
  static func all(in folder: DurableFolder) -> [(document: String, conflicts: [GitConflict])] {
    SessionDocuments.saved.compactMap { name in
      guard let bytes = try? FileContents.read(folder.full(name), calls: folder.calls) else {
        return nil
      }
      let conflicts = all(in: bytes, name)
      return conflicts.isEmpty ? nil : (name, conflicts)
    }
  }

  private init(line: Int, document: String) {
    self.line = line
    self.document = document
  }

  /// The record in a line; of session.json, which has none, the members.
  private static func record(_ line: ArraySlice<UInt8>, _ document: String) -> RawDocument.Record? {
    var text = Array(line)
    while let last = text.last, last == 0x0D || last == 0x20 || last == 0x2C { text.removeLast() }
    if document == SessionDocuments.session { text = [0x7B] + text + [0x7D] }
    var members = try? RawDocument(text, lists: []).envelope
    if members == nil, text.suffix(2) == [0x5D, 0x7D] {
      // The end of the document on the line of its last record.
      members = try? RawDocument(text.dropLast(2), lists: []).envelope
    }
    guard let members, !members.isEmpty else { return nil }
    let record = RawDocument.Record(members: members)
    return document == SessionDocuments.session || record.number != nil ? record : nil
  }

  // MARK: Words

  /// What differs: a sentence for each record.
  var differences: [String] {
    guard isWhole else { return ["a mark of it is missing: decide it, and delete the line"] }
    guard document != SessionDocuments.session else { return settings }
    var texts: [String] = []
    var rest = theirs
    for one in ours {
      guard let at = rest.firstIndex(where: { key($0) == key(one) }) else {
        texts.append("\(words(one)) is only in ours (line \(one.number))")
        continue
      }
      let other = rest.remove(at: at)
      let members = Self.members(one.record, other.record)
      texts.append(
        "\(words(one)): "
          + (members.isEmpty
            ? "the same in ours (line \(one.number)) and in theirs (line \(other.number))"
            : members.map { "\($0.name) is \($0.ours) in ours and \($0.theirs) in theirs" }
              .joined(separator: ", ")
              + " (lines \(one.number) and \(other.number))"))
    }
    texts += rest.map { "\(words($0)) is only in theirs (line \($0.number))" }
    return texts.isEmpty ? ["the lines between the marks differ"] : texts
  }

  private var settings: [String] {
    let one = RawDocument.Record(members: ours.flatMap(\.record.members))
    let other = RawDocument.Record(members: theirs.flatMap(\.record.members))
    let texts = Self.members(one, other).map {
      "\($0.name) is \($0.ours) in ours and \($0.theirs) in theirs"
    }
    return texts.isEmpty ? ["the lines between the marks differ"] : texts
  }

  /// Members with different values, as the file has them.
  static func members(
    _ one: RawDocument.Record, _ other: RawDocument.Record
  ) -> [(name: String, ours: String, theirs: String)] {
    let names =
      one.members.map(\.name) + other.members.map(\.name).filter { one[$0] == nil }
    return names.filter { one[$0] != other[$0] }.map { name in
      let (ours, theirs) = JSONExcerpt.pair(one[name], other[name])
      return (name, ours, theirs)
    }
  }

  private func what(_ line: Line) -> String {
    switch document {
    case SessionDocuments.roster: "influencer"
    case SessionDocuments.feeds: "feed"
    default: line.record["influencer"] == nil ? "campaign" : "booking"
    }
  }

  /// Whether the two sides have unlike handles or platforms under one number.
  private var hasTwoAccounts: Bool {
    ours.contains { one in
      theirs.contains { other in
        key(one) == key(other)
          && ["handle", "platform"].contains { one.record[$0] != other.record[$0] }
      }
    }
  }

  private func key(_ line: Line) -> String { "\(what(line)) \(line.record.number ?? 0)" }

  private func words(_ line: Line) -> String { "\(key(line)) (\(line.record.label))" }

  /// What to do about those of a document.
  static func advice(_ document: String, _ conflicts: [GitConflict], in path: String) -> String {
    let isOne = conflicts.count == 1
    let hasTwoAccounts = conflicts.contains { $0.hasTwoAccounts }
    // Where two accounts have one number, bookings of both are under it: without its account one's would be the other's.
    let wholeFile =
      hasTwoAccounts
      ? ""
      : "Or take the whole file of one side, with git checkout --ours \(document) or git checkout --theirs "
        + "\(document) in \(path). "
    return
      "decide \(isOne ? "the conflict" : "the \(conflicts.count) conflicts") that git left, since Clout "
      + "can't know which side is right. In an editor, keep one line of each record, and delete the other and the lines "
      + "that begin with <<<<<<<, ======= and >>>>>>>. "
      + (hasTwoAccounts
        ? "Two different accounts under one number both stay: give one of them a number that nobody has, also where "
          + "that side's campaigns, bookings and measurements name it. " : "")
      + wholeFile + "Then clout check tells whether all is well. "
      + "(Where git lets clout merge, as the README says, only what both sides changed is left to you.)"
  }

  /// One for each record that differs, and what to do.
  static func findings(
    _ document: String, _ conflicts: [GitConflict], in path: String
  ) -> [Finding] {
    conflicts.flatMap { conflict in
      conflict.differences.map {
        Finding(
          .problem, document, line: conflict.line, "git left a conflict: \($0)",
          kind: conflict.isWhole ? .conflict : .other)
      }
    } + [Finding(.note, document, advice(document, conflicts, in: path), kind: .conflict)]
  }

  /// Why a document with conflicts can't be read, and what to do; nil if there are none.
  static func error(_ bytes: [UInt8], _ document: String, in path: String) -> StoreError? {
    let conflicts = all(in: bytes, document)
    guard !conflicts.isEmpty else { return nil }
    let lines = findings(document, conflicts, in: path).map(\.description)
    return StoreError(.damaged(file: document), lines.joined(separator: ". "))
  }
}
