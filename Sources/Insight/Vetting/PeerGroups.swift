import Marketing

/// Numbers a roster's platforms in the order in which they appear.
struct PlatformNumbers {
  private(set) var platforms: [Platform] = []
  private var last = 0

  mutating func number(of platform: Platform) -> Int {
    if last < platforms.count, platforms[last] == platform { return last }
    if let known = platforms.firstIndex(of: platform) {
      last = known
    } else {
      last = platforms.count
      platforms.append(platform)
    }
    return last
  }
}

/// The roster by tier and platform. Accounts of unknown tier have no peers.
struct PeerGroups: Sendable {
  struct Group: Sendable {
    let tier: Tier
    let platform: Platform
    /// Places in the roster.
    var members: [Int32]
  }

  let groups: [Group]

  init(_ session: Session) {
    let tiers = session.settings.tiers
    var numbers = PlatformNumbers()
    var members: [[Int32]] = []
    session.roster.rows.withUnsafeBufferPointer { rows in
      for place in rows.indices {
        guard let followers = rows[place].followers else { continue }
        let step = tiers.steps.lastIndex { $0.minimum <= followers } ?? 0
        let group = numbers.number(of: rows[place].platform) * tiers.steps.count + step
        while members.count <= group { members.append([]) }
        members[group].append(Int32(place))
      }
    }
    groups = members.enumerated().compactMap { number, members in
      if members.count <= PeerGroup.fewestPeers { return nil }
      let (platform, step) = number.quotientAndRemainder(dividingBy: tiers.steps.count)
      return Group(
        tier: tiers.steps[step].tier, platform: numbers.platforms[platform], members: members)
    }
  }
}
