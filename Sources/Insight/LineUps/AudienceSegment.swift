import Marketing

/// People who could be reached: on one platform, in one language or country, interested in one niche.
///
/// Influencers of the same segment may reach the same people; those of different segments are assumed not to. So
/// someone on two networks counts twice, and so does a reader of two niches.
package struct AudienceSegment: Hashable, Comparable, Sendable {
  package let platform: Platform
  /// The language in lower case, or else the country; empty if both are unknown.
  package let region: String
  /// Lower case; empty if unknown.
  package let niche: String

  package init(platform: Platform, region: String, niche: String) {
    self.platform = platform
    self.region = region.lowercased()
    self.niche = niche.lowercased()
  }

  package var title: String {
    [platform.title, region, niche].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  package static func < (left: AudienceSegment, right: AudienceSegment) -> Bool {
    (left.platform, left.region, left.niche) < (right.platform, right.region, right.niche)
  }

  /// An influencer's segments, at most three; the audience is split evenly among them.
  package static func of(_ influencer: Influencer) -> [AudienceSegment] {
    let region = influencer.language.isEmpty ? influencer.country : influencer.language
    var niches: [String] = []
    for niche in influencer.niches.map({ $0.lowercased() }) where !niche.isEmpty {
      if !niches.contains(niche), niches.count < 3 { niches.append(niche) }
    }
    return (niches.isEmpty ? [""] : niches).map {
      AudienceSegment(platform: influencer.platform, region: region, niche: $0)
    }
  }
}
