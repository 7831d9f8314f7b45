import JSON
import LibC
import Marketing

/// The files in a session folder that are always written whole, as bytes.
enum SessionDocuments {
  static let formatVersion: Int64 = 2
  static let session = "session.json"
  static let roster = "roster.json"
  static let campaigns = "campaigns.json"
  static let feeds = "feeds.json"
  static let metrics = "metrics"
  /// Format 1: the journal, how far each feed has been read, and the lock.
  static let formerJournal = "journal.jsonl"
  static let formerPositions = ".feeds.json"
  /// There while a session is being made, so that what an interrupted creation leaves isn't taken for a session that
  /// lost a file. Named like a temporary file: opening a session removes it if it stayed behind.
  static let creation = ".creation" + DurableFolder.temporarySuffix
  /// The files that a save writes, in the order in which they are put in place.
  static let saved = [roster, campaigns, feeds, session]

  /// Whether a session uses a file of that name in its folder, if only at times.
  static func isReserved(_ name: String) -> Bool {
    // Some file systems ignore case.
    var name = name.lowercased()
    for suffix in [DurableFolder.stagedSuffix, ".torn"] where name.hasSuffix(suffix) {
      name.removeLast(suffix.count)
    }
    return
      (saved + [
        metrics, SessionLayout.state, formerJournal, formerPositions, FolderLock.formerName,
      ])
      .contains(name)
      || name.hasSuffix(DurableFolder.temporarySuffix)
  }

  struct Header {
    var format = formatVersion
    /// The session's identity; empty in format 1.
    var identity: String
    var settings: Settings
    var view: SavedView
    /// Format 1: counts the saves, and ties the journal to the files.
    var formerSave: Int64 = 0
  }

