import Marketing
import SessionStore
import Wording

@testable import SessionStore
@testable import Tabular

/// The first byte says what a person adds and how the bytes arrive; the rest is the file.
@Sendable func fuzzTable(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let bytes = Array(bytes.dropFirst())
  var options = ImportOptions()
  if first & 1 != 0 { options.platform = .instagram }
  if first & 2 != 0 { options.campaign = "Spring" }
  if first & 4 != 0 { options.asOf = Day(number: 20_000) }
  let chunk = first & 8 != 0 ? 7 : Int.max
  let session = first & 16 != 0 ? Seeds.contents : Session(settings: Settings(name: "empty"))
  if first & 32 != 0 {
    stream(bytes, options, session, chunk)
  } else {
    read(bytes, options, session, chunk)
  }
}

/// As `Importer.plan` does, from memory.
private func read(
  _ bytes: [UInt8], _ options: ImportOptions, _ session: Session, _ chunk: Int
) {
  do {
    let open = { MemorySource(bytes, chunk: chunk) }
    guard let inspection = try TableInspection.inspect(open: open) else { return }
    let mapping = try ColumnMapping.propose(for: inspection, fileName: "posts.csv")
    var batch = ImportBatch(
      file: "posts.csv", mapping: mapping, inspection: inspection, options: options,
      session: session)
    try batch.read(try TableReader(dialect: inspection.dialect, open: open)) { true }
    let plan = batch.plan
    _ = plan.json
    var changed = session
    do throws(EditError) {
      let inverse = try changed.apply(plan.edit)
      try changed.apply(inverse)
    } catch {
      fatalError("The session refuses what the import proposes: \(error)")
    }
  } catch {
    _ = "\(error)"
  }
}

/// As a feed does, piece by piece.
private func stream(
  _ bytes: [UInt8], _ options: ImportOptions, _ session: Session, _ chunk: Int
) {
  var rows = FeedRows("stream", options: options, session: session)
  var cutter = LineCutter()
  var session = session
  var pieces: [LineCutter.Piece] = []
  let step = chunk == .max ? max(1, bytes.count) : 97
  do {
    for start in stride(from: 0, to: bytes.count, by: step) {
      let known = rows
      let part = bytes[start..<min(bytes.count, start + step)]
      if let piece = cutter.add(part, isWhole: { known.isWhole($0) }) { pieces.append(piece) }
      for piece in pieces { try take(piece, &rows, &session) }
      pieces = []
    }
    if let piece = cutter.rest() { try take(piece, &rows, &session) }
  } catch {
    _ = "\(error)"
  }
}

private func take(
  _ piece: LineCutter.Piece, _ rows: inout FeedRows, _ session: inout Session
) throws {
  let intake = try rows.take(piece.bytes, firstLine: piece.firstLine, today: Day(number: 20_600))
  expect(intake.measurements.count == intake.lines.count, "Each measurement has a line.")
  for row in intake.measurements {
    do throws(EditError) {
      try session.apply(.put(row))
    } catch {
      fatalError("The session refuses what the feed brings: \(error)")
    }
  }
}
