import Marketing

extension Counts {
  /// Adds what is known.
  mutating func add(_ other: Counts) {
    func sum(_ left: Int?, _ right: Int?) -> Int? {
      left == nil && right == nil ? nil : (left ?? 0) + (right ?? 0)
    }
    func sum(_ left: Money?, _ right: Money?) -> Money? {
      left == nil && right == nil ? nil : (left ?? .zero) + (right ?? .zero)
    }
    impressions = sum(impressions, other.impressions)
    reach = sum(reach, other.reach)
    likes = sum(likes, other.likes)
    comments = sum(comments, other.comments)
    shares = sum(shares, other.shares)
    saves = sum(saves, other.saves)
    clicks = sum(clicks, other.clicks)
    conversions = sum(conversions, other.conversions)
    // What isn't known of one part isn't known of the whole.
    let isKnown =
      (netRevenue != nil || revenue == nil) && (other.netRevenue != nil || other.revenue == nil)
    netRevenue = isKnown ? sum(netRevenue, other.netRevenue) : nil
    revenue = sum(revenue, other.revenue)
    spend = sum(spend, other.spend)
  }
}
