import Marketing

/// What is doubtful about whom a measurement belongs to.
package enum AttributionIssue: Hashable, Sendable {
  /// It names nobody and has neither a code nor a link.
  case namesNobody
  /// It only names an influencer who isn't in the roster.
  case unknownInfluencer(InfluencerID)
  /// It only has a name that nobody in the roster has, or that several have.
  case notInRoster(String)
  /// It only names a booking that doesn't exist.
  case unknownBooking(BookingID)
  /// No booking of the campaign has its promo code.
  case unknownCode(String)
  /// No booking of the campaign has its tracking link.
  case unknownLink(String)
  /// Several bookings have its promo code, and their dates don't tell which one is meant.
  case ambiguousCode(String, [BookingID])
  case ambiguousLink(String, [BookingID])
  /// Its code and its link belong to different bookings; the session's rule decided.
  case codeAndLinkDisagree(code: BookingID, link: BookingID)
  /// It names one influencer but has the code or link of another, who gets it.
  case influencerDiffers(named: InfluencerID, booking: BookingID)
}

extension Directory {
  /// Whom a measurement belongs to.
  ///
  /// - A booking named in the row decides, unless the session doesn't have it.
  /// - Otherwise the booking of the same campaign with the row's promo code or tracking link. If both lead to a
  ///   booking, the one that `Settings.attribution` puts first decides, and the row counts once.
  /// - If several bookings have the code or link: those that weren't declined, then those of the influencer named in
  ///   the row, then those whose dates include the row's day. If several are still left but all belong to one
  ///   influencer, the row is that influencer's, without a booking.
  /// - If no booking of the campaign has the code: whose code it is by the roster.
  /// - Otherwise the influencer named in the row, without a booking, or whoever in the roster is called what the row
  ///   says; failing that, nobody.
  ///
  /// The influencer follows from the booking that the code or link led to: what the shop recorded outweighs a list.
  func attribution(_ row: Measurement) -> Attribution { traced(row).who }

  /// The same for one row of many, without copying rows that have neither code nor link.
  @inline(__always)
  package func attribution(_ rows: UnsafeBufferPointer<Measurement>, _ row: Int) -> Attribution {
    if rows[row].promoCode.isEmpty, rows[row].trackingLink.isEmpty {
      return attribution(
        influencer: rows[row].influencer ?? influencer(namedBy: rows[row]),
        booking: rows[row].booking)
    }
    return attribution(rows[row])
  }

  /// The same, with any doubts about it.
  func trace(_ row: Measurement) -> (who: Attribution, issue: AttributionIssue?) {
    let (who, decided, code, link) = traced(row)
    if let booking = row.booking, place(of: booking) != nil { return (who, nil) }
    if decided != .none, case .booking(let chosen) = decided {
      if case .booking(let first) = code, case .booking(let second) = link, first != second {
        return (
          who,
          .codeAndLinkDisagree(code: bookings[Int(first)].id, link: bookings[Int(second)].id)
        )
      }
      if let named = row.influencer ?? influencer(namedBy: row),
        place(of: named) != who.influencer
      {
        return (who, .influencerDiffers(named: named, booking: bookings[Int(chosen)].id))
      }
      return (who, nil)
    }
    func ids(_ match: SignMatch) -> [BookingID] { match.bookings.map { bookings[Int($0)].id } }
    let codeText = Sign.code(row.promoCode)
    let linkText = Sign.link(row.trackingLink)
    if case .owner = decided { return (who, nil) }
    if code != .none { return (who, .ambiguousCode(codeText, ids(code))) }
    if link != .none { return (who, .ambiguousLink(linkText, ids(link))) }
    if !codeText.isEmpty { return (who, .unknownCode(codeText)) }
    if !linkText.isEmpty { return (who, .unknownLink(linkText)) }
    if who.influencer != nobody { return (who, nil) }
    if let booking = row.booking { return (who, .unknownBooking(booking)) }
    if let influencer = row.influencer { return (who, .unknownInfluencer(influencer)) }
    if let creator = row.creator { return (who, .notInRoster(creator.name)) }
    return (who, .namesNobody)
  }

  private func traced(_ row: Measurement) -> (
    who: Attribution, decided: SignMatch, code: SignMatch, link: SignMatch
  ) {
    let own = attribution(
      influencer: row.influencer ?? influencer(namedBy: row), booking: row.booking)
    if own.booking >= 0 || row.promoCode.isEmpty && row.trackingLink.isEmpty {
      return (own, .none, .none, .none)
    }
    func match(_ key: SignIndex.Key?) -> SignMatch {
      guard let key else { return .none }
      return self.match(signs[key], day: row.day, named: own.influencer)
    }
    // Codes that nobody has, such as those for free shipping, say nothing.
    func match(codes: [SignIndex.Key]) -> SignMatch {
      if codes.count == 1 { return match(codes[0]) }
      var carriers: [Int32] = []
      for place in codes.lazy.flatMap({ signs[$0] }) where !carriers.contains(place) {
        carriers.append(place)
      }
      return self.match(carriers, day: row.day, named: own.influencer)
    }
    var code = match(codes: SignIndex.codes(row.campaign, row.promoCode))
    if code == .none, let owner = owner(ofCodes: row.promoCode) { code = .owner(owner) }
    let link = match(SignIndex.link(row.campaign, row.trackingLink))
    let decided = signs.rule == .codeFirst ? decide(code, link) : decide(link, code)
    let who =
      switch decided {
      case .booking(let place):
        attribution(influencer: nil, booking: bookings[Int(place)].id)
      case .influencer(let place, _), .owner(let place):
        Attribution(influencer: place, booking: -1)
      case .none, .several: own
      }
    return (who, decided, code, link)
  }

  /// Of two matches the first one, unless the second is more specific and consistent with it.
  private func decide(_ first: SignMatch, _ second: SignMatch) -> SignMatch {
    switch first {
    case .booking: return first
    case .influencer(let influencer, _):
      if case .booking(let place) = second, self.influencer(ofBooking: place) == influencer {
        return second
      }
      return first
    case .owner(let influencer):
      if case .booking(let place) = second, self.influencer(ofBooking: place) == influencer {
        return second
      }
      return first
    case .none, .several: return second == .none ? first : second
    }
  }

  private func influencer(ofBooking place: Int32) -> Int32 {
    self.place(of: bookings[Int(place)].influencer) ?? nobody
  }

  private func match(_ carriers: [Int32], day: Day, named: Int32) -> SignMatch {
    var left = carriers
    func narrow(_ isMeant: (Int32) -> Bool) {
      guard left.count > 1 else { return }
      let meant = left.filter(isMeant)
      if !meant.isEmpty { left = meant }
    }
    narrow { bookings[Int($0)].stage != .declined }
    narrow { influencer(ofBooking: $0) == named }
    narrow { bookings[Int($0)].contains(day) }
    guard let first = left.first else { return .none }
    if left.count == 1 { return .booking(first) }
    let someone = influencer(ofBooking: first)
    if someone != nobody, left.allSatisfy({ influencer(ofBooking: $0) == someone }) {
      return .influencer(someone, left)
    }
    return .several(left)
  }
}

extension Booking {
  /// Whether a day is within the booking's dates. A booking without dates contains no day.
  fileprivate func contains(_ day: Day) -> Bool {
    if start == nil, end == nil { return false }
    if let start, day < start { return false }
    if let end, day > end { return false }
    return true
  }
}
