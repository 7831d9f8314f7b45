import JSON
import Marketing
import Testing

@testable import SessionStore

@Suite("Priors on disk")
struct PriorCodecTests {
  private func read(_ edit: Edit) throws -> Settings {
    var writer = JSONWriter()
    writer.edit(edit)
    let bytes = writer.take()
    // A journal has one change per line.
    #expect(!bytes.contains(0x0A))
    let back = try JSONReader.read(bytes) { reader throws(JSONError) in
      try reader.readEdit()
    }
    guard case .settings(let result) = back else { throw Failure.otherEdit }
    return result
  }
  private enum Failure: Error { case otherEdit }

  @Test func theyComeBackAsTheyWere() throws {
    var settings = Settings(name: "S")
    var own = Prior.shipped
    own.append(
      Prior(
        .ctr, .x, .micro, from: 1_000, below: 100_001, deliverable: "post", base: .impressions,
        low: 1, high: 1_234_567, source: "own \"files\"", grade: .a, note: "line\nbreak"))
    settings.priors = own
    #expect(try read(.settings(settings)) == settings)
    let header = SessionDocuments.Header(identity: "0a", settings: settings, view: [:])
    let document = SessionDocuments.write(header)
    #expect(try SessionDocuments.readHeader(document).settings == settings)
  }

  @Test func goingBackToTheShippedOnesIsRememberedAndNoneIsNotTheSame() throws {
    var custom = Settings(name: "S")
    custom.priors = []
    #expect(try read(.settings(custom)).priors == [])
    #expect(try read(.settings(Settings(name: "S"))).priors == nil)
  }

  @Test(arguments: [
    #"{"figure": "reach", "base": "followers", "low": 0, "source": "s"}"#,
    #"{"figure": "reach", "base": "followers", "low": 0.2, "high": 0.1, "source": "s"}"#,
    #"{"figure": "reach", "base": "followers", "low": 0.2}"#,
    #"{"figure": "fee", "base": "post", "low": 100, "source": "s"}"#,
    #"{"figure": "luck", "base": "post", "low": 100, "source": "s"}"#,
    #"{"figure": "reach", "base": "followers", "low": 1e99, "source": "s"}"#,
  ])
  func brokenOnesAreReported(_ text: String) {
    let document = #"{"format": 1, "save": 1, "name": "S", "priors": [\#(text)]}"#
    #expect(throws: StoreError.self) { try SessionDocuments.readHeader(Array(document.utf8)) }
  }
}
