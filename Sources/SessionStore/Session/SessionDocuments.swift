import JSON
import Marketing

/// The files in a session folder that are always written whole, as bytes.
enum SessionDocuments {
  static let formatVersion: Int64 = 1
  static let session = "session.json"
  static let roster = "roster.json"
  static let campaigns = "campaigns.json"
  static let feeds = "feeds.json"
  static let journal = "journal.jsonl"
  static let metrics = "metrics"
  /// How far each feed has been read.
  static let positions = ".feeds.json"
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
    return (saved + [journal, metrics, positions, FolderLock.fileName]).contains(name)
      || name.hasSuffix(DurableFolder.temporarySuffix)
  }

  struct Header {
    var settings: Settings
    /// Counts the saves; ties the journal to the files.
    var save: Int64
    var view: SavedView
  }

  static func write(_ header: Header) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.startLine(indent: 2)
    writer.key("format")
    writer.int(formatVersion)
    writer.startLine(indent: 2)
    writer.key("save")
    writer.int(header.save)
    writer.startLine(indent: 2)
    var settings = header.settings
    // A version that didn't know them may have taken them for a setting.
    settings.unknown.removeAll { $0.name == "requests" }
    writer.settings(settings)
    writer.startLine(indent: 2)
    writer.key("view")
    writer.beginObject()
    for (name, value) in header.view.places.sorted(by: { $0.key < $1.key }) {
      writer.startLine(indent: 4)
      writer.key(text: name)
      writer.string(value)
    }
    writer.endObject()
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
    var header = Header(settings: Settings(name: ""), save: 0, view: [:])
    var format: Int64?
    do throws(JSONError) {
      try JSONReader.read(bytes) { reader throws(JSONError) in
        try reader.beginObject()
        while let key = try reader.nextKey() {
          switch key {
          case "format": format = try reader.readInt64()
          case "save": header.save = try reader.readInt64()
          case "view":
            try reader.beginObject()
            while let name = try reader.nextKey() {
              let name = name.string
              header.view[name] = try reader.readString()
            }
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
    guard format == formatVersion else {
      throw StoreError(
        .notUnderstood(file: session, nil), "\(session): Clout has no format \(format).")
    }
    if header.settings.name.isEmpty { header.settings.name = "session" }
    return header
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

  /// A JSON array with one influencer per line.
  static func write(roster: Table<Influencer>) -> [UInt8] {
    var writer = JSONWriter(reservingCapacity: roster.count * 256)
    writer.beginArray()
    for row in roster.rows {
      writer.startLine()
      writer.influencer(row)
    }
    writer.breakLine()
    writer.endArray()
    writer.breakLine()
    return writer.take()
  }

  /// Campaigns and bookings, one per line.
  static func write(
    campaigns: Table<Campaign>, bookings: Table<Booking>, unknown: [UnknownField] = []
  ) -> [UInt8] {
    var writer = JSONWriter(reservingCapacity: bookings.count * 256)
    writer.beginObject()
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
    for field in unknown {
      writer.startLine()
      writer.key(text: field.name)
      writer.raw(field.json.utf8)
    }
    writer.endObject()
    writer.breakLine()
    return writer.take()
  }

  static func readRoster(_ bytes: [UInt8]) throws(JSONError) -> [Influencer] {
    try JSONReader.read(bytes) { reader throws(JSONError) in
      try reader.readArray { reader throws(JSONError) in try reader.readInfluencer() }
    }
  }

  static func readCampaigns(
    _ bytes: [UInt8]
  ) throws(JSONError) -> (campaigns: [Campaign], bookings: [Booking], unknown: [UnknownField]) {
    var campaigns: [Campaign] = []
    var bookings: [Booking] = []
    var unknown: [UnknownField] = []
    try JSONReader.read(bytes) { reader throws(JSONError) in
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "campaigns":
          campaigns = try reader.readArray { reader throws(JSONError) in try reader.readCampaign() }
        case "bookings":
          bookings = try reader.readArray { reader throws(JSONError) in try reader.readBooking() }
        default: unknown.append(try reader.readUnknown(key))
        }
      }
    }
    return (campaigns, bookings, unknown)
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
