import FoundationEssentials

/// The files that tests read: those made for them, in `Tests/Fixtures`, and public ones, which aren't part of the project
/// but may be beside it in `../shared`.
package enum TestData {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// A file of `Tests/Fixtures`.
  package static func made(_ name: String) -> String { package + "/Tests/Fixtures/" + name }

  /// A file or folder in `../shared`, or in `../../shared` for one of several working copies in a folder; nil if there
  /// is none.
  package static func shared(_ path: String) -> String? {
    ["/../shared/", "/../../shared/"].map { package + $0 + path }
      .first { FileManager.default.isReadableFile(atPath: $0) }
  }

  /// A file by its name, in `Tests/Fixtures` or else in `../shared/data`.
  package static func data(_ name: String) -> String? {
    FileManager.default.isReadableFile(atPath: made(name)) ? made(name) : shared("data/" + name)
  }

  package static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  package static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The records of a comma-separated file without its header; cells may be quoted.
  package static func records(_ path: String) throws -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    func end(_ record: inout [String], _ cell: inout String.UnicodeScalarView) {
      record.append(String(cell))
      cell = String.UnicodeScalarView()
    }
    for scalar in try text(path).unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: end(&record, &cell)
      case "\n" where !isQuoted:
        end(&record, &cell)
        records.append(record)
        record = []
      case "\r": break
      default: cell.append(scalar)
      }
    }
    end(&record, &cell)
    if record.count > 1 { records.append(record) }
    return Array(records.dropFirst())
  }
}
