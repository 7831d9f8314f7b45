/// What an address on a platform says: which platform, and whose account.
package struct AccountLink: Hashable, Sendable {
  package let platform: String
  /// The handle, or a channel's id; nil if the address doesn't name the account.
  package let account: String?

  /// Nil if the address isn't on a platform with accounts.
  package init?(_ text: String) {
    var rest = Substring(text.trimmedCell)
    for scheme in ["https://", "http://"] where rest.lowercased().hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    let end = rest.firstIndex { $0 == "?" || $0 == "#" } ?? rest.endIndex
    var parts = rest[..<end].split(separator: "/").map {
      $0.hasPrefix("%40") ? "@" + $0.dropFirst(3) : String($0)
    }
    guard !parts.isEmpty else { return nil }
    var host = parts.removeFirst().lowercased()
    for prefix in ["www.", "m.", "mobile.", "web.", "de.", "fr.", "es.", "en."]
    where host.hasPrefix(prefix) {
      host.removeFirst(prefix.count)
      break
    }
    guard let platform = Self.hosts[host] else { return nil }
    self.platform = platform
    account = Self.account(parts, on: platform).flatMap(Self.handle)
  }

  static func isPlatform(_ host: String) -> Bool { hosts[host] != nil }

  private static let hosts: [String: String] = [
    "instagram.com": "instagram", "instagr.am": "instagram", "tiktok.com": "tiktok",
    "vm.tiktok.com": "tiktok", "youtube.com": "youtube", "youtu.be": "youtube", "twitter.com": "x",
    "x.com": "x", "facebook.com": "facebook", "fb.com": "facebook", "twitch.tv": "twitch",
    "linkedin.com": "linkedin", "threads.net": "threads", "threads.com": "threads",
    "pinterest.com": "pinterest", "snapchat.com": "snapchat", "kick.com": "kick",
  ]

  /// First parts of a path that are no accounts.
  private static let reserved: Set<String> = [
    "p", "reel", "reels", "tv", "explore", "accounts", "s", "direct", "share", "watch", "shorts",
    "playlist", "feed", "embed", "live", "results", "hashtag", "redirect", "i", "home", "search",
    "intent", "videos", "video", "directory", "pages", "groups", "events", "photo", "profile.php",
    "story.php", "permalink.php", "people", "pin", "t", "v", "music", "tag", "discover", "foryou",
    "post", "posts", "company", "school", "status",
  ]

  private static func account(_ parts: [String], on platform: String) -> String? {
    guard let first = parts.first else { return nil }
    let second = parts.count > 1 ? parts[1] : nil
    switch (platform, first.lowercased()) {
    case ("instagram", "stories"): return second == "highlights" ? nil : second
    case ("youtube", "c"), ("youtube", "user"), ("youtube", "channel"): return second
    case ("linkedin", "in"), ("snapchat", "add"): return second
    case ("linkedin", _), ("snapchat", _): return nil
    case ("tiktok", _), ("threads", _): return first.hasPrefix("@") ? first : nil
    case (_, let word): return reserved.contains(word) ? nil : first
    }
  }

  private static func handle(_ text: String) -> String? {
    let plain = text.hasPrefix("@") ? String(text.dropFirst()) : text
    let isHandle =
      (1...64).contains(plain.utf8.count)
      && plain.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
          || "._-".unicodeScalars.contains($0)
      }
    return isHandle ? plain : nil
  }
}
