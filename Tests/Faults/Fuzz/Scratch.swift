import LibC

@testable import SessionStore

/// A folder that is emptied for each input, in memory where the system has that.
struct Scratch {
  let path: String

  init() {
    let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    self.init(at: "\(parent)/clout-fuzz-\(getpid())")
    clear()
  }

  init(at path: String) {
    self.path = path
    mkdir(path, 0o700)
  }

  func clear() {
    Self.remove(path)
    mkdir(path, 0o700)
  }

  private static func remove(_ path: String) {
    for name in (try? DurableFolder(path).names(includingHidden: true)) ?? [] {
      if unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
    }
    rmdir(path)
  }

  /// Writes a file, and the folders that it is in. Names that would leave the folder are ignored.
  func write(_ bytes: [UInt8], to name: String) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 4, !name.utf8.contains(0),
      parts.allSatisfy({ !["", ".", ".."].contains($0) && $0.utf8.count < 200 })
    else { return }
    var folder = path
    for part in parts.dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o700)
    }
    guard let file = fopen("\(path)/\(name)", "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}

extension [UInt8] {
  /// The parts between lines of the form `=== name`, with their names; the first has none.
  var parts: [(name: String, bytes: [UInt8])] {
    var parts: [(name: String, bytes: [UInt8])] = [("", [])]
    for line in split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: "=== ".utf8) {
        parts.append((String(decoding: line.dropFirst(4), as: UTF8.self), []))
      } else {
        parts[parts.count - 1].bytes += line + [0x0A]
      }
    }
    return parts
  }
}
