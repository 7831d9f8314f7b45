import Comparison
import Marketing
import Testing
import Workbench

@testable import Cockpit

@Suite("Claims of a comparison")
struct ComparedClaimTests {
  /// Without mega and micro among the cut-offs, the claims are about the largest and the smallest tier there is.
  @Test func bothDoorsFollowTheTiersOfTheSession() throws {
    var session = Session.demo(today: .sample)
    var settings = session.settings
    settings.tiers = try #require(
      TierScheme(name: "two", steps: [.init(.nano, from: 0), .init(.macro, from: 100_000)]))
    _ = try session.apply(.settings(settings))
    var harness = Harness(session)
    try harness.press("2")
    let shown = harness.state.compare.figures.claims
    #expect(shown.contains { !$0.mega.isEmpty } && shown.contains { !$0.micro.isEmpty })

    let request = ComparisonRequest(left: .platform(.instagram), right: .platform(.tiktok))
    let printed = try #require(try CompareJob(session, request).run()).claims
    #expect(printed.map(\.figure) == shown.map(\.figure))
    #expect(printed.map(\.mega) == shown.map(\.mega))
  }
}
