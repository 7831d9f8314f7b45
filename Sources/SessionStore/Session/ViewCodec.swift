import JSON
import Marketing

// Where the manager stood, in `.state/view.json`: texts under the names of the screens.
extension SavedView {
  var placeBytes: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    for (name, value) in places.sorted(by: { $0.key < $1.key }) {
      writer.startLine(indent: 2)
      writer.key(text: name)
      writer.string(value)
    }
    writer.breakLine()
    writer.endObject()
    writer.breakLine()
    return writer.take()
  }

  /// Without it the screens open as they would for the first time.
  mutating func readPlaces(_ bytes: [UInt8]) {
    var view = self
    do throws(JSONError) {
      try JSONReader.read(bytes) { reader throws(JSONError) in try reader.readPlaces(into: &view) }
      self = view
    } catch {
      return
    }
  }
}

extension JSONReader {
  mutating func readPlaces(into view: inout SavedView) throws(JSONError) {
    try beginObject()
    while let name = try nextKey() {
      let name = name.string
      view[name] = try readString()
    }
  }
}
