import Marketing

@testable import SessionStore

/// Random requests of every kind.
extension RandomRecords {
  mutating func plan() -> PlanRequest {
    var request = PlanRequest(goal: Goal.allCases[dice.roll(0...2)])
    request.blend = dice.maybe {
      var blend = PlanRequest.Blend()
      for goal in Goal.allCases { blend[goal] = Double($0.roll(0...100)) }
      return blend == PlanRequest.Blend() ? PlanRequest.Blend(awareness: 1) : blend
    }
    request.margin = dice.maybe { Share(millionths: Int64($0.roll(0...1_000_000))) }
    request.budget = dice.maybe { Money(minorUnits: Int64($0.roll(0...1_000_000_000_000))) }
    request.hours = dice.maybe { Hours(hundredths: $0.roll(0...10_000_000)) }
    for _ in 0..<dice.roll(0...6) { request.limits.set(limit()) }
    request.must = influencers()
    request.banned = influencers()
    for id in influencers() { request.fees[id] = money() }
    request.isCautious = dice.roll(0...1) == 0
    request.keepsCommitted = dice.roll(0...1) == 0
    request.bookingDays = dice.roll(0...3) == 0 ? dice.roll(1...60) : 14
    request.unknown = unknownFields()
    return request
  }

  mutating func limit() -> RequestLimit {
    let kind = RequestLimit.Kind.allCases[dice.roll(0...(RequestLimit.Kind.allCases.count - 1))]
    let group: String
    switch kind.rule.group {
    case nil: group = ""
    case .tier?: group = Tier.allCases[dice.roll(0...(Tier.allCases.count - 1))].rawValue
    case .niche?: group = "niche " + text()
    }
    func end(_ range: ClosedRange<Int>?) -> Int? {
      range.flatMap { range in dice.maybe { $0.roll(range) } }
    }
    let (one, other) = (end(kind.rule.atLeast), end(kind.rule.atMost))
    guard let one, let other, one > other else {
      return RequestLimit(kind, of: group, atLeast: one, atMost: other)
    }
    return RequestLimit(kind, of: group, atLeast: other, atMost: one)
  }

  mutating func influencers() -> Set<InfluencerID> {
    Set((0..<dice.roll(0...4)).map { _ in InfluencerID(dice.roll(1...1_000_000)) })
  }

  mutating func comparison() -> ComparisonRequest {
    var request = ComparisonRequest()
    request.sides = dice.roll(0...2) == 0 ? nil : sides()
    request.campaign = dice.maybe { CampaignID($0.roll(1...99)) }
    request.mix = dice.maybe { ComparisonRequest.Mix.allCases[$0.roll(0...1)] }
    request.audience =
      dice.maybe { dice in
        let universe = dice.roll(1...8_000_000)
        return Audience(universe: universe, overlap: dice.maybe { $0.roll(0...universe) })
      } ?? nil
    for side in Side.allCases {
      request.whatIf.feeThousandths[side] = dice.maybe { $0.roll(0...9_999) }
      request.whatIf.fee[side] = dice.maybe { Money(minorUnits: Int64($0.roll(0...9_999_999))) }
    }
    request.whatIf.minimum[.mega] = dice.maybe { $0.roll(1...5_000_000) }
    request.whatIf.attribution = dice.maybe {
      AttributionRule.allCases[$0.roll(0...(AttributionRule.allCases.count - 1))]
    }
    request.unknown = unknownFields()
    return request
  }

  mutating func sides() -> ComparisonRequest.Sides {
    .init(left: segment(depth: 2), right: segment(depth: 2))
  }

  private mutating func segment(depth: Int) -> Segment {
    switch dice.roll(0...(depth > 0 ? 8 : 6)) {
    case 0: .all
    case 1: .tier(Tier.allCases[dice.roll(0...(Tier.allCases.count - 1))])
    case 2: .platform(Platform.known[dice.roll(0...5)])
    case 3: .niche(word().lowercased())
    case 4: .campaign(word())
    case 5:
      .days(Day(number: dice.roll(10_000...15_000))...Day(number: dice.roll(15_000...20_000)))
    case 6: .marked([InfluencerID(dice.roll(1...99)), InfluencerID(dice.roll(1...99))])
    case 7: .not(segment(depth: depth - 1))
    default: .and([segment(depth: depth - 1), segment(depth: depth - 1)])
    }
  }

  mutating func requests() -> SavedRequests {
    var requests = SavedRequests()
    for _ in 0..<dice.roll(0...3) { requests.plans[CampaignID(dice.roll(1...50))] = plan() }
    requests.comparison = dice.roll(0...1) == 0 ? nil : comparison()
    requests.pairs = (0..<dice.roll(0...3)).map { _ in sides() }
    requests.unknown = unknownFields()
    return requests
  }

  private mutating func unknownFields() -> [UnknownField] {
    dice.roll(0...2) > 0
      ? [] : [UnknownField(name: "x_\(dice.roll(0...99))", json: "{\"a\":[1,null,\"é\"]}")]
  }
}
