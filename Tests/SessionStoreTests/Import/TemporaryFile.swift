import LibC

/// A file that is gone when nothing refers to it any more.
final class TemporaryFile {
  let path: String
  private let folder: String

  convenience init(_ name: String, _ text: String) throws {
    try self.init(name, bytes: Array(text.utf8))
  }

  init(_ name: String, bytes: [UInt8]) throws {
    var template = Array("/tmp/clout-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Failure() }
    folder = String(cString: made)
    path = folder + "/" + name
    guard let file = fopen(path, "w") else { throw Failure() }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  deinit {
    unlink(path)
    rmdir(folder)
  }

  struct Failure: Error {}
}
