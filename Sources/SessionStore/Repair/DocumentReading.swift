import JSON
import Marketing

/// A document with everything that can be read of it.
struct DocumentReading {
  let name: String
  private(set) var owner: String?
  private(set) var error: JSONError?
  /// Lines that hold a record which can't be read.
  private(set) var broken: [(line: Int, bytes: [UInt8])] = []
  private(set) var influencers: [Influencer] = []
  private(set) var campaigns: [Campaign] = []
  private(set) var bookings: [Booking] = []
  private(set) var feeds: [Feed] = []
  private var unknown: [UnknownField] = []
  private var hasNoEnd = false

  var recordCount: Int { influencers.count + campaigns.count + bookings.count + feeds.count }

  /// Whether so much of a broken one can be read that a person needn't look after the rest first. Feeds are quickly set
  /// up again, and there are seldom more than one or two.
  var isWorthKeeping: Bool {
    if name == SessionDocuments.feeds, broken.count <= 2 { return true }
    return recordCount >= max(1, broken.count)
  }

  /// What becomes of a broken one, in words.
  var loss: String {
    let noun = name == SessionDocuments.feeds ? "feed" : "record"
    guard !broken.isEmpty else {
      return recordCount == 0
        ? "there is no \(noun) in it, and it is written anew without any"
        : "what encloses its \(noun)s is broken and is written anew"
    }
    let isOne = broken.count == 1
    let rest =
      recordCount == 0
      ? "it lists no \(noun) then"
      : "the other \(recordCount == 1 ? noun : "\(recordCount) \(noun)s") \(recordCount == 1 ? "stays" : "stay")"
    let lines = broken.map { String($0.line) }.joined(separator: ", ")
    return "\(isOne ? "line" : "lines") \(lines) can't be read and \(isOne ? "goes" : "go") to "
      + "\(SessionRepair.keptIn); \(rest)"
  }

  /// - Parameter isFormer: of a session of format 1.
  init(_ bytes: [UInt8], _ name: String, isFormer: Bool = false) {
    self.name = name
    do throws(JSONError) {
      let envelope: SessionDocuments.Envelope
      switch name {
      case SessionDocuments.roster:
        (influencers, envelope) = try SessionDocuments.readRoster(bytes, isFormer: isFormer)
      case SessionDocuments.feeds:
        (feeds, envelope) = try SessionDocuments.readFeeds(bytes, isFormer: isFormer)
      default:
        (campaigns, bookings, envelope) = try SessionDocuments.readCampaigns(
          bytes, isFormer: isFormer)
      }
      owner = envelope.session
      unknown = envelope.unknown
    } catch {
      self.error = error
      hasNoEnd = bytes.last { ![0x0A, 0x0D, 0x20, 0x09].contains($0) } != UInt8(ascii: "}")
      salvage(bytes)
    }
  }

  /// Reads line by line, since each record has its own.
  private mutating func salvage(_ bytes: [UInt8]) {
    (influencers, campaigns, bookings, feeds) = ([], [], [], [])
    for (at, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let record = Self.trimmed(line)
      guard !record.isEmpty, !isEnclosing(record), !take(record) else { continue }
      broken.append((at + 1, Array(line)))
    }
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var line = line.drop(while: isSpace)
    while let last = line.last, isSpace(last) { line.removeLast() }
    if line.last == 0x2C, line.count > 1 { line.removeLast() }
    return Array(line)
  }

  /// A line of the frame around the records.
  private mutating func isEnclosing(_ line: [UInt8]) -> Bool {
    if line.allSatisfy({ Array("[]{} ,".utf8).contains($0) }) { return true }
    if line.starts(with: Array("{\"session\"".utf8)) {
      let whole = line.last == 0x7D ? line : line + [0x7D]
      if let envelope = try? SessionDocuments.readRecords(
        whole, "", isFormer: true, { reader throws(JSONError) in try reader.skipValue() }
      ).1 {
        owner = envelope.session
        return true
      }
      return false
    }
    return ["influencers", "campaigns", "bookings", "feeds"].contains {
      line.starts(with: Array("\"\($0)\": [".utf8))
    }
  }

