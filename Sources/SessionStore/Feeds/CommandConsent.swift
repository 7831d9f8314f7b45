import JSON

/// The commands that the user has agreed to run. Kept outside every session: a session from elsewhere brings no consent
/// with it, and a changed command needs a new one.
package struct CommandConsent: Sendable {
  private let path: String

  /// - Parameter path: the file that holds the consents.
  package init(path: String) { self.path = path }

  /// Whether exactly these arguments may be run for the session in a folder.
  package func isGiven(for arguments: [String], in folder: String) -> Bool {
    entries().contains(Entry(folder: FilePath.real(folder), arguments: arguments))
  }

  package func give(for arguments: [String], in folder: String) throws(StoreError) {
    let entry = Entry(folder: FilePath.real(folder), arguments: arguments)
    var all = entries()
    guard !all.contains(entry) else { return }
    all.append(entry)
    var writer = JSONWriter()
    writer.beginArray()
    for entry in all {
      writer.startLine()
      writer.beginObject()
      writer.key("session")
      writer.string(entry.folder)
      writer.key("command")
      writer.beginArray()
      for argument in entry.arguments { writer.string(argument) }
      writer.endArray()
      writer.endObject()
    }
    writer.breakLine()
    writer.endArray()
    writer.breakLine()
    do throws(FileError) {
      try DurableFolder(FilePath.folder(of: path)).createWithParents()
      try DurableFile.replace(path, with: writer.take())
    } catch {
      throw StoreError(error)
    }
  }

  private struct Entry: Hashable {
    var folder: String
    var arguments: [String]
  }

  /// The recorded consents; none if the file can't be read.
  private func entries() -> [Entry] {
    guard let bytes = try? FileContents.read(path) else { return [] }
    var result: [Entry] = []
    do throws(JSONError) {
      try JSONReader.read(bytes) { reader throws(JSONError) in
        try reader.beginArray()
        while try reader.nextElement() {
          var entry = Entry(folder: "", arguments: [])
          try reader.beginObject()
          while let key = try reader.nextKey() {
            switch key {
            case "session": entry.folder = try reader.readString()
            case "command": entry.arguments = try reader.readStrings()
            default: try reader.skipValue()
            }
          }
          result.append(entry)
        }
      }
    } catch {
      return []
    }
    return result
  }
}
