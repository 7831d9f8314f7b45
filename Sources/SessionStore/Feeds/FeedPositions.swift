import JSON
import Marketing

/// How far each feed has read, stored beside the session's files as `.feeds.json`. Without it everything is read again,
/// which changes nothing for rows with a key.
struct FeedPositions: Hashable, Sendable {
  /// One for a followed file; for a folder, one for each of its files.
  var files: [FeedID: [String: FollowedFile.Position]] = [:]
  /// How each feed was understood that far. Where that is otherwise now, it is read again from the start.
  var readAs: [FeedID: Feed] = [:]

  init() {}

  init(_ bytes: [UInt8]) throws(JSONError) {
    var files: [FeedID: [String: FollowedFile.Position]] = [:]
    var readAs: [FeedID: Feed] = [:]
    try JSONReader.read(bytes) { reader throws(JSONError) in
      try reader.beginArray()
      while try reader.nextElement() {
        var feed = 0
        var path = ""
        var position = FollowedFile.Position()
        var former: Feed?
        try reader.beginObject()
        while let key = try reader.nextKey() {
          switch key {
          case "feed": feed = try reader.readIdentifier()
          case "path": path = try reader.readString()
          case "inode": position.inode = UInt64(bitPattern: try reader.readInt64())
          case "offset": position.offset = try reader.readCount()
          case "line": position.line = max(1, try reader.readCount())
          case "mark": position.mark = try reader.readString()
          case "mark_length": position.markLength = max(0, min(4096, Int(try reader.readInt64())))
          case "read_as": former = try reader.readFeed()
          default: try reader.skipValue()
          }
        }
        // A position that names no feed is nobody's.
        guard feed > 0 else { continue }
        if let former {
          readAs[FeedID(feed)] = former
          continue
        }
        files[FeedID(feed), default: [:]][path] = position
      }
    }
    (self.files, self.readAs) = (files, readAs)
  }

  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    for (feed, positions) in files.sorted(by: { $0.key < $1.key }) {
      for (path, position) in positions.sorted(by: { $0.key < $1.key }) {
        writer.startLine()
        writer.beginObject()
        writer.key("feed")
        writer.int(Int64(feed.number))
        writer.key("path")
        writer.string(path)
        writer.key("inode")
        writer.int(Int64(bitPattern: position.inode))
        writer.key("offset")
        writer.int(Int64(position.offset))
        writer.key("line")
        writer.int(Int64(position.line))
        writer.key("mark")
        writer.string(position.mark)
        writer.key("mark_length")
        writer.int(Int64(position.markLength))
        writer.endObject()
      }
    }
    for (feed, former) in readAs.sorted(by: { $0.key < $1.key }) {
      writer.startLine()
      writer.beginObject()
      writer.key("feed")
      writer.int(Int64(feed.number))
      writer.key("read_as")
      writer.feed(former)
      writer.endObject()
    }
    writer.breakLine()
    writer.endArray()
    writer.breakLine()
    return writer.take()
  }
}
