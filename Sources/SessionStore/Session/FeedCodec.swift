import JSON
import Marketing

// Feeds as stored in feeds.json and the journal:
//
//     {"id": 1, "name": "shop", "command": ["./orders.sh"], "every": 60, "time_limit": 30, "campaign": 2}
extension JSONWriter {
  mutating func feed(_ row: Feed) {
    beginObject()
    key("id")
    int(Int64(row.id.number))
    key("name")
    string(row.name)
    switch row.source {
    case .file(let path):
      key("file")
      string(path)
    case .folder(let path):
      key("folder")
      string(path)
    case .command(let arguments, let every, let limit):
      key("command")
      beginArray()
      for argument in arguments { string(argument) }
      endArray()
      key("every")
      int(Int64(every))
      key("time_limit")
      int(Int64(limit))
    case .demo:
      key("demo")
      bool(true)
    }
    if let campaign = row.campaign {
      key("campaign")
      int(Int64(campaign.number))
    }
    if let platform = row.platform {
      key("platform")
      string(platform.rawValue)
    }
    if !row.mapping.isEmpty {
      key("mapping")
      beginObject()
      for (header, field) in row.mapping.sorted(by: { $0.key < $1.key }) {
        key(text: header)
        string(field)
      }
      endObject()
    }
    if let grain = row.grain {
      key("grain")
      string(grain.rawValue)
    }
    if let dates = row.dates {
      key("dates")
      string(dates.rawValue)
    }
    if row.isPaused {
      key("paused")
      bool(true)
    }
    for field in row.unknown {
      key(text: field.name)
      raw(field.json.utf8)
    }
    endObject()
  }
}

extension JSONReader {
  mutating func readFeed() throws(JSONError) -> Feed {
    let start = mark()
    var id: Int?
    var source: Feed.Source?
    var arguments: [String]?
    var every = 60
    var limit = 30
    var row = Feed(id: FeedID(0), name: "", source: .demo)
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "id": id = try readIdentifier()
      case "name": row.name = try readString()
      case "file": source = .file(path: try readString())
      case "folder": source = .folder(path: try readString())
      case "command": arguments = try readStrings()
      case "every": every = try readCount()
      case "time_limit": limit = try readCount()
      case "demo": if try readBool() { source = .demo }
      case "campaign": row.campaign = CampaignID(try readIdentifier())
      case "platform": row.platform = Platform(rawValue: try readString())
      case "mapping":
        try beginObject()
        while let header = try nextKey() {
          let header = header.string
          row.mapping[header] = try readString()
        }
      case "grain":
        let start = mark()
        let word = try readString()
        guard let grain = Feed.Grain(rawValue: word) else {
          throw error(at: start, "“\(word)” is neither daily, period nor total")
        }
        row.grain = grain
      case "dates":
        let start = mark()
        let word = try readString()
        guard let dates = Feed.DateOrder(rawValue: word) else {
          throw error(at: start, "“\(word)” is neither mdy, dmy nor ymd")
        }
        row.dates = dates
      case "paused": row.isPaused = try readBool()
      default: row.unknown.append(try readUnknown(key))
      }
    }
    if let arguments { source = .command(arguments: arguments, every: every, timeLimit: limit) }
    guard let id else { throw error(at: start, "this feed has no id") }
    guard !row.name.isEmpty else { throw error(at: start, "this feed has no name") }
    guard let source else {
      throw error(at: start, "this feed names no file, no folder and no command")
    }
    row.source = source
    return row.numbered(FeedID(id))
  }
}

extension SessionDocuments {
  /// The identity, and one feed per line.
  static func write(
    feeds: Table<Feed>, of session: String, unknown: [UnknownField] = []
  ) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("session")
    writer.string(session)
    writer.startLine()
    writer.key("feeds")
    writer.beginArray()
    for row in feeds.rows {
      writer.startLine()
      writer.feed(row)
    }
    writer.breakLine()
    writer.endArray()
    writer.end(unknown)
    return writer.take()
  }

  /// - Parameter isFormer: of a session of format 1.
  static func readFeeds(
    _ bytes: [UInt8], isFormer: Bool = false
  ) throws(JSONError) -> ([Feed], Envelope) {
    try readRecords(bytes, "feeds", isFormer: isFormer) { reader throws(JSONError) in
      try reader.readFeed()
    }
  }
}
