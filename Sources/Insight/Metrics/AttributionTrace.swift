import Marketing

/// What is uncertain about whose a measurement is.
package enum AttributionIssue: Hashable, Sendable {
  /// It names nobody and carries neither a code nor a link.
  case namesNobody
  /// It names an influencer who isn't in the roster, and nothing else.
  case unknownInfluencer(InfluencerID)
  /// It names a booking that isn't there, and nothing else.
  case unknownBooking(BookingID)
  /// No booking of the campaign carries its promo code.
  case unknownCode(String)
  /// No booking of the campaign carries its tracking link.
  case unknownLink(String)
  /// Several bookings carry its promo code, and their days don't tell which one is meant.
  case ambiguousCode(String, [BookingID])
  case ambiguousLink(String, [BookingID])
  /// Its code and its link belong to two bookings; the session's rule decided.
  case codeAndLinkDisagree(code: BookingID, link: BookingID)
  /// It names one influencer and carries the code or link of another, whose it is.
  case influencerDiffers(named: InfluencerID, booking: BookingID)
}

extension Directory {
  /// Whom a measurement belongs to.
  ///
  /// - A booking that the row names decides; one that the session doesn't have counts as none.
  /// - Else the booking of the same campaign whose promo code or tracking link it carries. If both lead to a booking,
  ///   the one that `Settings.attribution` puts first decides, and the row counts once.
  /// - If several bookings carry the sign: those that weren't declined, then those of the influencer whom the row
  ///   names, then those whose days contain the row's day. If still several are left but all are one influencer's,
  ///   the row is the influencer's, of no booking.
  /// - Else the influencer whom the row names, of no booking; else nobody.
  ///
  /// The influencer follows from the booking that the sign led to: what the shop saw outweighs what a list said.
  func attribution(_ row: Measurement) -> Attribution { traced(row).who }

  /// The same of a row of many, without a copy of those that carry no sign.
  @inline(__always)
  package func attribution(_ rows: UnsafeBufferPointer<Measurement>, _ row: Int) -> Attribution {
    if rows[row].promoCode.isEmpty, rows[row].trackingLink.isEmpty {
      return attribution(influencer: rows[row].influencer, booking: rows[row].booking)
    }
    return attribution(rows[row])
  }

  /// The same, with what is uncertain about it.
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
      if let named = row.influencer, place(of: named) != who.influencer {
        return (who, .influencerDiffers(named: named, booking: bookings[Int(chosen)].id))
      }
      return (who, nil)
    }
    func ids(_ match: SignMatch) -> [BookingID] { match.bookings.map { bookings[Int($0)].id } }
    let codeText = Sign.code(row.promoCode)
    let linkText = Sign.link(row.trackingLink)
    if code != .none { return (who, .ambiguousCode(codeText, ids(code))) }
    if link != .none { return (who, .ambiguousLink(linkText, ids(link))) }
    if !codeText.isEmpty { return (who, .unknownCode(codeText)) }
    if !linkText.isEmpty { return (who, .unknownLink(linkText)) }
    if who.influencer != nobody { return (who, nil) }
    if let booking = row.booking { return (who, .unknownBooking(booking)) }
    if let influencer = row.influencer { return (who, .unknownInfluencer(influencer)) }
    return (who, .namesNobody)
  }

  private func traced(_ row: Measurement) -> (
    who: Attribution, decided: SignMatch, code: SignMatch, link: SignMatch
  ) {
    let own = attribution(influencer: row.influencer, booking: row.booking)
    if own.booking >= 0 || row.promoCode.isEmpty && row.trackingLink.isEmpty {
      return (own, .none, .none, .none)
    }
    func match(_ key: SignIndex.Key?) -> SignMatch {
      guard let key else { return .none }
      return self.match(signs[key], day: row.day, named: own.influencer)
    }
    let code = match(SignIndex.code(row.campaign, row.promoCode))
    let link = match(SignIndex.link(row.campaign, row.trackingLink))
    let decided = signs.rule == .codeFirst ? decide(code, link) : decide(link, code)
    let who =
      switch decided {
      case .booking(let place):
        attribution(influencer: nil, booking: bookings[Int(place)].id)
      case .influencer(let place, _): Attribution(influencer: place, booking: -1)
      case .none, .several: own
      }
    return (who, decided, code, link)
  }

  /// Of two signs the first one, unless the second says more without speaking against it.
  private func decide(_ first: SignMatch, _ second: SignMatch) -> SignMatch {
    switch first {
    case .booking: return first
    case .influencer(let influencer, _):
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
  /// Whether a day lies within the booking's days. One that has neither a first nor a last day contains none.
  fileprivate func contains(_ day: Day) -> Bool {
    if start == nil, end == nil { return false }
    if let start, day < start { return false }
    if let end, day > end { return false }
    return true
  }
}
