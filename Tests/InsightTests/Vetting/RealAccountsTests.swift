import LibC
import Marketing
import TestSupport
import Testing
import Vetting

@Suite("Flags of real accounts", .needsShared(RealAccounts.file))
struct RealAccountsTests {
  /// To read the flags of 30 accounts: `CLOUT_FLAGS=30 swift test --filter RealAccountsTests`.
  @Test(.enabled(if: getenv("CLOUT_FLAGS") != nil, "set CLOUT_FLAGS to a number of accounts"))
  func someForReading() throws {
    let session = try RealAccounts.session()
    let flags = Authenticity(session).all
    for signal in Signal.allCases {
      let count = flags.values.count { $0.contains { $0.signal == signal } }
      print("\(signal.id): \(count) of \(session.roster.count)")
    }
    let wanted = getenv("CLOUT_FLAGS").flatMap { Int(String(cString: $0)) } ?? 30
    let flagged = session.roster.rows.filter { flags[$0.id] != nil }
    let step = max(1, flagged.count / wanted)
    for (place, row) in flagged.enumerated() where place % step == 0 {
      print("\n@\(row.handle) on \(row.platform.title), \(row.followers.map(String.init) ?? "–")")
      for flag in flags[row.id] ?? [] { print("  \(flag.signal.title): \(flag.evidence)") }
    }
    print("\nLook-alikes, with whatever followers:")
    let rows = session.roster.rows
    for platform in [Platform.instagram, .tiktok, .youtube] {
      let some = rows.filter { $0.platform == platform }
      for (place, one) in some.enumerated() {
        for other in some[..<place] {
          if let alike = LookAlike(one.handle, other.handle) {
            print("  \(platform.title) \(alike): \(other.handle) \(one.handle)")
          }
        }
      }
    }
    for row in rows {
      for flag in flags[row.id] ?? [] where flag.signal == .handleImitates { print(flag.evidence) }
    }
  }
}
