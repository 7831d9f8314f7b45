import Insight
import Marketing
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Speed of vetting a large roster")
struct SimilarSpeed {
  /// `CLOUT_SPEED=1 swift test -c release --filter SimilarSpeed`
  @Test(
    "Nearest of 100,000 accounts",
    .enabled(if: getenv("CLOUT_SPEED") != nil, "a development check; set CLOUT_SPEED"))
  func nearest() {
    let session = LargeRoster.session(100_000, seed: 5)
    let clock = ContinuousClock()
    for _ in 0..<3 {
      var index: SimilarAccounts?
      let building = clock.measure { index = SimilarAccounts(session) }
      guard let index else { return }
      for count in [1, 3, 20] {
        let examples = Set((1...count).map { InfluencerID(97 * $0) })
        var found: [SimilarAccounts.Match] = []
        let asking = clock.measure { found = index.nearest(to: examples) }
        print("speed: index \(building), nearest to \(count) \(asking), \(found.count) found")
        #expect(asking < .milliseconds(100))
        #expect(found.count == 50)
      }
      #expect(building < .milliseconds(100))
    }
  }
}
