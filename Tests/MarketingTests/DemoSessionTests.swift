import Testing

@testable import Demo
@testable import Marketing

@Suite struct DemoSessionTests {
  static let today = Fixtures.day
  static let session = Session.demo(today: today)
  private var session: Session { Self.session }

  @Test func isTheSameForTheSameDay() {
    #expect(Session.demo(today: Self.today) == session)
  }

  private static func undated(_ row: Influencer) -> Influencer {
    var row = row
    row.found = nil
    row.approved = nil
    row.asOf = nil
    row.vetting.since = nil
    row.vetting.checks = row.vetting.checks.map { check in
      var check = check
      check.day = today
      return check
    }
    row.history = row.history.map { snapshot in
      var snapshot = snapshot
      snapshot.day = nil
      return snapshot
    }
    return row
  }

  @Test func tellsTheSameStoryOnOtherDays() throws {
    let leapDay = try #require(Day(iso: "2028-02-29"))
    for today in [leapDay, Self.today + 1] {
      let other = Session.demo(today: today)
      #expect(other != session)
      #expect(other.roster.rows.map(Self.undated) == session.roster.rows.map(Self.undated))
      let days = other.roster.rows.map(\.daysInVetting)
      #expect(days == session.roster.rows.map(\.daysInVetting))
      #expect(other.bookings.rows.map(\.cost) == session.bookings.rows.map(\.cost))
      #expect(other.measurements.rows.map(\.counts) == session.measurements.rows.map(\.counts))
      let moved = other.measurements.rows.map { $0.day - today }
      #expect(moved == session.measurements.rows.map { $0.day - Self.today })
    }
  }

  @Test func hasPeopleOfAllSizesOnFourNetworks() {
    let rows = session.roster.rows
    #expect(rows.count == 120)
    let tiers = Dictionary(grouping: rows) { session.tier(of: $0) }.mapValues(\.count)
    #expect(tiers == [.nano: 10, .micro: 68, .macro: 27, .mega: 12, nil: 3])
    let platforms = Dictionary(grouping: rows, by: \.platform).mapValues(\.count)
    #expect(Set(platforms.keys) == [.instagram, .tiktok, .youtube, .x])
    #expect(platforms.values.allSatisfy { $0 >= 8 })
    #expect(Set(rows.map(\.identity)).count == rows.count)
    #expect(rows.filter(\.isArchived).count == 5)
    #expect(rows.filter { $0.fee == nil }.count == 8)
    let people = Dictionary(grouping: rows.filter { !$0.person.isEmpty }, by: \.person)
    #expect(people.count == 8)
    #expect(people.values.allSatisfy { $0.count == 2 && $0[0].platform != $0[1].platform })
    #expect(rows.allSatisfy { (1...3).contains($0.niches.count) })
    #expect(rows.filter { !$0.notes.isEmpty }.count > 80)
  }

  @Test func hasSomebodyInEveryStateOfVetting() {
    let states = VettingStates(session)
    let counts = Dictionary(grouping: session.roster.rows) { states.state(of: $0) }
      .mapValues(\.count)
    #expect(counts.count == 5)
    #expect(counts[.inVetting] == 14)
    #expect(counts[.declined] == 3)
    let rows = session.roster.rows
    #expect(rows.filter { $0.vetting.state == .declined }.allSatisfy { !$0.vetting.reason.isEmpty })
    let complete = rows.filter { row in
      row.vetting.state == .inVetting
        && session.checklist(for: row)?.items.allSatisfy { row.vetting.check($0.id) != nil } == true
    }
    #expect(complete.count >= 3)
    #expect(rows.filter { $0.history.count == 2 }.count > 60)
    #expect(session.settings.brand != Brand())
  }

  @Test func standsOnTheEdgesOfTheTiers() {
    let followers = Set(session.roster.rows.compactMap(\.followers))
    #expect(followers.contains(1_000))
    #expect(followers.contains(100_000))
  }

  @Test func hasNamesInManyScripts() {
    let text = session.roster.rows.map(\.name).joined()
    func has(_ range: ClosedRange<UInt32>) -> Bool {
      text.unicodeScalars.contains { range.contains($0.value) }
    }
    #expect(has(0x3040...0x309F), "Hiragana")
    #expect(has(0x4E00...0x9FFF), "Han")
    #expect(has(0xAC00...0xD7A3), "Hangul")
    #expect(has(0x0600...0x06FF), "Arabic")
    #expect(has(0x0590...0x05FF), "Hebrew")
    #expect(has(0x0900...0x097F), "Devanagari")
    #expect(has(0x0400...0x04FF), "Cyrillic")
    #expect(has(0x1EA0...0x1EF9), "Vietnamese")
    #expect(has(0x1F300...0x1FAFF), "Emoji")
    #expect(has(0x200D...0x200D), "A family, joined")
  }

