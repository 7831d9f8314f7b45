import JSON
import LibC
import Marketing

/// The measurements' folder: a folder a campaign, in it files of measurements.
struct MetricsFolder {
  let folder: DurableFolder
  private let session: DurableFolder

  init(_ session: DurableFolder) {
    self.session = session
    folder = DurableFolder(session.full(SessionDocuments.metrics), calls: session.calls)
  }

  /// Whole files of measurements and live ones, by their numbers; `strays` are files in their place that aren't any. What
  /// isn't even a file is no part of either.
  func list() throws(FileError) -> (files: [MetricsFile], strays: [String]) {
    var metricsFiles: [MetricsFile] = []
    var strays: [String] = []
    for campaign in try Self.names(in: folder) where Int(campaign).map({ $0 > 0 }) == true {
      let inner = DurableFolder(folder.full(campaign), calls: folder.calls)
      for name in try Self.names(in: inner) {
        if inner.obstacle(at: name) != nil { continue }
        if let file = MetricsFile(campaign: campaign, name: name) {
          metricsFiles.append(file)
        } else if name.hasSuffix(".jsonl") {
          strays.append("\(SessionDocuments.metrics)/\(campaign)/\(name)")
        }
      }
    }
    return (metricsFiles.sorted { ($0.sequence, $0.name) < ($1.sequence, $1.name) }, strays)
  }

  /// What lies where files and folders of measurements belong and is none, by its path from the session's folder.
  func obstacles() throws(FileError) -> [(path: String, kind: PlaceKind)] {
    let name = SessionDocuments.metrics
    if let kind = session.kind(of: name), kind != .folder { return [(name, kind)] }
    var found: [(path: String, kind: PlaceKind)] = []
    for campaign in try Self.names(in: folder) where Int(campaign).map({ $0 > 0 }) == true {
      if let kind = folder.kind(of: campaign), kind != .folder {
        found.append(("\(name)/\(campaign)", kind))
        continue
      }
      let inner = DurableFolder(folder.full(campaign), calls: folder.calls)
      for file in try Self.names(in: inner) where file.hasSuffix(".jsonl") {
        if let kind = inner.obstacle(at: file) {
          found.append(("\(name)/\(campaign)/\(file)", kind))
        }
      }
    }
    return found
  }

  private static func names(in folder: DurableFolder) throws(FileError) -> [String] {
    do throws(FileError) {
      return try folder.names()
    } catch {
      guard error.isAbsence else { throw error }
      return []
    }
  }

  func inner(_ campaign: CampaignID) throws(FileError) -> DurableFolder {
    try folder.create()
    return try folder.subfolder(String(campaign.number))
  }

  /// A campaign's folder, which may not be there.
  private func place(of campaign: CampaignID) -> DurableFolder {
    DurableFolder(folder.full(String(campaign.number)), calls: folder.calls)
  }

  func full(_ file: MetricsFile) -> String { place(of: file.campaign).full(file.name) }

  /// Whether a file has its place. Throws if that can't be told.
  func isThere(_ file: MetricsFile) throws(FileError) -> Bool {
    do throws(FileError) {
      return try place(of: file.campaign).status(of: file.name).map {
        $0.st_mode & S_IFMT == S_IFREG
      } ?? false
    } catch {
      guard error.reason == .notAFolder else { throw error }
      return false
    }
  }

  /// What lies in the file's place; nil if nothing does.
  func kind(of file: MetricsFile) -> PlaceKind? { place(of: file.campaign).kind(of: file.name) }

  /// Nil if no file is there; a folder's size, for one, says nothing.
  func signature(of file: MetricsFile) -> FileSignature? {
    guard kind(of: file) == .file else { return nil }
    return (try? FileSignature(place(of: file.campaign), file.name)) ?? nil
  }

  /// In bytes; nil if no file is there.
  func size(of file: MetricsFile) -> Int? {
    var status = stat()
    guard folder.calls.statusOfPath(full(file), &status) >= 0, status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Int(status.st_size)
  }

  func bytes(of file: MetricsFile, _ range: Range<Int>) throws(FileError) -> [UInt8] {
    let handle = try OpenFile(full(file), flags: O_RDONLY | O_NONBLOCK, calls: folder.calls)
    return try handle.bytes(at: range.lowerBound, count: range.count)
  }

  /// Gives a committed file its place; nothing if it has it already.
  func adopt(_ file: MetricsFile, from staged: DurableFolder) throws(FileError) {
    guard try staged.status(of: file.stagedName) != nil else { return }
    let inner = try inner(file.campaign)
    let result = folder.calls.rename(staged.full(file.stagedName), inner.full(file.name))
    // Another program that found it committed may have been faster.
    let isPlaced = result == -ENOENT ? try inner.status(of: file.name) != nil : result >= 0
    guard isPlaced else { throw FileError(.replace, inner.full(file.name), code: -result) }
    try inner.sync()
  }

  /// The lines of files of measurements, one for each campaign, all with one number.
  ///
  /// - Parameter rows: of several about one measurement the last counts.
  /// - Parameter isLive: with checksums, as a live file has them.
  static func lines(
    _ rows: [(Measurement.Identity, Measurement?)], sequence: Int64, isLive: Bool = false
  ) -> [CampaignID: [UInt8]] {
    var places: [Measurement.Identity: Int] = [:]
    places.reserveCapacity(rows.count)
    for (at, row) in rows.enumerated() { places[row.0] = at }
    var writers: [CampaignID: JSONWriter] = [:]
    for (at, (identity, row)) in rows.enumerated() where places[identity] == at {
      if let row {
        writers[identity.campaign, default: JSONWriter()].measurement(row, sequence: sequence)
      } else {
        writers[identity.campaign, default: JSONWriter()].removal(
          of: identity, sequence: sequence)
      }
      writers[identity.campaign]?.breakLine()
    }
    guard isLive else { return writers.mapValues(\.bytes) }
    return writers.mapValues { writer in
      writer.bytes.split(separator: 0x0A).reduce(into: []) {
        $0 += LineChecks.signed(Array($1)) + [0x0A]
      }
    }
  }

  /// Writes files of measurements for a transaction.
  static func stage(
    _ rows: [(Measurement.Identity, Measurement?)], sequence: Int64, of session: String,
    in staged: StagedFiles
  ) throws(FileError) -> [MetricsFileStamp] {
    var stamps: [MetricsFileStamp] = []
    for (campaign, bytes) in lines(rows, sequence: sequence).sorted(by: { $0.key < $1.key }) {
      let file = MetricsFile(campaign, sequence, of: session)
      try staged.write(bytes, as: file.stagedName)
      stamps.append(MetricsFileStamp(file: file, stamp: FileStamp(bytes)))
    }
    return stamps
  }
}
