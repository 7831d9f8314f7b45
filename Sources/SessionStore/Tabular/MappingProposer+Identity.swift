/// Finds the columns that identify influencers.
extension MappingProposer {
  /// Which column is an influencer's handle, and which the name.
  ///
  /// Handles have no spaces, don't repeat and are mostly lower case; headers are little help ("Instagram name" is the
  /// handle in one export and the name in another).
  func identify(
    _ closed: Set<Int>, _ taken: Set<ImportField>, _ take: (Int, Choice) -> Void
  ) {
    struct Candidate {
      var index: Int
      var handle: Double
      var named: Bool
    }
    let explicit: Set<String> = [
      "handle", "username", "user", "account", "screen", "nickname", "login", "handles",
    ]
    var closed = closed
    var isNamed = taken.contains(.name)
    if !isNamed, let parts = SplitName.columns(of: names, { !closed.contains($0) }) {
      for index in parts {
        take(index, Choice(field: .name, score: 0.95, reason: "the name is in two columns"))
        closed.insert(index)
      }
      isNamed = true
    }
    var candidates: [Candidate] = []
    for index in profiles.indices where !closed.contains(index) {
      let asHandle = nameScore(index, .handle)
      let asName = nameScore(index, .name)
      let profile = profiles[index]
      let isAt = profile.sampled > 0 && profile.atHandles * 10 >= profile.sampled * 9
      guard asHandle > 0 || asName > 0 || (isAt && !names[index].isKnown) else { continue }
      guard profile.sampled > 0, profile.numberShare < 0.5, profile.dateShare < 0.5,
        profile.urlShare < 0.5 || profile.accountLinkShare >= 0.8, profile.emailShare < 0.5,
        profile.platformShare < 0.8, profile.channelShare < 0.6 || !profile.isCategorical
      else { continue }
      var score =
        2 * (1 - profile.spacedShare) + 2 * profile.uniqueShare + profile.handleShare
        + 0.5 * (1 - profile.uppercaseShare)
      if names[index].words.contains(where: explicit.contains) { score += 2 }
      score -= displayName(index)
      if isAt { score += 2 }
      if asHandle == 0 && !isAt { score -= 0.5 }
      candidates.append(Candidate(index: index, handle: score, named: asName > 0))
    }
    guard !candidates.isEmpty else { return }
    candidates.sort { ($1.handle, $0.index) < ($0.handle, $1.index) }

    func describe(_ index: Int) -> String {
      let profile = profiles[index]
      let single = profile.sampled - profile.spaced
      let different =
        profile.sampledDistinct == profile.sampled
        ? "none repeats" : "\(profile.sampledDistinct) of \(profile.sampled) are different"
      return "\(single) of \(profile.sampled) values are single words, \(different)"
    }

    var rest = candidates
    if !taken.contains(.handle) {
      let first = candidates[0]
      let profile = profiles[first.index]
      let looksLikeHandles = profile.spacedShare <= 0.05 && profile.uniqueShare >= 0.8
      // A single column called "name" with capitals has one-word names.
      let isPlainName =
        nameScore(first.index, .handle) == 0 && profile.uppercaseShare > 0.5
        && profile.atHandles == 0
      if looksLikeHandles && !(isPlainName && candidates.count == 1) {
        take(
          first.index,
          Choice(
            field: .handle, score: isPlainName ? 0.6 : 0.95,
            reason: "holds handles: \(describe(first.index))"))
        rest.removeFirst()
      } else if candidates.count > 1 {
        // No column of handles: use the one that tells rows apart best.
        let best = candidates.max {
          let left = profiles[$0.index]
          let right = profiles[$1.index]
          return (left.uniqueShare, nameScore($0.index, .handle), right.spacedShare, $1.index)
            < (right.uniqueShare, nameScore($1.index, .handle), left.spacedShare, $0.index)
        }!
        take(
          best.index,
          Choice(
            field: .handle, score: 0.5,
            reason: "no column holds handles; this one tells rows apart best: "
              + describe(best.index)))
        rest.removeAll { $0.index == best.index }
      }
    }
    if !isNamed {
      // A column called name first, then the remaining candidates.
      let order = rest.sorted {
        (nameScore($1.index, .name), $0.index) < (nameScore($0.index, .name), $1.index)
      }
      if let name = order.first(where: { fit($0.index, .name).isGood }) {
        take(
          name.index,
          Choice(
            field: .name, score: name.named ? 0.95 : 0.85,
            reason: "holds names: \(describe(name.index))"))
      }
    }
  }
  /// How much a header speaks of the name that is shown rather than the one that is unique: `Account name` beside
  /// `Account username`.
  func displayName(_ index: Int) -> Double {
    let words = names[index].words
    if words.contains("username") || words.contains("handle") || words.contains("user") { return 0 }
    return words.contains("name") || words.contains("title") || words.contains("nickname") ? 0.5 : 0
  }

  /// How well a column tells whom the rows of posts and orders are about, against others that may.
  func identityScore(_ index: Int) -> Double {
    let words = names[index].words
    let isID = words.contains("id") || words.contains("reference") || words.contains("ref")
    let profile = profiles[index]
    let areHandles =
      !profile.examples.isEmpty && profile.examples.allSatisfy { $0.hasPrefix("@") }
    return 1 - 0.1 * displayName(index) - 0.1 * (isID ? 0 : profile.spacedShare)
      + (areHandles ? 0.05 : 0)
  }

  /// The column whose addresses name accounts, if no other column says who the rows are about.
  func accountLinks(_ choices: [Int: Choice]) -> Int? {
    choices.filter { $0.value.field == .postURL || $0.value.field == .url }
      .map(\.key).sorted().first { profiles[$0].accountLinkShare >= 0.5 }
  }

  /// The platforms that addresses of accounts or posts lie on, if nearly all do.
  func linkedPlatforms(_ choices: [Int: Choice]) -> (column: Int, platforms: Set<String>)? {
    let columns = choices.filter {
      [.postURL, .url, .handle, .influencerReference].contains($0.value.field)
    }.map(\.key).sorted()
    for index in columns {
      let profile = profiles[index]
      let known = profile.linkPlatforms.values.reduce(0, +)
      guard profile.urlShare >= 0.9, known * 10 >= profile.linksExamined * 9 else { continue }
      return (index, Set(profile.linkPlatforms.keys))
    }
    return nil
  }
}
