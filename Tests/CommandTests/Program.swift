import LibC
import TestSupport
import Testing

/// The program built along with these tests.
enum Program {
  static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = own.split(separator: "/").dropLast().joined(separator: "/")
    return "/" + folder + "/clout"
  }()

  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs the program without a terminal, in a temporary home.
  static func run(_ arguments: [String], home: Home, input: String? = nil) throws -> Result {
    let quoted = arguments.map(quote).joined(separator: " ")
    let source = try input.map { try home.file("input", $0) } ?? "/dev/null"
    let command =
      "\(home.environment) \(quote(path)) \(quoted) < \(quote(source)) > \(home.path)/out 2> \(home.path)/err"
    let status = shell(command)
    return Result(
      status: status, output: try home.text("out"), errors: try home.text("err"))
  }

  static func quote(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}

/// A temporary home folder for one test, with its own configuration and sessions.
final class Home {
  let path: String

  init() {
    var template = Array("/tmp/clout-home-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit { shell("rm -rf \(Program.quote(path))") }

  /// Environment assignments to put before a command.
  var environment: String {
    "env -u NO_COLOR -u CLOUT_THEME HOME=\(path) XDG_CONFIG_HOME=\(path)/config XDG_DATA_HOME=\(path)/data XDG_STATE_HOME=\(path)/state LC_ALL=C.UTF-8"
  }

  /// One of the HealthKart files; without it the others aren't there either.
  static let healthKartFile = "data/healthkart_ittismita_posts.csv"

  /// Imports the public roster of 500 with its posts, orders and payouts; returns the session's path.
  func healthKart() throws -> String {
    try brand(
      ["influencers", "posts", "tracking_data", "payouts"].map { "healthkart_ittismita_\($0).csv" })
  }

  /// The same for 96 made-up creators.
  func madeBrand() throws -> String {
    try brand(["creators.csv", "posts.csv", "orders.csv", "payouts.csv"])
  }

  private func brand(_ files: [String]) throws -> String {
    let path = "\(path)/brand.clout"
    for name in files {
      let file = try #require(TestData.data(name))
      let result = try Program.run(
        ["import", file, "--into", path, "--campaign", "Protein"], home: self)
      try #require(result.status == 0, "\(result.errors)")
    }
    return path
  }

  /// All files of measurements of a session, one after the other.
  func metrics(_ session: String) throws -> String {
    try metricsFiles(session).map { try text($0) }.joined()
  }

  func metricsFiles(_ session: String) throws -> [String] {
    func names(_ folder: String) -> [String] {
      guard let directory = opendir("\(path)/\(folder)") else { return [] }
      defer { closedir(directory) }
      var names: [String] = []
      while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if !name.hasPrefix(".") { names.append("\(folder)/\(name)") }
      }
      return names.sorted()
    }
    return names("\(session)/metrics").flatMap(names)
  }

  func text(_ name: String) throws -> String {
    guard let file = fopen("\(path)/\(name)", "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @discardableResult
  func file(_ name: String, _ text: String) throws -> String {
    let file = try #require(fopen("\(path)/\(name)", "w"))
    fputs(text, file)
    fclose(file)
    return "\(path)/\(name)"
  }
}
