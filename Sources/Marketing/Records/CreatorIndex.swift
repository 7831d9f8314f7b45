/// Who in the roster is meant by a name in an export: the account with this reference, handle or name.
public struct CreatorIndex: Sendable {
  private var byReference: [String: [InfluencerID]] = [:]
  private var byHandle: [String: [InfluencerID]] = [:]
  private var byName: [String: [InfluencerID]] = [:]
  private let roster: Table<Influencer>

  public init(_ roster: Table<Influencer>) {
    self.roster = roster
    for row in roster.rows {
      if !row.reference.isEmpty { byReference[row.reference, default: []].append(row.id) }
      byHandle[row.identity.handle, default: []].append(row.id)
      if !row.name.isEmpty { byName[row.name.lowercased(), default: []].append(row.id) }
    }
  }

  /// Nil if nobody is called that, or several are.
  public func find(_ text: String, platform: Platform?) -> InfluencerID? {
    let handle = String(text.drop { $0 == "@" }).lowercased()
    for candidates in [byReference[text], byHandle[handle], byName[text.lowercased()]].compactMap(
      \.self)
    {
      if candidates.count == 1 { return candidates[0] }
      let there = candidates.filter { roster[$0]?.platform == platform }
      if there.count == 1 { return there[0] }
    }
    return nil
  }

  /// The platforms of all that are called that, in alphabetical order.
  public func platforms(of text: String) -> [Platform] {
    let handle = String(text.drop { $0 == "@" }).lowercased()
    let candidates = byReference[text] ?? byHandle[handle] ?? byName[text.lowercased()] ?? []
    return Set(candidates.compactMap { roster[$0]?.platform }).sorted { $0.rawValue < $1.rawValue }
  }

  /// Whom an ad shows by the words of its name, such as `anna.glow reel`; nil if nobody's handle is among them, or
  /// several are.
  public func find(inAdvert name: String, platform: Platform?) -> InfluencerID? {
    if let named = find(name, platform: platform) { return named }
    for separators in [" |·/,;:()[]", " |·/,;:()[]-–+&"] {
      let words = Set(name.split { separators.contains($0) }.map(String.init))
      let found = Set(words.compactMap { find($0, platform: platform) })
      if !found.isEmpty { return found.count == 1 ? found.first : nil }
    }
    return find(betweenUnderscores: name, platform: platform)
  }

  /// Names of ads often have underscores for blanks, and handles may have some of their own: of `luca_fit_spark_01` the
  /// longest part that is a handle counts.
  private func find(betweenUnderscores name: String, platform: Platform?) -> InfluencerID? {
    guard name.contains("_") else { return nil }
    let parts = name.split { " |·/,;:()[]-–+&_".contains($0) }
    guard parts.count <= 24 else { return nil }
    for length in (1...4).reversed() where length <= parts.count {
      var found: Set<InfluencerID> = []
      for first in 0...parts.count - length {
        let text = name[parts[first].startIndex..<parts[first + length - 1].endIndex]
        // Short pieces, such as the number of a version, name nobody.
        guard text.count >= 3, text.contains(where: \.isLetter),
          byHandle[text.lowercased()] != nil,
          let one = find(String(text), platform: platform)
        else { continue }
        found.insert(one)
      }
      if !found.isEmpty { return found.count == 1 ? found.first : nil }
    }
    return nil
  }
}
