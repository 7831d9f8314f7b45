/// The network an account is on. Open-ended: an export may name one not listed here.
public struct Platform: RawRepresentable, Hashable, Comparable, Sendable {
  /// Lower case, without spaces.
  public let rawValue: String

  /// Known alternative spellings (`IG`, `Twitter`, `YouTube`) become the one name.
  public init(rawValue: String) {
    let folded = rawValue.lowercased().filter { !$0.isWhitespace }
    self.rawValue = Platform.aliases[folded] ?? folded
  }

  public static let instagram = Platform(rawValue: "instagram")
  public static let tiktok = Platform(rawValue: "tiktok")
  public static let youtube = Platform(rawValue: "youtube")
  public static let x = Platform(rawValue: "x")
  public static let facebook = Platform(rawValue: "facebook")
  public static let twitch = Platform(rawValue: "twitch")
  public static let known: [Platform] = [.instagram, .tiktok, .youtube, .x, .facebook, .twitch]

  private static let aliases = [
    "ig": "instagram", "insta": "instagram", "tt": "tiktok", "yt": "youtube", "twitter": "x",
    "fb": "facebook",
  ]

  public var title: String {
    switch self {
    case .instagram: "Instagram"
    case .tiktok: "TikTok"
    case .youtube: "YouTube"
    case .x: "X"
    default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }
  }

  public static func < (left: Platform, right: Platform) -> Bool { left.rawValue < right.rawValue }
}
