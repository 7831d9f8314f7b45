import Marketing

/// Tier cut-offs as text: a preset's name, or `micro=1000 macro=100001 mega=1000000`.
package enum TierText {
  package static func write(_ scheme: TierScheme) -> String {
    if TierScheme.presets.contains(scheme) { return scheme.name }
    return scheme.steps.dropFirst().map { "\($0.tier.rawValue)=\($0.minimum)" }.joined(
      separator: " ")
  }

  package static func read(_ text: some StringProtocol) throws(EntryError) -> TierScheme {
    let words = String(text).split { $0.isWhitespace }.map(String.init)
    if words.count == 1,
      let preset = TierScheme.presets.first(where: { $0.name == words[0].lowercased() })
    {
      return preset
    }
    var steps = [TierScheme.Step(.nano, from: 0)]
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let tier = Tier(rawValue: parts[0].lowercased()),
        let minimum = try CountText.read(parts[1])
      else {
        throw EntryError(
          "“\(word)” isn't a cut-off: write article, industry, or something like micro=1000 mega=1M."
        )
      }
      steps.append(TierScheme.Step(tier, from: minimum))
    }
    guard let scheme = TierScheme(name: "custom", steps: steps) else {
      throw EntryError("Cut-offs must increase from nano to mega.")
    }
    return scheme
  }
}
