import LibC
import Testing

@testable import SessionStore

/// The corpus of nst/JSONTestSuite: `y_` must be accepted, `n_` refused, `i_` is ours to decide.
@Suite(.enabled(if: JSONCorpus.isPresent, "the corpus of JSONTestSuite is not here"))
struct JSONSuiteTests {
  /// We refuse repeated keys although the grammar allows them.
  static let refusedByChoice: Set = [
    "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
  ]

  /// Numbers of any size are read as their text; nothing else of the undecided is accepted.
  static let acceptedByChoice: Set = [
    "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json",
    "i_number_neg_int_huge_exp.json", "i_number_pos_double_huge_exp.json",
    "i_number_real_neg_overflow.json", "i_number_real_pos_overflow.json",
    "i_number_real_underflow.json", "i_number_too_big_neg_int.json",
    "i_number_too_big_pos_int.json", "i_number_very_big_negative_int.json",
  ]

  @Test func valuesAreJudgedAsTheSuiteSays() throws {
    var judged = 0
    for (name, bytes) in try JSONCorpus.files() {
      let mustAccept =
        name.hasPrefix("y_")
        ? !Self.refusedByChoice.contains(name) : Self.acceptedByChoice.contains(name)
      let read = Result { () throws(JSONError) in try JSONSample.read(bytes) }
      let skipped = Result { () throws(JSONError) in
        try JSONReader.read(bytes) { reader throws(JSONError) in try reader.skipValue() }
      }
      switch (read, skipped) {
      case (.success, .success): #expect(mustAccept, "accepted \(name)")
      case (.failure(let first), .failure(let second)):
        #expect(!mustAccept, "refused \(name): \(first)")
        #expect(first == second, "\(name)")
      default: Issue.record("reading and skipping disagree about \(name)")
      }
      judged += 1
    }
    #expect(judged > 300)
  }

  @Test func whatIsAcceptedSurvivesARoundTrip() throws {
    for (name, bytes) in try JSONCorpus.files() {
      guard let value = try? JSONSample.read(bytes) else { continue }
      #expect(try JSONSample.read(value.written) == value, "\(name)")
    }
  }
}

enum JSONCorpus {
  /// Beside the package, where the corpora lie, or nowhere.
  private static let folder: String = {
    let file = #filePath.split(separator: "/")
    return "/" + file.dropLast(5).joined(separator: "/")
      + "/shared/corpora/JSONTestSuite/test_parsing"
  }()

  static var isPresent: Bool { access(folder, R_OK) == 0 }

  static func files() throws -> [(name: String, bytes: [UInt8])] {
    var files: [(String, [UInt8])] = []
    let directory = try #require(opendir(folder))
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasSuffix(".json") else { continue }
      let file = try #require(fopen("\(folder)/\(name)", "r"))
      defer { fclose(file) }
      var bytes = [UInt8](repeating: 0, count: 1 << 20)
      bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
      files.append((name, bytes))
    }
    return files.sorted { $0.0 < $1.0 }
  }
}
