import Marketing
import Metrics

/// How many of an account's posts reuse the caption of another of its posts.
///
/// Captions come from import columns without a field of their own whose header contains "caption".
struct CaptionRepetition: Hashable, Sendable {
  /// Posts with at least one word in the caption.
  private(set) var posts = 0
  private(set) var repeated = 0

  /// Fewer posts don't show a habit.
  static let fewestPosts = 5
  /// Two posts with the same caption may be a slip.
  static let fewestRepeated = 3

  /// The share of posts that reuse a caption; 0 if they are only a few.
  var share: Double {
    repeated < CaptionRepetition.fewestRepeated ? 0 : Double(repeated) / Double(posts)
  }

  /// For influencers with enough posts, by place.
  static func find(_ session: Session, _ directory: Directory) -> [Int: CaptionRepetition] {
    var posts: [Post] = []
    session.measurements.rows.withUnsafeBufferPointer { rows in
      for row in rows.indices where !rows[row].custom.isEmpty {
        guard let caption = caption(in: rows[row].custom), let words = fingerprint(caption) else {
          continue
        }
        let who = directory.attribution(rows, row)
        guard who.influencer != directory.nobody else { continue }
        posts.append(
          Post(
            owner: who.influencer, words: words,
            identity: identity(
              post: rows[row].post, campaign: rows[row].campaign, key: rows[row].key)))
      }
    }
    guard posts.count >= fewestPosts else { return [:] }
    posts.sort {
      ($0.owner, $0.words, $0.identity) < ($1.owner, $1.words, $1.identity)
    }
    var found: [Int: CaptionRepetition] = [:]
    var at = 0
    while at < posts.count {
      let first = posts[at]
      var same = 1
      at += 1
      while at < posts.count, posts[at].owner == first.owner, posts[at].words == first.words {
        // Snapshots of one post on several days count once.
        if posts[at].identity != posts[at - 1].identity { same += 1 }
        at += 1
      }
      found[Int(first.owner), default: CaptionRepetition()].posts += same
      if same > 1 { found[Int(first.owner), default: CaptionRepetition()].repeated += same }
    }
    return found.filter { $0.value.posts >= fewestPosts }
  }

  private struct Post {
    let owner: Int32
    let words: UInt64
    let identity: UInt64
  }

  private static func caption(in custom: [String: String]) -> String? {
    if let caption = custom["caption"] ?? custom["Caption"] { return caption }
    return custom.first { $0.key.lowercased().contains("caption") }?.value
  }

  /// Identifies a post by its address, or else by its key in the campaign.
  private static func identity(post: String, campaign: CampaignID, key: String) -> UInt64 {
    var hasher = Hasher()
    if post.isEmpty {
      hasher.combine(campaign)
      hasher.combine(key)
    } else {
      hasher.combine(post)
    }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  /// A hash of a caption's words, regardless of case, spaces, punctuation and emoji. Nil for a caption without words.
  static func fingerprint(_ caption: String) -> UInt64? {
    var words = Words()
    let isPlain = caption.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes {
        switch byte {
        case 97...122, 48...57: words.add(UInt32(byte))
        case 65...90: words.add(UInt32(byte) + 32)
        case 128...: return false
        default: words.pause()
        }
      }
      return true
    }
    if isPlain != true {
      words = Words()
      for scalar in caption.lowercased().unicodeScalars {
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
          words.add(scalar.value)
        } else if !scalar.properties.isDefaultIgnorableCodePoint {
          words.pause()
        }
      }
    }
    return words.hash
  }

  private struct Words {
    private var state: UInt64 = 0x243F_6A88_85A3_08D3
    private var length = 0
    private var isPausing = false

    mutating func add(_ letter: UInt32) {
      if isPausing, length > 0 { mix(32) }
      isPausing = false
      mix(letter)
      length += 1
    }

    mutating func pause() { isPausing = true }

    private mutating func mix(_ letter: UInt32) {
      state = (state ^ UInt64(letter)) &* 0x9FB2_1C65_1E98_DF25
      state ^= state >> 29
    }

    var hash: UInt64? { length > 0 ? state : nil }
  }
}
