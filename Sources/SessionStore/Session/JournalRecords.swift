import JSON
import Marketing

/// A file's size and checksum.
struct FileStamp: Hashable, Sendable {
  let size: Int
  let crc: String

  init(size: Int, crc: String) {
    self.size = size
    self.crc = crc
  }

  init(_ bytes: [UInt8]) {
    var crc = CRC32()
    bytes.withUnsafeBufferPointer { crc.update($0) }
    self.init(size: bytes.count, crc: crc.hexadecimal)
  }
}

/// A file as it was written.
struct MetricsFileStamp: Hashable, Sendable {
  let file: MetricsFile
  let stamp: FileStamp
}

/// How a journal begins.
struct BeginRecord: Hashable, Sendable {
  /// The session's identity.
  var session: String
  /// The journal that this one continues, and how much of it counts.
  var after: (name: String, size: Int)?
  /// The last save before it.
  var save: SaveRecord?
  /// When: microseconds since 1970, and more than that of the journal before it. Earlier versions didn't say.
  var begun: Int64?

  static func == (left: Self, right: Self) -> Bool {
    left.session == right.session && left.save == right.save && left.begun == right.begun
      && left.after?.name == right.after?.name && left.after?.size == right.after?.size
  }

  func hash(into hasher: inout Hasher) { hasher.combine(session) }
}

/// A change of the session: what was done, and what was there before.
struct ChangeRecord: Sendable {
  /// Also when: microseconds since 1970.
  var sequence: Int64
  var author: String
  var title: String
  /// The edit's bytes, without the measurements that are in files of measurements; empty if nothing is left.
  var edit: [UInt8] = []
  /// The edit that takes it back, likewise.
  var undo: [UInt8] = []
  var metricsFiles: [MetricsFileStamp] = []
  /// Live files that grew, each with its whole length now and the checksum of that.
  var live: [MetricsFileStamp] = []

  /// Only tells of measurements that are in live files already: nothing to undo.
  var isArrival: Bool { !live.isEmpty && edit.isEmpty && metricsFiles.isEmpty }

  /// Only moves what is looked at: neither undone nor listed.
  var isQuiet: Bool { edit.starts(with: Array("{\"comparison\"".utf8)) }
}

/// The files hold everything.
struct SaveRecord: Hashable, Sendable {
  var sequence: Int64
  var author: String
  /// What else happened with it, such as the import that made the session.
  var title = ""
  static let repairTitle = "repair"
  /// Every document's stamp after the save.
  var files: [String: FileStamp] = [:]
  /// The stamps before it of those that were written.
  var former: [String: FileStamp] = [:]
  /// Those that were written.
  var written: Set<String> = []
  var metricsFiles: [MetricsFileStamp] = []
  /// The whole files of measurements that there were after it.
  var metrics = MetricsTotal()
  /// Whether it says what is in them; records of earlier versions only have how many and how long they are.
  var hasDigest = false
  /// How many live files the log tells of, and how long they were together.
  var liveCount = 0
  var liveBytes = 0
  /// The sum of what their names come to; nil in records of earlier versions.
  var liveNames: UInt32?
  /// The files before it were of format 1, and are kept.
  var isUpgrade = false
  /// Files of measurements that a repair took as they were, though something else had been written; nil: as lost.
  var accepted: [MetricsFile: FileStamp?] = [:]
}

extension Journal.Record {
  /// Nil if it is of another kind, or can't be read.
  var change: ChangeRecord? {
    guard kind == .change else { return nil }
    return try? JSONReader.read(payload, maximumDepth: Journal.maximumDepth) {
      reader throws(JSONError) in try reader.readChange()
    }
  }
}

extension SaveRecord {
  /// The whole files of measurements after it, with what is in them.
  mutating func take(_ total: MetricsTotal) { (metrics, hasDigest) = (total, true) }

  /// Live files as they are: the first that the log says of them.
  mutating func take(_ files: [MetricsFile: LiveRecord.Part]) {
    for (file, part) in files { accepted.updateValue(part.stamp, forKey: file) }
    liveCount = files.count
    liveBytes = files.values.reduce(0) { $0 + $1.size }
    liveNames = LiveRecord.sum(ofNames: files.keys)
  }
}

// MARK: - Writing

extension JSONWriter {
  mutating func begin(_ record: BeginRecord) {
    beginObject()
    key("session")
    string(record.session)
    if let after = record.after {
      key("after")
      string(after.name)
      key("size")
      int(Int64(after.size))
    }
    if let begun = record.begun {
      key("begun")
      int(begun)
    }
    if let save = record.save {
      key("save")
      self.save(save)
    }
    endObject()
  }

  mutating func change(_ record: ChangeRecord) {
    beginObject()
    key("at")
    int(record.sequence)
    key("by")
    string(record.author)
    key("title")
    string(record.title)
    if !record.edit.isEmpty {
      key("edit")
      raw(record.edit)
    }
    if !record.undo.isEmpty {
      key("undo")
      raw(record.undo)
    }
    metricsFiles(record.metricsFiles)
    metricsFiles(record.live, as: "live")
    endObject()
  }

  mutating func save(_ record: SaveRecord) {
    beginObject()
    key("at")
    int(record.sequence)
    key("by")
    string(record.author)
    text("title", record.title)
    key("files")
    beginArray()
    for (name, stamp) in record.files.sorted(by: { $0.key < $1.key }) {
      beginObject()
      key("name")
      string(name)
      self.stamp(stamp)
      if record.written.contains(name) {
        key("written")
        bool(true)
      }
      if let former = record.former[name] {
        key("was")
        beginObject()
        self.stamp(former)
        endObject()
      }
      endObject()
    }
    endArray()
    metricsFiles(record.metricsFiles)
    key("metrics_count")
    int(Int64(record.metrics.count))
    key("metrics_bytes")
    int(Int64(record.metrics.bytes))
    if record.hasDigest {
      key("metrics_digest")
      int(Int64(record.metrics.digest))
    }
    if record.liveCount > 0 {
      key("live_count")
      int(Int64(record.liveCount))
      key("live_bytes")
      int(Int64(record.liveBytes))
      if let names = record.liveNames {
        key("live_names")
        int(Int64(names))
      }
    }
    if record.isUpgrade {
      key("upgrade")
      bool(true)
    }
    accepted(record.accepted)
    endObject()
  }

