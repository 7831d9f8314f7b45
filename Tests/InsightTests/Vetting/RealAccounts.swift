import Marketing
import TestSupport

/// Lists of real accounts and Unicode's table, read from beside the project.
enum RealAccounts {
  static let file = "data/top1000_instagram_2022-09.csv"
  static let confusables = "corpora/confusables/confusables.txt"

  private static func records(_ name: String) throws -> [[String]] {
    guard let path = TestData.shared("data/" + name) else { return [] }
    return try TestData.records(path)
  }

  /// `1.2M`, `53.4K` or `950`; nil for anything else, and for 0, by which the lists mean unknown.
  static func number(_ text: String) -> Int? {
    let factor = ["K": 1e3, "M": 1e6, "B": 1e9][text.suffix(1).uppercased()]
    guard let value = Double(factor == nil ? text : String(text.dropLast())), value > 0 else {
      return nil
    }
    return Int((value * (factor ?? 1)).rounded())
  }

  /// All accounts of the Instagram, TikTok and YouTube lists, each once.
  static func session() throws -> Session {
    var session = Session(settings: Settings(name: "Real"))
    var seen: Set<Influencer.Identity> = []
    func add(_ handle: String, _ platform: Platform, _ fill: (inout Influencer) -> Void) throws {
      var row = Influencer(id: session.roster.nextID, handle: handle, platform: platform)
      guard !handle.isEmpty, seen.insert(row.identity).inserted else { return }
      fill(&row)
      try session.apply(.put(row))
    }
    for record in try records("top1000_instagram_2022-09.csv") where record.count > 9 {
      try add(record[1], .instagram) {
        $0.followers = number(record[3])
        $0.averageAuthenticEngagements = number(record[6])
        $0.averageEngagements = number(record[8])
      }
    }
    for record in try records("top1000_instagram_undated.csv") where record.count > 9 {
      try add(record[0], .instagram) {
        $0.followers = number(record[4])
        $0.averageAuthenticEngagements = number(record[7])
        $0.averageEngagements = number(record[9])
      }
    }
    for record in try records("top_insta_200_lowercase_suffix.csv") where record.count > 5 {
      try add(record[1], .instagram) {
        $0.followers = number(record[4])
        $0.averageLikes = number(record[5])
      }
    }
    for record in try records("top1000_tiktok_undated.csv") where record.count > 10 {
      try add(record[0], .tiktok) {
        $0.followers = number(record[2])
        $0.averageViews = number(record[4])
        $0.averageLikes = number(record[6])
        $0.averageComments = number(record[8])
        $0.averageShares = number(record[10])
      }
    }
    for record in try records("top1000_youtube_undated.csv") where record.count > 10 {
      try add(record[0], .youtube) {
        $0.followers = number(record[3])
        $0.averageViews = number(record[6])
        $0.averageLikes = number(record[8])
        $0.averageComments = number(record[10])
      }
    }
    return session
  }
}
