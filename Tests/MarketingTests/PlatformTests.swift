import Marketing
import Testing

@Suite struct PlatformTests {
  @Test(arguments: [
    ("IG", Platform.instagram, "Instagram"), ("insta", .instagram, "Instagram"),
    ("Instagram ", .instagram, "Instagram"), ("tt", .tiktok, "TikTok"),
    ("Tik Tok", .tiktok, "TikTok"), ("YT", .youtube, "YouTube"), ("You Tube", .youtube, "YouTube"),
    ("Twitter", .x, "X"), ("X", .x, "X"), ("FB", .facebook, "Facebook"),
    ("twitch", .twitch, "Twitch"),
  ])
  func otherSpellingsAreTheSame(_ text: String, _ platform: Platform, _ title: String) {
    #expect(Platform(rawValue: text) == platform)
    #expect(platform.title == title)
  }

  @Test func takesWhatItDoesNotKnow() {
    let platform = Platform(rawValue: "Bili bili")
    #expect(platform.rawValue == "bilibili")
    #expect(platform.title == "Bilibili")
    #expect(!Platform.known.contains(platform))
    #expect(Platform(rawValue: platform.rawValue) == platform)
    #expect(Platform(rawValue: "").title == "")
  }

  @Test func knownOnesComeBackFromTheirText() {
    for platform in Platform.known { #expect(Platform(rawValue: platform.rawValue) == platform) }
    #expect(Platform.instagram < .tiktok)
  }
}
