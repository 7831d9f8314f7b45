/// Platforms by the words that exports use for them.
package enum PlatformWords {
  /// The platform that a cell names, as one lower-case word: `instagram`, `tiktok`, `youtube`, `x`, `facebook`,
  /// `twitch`, `linkedin`, `pinterest`, `snapchat`, `threads`, and so on.
  package static func platform(for cell: String) -> String? {
    let text = cell.trimmedCell
    if text.utf8.count > 24 { return nil }
    var key = ""
    for character in text.lowercased().unicodeScalars
    where character.properties.isAlphabetic || ("0"..."9").contains(character) {
      key.unicodeScalars.append(character)
    }
    return words[key]
  }

  /// The platforms suggested by words in a header or file name (`youtuber`, `insta`).
  static func platforms(inTokens tokens: [String]) -> Set<String> {
    var found: Set<String> = []
    for token in tokens where token != "x" && token != "in" && token != "fb" {
      if let platform = words[token] ?? people[token] { found.insert(platform) }
    }
    return found
  }

  private static let people: [String: String] = [
    "instagrammer": "instagram", "instagrammers": "instagram", "tiktoker": "tiktok",
    "tiktokers": "tiktok", "tiktokker": "tiktok", "youtuber": "youtube", "youtubers": "youtube",
    "streamer": "twitch", "streamers": "twitch", "tweeter": "x",
  ]

  private static let words: [String: String] = [
    "instagram": "instagram", "ig": "instagram", "insta": "instagram",
    "instagramreels": "instagram", "instagramstories": "instagram", "tiktok": "tiktok",
    "tt": "tiktok", "douyin": "douyin", "youtube": "youtube", "yt": "youtube",
    "youtubeshorts": "youtube", "twitter": "x", "x": "x", "xtwitter": "x", "twitterx": "x",
    "xcom": "x", "facebook": "facebook", "fb": "facebook", "meta": "facebook",
    "twitch": "twitch", "linkedin": "linkedin", "pinterest": "pinterest", "snapchat": "snapchat",
    "snap": "snapchat", "threads": "threads", "reddit": "reddit", "tumblr": "tumblr",
    "vk": "vk", "vkontakte": "vk", "telegram": "telegram", "kick": "kick", "bluesky": "bluesky",
    "weibo": "weibo", "xiaohongshu": "xiaohongshu", "rednote": "xiaohongshu",
    "bilibili": "bilibili", "kwai": "kwai", "wechat": "wechat", "lemon8": "lemon8",
    "spotify": "spotify", "podcast": "podcast", "blog": "blog", "substack": "substack",
    "bereal": "bereal", "discord": "discord", "mastodon": "mastodon",
  ]
}
