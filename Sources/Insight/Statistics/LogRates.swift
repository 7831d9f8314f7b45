import LibC

/// The posts of one influencer: engagements, and people reached or impressions.
package struct PostRates: Hashable {
  package struct Post: Hashable {
    package let part: Int
    package let base: Int
  }

  package private(set) var posts: [Post] = []

  package init() {}

  package mutating func add(part: Int, base: Int) {
    // A post that lost engagements in the period has no rate for it.
    if base > 0, part >= 0 { posts.append(Post(part: part, base: base)) }
  }

  /// The logarithm of the pooled rate. Half an engagement is added, so that it is finite without any.
  var logRate: Double {
    let part = posts.reduce(0) { $0 + Double($1.part) }
    return log((part + 0.5) / bases)
  }

  private var bases: Double { posts.reduce(0) { $0 + Double($1.base) } }

  /// How many posts of equal size would carry as much information; a post with nearly all of the reach counts for
  /// little more than one (Kish 1965).
  package var effectivePosts: Double {
    let squares = posts.reduce(0) { $0 + Double($1.base) * Double($1.base) }
    return squares > 0 ? bases * bases / squares : 0
  }

  /// The squared relative distances of the posts from the pooled rate, scaled so that for posts of equal size their
  /// mean is the squared coefficient of variation; nil for a rate of zero.
  var scatter: Double? {
    let parts = posts.reduce(0) { $0 + Double($1.part) }
    guard parts > 0 else { return nil }
    let rate = parts / bases
    var distances = 0.0
    var squares = 0.0
    for post in posts {
      let expected = rate * Double(post.base)
      distances += (Double(post.part) - expected) * (Double(post.part) - expected)
      squares += expected * expected
    }
    return effectivePosts * distances / squares
  }
}

/// A prior for engagement rates: a normal distribution of the logarithm, fitted to a group.
///
/// An engagement rate isn't a share: one account may like, comment and share, so it can exceed 100%, and the unit that
/// varies is the post, not the impression. With Poisson counts over impressions (the gamma-Poisson model) a single post
/// with half a million impressions would count as certain, and one lucky post would lead. So the variation of posts is
/// estimated from the posts: around their influencer's rate they vary with one coefficient of variation for the group
/// (of a ratio of sums: Cochran 1977, "Sampling Techniques", chapter 6), and the influencers' rates vary around the
/// group's. The model is that of Efron and Morris (1975, "Data analysis using Stein's estimator and its
/// generalizations"); the variance between influencers is estimated as in DerSimonian and Laird (1986, doi
/// 10.1016/0197-2456(86)90046-2).
package struct LogNormalPrior: Hashable {
  /// The mean of the logarithms.
  package let mean: Double
  /// The variance of the influencers' rates around it.
  let between: Double
  /// The squared coefficient of variation of one influencer's posts.
  let scatter: Double

  /// The least number of effective posts beyond each influencer's first, over all of them.
  static let fewestSpares = 5.0

  /// Nil if too few influencers have several posts to tell luck from quality. Influencers without any engagement are
  /// left out: hidden likes are exported as zero, and the logarithm of almost nothing would outweigh all others.
  package init?(_ creators: [PostRates]) {
    let creators = creators.filter { $0.scatter != nil }
    var spares = 0.0
    var distances = 0.0
    for creator in creators where creator.posts.count > 1 {
      guard let scatter = creator.scatter else { continue }
      spares += creator.effectivePosts - 1
      distances += scatter
    }
    guard creators.count > 1, spares >= LogNormalPrior.fewestSpares else { return nil }
    let scatter = distances / spares
    guard scatter > 1e-12 else { return nil }
    let rates = creators.map {
      (log: $0.logRate, weight: 1 / LogNormalPrior.variance($0, scatter: scatter))
    }
    let weights = rates.reduce(0) { $0 + $1.weight }
    let squares = rates.reduce(0) { $0 + $1.weight * $1.weight }
    let center = rates.reduce(0) { $0 + $1.weight * $1.log } / weights
    let distance = rates.reduce(0) { $0 + $1.weight * ($1.log - center) * ($1.log - center) }
    let between = max(
      0, (distance - Double(rates.count - 1)) / (weights - squares / weights))
    let shares = rates.map { (log: $0.log, weight: 1 / (between + 1 / $0.weight)) }
    mean =
      shares.reduce(0) { $0 + $1.weight * $1.log } / shares.reduce(0) { $0 + $1.weight }
    self.between = between
    self.scatter = scatter
  }

  /// The variance of the logarithm of an influencer's measured rate, if that is log-normal.
  private static func variance(_ creator: PostRates, scatter: Double) -> Double {
    log(1 + scatter / creator.effectivePosts)
  }

  /// The group's median rate.
  package var rate: Double { exp(mean) }

  /// The weight of the measurement against the prior, 0 to 1.
  package func weight(of creator: PostRates) -> Double {
    between / (between + LogNormalPrior.variance(creator, scatter: scatter))
  }

  package func shrunk(_ creator: PostRates) -> Double {
    exp(mean + weight(of: creator) * (creator.logRate - mean))
  }

  /// The 95% interval of the influencer's own rate, from the variation of the posts.
  package func interval(of creator: PostRates) -> ClosedRange<Double> {
    let half = normal975 * LogNormalPrior.variance(creator, scatter: scatter).squareRoot()
    return exp(creator.logRate - half)...exp(creator.logRate + half)
  }
}
