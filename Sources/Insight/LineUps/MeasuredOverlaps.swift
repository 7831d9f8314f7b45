import LibC
import Marketing

/// Pairs of accounts of which it was measured how many people follow both, turned into segments of their own.
///
/// Accounts that measured pairs connect share a segment beside those of their platform, language and niche. A share xᵢ of
/// the audience nᵢ of each lies in it, and the segment has U people, so that by Sainsbury two of them overlap by
/// xᵢnᵢ · xⱼnⱼ ÷ U there, and in the other segments, where 1 − xᵢ of each is left, by as much as chance brings. The
/// shares and U are such that both together are what was measured; as much of the audience as possible stays where it was,
/// so that it overlaps with everybody else's as before.
///
/// One pair comes out exactly: |A ∪ B| = A + B − overlap; without any common segment U is x₁n₁ · x₂n₂ ÷ overlap. Several
/// connected pairs come out as nearly as one segment can have it, by least squares on the logarithm; pairs in between that
/// nobody measured get the overlap that follows. That only a part of an audience is reached is no matter: whether somebody
/// is reached by one account is taken to be independent of whether the other reaches them.
struct MeasuredOverlaps {
  struct Account {
    let audience: Double
    /// Into how many segments it is split, and their places.
    let parts: AudienceModel.Parts
  }

  /// Accounts that measured pairs connect.
  struct Cluster {
    let people: Double
    /// What share of its audience each account has in the cluster.
    let shares: [InfluencerID: Double]
  }

  private struct Pair {
    let one: Int
    let other: Int
    /// People who follow both ÷ product of the audiences: measured, and by chance when nothing is moved.
    let measured: Double
    let chance: Double
  }

  private(set) var clusters: [Cluster] = []
  /// Pairs that are taken into account.
  private(set) var pairs = 0
  /// By how much the overlap of a pair differs from what was measured, at most, as a share of it.
  private(set) var deviation = 0.0

  /// - Parameters:
  ///   - accounts: nil for somebody of whom nothing is known; such pairs don't count.
  ///   - universes: people of the segments.
  init(
    _ overlaps: [AudienceOverlap], universes: [Double], accounts: (InfluencerID) -> Account?
  ) {
    var shares: [[InfluencerID]: Double] = [:]
    for overlap in overlaps {
      let ends = [overlap.one, overlap.other].sorted()
      if ends[0] != ends[1] { shares[ends] = overlap.share.fraction }
    }
    var known: [InfluencerID: Account] = [:]
    for id in Set(shares.keys.joined()) { known[id] = accounts(id) }
    let measured = shares.filter { $0.key.allSatisfy { known[$0] != nil } }
    pairs = measured.count
    for members in MeasuredOverlaps.components(Array(measured.keys)) {
      let own = members.compactMap { known[$0] }
      let place = Dictionary(uniqueKeysWithValues: zip(members, 0...))
      let pairs = measured.sorted { ($0.key[0], $0.key[1]) < ($1.key[0], $1.key[1]) }.compactMap {
        ends, share -> Pair? in
        guard let one = place[ends[0]], let other = place[ends[1]] else { return nil }
        let sizes = own[one].audience * own[other].audience
        // Nobody in common is taken as half a person, whose logarithm is known.
        let people = max(0.5, share * min(own[one].audience, own[other].audience))
        return Pair(
          one: one, other: other, measured: people / sizes,
          chance: MeasuredOverlaps.chance(own[one].parts, own[other].parts, universes))
      }
      add(members, own.map(\.audience), pairs)
    }
  }

  /// Accounts that pairs connect, each group and all groups in order.
  private static func components(_ pairs: [[InfluencerID]]) -> [[InfluencerID]] {
    var next: [InfluencerID: [InfluencerID]] = [:]
    for pair in pairs {
      next[pair[0], default: []].append(pair[1])
      next[pair[1], default: []].append(pair[0])
    }
    var seen: Set<InfluencerID> = []
    var groups: [[InfluencerID]] = []
    for start in next.keys.sorted() where seen.insert(start).inserted {
      var group = [start]
      var place = 0
      while place < group.count {
        for other in next[group[place]] ?? [] where seen.insert(other).inserted {
          group.append(other)
        }
        place += 1
      }
      groups.append(group.sorted())
    }
    return groups
  }

