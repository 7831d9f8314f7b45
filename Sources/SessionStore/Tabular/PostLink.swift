/// What a post's address leads to, however it is written: with or without the account, as a reel or a post, shortened by
/// the platform itself, shared from an app, with marks of campaigns behind it.
package enum PostLink {
  /// The same text for all addresses of one post. A text that is no address stays as it is.
  package static func canonical(_ text: String) -> String {
    var text = text
    // Asked for every row of a file without numbers of posts.
    return text.withUTF8 { canonical($0) } ?? text
  }

  private static func canonical(_ cell: UnsafeBufferPointer<UInt8>) -> String? {
    let range = Trim.range(of: cell)
    var start = range.lowerBound
    for scheme in schemes where begins(cell[start..<range.upperBound], scheme) {
      start += scheme.count
      break
    }
    for prefix in prefixes where begins(cell[start..<range.upperBound], prefix) {
      start += prefix.count
      break
    }
    let rest = cell[start..<range.upperBound]
    let end = rest.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    var path = rest[..<(end ?? rest.endIndex)].split(separator: UInt8(ascii: "/")).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard !path.isEmpty else { return nil }
    let host = path.removeFirst().lowercased()
    var query: [Substring] = []
    if let end, rest[end] == UInt8(ascii: "?") {
      let asked = rest[(end + 1)...].prefix { $0 != UInt8(ascii: "#") }
      query = String(decoding: asked, as: UTF8.self).split(separator: "&")
    }
    if let post = post(host, path, query) { return post }
    // Codes in addresses tell capital letters apart; hosts don't.
    let address = ([host] + path).joined(separator: "/")
    let asked = AccountLink.isPlatform(host) ? [] : query.filter { !isMark($0) }.sorted()
    return asked.isEmpty ? address : "\(address)?\(asked.joined(separator: "&"))"
  }

  private static let schemes = [Array("https://".utf8), Array("http://".utf8)]
  private static let prefixes = ["www.", "m.", "mobile.", "web.", "music."].map { Array($0.utf8) }

  /// Whether bytes begin with a word in small letters, in any case.
  private static func begins(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ word: [UInt8]) -> Bool {
    bytes.count > word.count
      && zip(bytes, word).allSatisfy { (65...90).contains($0) ? $0 | 0x20 == $1 : $0 == $1 }
  }

  /// A post on a platform whose addresses are known.
  private static func post(_ host: String, _ path: [String], _ query: [Substring]) -> String? {
    func after(_ words: Set<String>) -> String? {
      guard let at = path.firstIndex(where: { words.contains($0.lowercased()) }),
        at + 1 < path.count
      else { return nil }
      return path[at + 1]
    }
    func asked(_ name: String) -> String? {
      query.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    }
    switch host {
    case "instagram.com", "instagr.am":
      return after(instagram).map { "instagram.com/p/\($0)" }
    case "tiktok.com":
      return after(["video", "photo", "v"]).map { "tiktok.com/video/\(number($0))" }
    case "youtu.be": return path.first.map { "youtu.be/\($0)" }
    case "youtube.com", "youtube-nocookie.com":
      return (asked("v") ?? after(["shorts", "live", "embed", "v"])).map { "youtu.be/\($0)" }
    case "twitter.com", "x.com": return after(["status", "statuses"]).map { "x.com/status/\($0)" }
    case "threads.net", "threads.com": return after(["post"]).map { "threads.com/post/\($0)" }
    case "facebook.com", "fb.com":
      if let story = asked("story_fbid") { return "facebook.com/posts/\(story)" }
      if let post = after(["posts"]) { return "facebook.com/posts/\(post)" }
      return (asked("v") ?? path.last.flatMap { after(["videos", "reel"]) == nil ? nil : $0 }).map {
        "facebook.com/video/\($0)"
      }
    default: return nil
    }
  }

  private static let instagram: Set<String> = ["p", "reel", "reels", "tv"]

  /// `7301` of `7301.html`.
  private static func number(_ text: String) -> Substring { text.prefix { $0 != "." } }

  /// Whether a part of the query only says where the link was shared.
  private static func isMark(_ part: Substring) -> Bool {
    let name = part.prefix { $0 != "=" }.lowercased()
    return name.hasPrefix("utm_") || name.hasPrefix("mc_") || marks.contains(name)
  }

  private static let marks: Set<String> = [
    "igsh", "igshid", "fbclid", "gclid", "gbraid", "wbraid", "msclkid", "ttclid", "twclid", "si",
    "ref", "ref_src", "ref_url", "feature", "ab_channel", "share_id", "amp",
  ]
}
