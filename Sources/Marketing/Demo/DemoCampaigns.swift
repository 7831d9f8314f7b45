import Marketing

/// Builds the demo session's two campaigns and their bookings.
struct DemoCampaigns {
  static let winter = CampaignID(1)
  static let spring = CampaignID(2)

  private var random: SeededGenerator
  private var notes: DemoNotes
  private let today: Day
  /// Influencers who can still be booked, by tier, best fit first.
  private var candidates: [Tier: [Influencer]] = [:]
  private var bookedPeople: Set<String> = []
  private(set) var bookings: [Booking] = []

  init(seed: UInt64, today: Day, roster: [Influencer]) {
    random = SeededGenerator(seed: seed)
    notes = DemoNotes(seed: seed &+ 1)
    self.today = today
    let order = random.shuffled(roster).enumerated().sorted {
      (Self.fit($1.element), $0.offset) < (Self.fit($0.element), $1.offset)
    }
    for influencer in order.map(\.element)
    where !influencer.isArchived && influencer.fee != nil && !influencer.email.isEmpty {
      guard let followers = influencer.followers else { continue }
      // With fewer a booking is hardly worth the hours.
      guard followers >= 8_000 || followers < 1_000 else { continue }
      candidates[TierScheme.article.tier(followers: followers), default: []].append(influencer)
    }
    addWinter()
    addSpring()
  }

  /// How well somebody's niches suit skincare. Ties keep their random order.
  private static func fit(_ influencer: Influencer) -> Int {
    var fit = 0
    for niche in influencer.niches {
      switch niche {
      case "skincare": fit += 3
      case "beauty": fit += 2
      case "sustainability", "fashion", "parenting": fit += 1
      case "tech", "gaming", "pets": fit -= 2
      default: break
      }
    }
    return influencer.tags.contains("check audience") ? -9 : fit
  }

  private mutating func addWinter() {
    add(.winter, .paid, [.mega, .mega, .mega, .mega, .macro, .macro])
    add(.winter, .paid, [.micro, .micro, .micro, .micro, .micro])
    add(.winter, .done, [.macro, .micro])
    add(.winter, .declined, [.macro, .micro])
  }

  private mutating func addSpring() {
    // Influencers who did well in winter are asked again.
    let micros = bookings.filter { $0.stage == .paid }.suffix(2).map(\.influencer)
    let again = candidates[.micro, default: []].filter { micros.contains($0.id) }
    add(.spring, .paid, [.mega, .micro, .micro], first: again)
    add(.spring, .done, [.mega, .macro, .micro, .micro])
    add(.spring, .live, [.mega, .mega, .mega, .macro, .micro, .micro, .micro, .nano])
    add(.spring, .contracted, [.macro, .micro, .micro])
    add(.spring, .offered, [.macro, .micro])
    add(.spring, .proposed, [.mega, .micro, .micro])
    add(.spring, .declined, [.mega, .micro])
  }

  private enum Season { case winter, spring }

  private mutating func add(
    _ season: Season, _ stage: Stage, _ tiers: [Tier], first: [Influencer] = []
  ) {
    var first = first
    for tier in tiers {
      if tier == .micro, let influencer = first.popLast() {
        book(influencer, tier, season, stage)
        continue
      }
      guard let influencer = candidates[tier]?.first(where: { !bookedPeople.contains($0.name) })
      else { continue }
      book(influencer, tier, season, stage)
    }
  }

