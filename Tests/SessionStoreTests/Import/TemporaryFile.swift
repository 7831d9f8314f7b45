import LibC

/// A file that is gone when nothing refers to it any more.
final class TemporaryFile {
  let path: String
  private let folder: String

  init(_ name: String, _ text: String) throws {
    var template = Array("/tmp/clout-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Failure() }
    folder = String(cString: made)
    path = folder + "/" + name
    guard let file = fopen(path, "w") else { throw Failure() }
    fputs(text, file)
    fclose(file)
  }

  deinit {
    unlink(path)
    rmdir(folder)
  }

  struct Failure: Error {}
}