  private mutating func take(_ line: [UInt8]) -> Bool {
    func read<Record>(
      _ body: (inout JSONReader) throws(JSONError) -> Record
    ) -> Record? {
      try? JSONReader.read(line) { reader throws(JSONError) in try body(&reader) }
    }
    switch name {
    case SessionDocuments.roster:
      guard let row = read({ reader throws(JSONError) in try reader.readInfluencer() }) else {
        return false
      }
      influencers.append(row)
    case SessionDocuments.feeds:
      guard let row = read({ reader throws(JSONError) in try reader.readFeed() }) else {
        return false
      }
      feeds.append(row)
    default:
      if let row = read({ reader throws(JSONError) in try reader.readBooking() }) {
        bookings.append(row)
      } else if let row = read({ reader throws(JSONError) in try reader.readCampaign() }) {
        campaigns.append(row)
      } else {
        return false
      }
    }
    return true
  }

  /// Takes a record; false if there is one with its number.
  mutating func add(_ edit: Edit) -> Bool {
    switch edit {
    case .influencer(_, let row?): Self.insert(row, &influencers)
    case .campaign(_, let row?): Self.insert(row, &campaigns)
    case .booking(_, let row?): Self.insert(row, &bookings)
    case .feed(_, let row?): Self.insert(row, &feeds)
    case .influencer, .campaign, .booking, .feed, .settings, .measurement, .plan, .comparison,
      .group:
      false
    }
  }

  private static func insert<Row: Keyed>(_ row: Row, _ rows: inout [Row]) -> Bool {
    let place = rows.firstIndex { $0.id.number >= row.id.number } ?? rows.endIndex
    if place < rows.endIndex, rows[place].id == row.id { return false }
    rows.insert(row, at: place)
    return true
  }

  /// Which records may be gone.
  struct Gap {
    /// The numbers on lines that can't be read, as far as those can be told.
    var numbers: Set<Int> = []
    /// How many lines there are whose number can't be told.
    var unreadable = 0
    /// Records behind those that can be read, because the end is missing.
    var hasNoEnd = false
    /// The highest number of each kind that can be read.
    var last: [String: Int] = [:]

    func includes(_ number: Int, of kind: String) -> Bool {
      numbers.contains(number) || hasNoEnd && number > last[kind] ?? 0
    }
  }

  var gap: Gap {
    var gap = Gap(hasNoEnd: hasNoEnd)
    for (_, line) in broken {
      let text = String(decoding: line, as: UTF8.self)
      if let id = text.firstMatch(of: /"?id"?\s*:\s*(\d+)/)?.output.1, let number = Int(id) {
        gap.numbers.insert(number)
      } else {
        gap.unreadable += 1
      }
    }
    gap.last = [
      "influencer": influencers.map(\.id.number).max() ?? 0,
      "campaign": campaigns.map(\.id.number).max() ?? 0,
      "booking": bookings.map(\.id.number).max() ?? 0,
      "feed": feeds.map(\.id.number).max() ?? 0,
    ]
    return gap
  }