  private mutating func accepted(_ files: [MetricsFile: FileStamp?]) {
    guard !files.isEmpty else { return }
    key("accepted")
    beginArray()
    for (file, stamp) in files.sorted(by: { $0.key.path < $1.key.path }) {
      beginObject()
      key("campaign")
      int(Int64(file.campaign.number))
      key("name")
      string(file.name)
      if let stamp {
        self.stamp(stamp)
      } else {
        key("lost")
        bool(true)
      }
      endObject()
    }
    endArray()
  }

  private mutating func metricsFiles(
    _ metricsFiles: [MetricsFileStamp], as name: String = "metrics"
  ) {
    guard !metricsFiles.isEmpty else { return }
    key(text: name)
    beginArray()
    for entry in metricsFiles {
      beginObject()
      key("campaign")
      int(Int64(entry.file.campaign.number))
      key("name")
      string(entry.file.name)
      stamp(entry.stamp)
      endObject()
    }
    endArray()
  }

  private mutating func stamp(_ stamp: FileStamp) {
    key("size")
    int(Int64(stamp.size))
    key("crc")
    string(stamp.crc)
  }
}

// MARK: - Reading

extension JSONReader {
  mutating func readBegin() throws(JSONError) -> BeginRecord {
    var record = BeginRecord(session: "")
    var name: String?
    var size = 0
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "session": record.session = try readString()
      case "after": name = try readString()
      case "size": size = try readCount()
      case "begun": record.begun = try readSequence()
      case "save": record.save = try readSave()
      default: try skipValue()
      }
    }
    record.after = name.map { ($0, size) }
    return record
  }

  mutating func readChange() throws(JSONError) -> ChangeRecord {
    var record = ChangeRecord(sequence: 0, author: "", title: "")
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "at": record.sequence = try readSequence()
      case "by": record.author = try readString()
      case "title": record.title = try readString()
      case "edit": record.edit = try rawValue()
      case "undo": record.undo = try rawValue()
      case "metrics": record.metricsFiles = try readMetricsFiles().map { $0.known }
      case "live": record.live = try readMetricsFiles().map { $0.known }
      default: try skipValue()
      }
    }
    return record
  }

  mutating func readSave() throws(JSONError) -> SaveRecord {
    var record = SaveRecord(sequence: 0, author: "")
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "at": record.sequence = try readSequence()
      case "by": record.author = try readString()
      case "title": record.title = try readString()
      case "files":
        try beginArray()
        while try nextElement() { try readFile(into: &record) }
      case "metrics": record.metricsFiles = try readMetricsFiles().map { $0.known }
      case "accepted":
        for (entry, isLost) in try readMetricsFiles() {
          record.accepted.updateValue(isLost ? nil : entry.stamp, forKey: entry.file)
        }
      case "metrics_count": record.metrics.count = try readCount()
      case "metrics_bytes": record.metrics.bytes = try readCount()
      case "metrics_digest":
        record.metrics.digest = UInt32(truncatingIfNeeded: try readCount())
        record.hasDigest = true
      case "live_count": record.liveCount = try readCount()
      case "live_bytes": record.liveBytes = try readCount()
      case "live_names": record.liveNames = UInt32(truncatingIfNeeded: try readCount())
      case "upgrade": record.isUpgrade = try readBool()
      default: try skipValue()
      }
    }
    return record
  }

  private mutating func readFile(into record: inout SaveRecord) throws(JSONError) {
    var name = ""
    var (size, crc, isWritten) = (0, "", false)
    var former: FileStamp?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "name": name = try readString()
      case "size": size = try readCount()
      case "crc": crc = try readString()
      case "written": isWritten = try readBool()
      case "was":
        var (size, crc) = (0, "")
        try beginObject()
        while let member = try nextKey() {
          switch member {
          case "size": size = try readCount()
          case "crc": crc = try readString()
          default: try skipValue()
          }
        }
        former = FileStamp(size: size, crc: crc)
      default: try skipValue()
      }
    }
    record.files[name] = FileStamp(size: size, crc: crc)
    record.former[name] = former
    if isWritten { record.written.insert(name) }
  }

  private mutating func readMetricsFiles() throws(JSONError) -> [(
    known: MetricsFileStamp, isLost: Bool
  )] {
    var metricsFiles: [(known: MetricsFileStamp, isLost: Bool)] = []
    try beginArray()
    while try nextElement() {
      let start = mark()
      var (campaign, name, size, crc, isLost) = (0, "", 0, "", false)
      try beginObject()
      while let key = try nextKey() {
        switch key {
        case "campaign": campaign = try readIdentifier()
        case "name": name = try readString()
        case "size": size = try readCount()
        case "crc": crc = try readString()
        case "lost": isLost = try readBool()
        default: try skipValue()
        }
      }
      guard let file = MetricsFile(campaign: String(campaign), name: name) else {
        throw error(at: start, "“\(name)” isn't a file of measurements")
      }
      let stamp = FileStamp(size: size, crc: crc)
      metricsFiles.append((MetricsFileStamp(file: file, stamp: stamp), isLost))
    }
    return metricsFiles
  }
}
