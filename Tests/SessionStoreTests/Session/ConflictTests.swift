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
}
