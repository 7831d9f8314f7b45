import Testing

@testable import SessionStore

@Suite("Conflicts that git left, in words")
struct ConflictTests {
  private func merged(_ name: String, _ base: String, _ ours: String, _ theirs: String)
    -> DocumentMerge
  {
    DocumentMerge(
      base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8), path: name,
      isReferredTo: { _, _ in nil })
  }

  private func words(_ merge: DocumentMerge, _ name: String) -> [String] {
    GitConflict.all(in: merge.bytes, name).flatMap(\.differences)
  }

  private func roster(_ niches: String) -> String {
    """
    {"session": "0123456789abcdef",
    "influencers": [
    {"id": 1, "handle": "ana", "platform": "tiktok", "niches": ["\(niches)"]},
    {"id": 2, "handle": "bo", "platform": "tiktok"}
    ]}

    """
  }

  @Test(
    "A list that both changed is named with record, member and both values, as set up with clout merge"
  )
  func lists() {
    let merge = merged("roster.json", roster("a"), roster("b"), roster("c"))
    let said = words(merge, "roster.json")
    #expect(
      said == [
        #"influencer 1 (@ana): niches is ["b"] in ours and ["c"] in theirs (lines 4 and 6)"#
      ], "\(said) \(String(decoding: merge.bytes, as: UTF8.self))")
  }

  @Test("Of long values that begin alike, what differs is shown")
  func longValues() {
    let long = String(repeating: "same words ", count: 20)
    let merge = merged("roster.json", roster("x"), roster(long + "one"), roster(long + "two"))
    let said = words(merge, "roster.json").joined()
    #expect(said.contains("one\"]") && said.contains("two\"]"), "\(said)")
    #expect(merge.conflicts.joined().contains("two\"]"), "\(merge.conflicts)")
  }

  @Test("What stands around the records isn't dropped where both sides changed it")
  func frame() {
    func document(_ value: String) -> String {
      roster("a").replacing("]}\n", with: "],\n\"later\": \"\(value)\"}\n")
    }
    let merge = merged("roster.json", document("x"), document("y"), document("z"))
    let text = String(decoding: merge.bytes, as: UTF8.self)
    #expect(!merge.conflicts.isEmpty && text.contains("\"y\"") && text.contains("\"z\""), "\(text)")
    let other = roster("a").replacing("0123456789abcdef", with: "fedcba9876543210")
    let sessions = merged("roster.json", "", roster("a"), other)
    let both = String(decoding: sessions.bytes, as: UTF8.self)
    #expect(both.contains("0123456789abcdef") && both.contains("fedcba9876543210"), "\(both)")
  }

  private func accounts(_ lines: [(Int, String)]) -> String {
    let records = lines.map { #"{"id": \#($0.0), "handle": "\#($0.1)", "platform": "tiktok"}"# }
    return "{\"session\": \"0123456789abcdef\",\n\"influencers\": [\n"
      + records.joined(separator: ",\n") + "\n]}\n"
  }

  @Test("An account that both added under unlike numbers is one, if nothing refers to theirs")
  func unlikeNumbers() throws {
    let base = accounts([(1, "ana")])
    let ours = accounts([(1, "ana"), (7, "gus"), (8, "hal")])
    let theirs = accounts([(1, "ana"), (7, "hal"), (8, "ivy")])
    func merge(_ isReferredTo: Bool) throws -> (rows: [String], merge: DocumentMerge) {
      let merge = DocumentMerge(
        base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8),
        path: "roster.json", isReferredTo: { _, _ in isReferredTo })
      guard merge.conflicts.isEmpty else { return ([], merge) }
      let rows = try SessionDocuments.readRoster(merge.bytes).0
      return (rows.map { "\($0.id.number) \($0.handle)" }, merge)
    }
    let (rows, merged) = try merge(false)
    #expect(rows == ["1 ana", "7 gus", "8 hal", "9 ivy"], "\(rows)")
    #expect(
      merged.notes.joined().contains("@hal, as influencer 8 here and 7 there"), "\(merged.notes)")
    #expect(!(try merge(true)).merge.conflicts.isEmpty)
  }

  @Test(
    "An account under unlike numbers is one even where the sides swap numbers or contradict each other"
  )
  func unlikeNumbersOtherwise() throws {
    func document(_ lines: [(Int, String, Int)]) -> [UInt8] {
      let records = lines.map {
        #"{"id": \#($0.0), "handle": "\#($0.1)", "platform": "tiktok", "followers": \#($0.2)}"#
      }
      return Array(
        ("{\"session\": \"0123456789abcdef\",\n\"influencers\": [\n"
          + records.joined(separator: ",\n") + "\n]}\n").utf8)
    }
    func merge(_ ours: [(Int, String, Int)], _ theirs: [(Int, String, Int)]) -> DocumentMerge {
      DocumentMerge(
        base: document([(1, "ana", 5)]), ours: document([(1, "ana", 5)] + ours),
        theirs: document([(1, "ana", 5)] + theirs), path: "roster.json",
        isReferredTo: { _, _ in false })
    }
    let swapped = merge([(7, "gus", 1), (8, "hal", 2)], [(7, "hal", 2), (8, "Gus", 1)])
    #expect(swapped.conflicts.isEmpty, "\(swapped.conflicts)")
    #expect(
      try SessionDocuments.readRoster(swapped.bytes).0.map(\.handle) == ["ana", "gus", "hal"])
    // Theirs has 3 followers where ours has 1: somebody chooses, in one place.
    let contradicting = merge([(7, "bella", 2), (8, "Anna", 3)], [(7, "anna", 1)])
    #expect(contradicting.conflicts.count == 1)
    #expect(contradicting.conflicts.joined().contains("influencer 8"))
    let text = String(decoding: contradicting.bytes, as: UTF8.self)
    #expect(text.ranges(of: "<<<<<<<").count == 1)
    #expect(!text.contains(#""id": 9"#))
  }

  @Test("Two accounts under one number both stay, and that is the advice")
  func twoAccounts() {
    let text = """
      {"session": "0123456789abcdef",
      "influencers": [
      <<<<<<< ours
      {"id": 7, "handle": "ivy", "platform": "tiktok"}
      =======
      {"id": 7, "handle": "gus", "platform": "tiktok"}
      >>>>>>> theirs
      ]}

      """
    func advice(_ text: String) -> String {
      let conflicts = GitConflict.all(in: Array(text.utf8), "roster.json")
      return GitConflict.advice("roster.json", conflicts, in: "/s")
    }
    #expect(advice(text).contains("Two different accounts under one number both stay"))
    // The bookings of both are under the number: with one side's whole file the other's would change hands.
    #expect(!advice(text).contains("--ours"))
    #expect(advice(text.replacing("gus", with: "ivy")).contains("--ours"))
    #expect(!advice(text.replacing("gus", with: "ivy")).contains("Two different accounts"))
  }
}
