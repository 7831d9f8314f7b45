import LibC
import Screen

/// The one way out: everything that the command line writes to standard output and standard error passes through here.
///
/// Data come from files that somebody else wrote. On a terminal they are made visible, whatever their format, so that
/// no name can move the cursor, set a title or turn the text around; into a file or a pipe the bytes go as they are.
/// Messages are always made visible. A test holds all other sources to writing to neither descriptor.
enum Output {
  /// What the data are, which decides how hidden characters are shown.
  enum Form {
    /// One line for people, with parts as they stand in the data.
    case line
    /// Text from words of our own and parts that `legible` has been through.
    case report
    /// CSV.
    case table
    case json
    /// Packed: nothing that a terminal could show.
    case workbook
    /// Rows of cells, which may have colours.
    case drawing
  }

  static func data(_ bytes: [UInt8], as form: Form) throws(Failure) {
    guard isatty(STDOUT_FILENO) == 1 else { return try write(bytes, to: STDOUT_FILENO) }
    if form == .workbook {
      throw Failure(
        "A workbook isn't for a terminal. Name a file for it, such as --output roster.xlsx, or send it there with >."
      )
    }
    let shown = shown(String(decoding: bytes, as: UTF8.self), form)
    try write(Array(shown.utf8), to: STDOUT_FILENO)
  }

  /// Ends the text with a line feed.
  static func data(_ text: String, as form: Form) throws(Failure) {
    try data(Array((text + "\n").utf8), as: form)
  }

  /// A message, on standard error. It stays on its line, so that no name in it can pass for another message.
  static func talk(_ line: String) { talk([line]) }

  static func talk(_ lines: [String]) {
    let text = lines.map { visible($0, isLine: true) + "\n" }.joined()
    _ = try? write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Whether `progress` shows anything.
  private static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Replaces the line that the terminal's cursor is on; an empty text clears it.
  static func progress(_ text: String) {
    guard showsProgress else { return }
    _ = try? write(Array("\r\u{1B}[K\(legible(text))".utf8), to: STDERR_FILENO)
  }

  /// The text as a terminal may get it.
  static func shown(_ text: String, _ form: Form) -> String {
    switch form {
    case .line: visible(text.hasSuffix("\n") ? String(text.dropLast()) : text, isLine: true) + "\n"
    case .table, .workbook: visible(text)
    case .report: madeSafe(text)
    case .json: visibleJSON(text)
    case .drawing: withoutOtherSequences(text)
    }
  }

  /// Lets through only the sequences that set colours.
  private static func withoutOtherSequences(_ text: String) -> String {
    var result = ""
    var rest = Substring(text).unicodeScalars
    while let start = rest.firstIndex(of: "\u{1B}") {
      let body = rest[start...].dropFirst()
      let parameters = body.dropFirst().prefix { ("0"..."9").contains($0) || $0 == ";" }
      result += madeSafe(String(rest[..<start]))
      if body.first == "[", parameters.endIndex < rest.endIndex, rest[parameters.endIndex] == "m" {
        result += String(rest[start...parameters.endIndex])
        rest = rest[parameters.endIndex...].dropFirst()
      } else {
        result += madeSafe("\u{1B}")
        rest = body
      }
    }
    return result + madeSafe(String(rest))
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        LibC.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        written += count
      } else if errno != EINTR {
        throw Failure("The output could not be written: \(String(cString: strerror(errno))).")
      }
    }
  }
}
