import LibC
import Packed

/// Where a table comes from, read once, from start to end: bytes of text, or rows that have cells already.
package protocol TabularSource: ByteStream {
  /// The rows of a workbook or of JSON; nil for text, whose bytes are read instead.
  var rows: (any RowSource)? { get }
}

extension TabularSource {
  package var rows: (any RowSource)? { nil }
}

/// Rows whose cells are known without quotes and delimiters.
package protocol RowSource: AnyObject {
  /// The name of each column, if the rows don't begin with them.
  var header: [String]? { get }
  /// Reads the next row that isn't empty into `row`; false at the end.
  func next(into row: inout TableRow) throws -> Bool
}

package final class MemorySource: TabularSource {
  private let bytes: [UInt8]
  private var position = 0
  /// The most bytes that one read returns; tests use it to move chunk boundaries.
  private let chunk: Int

  package init(_ bytes: [UInt8], chunk: Int = .max) {
    self.bytes = bytes
    self.chunk = max(1, chunk)
  }

  package convenience init(_ text: String, chunk: Int = .max) {
    self.init(Array(text.utf8), chunk: chunk)
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position, chunk)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes { all in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
    }
    position += count
    return count
  }
}

/// A table in a file of text.
package final class FileSource: TabularSource {
  private let stream: StoredStream

  package init(path: String) throws { stream = StoredStream(try FileStore(path: path)) }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try stream.read(into: buffer)
  }
}

/// A file, read with plain system calls.
package final class FileStore: ByteStore {
  package let path: String
  private let descriptor: Int32

  /// Only a plain file: it is read more than once, and a device or a pipe might never end.
  package init(path: String) throws {
    self.path = path
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 { throw TabularError.cannotRead(path: path, code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw TabularError.cannotRead(path: path, code: code)
    }
    let type = status.st_mode & S_IFMT
    guard type == S_IFREG else {
      close(descriptor)
      throw TabularError.notAPlainFile(
        type == S_IFDIR ? .folder : type == S_IFIFO || type == S_IFSOCK ? .pipe : .device)
    }
  }

  deinit {
    _ = close(descriptor)
  }

  package var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
    guard let base = buffer.baseAddress, buffer.count > 0 else { return 0 }
    while true {
      let count = pread(descriptor, base, buffer.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR { throw TabularError.cannotRead(path: path, code: errno) }
    }
  }
}

/// What can go wrong before there are rows.
package enum TabularError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file can't be opened or read; `code` is the system's error number.
  case cannotRead(path: String, code: Int32)
  /// The bytes aren't text; `what` names the kind of file that they look like.
  case notText(what: String)
  package enum Other: String, Hashable, Sendable { case folder, pipe, device, terminal }

  /// There is no file of rows there.
  case notAPlainFile(Other)
  /// A quote opens on the line, nothing closes it within so many bytes, and without it the row doesn't fit the table.
  case quoteNeverCloses(line: Int, limit: Int)
  case tooManyColumns(Int, limit: Int)
  /// A row outside quotes is longer than the limit.
  case rowTooLong(line: Int, limit: Int)
  /// All lines are empty.
  case empty
  /// The file holds several tables, and nobody said which.
  case severalTables([String])
  case noSuchTable(String, [String])
  /// It is JSON, but its values aren't rows.
  case notRows(String)

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(12).map { "“\($0)”" }.joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }

  package var description: String {
    switch self {
    case .cannotRead(let path, let code):
      let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
      return "\(path) can't be read: \(reason)."
    case .notText(let what):
      return
        "this is \(what), not a table: get the figures as CSV or Excel (.xlsx), and import that"
    case .notAPlainFile(.folder):
      return
        "this is a folder: name one of its files, or let a feed follow the folder (F in the cockpit)"
    case .notAPlainFile(.terminal):
      return "nothing is piped into it: clout import - --into SESSION < FILE"
    case .notAPlainFile(let other):
      return """
        this is a \(other.rawValue), and an import reads a plain file: save it to one first, or give it on standard \
        input: clout import - --into SESSION; clout ingest SESSION - reads measurements as they come
        """
    case .quoteNeverCloses(let line, let limit):
      return """
        a quote opens on line \(line) and isn't closed within \(limit >> 10) KiB: close it, or remove it, \
        and try again
        """
    case .tooManyColumns(let count, let limit):
      return """
        the table has \(count) columns, and Clout reads at most \(limit): export it with only the columns that \
        are needed, and check that rows end with line ends
        """
    case .rowTooLong(let line, let limit):
      return "line \(line) is longer than \(limit) bytes: this is not a delimited table"
    case .empty:
      return "the file holds no rows"
    case .severalTables(let names):
      return """
        the file holds \(names.count) tables: \(Self.list(names)). Say which one: --sheet '\(names.first ?? "")'
        """
    case .noSuchTable(let name, let names):
      return names.isEmpty
        ? "the file has no sheets, so none can be called “\(name)”: leave --sheet out"
        : "the file has no sheet “\(name)”; it has \(Self.list(names))"
    case .notRows(let what):
      return
        "\(what): an import needs a list of objects, such as [{\"handle\": \"ana\"}], or one object a line"
    }
  }
}
