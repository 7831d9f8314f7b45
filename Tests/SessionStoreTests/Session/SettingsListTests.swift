import JSON
import Marketing
import Testing

@testable import SessionStore

/// Lists in the settings whose entries have members that this version doesn't know.
@Suite("Unknown members in lists of the settings")
struct SettingsListTests {
  private func problem(
    _ text: String, _ read: (inout JSONReader) throws(JSONError) -> Void
  ) -> String {
    do throws(JSONError) {
      try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in try read(&reader) }
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("A rate, a source and a window name the line of what isn't known, and drop nothing")
  func named() {
    let rate = problem(
      "{ \"currency\": \"EUR\", \"rate\": 1.1, \"day\": \"2026-01-01\",\n  \"until\": \"2026-02-01\" }"
    ) { reader throws(JSONError) in _ = try reader.readRate() }
    #expect(rate.contains("line 2") && rate.contains("this rate has an unknown member"))
    let source = problem("{ \"source\": \"ads.csv\", \"zone\": \"UTC\",\n\n  \"model\": \"last\" }")
    {
      reader throws(JSONError) in _ = try reader.readSourceTerms()
    }
    #expect(source.contains("line 3") && source.contains("unknown member"))
    let window = problem(
      "{ \"source\": \"ads.csv\",\n \"windows\": [{ \"click\": 7, \"hover\": 1 }] }"
    ) { reader throws(JSONError) in _ = try reader.readSourceTerms() }
    #expect(window.contains("line 2") && window.contains("this window has an unknown member"))
  }
}
