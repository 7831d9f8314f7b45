import JSON
import Marketing

@testable import SessionStore

/// The first byte chooses the reader. What was read and written must read and write the same again.
@Sendable func fuzzSession(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let bytes = Array(bytes.dropFirst())
  switch first % 8 {
  case 0: settles("session.json", bytes, rewrittenHeader)
  case 1: settles("roster.json", bytes, rewrittenRoster)
  case 2: settles("campaigns.json", bytes, rewrittenCampaigns)
  case 3: settles("feeds.json", bytes, rewrittenFeeds)
  case 4: settles("measurements", bytes, rewrittenMeasurements)
  case 5: readPlaces(bytes)
  case 6: merge(bytes)
  default: openFolder(bytes)
  }
}

/// - Parameter rewritten: reads a document and writes it; nil if it can't be read.
private func settles(
  _ name: String, _ bytes: [UInt8], _ rewritten: ([UInt8]) -> [UInt8]?
) {
  guard let once = rewritten(bytes) else { return }
  let twice = rewritten(once)
  expect(
    twice == once,
    """
    \(name) isn't read as it was written.
    \(String(decoding: once, as: UTF8.self))
    \(twice.map { String(decoding: $0, as: UTF8.self) } ?? "It can't be read at all.")
    """)
}

private func rewrittenHeader(_ bytes: [UInt8]) -> [UInt8]? {
  (try? SessionDocuments.readHeader(bytes)).map { SessionDocuments.write($0) }
}

private func rewrittenRoster(_ bytes: [UInt8]) -> [UInt8]? {
  let salvaged = SessionDocuments.salvage(bytes) { reader throws(JSONError) in
    try reader.readInfluencer()
  }
  _ = Table(salvaged)
  guard let (rows, envelope) = try? SessionDocuments.readRoster(bytes, isFormer: true) else {
    return nil
  }
  return SessionDocuments.write(
    roster: Table(rows), of: envelope.session ?? "", unknown: envelope.unknown)
}

private func rewrittenCampaigns(_ bytes: [UInt8]) -> [UInt8]? {
  let salvaged = SessionDocuments.salvage(bytes) { reader throws(JSONError) in
    try reader.readBooking()
  }
  _ = Table(salvaged)
  guard let read = try? SessionDocuments.readCampaigns(bytes, isFormer: true) else { return nil }
  return SessionDocuments.write(
    campaigns: Table(read.campaigns), bookings: Table(read.bookings),
    of: read.envelope.session ?? "", unknown: read.envelope.unknown)
}

private func rewrittenFeeds(_ bytes: [UInt8]) -> [UInt8]? {
  guard let (rows, envelope) = try? SessionDocuments.readFeeds(bytes, isFormer: true) else {
    return nil
  }
  return SessionDocuments.write(
    feeds: Table(rows), of: envelope.session ?? "", unknown: envelope.unknown)
}

private func rewrittenMeasurements(_ bytes: [UInt8]) -> [UInt8]? {
  var writer = JSONWriter()
  do throws(JSONError) {
    try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
      try JSONReader.readLines(buffer) { reader, _ throws(JSONError) in
        let (identity, row, sequence) = try reader.readMeasurement()
        if let row {
          writer.measurement(row, sequence: sequence)
        } else {
          writer.removal(of: identity, sequence: sequence)
        }
        writer.breakLine()
      }
    }
  } catch {
    return nil
  }
  return writer.take()
}

private func readPlaces(_ bytes: [UInt8]) {
  settles("view.json", bytes) { bytes in
    var view: SavedView = [:]
    view.readPlaces(bytes)
    return view.placeBytes
  }
  settles("the feeds' positions", bytes) { bytes in (try? FeedPositions(bytes))?.bytes }
}

private func merge(_ bytes: [UInt8]) {
  let parts = bytes.parts
  guard parts.count >= 3, let path = parts.first(where: { !$0.name.isEmpty })?.name else { return }
  let merged = DocumentMerge(
    base: parts[0].bytes, ours: parts[1].bytes, theirs: parts[2].bytes, path: path,
    isReferredTo: { _, number in number % 3 == 0 ? nil : number % 3 == 1 })
  _ = (merged.bytes, merged.conflicts, merged.notes)
}

private let folder = SessionInFolder()

/// The files of a session, each behind a line that names it.
private func openFolder(_ bytes: [UInt8]) {
  folder.scratch.clear()
  for (name, bytes) in bytes.parts where !name.isEmpty {
    let isJournal = name.hasPrefix(".state/journal-") || name == "journal.jsonl"
    folder.scratch.write(isJournal ? SealedJournal.sealed(bytes) : bytes, to: name)
  }
  folder.use()
  folder.repair()
}