  static func write(_ header: Header) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.startLine(indent: 2)
    writer.key("format")
    writer.int(formatVersion)
    writer.startLine(indent: 2)
    writer.key("session")
    writer.string(header.identity)
    writer.startLine(indent: 2)
    var settings = header.settings
    // A version that didn't know them may have taken them for a setting.
    settings.unknown.removeAll { $0.name == "requests" }
    writer.settings(settings)
    if !header.view.requests.isEmpty {
      writer.startLine(indent: 2)
      writer.requests(header.view.requests)
    }
    writer.breakLine(indent: 0)
    writer.endObject()
    writer.breakLine(indent: 0)
    return writer.take()
  }

  static func readHeader(_ bytes: [UInt8]) throws(StoreError) -> Header {
    var header = Header(identity: "", settings: Settings(name: ""), view: [:])
    var format: Int64?
    do throws(JSONError) {
      try JSONReader.read(bytes) { reader throws(JSONError) in
        try reader.beginObject()
        while let key = try reader.nextKey() {
          switch key {
          case "format": format = try reader.readInt64()
          case "session":
            // Without an identity the rest can still be read, and a repair finds it in the other files.
            if try reader.peekKind() == .string {
              header.identity = try reader.readString()
            } else {
              try reader.skipValue()
            }
          case "save": header.formerSave = try reader.readInt64()
          case "view": try reader.readPlaces(into: &header.view)
          case "requests": header.view.requests = try reader.readRequests()
          default:
            if try !reader.readSetting(key, into: &header.settings) {
              header.settings.unknown.append(try reader.readUnknown(key))
            }
          }
        }
      }
    } catch {
      // A newer format may have other rules, which is the better explanation.
      if let newer = version(of: bytes), newer > formatVersion { throw tooNew(newer) }
      throw StoreError(error, in: session)
    }
    guard let format else {
      throw StoreError(
        .notUnderstood(file: session, nil),
        "\(session) has no format version: this isn't a Clout session.")
    }
    if format > formatVersion { throw tooNew(format) }
    header.format = format
    guard (1...formatVersion).contains(format) else {
      throw StoreError(
        .notUnderstood(file: session, nil), "\(session): Clout has no format \(format).")
    }
    if header.settings.name.isEmpty { header.settings.name = "session" }
    return header
  }

  /// The header of a session that was opened before.
  static func readHeader(of folder: DurableFolder) throws(FileError) -> Header {
    let bytes = try FileContents.read(folder.full(session), calls: folder.calls)
    do throws(StoreError) {
      return try readHeader(bytes)
    } catch {
      throw FileError(.read, folder.full(session), code: EINVAL, reason: .damaged)
    }
  }

  private static func tooNew(_ format: Int64) -> StoreError {
    StoreError(
      .newerFormat(format),
      "This session has format \(format); this version of Clout knows format \(formatVersion) at most. "
        + "Open it with a newer Clout. Nothing was changed.")
  }

  /// The format version, even if nothing else in the file is understood.
  private static func version(of bytes: [UInt8]) -> Int64? {
    var format: Int64?
    _ = try? JSONReader.read(bytes) { reader throws(JSONError) in
      try reader.beginObject()
      while let key = try reader.nextKey() {
        if key == "format" { format = try reader.readInt64() } else { try reader.skipValue() }
      }
    }
    return format
  }

  /// The identity, and one influencer per line.
  static func write(
    roster: Table<Influencer>, of session: String, unknown: [UnknownField] = []
  ) -> [UInt8] {
    var writer = JSONWriter(reservingCapacity: roster.count * 256)
    writer.beginObject()
    writer.key("session")
    writer.string(session)
    writer.startLine()
    writer.key("influencers")
    writer.beginArray()
    for row in roster.rows {
      writer.startLine()
      writer.influencer(row)
    }
    writer.breakLine()
    writer.endArray()
    writer.end(unknown)
    return writer.take()
  }

  /// Campaigns and bookings, one per line.
  static func write(
    campaigns: Table<Campaign>, bookings: Table<Booking>, of session: String,
    unknown: [UnknownField] = []
  ) -> [UInt8] {
    var writer = JSONWriter(reservingCapacity: bookings.count * 256)
    writer.beginObject()
    writer.key("session")
    writer.string(session)
    writer.startLine()
    writer.key("campaigns")
    writer.beginArray()
    for row in campaigns.rows {
      writer.startLine()
      writer.campaign(row)
    }
    writer.breakLine()
    writer.endArray()
    writer.startLine()
    writer.key("bookings")
    writer.beginArray()
    for row in bookings.rows {
      writer.startLine()
      writer.booking(row)
    }
    writer.breakLine()
    writer.endArray()
    writer.end(unknown)
    return writer.take()
  }

  /// What a document holds besides its records.
  struct Envelope {
    /// Whose it is; nil in format 1, and where somebody left it out.
    var session: String?
    /// Members that this version doesn't know.
    var unknown: [UnknownField] = []
  }

  /// - Parameter isFormer: of a session of format 1.
  static func readRoster(
    _ bytes: [UInt8], isFormer: Bool = false
  ) throws(JSONError) -> ([Influencer], Envelope) {
    try readRecords(bytes, "influencers", isFormer: isFormer) { reader throws(JSONError) in
      try reader.readInfluencer()
    }
  }

  /// Records under `name`; in format 1 they may be an array without anything around it.
  ///
  /// Later, a document without them is broken: taken as it is, it would say that everybody was removed.
  static func readRecords<Record>(
    _ bytes: [UInt8], _ name: String, isFormer: Bool,
    _ read: (inout JSONReader) throws(JSONError) -> Record
  ) throws(JSONError) -> ([Record], Envelope) {
    var records: [Record] = []
    var envelope = Envelope()
    try JSONReader.read(bytes) { reader throws(JSONError) in
      let start = reader.mark()
      if isFormer, try reader.peekKind() == .array {
        records = try reader.readArray(read)
        return
      }
      try reader.beginObject()
      var isThere = isFormer
      while let key = try reader.nextKey() {
        if key.string == name {
          records = try reader.readArray(read)
          isThere = true
        } else {
          try envelope.read(key, from: &reader)
        }
      }
      guard isThere else { throw missing(name, &reader, start) }
    }
    return (records, envelope)
  }

  private static func missing(
    _ name: String, _ reader: inout JSONReader, _ start: UnsafePointer<UInt8>
  ) -> JSONError {
    reader.error(at: start, "the list “\(name)” is missing")
  }

  static func readCampaigns(
    _ bytes: [UInt8], isFormer: Bool = false
  ) throws(JSONError) -> (campaigns: [Campaign], bookings: [Booking], envelope: Envelope) {
    var campaigns: [Campaign] = []
    var bookings: [Booking] = []
    var envelope = Envelope()
    try JSONReader.read(bytes) { reader throws(JSONError) in
      let start = reader.mark()
      try reader.beginObject()
      var missing: Set<String> = isFormer ? [] : ["campaigns", "bookings"]
      while let key = try reader.nextKey() {
        missing.remove(key.string)
        switch key {
        case "campaigns":
          campaigns = try reader.readArray { reader throws(JSONError) in try reader.readCampaign() }
        case "bookings":
          bookings = try reader.readArray { reader throws(JSONError) in try reader.readBooking() }
        default: try envelope.read(key, from: &reader)
        }
      }
      if let name = missing.max() { throw Self.missing(name, &reader, start) }
    }
    return (campaigns, bookings, envelope)
  }

  /// The readable records of a broken file, which is possible because each has its own line.
  static func salvage<Record>(
    _ bytes: [UInt8], _ read: (inout JSONReader) throws(JSONError) -> Record
  ) -> [Record] {
    var records: [Record] = []
    for line in bytes.split(separator: 0x0A) {
      var line = Array(line)
      if line.last == 0x2C { line.removeLast() }
      guard line.first == 0x7B else { continue }
      do throws(JSONError) {
        records.append(try JSONReader.read(line) { reader throws(JSONError) in try read(&reader) })
      } catch {
        continue
      }
    }
    return records
  }
}

extension SessionDocuments.Envelope {
  fileprivate mutating func read(
    _ key: JSONText, from reader: inout JSONReader
  ) throws(JSONError) {
    if key == "session" {
      let owner = try reader.readString()
      session = owner.isEmpty ? nil : owner
    } else {
      unknown.append(try reader.readUnknown(key))
    }
  }
}

extension JSONWriter {
  /// Ends a document.
  mutating func end(_ unknown: [UnknownField]) {
    for field in unknown {
      startLine()
      key(text: field.name)
      raw(field.json.utf8)
    }
    endObject()
    breakLine()
  }
}