  /// Overlap by chance ÷ product of the audiences.
  private static func chance(
    _ one: AudienceModel.Parts, _ other: AudienceModel.Parts, _ universes: [Double]
  ) -> Double {
    one.places.filter(other.places.contains).reduce(0) {
      $0 + 1 / (Double(one.count) * Double(other.count) * universes[$1])
    }
  }

  private mutating func add(_ members: [InfluencerID], _ audiences: [Double], _ pairs: [Pair]) {
    // Who overlaps less than by chance has to leave the common segments: what is left there may bring half of it.
    var least = [Double](repeating: 0, count: members.count)
    for pair in pairs where pair.chance > pair.measured {
      let share = 1 - (pair.measured / (2 * pair.chance)).squareRoot()
      least[pair.one] = max(least[pair.one], share)
      least[pair.other] = max(least[pair.other], share)
    }
    var shares = least
    // ln(x ÷ √U) of each; to begin with, everybody reaches the same part of the cluster.
    var logs = audiences.map { -log($0) / 2 }
    let sides = MeasuredOverlaps.sides(members.count, pairs)
    func rest(_ pair: Pair) -> Double {
      let left = pair.chance * (1 - shares[pair.one]) * (1 - shares[pair.other])
      return max(pair.measured - left, pair.measured / 100)
    }
    for _ in 0..<40 {
      MeasuredOverlaps.fit(&logs, pairs, pairs.map { log(rest($0)) })
      if let sides { MeasuredOverlaps.balance(&logs, audiences, sides) }
      let root =
        AudienceModel.headroom * zip(audiences, logs).reduce(0) { max($0, $1.0 * exp($1.1)) }
      for place in shares.indices {
        let wanted = min(1, max(least[place], root * exp(logs[place])))
        shares[place] += (wanted - shares[place]) / 2
      }
    }
    let people = exp(
      pairs.reduce(0) { $0 + log(shares[$1.one] * shares[$1.other] / rest($1)) }
        / Double(pairs.count))
    clusters.append(
      Cluster(people: people, shares: Dictionary(uniqueKeysWithValues: zip(members, shares))))
    for pair in pairs {
      let left = pair.chance * (1 - shares[pair.one]) * (1 - shares[pair.other])
      let overlap = shares[pair.one] * shares[pair.other] / people + left
      deviation = max(deviation, abs(overlap / pair.measured - 1))
    }
  }

  /// Which of two sides each account is on when pairs only connect accounts of different sides; nil when that can't be.
  private static func sides(_ count: Int, _ pairs: [Pair]) -> [Bool]? {
    var sides = [Bool?](repeating: nil, count: count)
    sides[0] = true
    // The accounts are connected, so that each round reaches somebody new.
    while sides.contains(nil) {
      for pair in pairs {
        if let side = sides[pair.one], sides[pair.other] == nil { sides[pair.other] = !side }
        if let side = sides[pair.other], sides[pair.one] == nil { sides[pair.one] = !side }
      }
    }
    let known = sides.compactMap(\.self)
    return pairs.allSatisfy { known[$0.one] != known[$0.other] } ? known : nil
  }

  /// What one side has more the other may have less without changing any pair: such that as little as possible of the
  /// audiences has to move.
  private static func balance(_ logs: inout [Double], _ audiences: [Double], _ sides: [Bool]) {
    func most(_ side: Bool) -> Double {
      logs.indices.reduce(0) { sides[$1] == side ? max($0, audiences[$1] * exp(logs[$1])) : $0 }
    }
    let shift = log(most(false) / most(true)) / 2
    for place in logs.indices { logs[place] += sides[place] ? shift : -shift }
  }

  /// Least squares of logᵢ + logⱼ against the target of each pair, one account after the other.
  private static func fit(_ logs: inout [Double], _ pairs: [Pair], _ targets: [Double]) {
    var own = [[(other: Int, target: Double)]](repeating: [], count: logs.count)
    for (pair, target) in zip(pairs, targets) {
      own[pair.one].append((pair.other, target))
      own[pair.other].append((pair.one, target))
    }
    for _ in 0..<60 {
      for place in logs.indices where !own[place].isEmpty {
        let wanted =
          own[place].reduce(0) { $0 + $1.target - logs[$1.other] } / Double(own[place].count)
        logs[place] += (wanted - logs[place]) / 2
      }
    }
  }
}
