import JSON

/// A journal entry about a save: the first one starts a run of edits, a later one says that new files are ready.
struct SaveRecord: Hashable {
  /// The number of the save.
  var save: Int64
  /// The files staged for it.
  var files: [String: FileStamp] = [:]

  var payload: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("save")
    writer.int(save)
    if !files.isEmpty {
      writer.key("files")
      writer.beginArray()
      for (name, stamp) in files.sorted(by: { $0.key < $1.key }) {
        writer.beginObject()
        writer.key("name")
        writer.string(name)
        writer.key("size")
        writer.int(Int64(stamp.size))
        writer.key("crc")
        writer.string(stamp.crc)
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
    return writer.take()
  }

  init(save: Int64, files: [String: FileStamp] = [:]) {
    self.save = save
    self.files = files
  }

  init(_ payload: [UInt8]) throws(JSONError) {
    var save: Int64 = 0
    var files: [String: FileStamp] = [:]
    try JSONReader.read(payload) { reader throws(JSONError) in
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "save": save = try reader.readInt64()
        case "files":
          try reader.beginArray()
          while try reader.nextElement() {
            var name = ""
            var size = 0
            var crc = ""
            try reader.beginObject()
            while let member = try reader.nextKey() {
              switch member {
              case "name": name = try reader.readString()
              case "size": size = try reader.readCount()
              case "crc": crc = try reader.readString()
              default: try reader.skipValue()
              }
            }
            files[name] = FileStamp(size: size, crc: crc)
          }
        default: try reader.skipValue()
        }
      }
    }
    self.init(save: save, files: files)
  }
}
