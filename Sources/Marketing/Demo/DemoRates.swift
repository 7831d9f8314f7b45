import Marketing

/// The levels around which the demo's numbers vary. They are within published benchmark ranges and chosen so that the
/// article's patterns show: an illustration, not evidence.
enum DemoRates {
  /// The share of followers that one post reaches.
  static func reachShare(_ tier: Tier) -> Double {
    switch tier {
    case .nano: 0.42
    case .micro: 0.29
    case .mid, .macro: 0.20
    case .mega: 0.17
    }
  }

  /// Engagements per person reached.
  static func engagementByReach(_ tier: Tier, _ platform: Platform) -> Double {
    let base =
      switch tier {
      case .nano: 0.088
      case .micro: 0.062
      case .mid, .macro: 0.034
      case .mega: 0.021
      }
    return base * scale(platform, instagram: 1, tiktok: 1.45, youtube: 0.8, x: 0.45)
  }

  /// Clicks per impression.
  static func clickRate(_ tier: Tier) -> Double {
    switch tier {
    case .nano: 0.021
    case .micro: 0.018
    case .mid, .macro: 0.011
    case .mega: 0.0075
    }
  }

  /// Orders per click.
  static func conversionRate(_ tier: Tier) -> Double {
    switch tier {
    case .nano: 0.042
    case .micro: 0.038
    case .mid, .macro: 0.022
    case .mega: 0.013
    }
  }

  /// Days in which a post gets about two thirds of its total.
  static func pace(_ platform: Platform) -> Double {
    scale(platform, instagram: 2.4, tiktok: 4, youtube: 7.5, x: 1.1)
  }

  /// Engagements per follower as exported; falls as accounts grow.
  static func engagementRate(_ platform: Platform, followers: Double) -> Double {
    0.03 * power(followers / 30_000, -0.22)
      * scale(platform, instagram: 1, tiktok: 2, youtube: 0.8, x: 0.35)
  }

  /// The price of a post, rounded the way people round.
  static func fee(_ platform: Platform, followers: Double) -> Money {
    let dollars =
      260 * power(followers / 30_000, 0.82)
      * scale(platform, instagram: 1, tiktok: 0.75, youtube: 1.5, x: 0.5)
    return rounded(dollars: dollars)
  }

  static func rounded(dollars: Double) -> Money {
    let step: Double =
      switch dollars {
      case ..<100: 5
      case ..<1_000: 10
      case ..<10_000: 100
      default: 500
      }
    return Money(minorUnits: Int64(nearest(dollars / step)) * Int64(step) * 100)
  }

  private static func scale(
    _ platform: Platform, instagram: Double, tiktok: Double, youtube: Double, x: Double
  ) -> Double {
    switch platform {
    case .tiktok: tiktok
    case .youtube: youtube
    case .x: x
    default: instagram
    }
  }
}
