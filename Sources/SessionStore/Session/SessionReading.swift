import JSON
import Marketing

/// What the files of a folder contain, and everything that is wrong with them.
struct SessionReading {
  let folder: DurableFolder
  var header = SessionDocuments.Header(settings: Settings(name: ""), save: 0, view: [:])
  var roster: [Influencer] = []
  var campaigns: [Campaign] = []
  var bookings: [Booking] = []
  /// Members of campaigns.json that this version doesn't know.
  var unknown: [UnknownField] = []
  var measurements = MeasurementLog()
  var feeds: [Feed] = []
  var journal = Journal.Contents()
  var findings: [Finding] = []
  /// Sizes and checksums of the current files, so that a save skips unchanged ones.
  var stamps: [String: FileStamp] = [:]

  /// Why the session must not be written: part of its files would be lost.
  var damage: StoreError? {
    findings.first { $0.severity == .problem && !$0.file.hasPrefix(SessionDocuments.metrics) }?
      .asError
  }

  /// Reads everything. Throws only if there is no session, or one in a newer format.
  init(_ folder: DurableFolder) throws(StoreError) {
    self.folder = folder
    guard let bytes = try contents(of: SessionDocuments.session) else {
      throw StoreError(
        .noSession,
        "\(folder.path) isn't a Clout session: it has no \(SessionDocuments.session). "
          + "clout new \(folder.path) would make one.")
    }
    header = try SessionDocuments.readHeader(bytes)
    try readRoster()
    try readCampaigns()
    try readMetrics()
    try readFeeds()
    try readJournal()
  }

  private mutating func contents(of name: String) throws(StoreError) -> [UInt8]? {
    do throws(FileError) {
      let bytes = try FileContents.read(folder.full(name))
      stamps[name] = FileStamp(bytes)
      return bytes
    } catch {
      if error.reason == .notFound { return nil }
      throw StoreError(error)
    }
  }

  private mutating func readRoster() throws(StoreError) {
    guard let bytes = try contents(of: SessionDocuments.roster) else {
      findings.append(Finding(.problem, SessionDocuments.roster, "the file is missing"))
      return
    }
    do throws(JSONError) {
      roster = try SessionDocuments.readRoster(bytes)
    } catch {
      findings.append(Finding(error, in: SessionDocuments.roster))
      roster = SessionDocuments.salvage(bytes) { reader throws(JSONError) in
        try reader.readInfluencer()
      }
    }
    reportRepeated(roster.map(\.id.number), "influencer", in: SessionDocuments.roster)
  }

  private mutating func readCampaigns() throws(StoreError) {
    guard let bytes = try contents(of: SessionDocuments.campaigns) else {
      findings.append(Finding(.problem, SessionDocuments.campaigns, "the file is missing"))
      return
    }
    do throws(JSONError) {
      (campaigns, bookings, unknown) = try SessionDocuments.readCampaigns(bytes)
    } catch {
      findings.append(Finding(error, in: SessionDocuments.campaigns))
      bookings = SessionDocuments.salvage(bytes) { reader throws(JSONError) in
        try reader.readBooking()
      }
      campaigns = SessionDocuments.salvage(bytes) { reader throws(JSONError) in
        try reader.readCampaign()
      }
    }
    reportRepeated(campaigns.map(\.id.number), "campaign", in: SessionDocuments.campaigns)
    reportRepeated(bookings.map(\.id.number), "booking", in: SessionDocuments.campaigns)
  }

  private mutating func reportRepeated(_ numbers: [Int], _ what: String, in file: String) {
    var seen: Set<Int> = []
    for number in numbers where !seen.insert(number).inserted {
      findings.append(Finding(.problem, file, "\(what) \(number) appears twice"))
      return
    }
  }

  private mutating func readMetrics() throws(StoreError) {
    let inner = DurableFolder(folder.full(SessionDocuments.metrics), calls: folder.calls)
    var names: [String] = []
    do throws(FileError) {
      names = try inner.names().filter { $0.hasSuffix(".jsonl") }
    } catch {
      if error.reason != .notFound { throw StoreError(error) }
    }
    for name in names {
      do throws(FileError) {
        try readMeasurements(inner.full(name), as: "\(SessionDocuments.metrics)/\(name)")
      } catch {
        throw StoreError(error)
      }
    }
  }

  /// Reads a file of measurements line by line. A broken line is reported; the others count.
  private mutating func readMeasurements(_ path: String, as name: String) throws(FileError) {
    var lines = try LineReader(path)
    while let block = try lines.nextBlock() {
      do throws(JSONError) {
        // Decoded in one go; only a block with a broken line is read again line by line.
        var read: [(Measurement.Identity, Measurement?)] = []
        try JSONReader.readLines(block.bytes, firstLine: block.firstLine) {
          reader, _ throws(JSONError) in
          read.append(try reader.readMeasurement())
        }
        for (identity, measurement) in read { measurements.set(identity, to: measurement) }
      } catch {
        readSingly(block, as: name)
      }
    }
  }

  private mutating func readSingly(_ block: LineReader.Block, as name: String) {
    var number = block.firstLine
    var start = 0
    while start < block.bytes.count {
      let end = block.bytes[start...].firstIndex(of: 0x0A) ?? block.bytes.count
      let line = UnsafeBufferPointer(rebasing: block.bytes[start..<end])
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
        do throws(JSONError) {
          let (identity, measurement) = try JSONReader.read(line, firstLine: number) {
            reader throws(JSONError) in
            try reader.readMeasurement()
          }
          measurements.set(identity, to: measurement)
        } catch {
          let isTorn = end == block.bytes.count && !block.isTerminated
          findings.append(
            isTorn
              ? Finding(
                .note, name, line: number,
                "the last line is incomplete, as after a crash; it is left out")
              : Finding(error, in: name))
        }
      }
      number += 1
      start = end + 1
    }
  }

  /// Most sessions have none.
  private mutating func readFeeds() throws(StoreError) {
    guard let bytes = try contents(of: SessionDocuments.feeds) else { return }
    do throws(JSONError) {
      feeds = try SessionDocuments.readFeeds(bytes)
    } catch {
      findings.append(Finding(error, in: SessionDocuments.feeds))
      feeds = SessionDocuments.salvage(bytes) { reader throws(JSONError) in try reader.readFeed() }
    }
    reportRepeated(feeds.map(\.id.number), "feed", in: SessionDocuments.feeds)
  }

  private mutating func readJournal() throws(StoreError) {
    guard let bytes = try contents(of: SessionDocuments.journal) else { return }
    journal = Journal.read(bytes)
    switch journal.tail {
    case .clean: break
    case .torn:
      findings.append(
        Finding(
          .note, SessionDocuments.journal, line: journal.records.count + 1,
          "the last line is incomplete, as after a crash; it is set aside"))
    case .damaged(let damage):
      findings.append(
        Finding(
          .problem, SessionDocuments.journal, line: damage.line,
          "\(damage.reason); \(damage.goodRecordsAfter) changes come after it"))
    }
  }

  /// The session from the files, before the journal is replayed.
  var session: Session {
    Session(
      settings: header.settings, roster: Table(roster), campaigns: Table(campaigns),
      bookings: Table(bookings),
      measurements: measurements, feeds: Table(feeds))
  }
}

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