  private mutating func book(
    _ influencer: Influencer, _ tier: Tier, _ season: Season, _ stage: Stage
  ) {
    let campaign = season == .winter ? DemoCampaigns.winter : DemoCampaigns.spring
    var booking = Booking(
      id: BookingID(bookings.count + 1), campaign: campaign, influencer: influencer.id)
    booking.stage = stage
    booking.deliverables = deliverables(tier, influencer.platform)
    let pieces = booking.deliverables.reduce(0.0) { sum, part in
      sum + Double(part.count) * (part.type == "story" ? 0.25 : 0.85)
    }
    let card = Double(influencer.fee?.minorUnits ?? 0) / 100
    booking.fee = DemoRates.rounded(dollars: card * pieces * random.uniform(0.85...1.05))
    booking.productCost = Money(minorUnits: Int64(random.whole(2...5)) * 1_900)
    booking.hours = influencer.hoursPerBooking
    if stage.isCommitted {
      booking.promoCode = promoCode(influencer, season)
      booking.trackingLink = "https://solvane.example/go/\(booking.promoCode.lowercased())"
    }
    let start = firstDay(season, stage)
    booking.start = start
    booking.end = start + (tier >= .macro ? 12 : 18)
    booking.notes = notes.aboutBooking(stage, tier)
    bookings.append(booking)
    bookedPeople.insert(influencer.name)
  }

  private mutating func deliverables(_ tier: Tier, _ platform: Platform) -> [Deliverable] {
    let kind =
      switch platform {
      case .instagram: "reel"
      case .tiktok: "video"
      case .youtube: random.chance(0.5) ? "video" : "short"
      default: "post"
      }
    let count = tier >= .mega ? random.whole(1...2) : random.whole(2...4)
    let main = Deliverable(kind, count: count)
    return platform == .instagram && random.chance(0.6)
      ? [main, Deliverable("story", count: 2)] : [main]
  }

  private mutating func firstDay(_ season: Season, _ stage: Stage) -> Day {
    guard season == .spring else {
      return bookings.isEmpty ? today + -89 : today + random.whole(-89 ... -74)
    }
    return switch stage {
    case .paid: today + random.whole(-39 ... -34)
    case .done: today + random.whole(-33 ... -25)
    case .live: today + random.whole(-17 ... -6)
    case .contracted: today + random.whole(2...7)
    case .proposed, .offered, .declined: today + random.whole(3...9)
    }
  }

  /// Latin letters of the handle and a number, the way shops like them: `MIA15`.
  private func promoCode(_ influencer: Influencer, _ season: Season) -> String {
    let letters = influencer.handle.uppercased().filter { $0.isASCII && $0.isLetter }
    return letters.prefix(9) + (season == .winter ? "10" : "15")
  }
}

extension DemoCampaigns {
  /// The campaigns, with budgets that match what the bookings cost.
  func campaigns(with bookings: [Booking]) -> [Campaign] {
    func committed(_ campaign: CampaignID) -> Double {
      let cost = bookings.filter { $0.campaign == campaign && $0.stage.isCommitted }
        .reduce(Money.zero) { $0 + $1.knownCost }
      return Double(cost.minorUnits) / 100
    }
    func budget(_ dollars: Double) -> Money {
      Money(minorUnits: Int64(nearest(dollars / 500)) * 50_000)
    }

    var winter = Campaign(id: Self.winter, name: "Winter Repair", goal: .awareness)
    winter.start = today + -92
    winter.end = today + -57
    winter.budget = budget(committed(Self.winter) / 1.03)
    winter.hours = Hours(hundredths: 180_00)
    winter.targets = [
      Target(kpi: .reach, value: 5_000_000), Target(kpi: .impressions, value: 7_500_000),
      Target(kpi: .cpm, value: 11_00),
    ]
    winter.notes =
      "Barrier cream for the cold months. Reach came mostly from the big four; closed slightly over budget because "
      + "of usage rights."

    var spring = Campaign(id: Self.spring, name: "Spring Glow launch", goal: .conversions)
    spring.start = today + -40
    spring.end = today + 20
    spring.budget = budget(committed(Self.spring) / 0.84)
    spring.hours = Hours(hundredths: 260_00)
    spring.targets = [
      Target(kpi: .conversions, value: 850), Target(kpi: .revenue, value: 52_000_00),
      Target(kpi: .cpa, value: 100_00), Target(kpi: .engagementRateByReach, value: 30_000),
    ]
    spring.notes =
      "Vitamin C serum. The mega share is nearly used up: what is left goes to micros with a code of their own. "
      + "Retinol claims are off limits in all drafts."
    return [winter, spring]
  }
}
