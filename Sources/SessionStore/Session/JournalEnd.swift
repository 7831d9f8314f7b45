import JSON
import LibC

/// How far the journal has reached, in a file of its own: `.state/end.json`.
///
/// A crash can only shorten the last line, which nobody was told of. Whatever ends earlier than this was cut by
/// something else, although it looks the same. The file isn't waited for: after a power cut it may say less than is
/// true, never more.
struct JournalEnd: Hashable {
  static let fileName = "end.json"
  /// Always so long, so that a new one covers the one before.
  private static let length = 128

  var journal: String
  var size: Int

  private var crc: String {
    var crc = CRC32()
    crc.update("\(journal) \(size)")
    return crc.hexadecimal
  }

  /// Nil if there is none that can be read.
  static func read(in state: DurableFolder) -> JournalEnd? {
    guard state.obstacle(at: fileName) == nil,
      let bytes = try? FileContents.read(state.full(fileName), calls: state.calls)
    else { return nil }
    return try? JSONReader.read(bytes) { reader throws(JSONError) in
      var (end, crc) = (JournalEnd(journal: "", size: 0), "")
      let start = reader.mark()
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "journal": end.journal = try reader.readString()
        case "size": end.size = try reader.readCount()
        case "crc": crc = try reader.readString()
        default: try reader.skipValue()
        }
      }
      guard crc == end.crc else { throw reader.error(at: start, "torn") }
      return end
    }
  }

  /// Call it under the gate, once everything up to there is durable. What fails is left out.
  func write(in state: DurableFolder) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("journal")
    writer.string(journal)
    writer.key("size")
    writer.int(Int64(size))
    writer.key("crc")
    writer.string(crc)
    writer.endObject()
    var bytes = writer.take()
    guard bytes.count < Self.length, state.obstacle(at: Self.fileName) == nil else { return }
    bytes += Array(repeating: 0x20, count: Self.length - bytes.count - 1) + [0x0A]
    let file = try? OpenFile(
      state.full(Self.fileName), flags: O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600,
      calls: state.calls)
    try? file?.writeAll(bytes)
  }
}
