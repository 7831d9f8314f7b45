import Marketing

/// Whom a measurement belongs to, by place in the directory.
package struct Attribution: Hashable, Sendable {
  /// The influencer's place; `Directory.nobody` for nobody.
  package var influencer: Int32
  /// The booking's place; negative for none.
  package var booking: Int32

  package init(influencer: Int32, booking: Int32) {
    self.influencer = influencer
    self.booking = booking
  }
}

/// What measurements refer to, numbered from 0, so that adding up needs arrays instead of dictionaries.
package struct Directory: Sendable {
  package let influencers: [Influencer]
  package let bookings: [Booking]
  package let campaigns: Table<Campaign>
  package let tiers: TierScheme
  let signs: SignIndex
  /// Whose code it is by the roster, by place: what orders are credited by where no booking has the code.
  let ownCodes: [String: [Int32]]
  /// What is set against the cost.
  package let returnFrom: RevenueBasis
  /// The campaigns of which not all sources of conversions count, and those that do.
  let countedSales: [CampaignID: SalesChannels]
  /// Nil if no measurement names anybody who wasn't in the roster when it came.
  let creators: CreatorIndex?
  private var influencerPlaces = NumberIndex()
  private var bookingPlaces = NumberIndex()

  package init(_ session: Session) {
    influencers = session.roster.rows
    creators = session.namedCreators
    bookings = session.bookings.rows
    campaigns = session.campaigns
    tiers = session.settings.tiers
    returnFrom = session.settings.returnFrom
    countedSales = session.countedSales(creators)
    signs = SignIndex(session.bookings.rows, rule: session.settings.attribution)
    ownCodes = Self.ownCodes(influencers)
    for place in influencers.indices {
      influencerPlaces[influencers[place].id.number] = Int32(place)
    }
    for place in bookings.indices { bookingPlaces[bookings[place].id.number] = Int32(place) }
  }

  private static func ownCodes(_ influencers: [Influencer]) -> [String: [Int32]] {
    var places: [String: [Int32]] = [:]
    for place in influencers.indices where !influencers[place].promoCode.isEmpty {
      for code in Sign.codes(influencers[place].promoCode) {
        places[code, default: []].append(Int32(place))
      }
    }
    return places
  }

  /// Whose codes these are by the roster; nil if that is nobody, or not the same for all of them.
  func owner(ofCodes text: String) -> Int32? {
    guard !ownCodes.isEmpty else { return nil }
    let owners = Set(Sign.codes(text).flatMap { ownCodes[$0] ?? [] })
    return owners.count == 1 ? owners.first : nil
  }

  /// The place that stands for no influencer.
  package var nobody: Int32 { Int32(influencers.count) }

  /// Whom a row belongs to by its own statement. A row that names only a booking belongs to that booking's influencer;
  /// references that the session doesn't have count as none.
  package func attribution(influencer: InfluencerID?, booking: BookingID?) -> Attribution {
    let booking = booking.flatMap { bookingPlaces[$0.number] } ?? -1
    if let influencer, let place = influencerPlaces[influencer.number] {
      return Attribution(influencer: place, booking: booking)
    }
    guard booking >= 0 else { return Attribution(influencer: nobody, booking: -1) }
    let place = influencerPlaces[bookings[Int(booking)].influencer.number] ?? nobody
    return Attribution(influencer: place, booking: booking)
  }

  /// Whether it knows who is called what.
  var namesCreators: Bool { creators != nil }

  /// Who in the roster is called what a source says.
  @inline(__always)
  func influencer(namedBy row: Measurement) -> InfluencerID? {
    guard creators != nil else { return nil }
    return influencer(called: row.creator, isAdvert: row.counts.spend != nil)
  }

  private func influencer(called creator: Creator?, isAdvert: Bool) -> InfluencerID? {
    guard let creator, let creators else { return nil }
    return isAdvert
      ? creators.find(inAdvert: creator.name, platform: creator.platform)
      : creators.find(creator.name, platform: creator.platform)
  }

  /// A measurement's figures as far as they count: of one campaign's conversions only those of one source, and no
  /// repeats of subscriptions.
  @inline(__always)
  func counted(_ row: Measurement) -> Counts {
    !row.isRepeat && (countedSales.isEmpty || counts(salesOf: row))
      ? row.counts : row.counts.withoutSales
  }

  func sums(_ row: Measurement) -> Sums { Sums(row, counting: counted(row)) }

  func counts(salesOf row: Measurement) -> Bool {
    guard let channel = row.salesChannel, let counted = countedSales[row.campaign] else {
      return true
    }
    return counted.contains(channel)
  }

  func place(of influencer: InfluencerID) -> Int32? { influencerPlaces[influencer.number] }
  func place(of booking: BookingID) -> Int32? { bookingPlaces[booking.number] }

  /// Whom a whole running total belongs to: the newest snapshot that names someone decides for all of them, since a
  /// post has one author, however late that was found out.
  func attribution(of snapshots: some Sequence<Attribution>) -> Attribution {
    var result = Attribution(influencer: nobody, booking: -1)
    for snapshot in snapshots where snapshot.influencer != nobody || snapshot.booking >= 0 {
      let sameInfluencer = snapshot.influencer == result.influencer
      result.influencer = snapshot.influencer
      if snapshot.booking >= 0 || !sameInfluencer { result.booking = snapshot.booking }
    }
    return result
  }

  package func followers(_ place: Int) -> Int? {
    place < influencers.count ? influencers[place].followers : nil
  }

  /// The group of an influencer, or of nobody, in a dimension that depends on the influencer alone; nil for other
  /// dimensions.
  func key(of place: Int, in dimension: Dimension) -> GroupKey? {
    func group(_ key: (Influencer) -> GroupKey) -> GroupKey {
      place < influencers.count ? key(influencers[place]) : .unattributed
    }
    return switch dimension {
    case .total: .total
    case .campaign, .booking, .day, .week: nil
    case .tier: group { $0.followers.map { .tier(tiers.tier(followers: $0)) } ?? .unknown }
    case .platform: group { .platform($0.platform) }
    case .niche:
      group { $0.niches.first { !$0.isEmpty }.map { .niche($0.lowercased()) } ?? .unknown }
    case .influencer: group { .influencer($0.id) }
    }
  }

  func label(of key: GroupKey, in dimension: Dimension) -> String {
    switch key {
    case .total: return "Total"
    case .tier(let tier): return tier.title
    case .influencer(let id): return handle(id)
    case .platform(let platform): return platform.title
    case .niche(let niche): return niche
    case .campaign(let id): return campaigns[id]?.name ?? "Campaign \(id.number)"
    case .booking(let id):
      guard let place = bookingPlaces[id.number] else { return "Booking \(id.number)" }
      let booking = bookings[Int(place)]
      return
        "\(handle(booking.influencer)) · \(label(of: .campaign(booking.campaign), in: .campaign))"
    case .day(let day): return day.iso
    case .week(let monday): return monday.isoWeek
    case .unknown: return "Unknown \(dimension.rawValue)"
    case .unattributed: return dimension == .booking ? "No booking" : "Unattributed"
    }
  }

  private func handle(_ id: InfluencerID) -> String {
    influencerPlaces[id.number].map { influencers[Int($0)].handle } ?? "Influencer \(id.number)"
  }
}
