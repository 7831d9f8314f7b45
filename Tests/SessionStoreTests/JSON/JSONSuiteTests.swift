import FoundationEssentials
import TestSupport
import Testing

@testable import JSON

/// The corpus of nst/JSONTestSuite: `y_` must be accepted, `n_` refused, `i_` is ours to decide.
@Suite(.needsShared(JSONCorpus.folder))
struct JSONSuiteTests {
  /// Repeated keys are refused although the grammar allows them.
  static let refusedByChoice: Set = [
    "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
  ]

  /// Numbers of any size are read as their text; nothing else that is left open is accepted.
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
      expect(bytes, accepted: mustAccept, name)
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

/// Reading and skipping a text agree on whether it is JSON, and where it isn't.
func expect(_ bytes: [UInt8], accepted: Bool, _ name: String) {
  let read = Result { () throws(JSONError) in try JSONSample.read(bytes) }
  let skipped = Result { () throws(JSONError) in
    try JSONReader.read(bytes) { reader throws(JSONError) in try reader.skipValue() }
  }
  switch (read, skipped) {
  case (.success, .success): #expect(accepted, "accepted \(name)")
  case (.failure(let first), .failure(let second)):
    #expect(!accepted, "refused \(name): \(first)")
    #expect(first == second, "\(name)")
  default: Issue.record("reading and skipping disagree about \(name)")
  }
}

enum JSONCorpus {
  static let folder = "corpora/JSONTestSuite/test_parsing"

  static func files() throws -> [(name: String, bytes: [UInt8])] {
    let folder = try #require(TestData.shared(folder))
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".json") }.map { ($0, try TestData.bytes("\(folder)/\($0)")) }
  }
}
