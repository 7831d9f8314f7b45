import LibC
import Marketing

/// Turns pairs of accounts with a measured number of common followers into segments of their own.
///
/// Accounts connected by measured pairs share a segment besides those of their platform, language and niche. A share xᵢ
/// of the audience nᵢ of each lies in it, and the segment has U people, so by Sainsbury two of them overlap there by
/// xᵢnᵢ · xⱼnⱼ ÷ U; in the other segments, where 1 − xᵢ of each is left, they overlap by chance. The shares and U are
/// chosen so that both together match the measurement, and so that as much of each audience as possible stays where it
/// was, which leaves its overlap with everyone else unchanged.
///
/// One pair is matched exactly: |A ∪ B| = A + B − overlap; without any common segment U is x₁n₁ · x₂n₂ ÷ overlap.
/// Several connected pairs are matched as closely as one segment allows, by least squares on the logarithm; pairs among
/// them that nobody measured get the overlap that follows. It doesn't matter that only part of an audience is reached:
/// being reached by one account is assumed independent of being reached by the other.
struct MeasuredOverlaps {
  struct Account {
    let audience: Double
    /// The share of it that is in each segment.
    let commons: [Int: Double]
  }

  /// Accounts connected by measured pairs.
  struct Cluster {
    let people: Double
    /// The share of each account's audience that is in the cluster.
    let shares: [InfluencerID: Double]
  }

  private struct Pair {
    let one: Int
    let other: Int
    /// People who follow both ÷ product of the audiences: measured, and by chance with nothing moved.
    let measured: Double
    let chance: Double
  }

  private(set) var clusters: [Cluster] = []
  /// Pairs that are used.
  private(set) var pairs = 0
  /// The largest relative deviation of a pair's overlap from the measured one.
  private(set) var deviation = 0.0

  /// - Parameters:
  ///   - accounts: nil for accounts without data; their pairs don't count.
  ///   - universes: people in each segment.
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
        // No common followers count as half a person, to have a logarithm.
        let people = max(0.5, share * min(own[one].audience, own[other].audience))
        return Pair(
          one: one, other: other, measured: people / sizes,
          chance: MeasuredOverlaps.chance(own[one].commons, own[other].commons, universes))
      }
      add(members, own.map(\.audience), pairs)
    }
  }

  /// The connected groups of accounts, each sorted, and the groups sorted too.
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
    _ one: [Int: Double], _ other: [Int: Double], _ universes: [Double]
  ) -> Double {
    one.keys.sorted().reduce(0) { sum, segment in
      other[segment].map { sum + (one[segment] ?? 0) * $0 / universes[segment] } ?? sum
    }
  }

  private mutating func add(_ members: [InfluencerID], _ audiences: [Double], _ pairs: [Pair]) {
    // Accounts that overlap less than by chance have to leave the common segments; what is left there may cause half of
    // it.
    var least = [Double](repeating: 0, count: members.count)
    for pair in pairs where pair.chance > pair.measured {
      let share = 1 - (pair.measured / (2 * pair.chance)).squareRoot()
      least[pair.one] = max(least[pair.one], share)
      least[pair.other] = max(least[pair.other], share)
    }
    var shares = least
    // ln(x ÷ √U) of each; at first everyone covers the same part of the cluster.
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

  /// Splits the accounts in two so that pairs only connect different sides (a two-colouring); nil if that is
  /// impossible.
  private static func sides(_ count: Int, _ pairs: [Pair]) -> [Bool]? {
    var sides = [Bool?](repeating: nil, count: count)
    sides[0] = true
    // The accounts are connected, so every round reaches a new one.
    while sides.contains(nil) {
      for pair in pairs {
        if let side = sides[pair.one], sides[pair.other] == nil { sides[pair.other] = !side }
        if let side = sides[pair.other], sides[pair.one] == nil { sides[pair.one] = !side }
      }
    }
    let known = sides.compactMap(\.self)
    return pairs.allSatisfy { known[$0.one] != known[$0.other] } ? known : nil
  }

  /// Adding to one side and taking from the other changes no pair; this finds the shift that moves the least of the
  /// audiences.
  private static func balance(_ logs: inout [Double], _ audiences: [Double], _ sides: [Bool]) {
    func most(_ side: Bool) -> Double {
      logs.indices.reduce(0) { sides[$1] == side ? max($0, audiences[$1] * exp(logs[$1])) : $0 }
    }
    let shift = log(most(false) / most(true)) / 2
    for place in logs.indices { logs[place] += sides[place] ? shift : -shift }
  }

  /// Least squares of logᵢ + logⱼ against each pair's target, by coordinate descent.
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