  /// The document anew, each number once, and what became of numbers that were there twice.
  func written(
    as session: String, numbers: Session, keepingOwner: Bool
  ) -> (bytes: [UInt8], repeats: [String]) {
    var repeats: [String] = []
    let session = keepingOwner ? owner ?? session : session
    switch name {
    case SessionDocuments.roster:
      let rows = Self.unique(influencers, numbers.roster, &repeats) {
        "influencer \($0.id.number) (\($0.handle))"
      } isSame: {
        $0.identity == $1.identity
      } choice: { former, kept, isLater in
        Self.choice(.put(former), .put(kept), isLater)
      } renumber: { row, number in
        if case .influencer(_, let row?) = Edit.put(row).renumbered(number) { row } else { nil }
      }
      return (
        SessionDocuments.write(roster: Table(rows), of: session, unknown: unknown), repeats
      )
    case SessionDocuments.feeds:
      let rows = Self.unique(feeds, numbers.feeds, &repeats) {
        "feed \($0.id.number) (\($0.name))"
      } isSame: {
        $0 == $1
      } renumber: { row, number in
        if case .feed(_, let row?) = Edit.put(row).renumbered(number) { row } else { nil }
      }
      return (SessionDocuments.write(feeds: Table(rows), of: session, unknown: unknown), repeats)
    default:
      let plans = Self.unique(campaigns, numbers.campaigns, &repeats) {
        "campaign \($0.id.number) (\($0.name))"
      } isSame: {
        $0 == $1
      } renumber: { row, number in
        if case .campaign(_, let row?) = Edit.put(row).renumbered(number) { row } else { nil }
      }
      let booked = Self.unique(bookings, numbers.bookings, &repeats) {
        "booking \($0.id.number)"
      } isSame: {
        $0 == $1
      } renumber: { row, number in
        if case .booking(_, let row?) = Edit.put(row).renumbered(number) { row } else { nil }
      }
      return (
        SessionDocuments.write(
          campaigns: Table(plans), bookings: Table(booked), of: session, unknown: unknown), repeats
      )
    }
  }

  /// Which of two lines about one account stays, and what it says otherwise than the other one.
  private static func choice(_ former: Edit, _ kept: Edit, _ isLater: Bool) -> String {
    func record(_ edit: Edit) -> RawDocument.Record? {
      guard let json = try? RawDocument(edit.bytes, lists: []).envelope.first?.json,
        let members = try? RawDocument(json, lists: []).envelope
      else { return nil }
      return RawDocument.Record(members: members)
    }
    guard let one = record(kept), let other = record(former) else { return "" }
    let differences = GitConflict.members(one, other).map { name, kept, former in
      "\(name) \(kept) instead of \(former)"
    }
    return differences.isEmpty
      ? ", in the same words; one line stays"
      : "; the \(isLater ? "later" : "former") line stays, with \(differences.joined(separator: ", "))"
  }

  /// The one that the unsaved changes are about keeps the number, otherwise the last one, as everywhere in the program;
  /// others get a number of their own.
  private static func unique<Row: Keyed>(
    _ rows: [Row], _ table: Table<Row>, _ notes: inout [String], _ word: (Row) -> String,
    isSame: (Row, Row) -> Bool,
    choice: (_ former: Row, _ kept: Row, _ isLater: Bool) -> String = { _, _, _ in
      ", in the same words; one line stays"
    },
    renumber: (Row, Int) -> Row?
  ) -> [Row] {
    var last: [Identifier<Row>: Int] = [:]
    for (at, row) in rows.enumerated() { last[row.id] = at }
    guard last.count < rows.count else { return rows }
    for (at, row) in rows.enumerated() {
      if let current = table[row.id], let winner = last[row.id], !isSame(rows[winner], current),
        isSame(row, current)
      {
        last[row.id] = at
      }
    }
    var next = table.nextID.number
    var result: [Row] = []
    for (at, row) in rows.enumerated() {
      guard let winner = last[row.id], winner != at else {
        result.append(row)
        continue
      }
      if isSame(row, rows[winner]) {
        notes.append("\(word(row)) is there twice\(choice(row, rows[winner], winner > at))")
      } else if let moved = renumber(row, next) {
        notes.append(
          "the number of \(word(row)) is also that of \(word(rows[winner])), which keeps it; the former is "
            + "number \(next) now")
        result.append(moved)
        next += 1
      }
    }
    return result
  }
}

extension Edit {
  /// A record under another number. Its fields stay as they are, so it goes by way of its JSON.
  fileprivate func renumbered(_ number: Int) -> Edit? {
    let bytes = bytes
    let mark = Array("{\"id\": ".utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else {
      return nil
    }
    let digits = bytes[(start + mark.count)...].prefix { (0x30...0x39).contains($0) }
    var changed = bytes
    changed.replaceSubrange(digits.indices, with: Array(String(number).utf8))
    return try? JSONReader.read(changed) { reader throws(JSONError) in
      try reader.readEdit()
    }
  }
}