  /// Safe to show as they are: nothing moves the cursor or changes the text direction.
  @Test func allTextIsClean() {
    var texts: [String] = []
    for row in session.roster.rows {
      texts += [row.name, row.handle, row.email, row.notes, row.country, row.language, row.person]
      texts += row.niches + row.tags
    }
    for row in session.campaigns.rows { texts += [row.name, row.notes] }
    for row in session.bookings.rows { texts += [row.notes, row.promoCode, row.trackingLink] }
    for row in session.measurements.rows {
      texts += [row.key, row.post, row.promoCode, row.source]
    }
    for text in texts {
      for scalar in text.unicodeScalars {
        let category = scalar.properties.generalCategory
        #expect(category != .control && category != .privateUse && category != .unassigned)
        #expect(category != .format || scalar == "\u{200D}")
        #expect(category != .lineSeparator && category != .paragraphSeparator)
      }
      #expect(text.first != " " && text.last != " ")
    }
  }

  @Test func handlesAreWhatTheNetworksAllow() {
    for row in session.roster.rows {
      #expect(
        row.handle.utf8.allSatisfy {
          ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E || $0 == 0x5F
        })
      #expect((3...30).contains(row.handle.count))
      if row.platform == .x {
        #expect(row.handle.count <= 15)
        #expect(!row.handle.contains("."))
      }
      #expect(row.email.isEmpty || row.email.hasSuffix(".example"))
    }
  }

  @Test func smallerAccountsReportHigherEngagementAndCostLess() throws {
    func median(_ tier: Tier, _ value: (Influencer) -> Double?) throws -> Double {
      let values = session.roster.rows.filter { session.tier(of: $0) == tier }.compactMap(value)
      return try #require(values.isEmpty ? nil : values.sorted()[values.count / 2])
    }
    let tiers: [Tier] = [.nano, .micro, .macro, .mega]
    let rates = try tiers.map { try median($0) { $0.engagementRate?.fraction } }
    let fees = try tiers.map { try median($0) { $0.fee.map { Double($0.minorUnits) } } }
    let sponsored = try tiers.map { try median($0) { $0.sponsoredShare?.fraction } }
    let hours = try tiers.map {
      try median($0) { $0.hoursPerBooking.map { Double($0.hundredths) } }
    }
    #expect(rates == rates.sorted(by: >))
    #expect(fees == fees.sorted())
    #expect(sponsored == sponsored.sorted())
    #expect(hours == hours.sorted())
  }

  @Test func hasARunningAndAFinishedCampaign() throws {
    #expect(session.campaigns.count == 2)
    let winter = try #require(session.campaigns[CampaignID(1)])
    let spring = try #require(session.campaigns[CampaignID(2)])
    #expect(winter.phase(on: Self.today) == .finished(daysAgo: 57))
    #expect(spring.phase(on: Self.today) == .running(daysLeft: 20))
    #expect(winter.goal == .awareness)
    #expect(spring.goal == .conversions)
    func cost(_ campaign: Campaign, _ counts: (Stage) -> Bool) -> Money {
      session.bookings.rows.filter { $0.campaign == campaign.id && counts($0.stage) }
        .reduce(.zero) { $0 + $1.knownCost }
    }
    #expect(cost(winter, \.isCommitted) > winter.budget)
    #expect(cost(spring, \.isCommitted) < spring.budget)
    // Booking everyone who is proposed or offered would be too much.
    #expect(cost(spring, \.isPlanned) > spring.budget)
    #expect(session.campaigns.rows.allSatisfy { $0.targets.count >= 3 && $0.hours != nil })
  }

  @Test func hasBookingsInAllStages() {
    let rows = session.bookings.rows
    #expect(rows.count == 40)
    let stages = Dictionary(grouping: rows, by: \.stage).mapValues(\.count)
    #expect(
      stages == [
        .proposed: 3, .offered: 2, .contracted: 3, .live: 8, .done: 6, .paid: 14, .declined: 4,
      ])
    for booking in rows {
      #expect(session.roster[booking.influencer]?.isArchived == false)
      #expect(booking.stage.isCommitted == !booking.promoCode.isEmpty)
      #expect(booking.fee.map { $0 > .zero } == true)
      #expect(!booking.notes.isEmpty)
    }
    let codes = rows.map(\.promoCode).filter { !$0.isEmpty }
    #expect(Set(codes).count == codes.count)
    let booked = rows.map { [$0.campaign.number, $0.influencer.number] }
    #expect(Set(booked).count == booked.count)
  }
}
