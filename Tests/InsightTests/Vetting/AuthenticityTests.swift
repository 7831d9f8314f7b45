import Marketing
import Testing
import Vetting

/// Eight accounts and the one in question, all of them mega on Instagram.
private struct Nine {
  var sketch = Sketch()
  /// The last one is the one in question.
  private(set) var ids: [InfluencerID] = []

  /// - Parameter peers: how many besides the one in question, which takes the last of the nine numbers.
  init(peers: Int = 8, _ fill: (inout Influencer, Int) -> Void) throws {
    for number in Array(0..<peers) + [8] {
      var row = Influencer(
        id: InfluencerID(number + 1), handle: "account number \(number)", platform: .instagram)
      row.followers = 1_000_000 + 10_000 * number
      fill(&row, number)
      try sketch.session.apply(.put(row))
      ids.append(row.id)
    }
  }

  var flags: [AuthenticityFlag] { Authenticity(sketch.session).flags(of: InfluencerID(9)) }
  var others: Int { Authenticity(sketch.session).all.keys.count { $0 != InfluencerID(9) } }
}

/// Millionths of eight engagement rates, with a median of 1.9% when a larger one joins them.
private let rates: [Int64] = [9000, 11_000, 13_000, 16_000, 19_000, 22_000, 26_000, 31_000]

/// The z-scores are NumPy's: `(log(x) - median(log(x))) / (1.4826 * median(abs(log(x) - median(log(x)))))`.
@Suite("Flags of authenticity")
struct AuthenticityTests {
  private func isClose(_ value: Double?, _ expected: Double, to distance: Double = 1e-4) -> Bool {
    value.map { abs($0 - expected) <= distance } ?? false
  }

  @Test func muchEngagementAmongNine() throws {
    let nine = try Nine { row, number in
      row.engagementRate = Share(millionths: number == 8 ? 200_000 : rates[number])
    }
    let flag = try #require(nine.flags.first)
    #expect(nine.flags.count == 1 && nine.others == 0)
    #expect(flag.signal == .engagementHigh && flag.flag == FlagDecision.Flag("er-high"))
    #expect(flag.value == 0.2)
    let peers = try #require(flag.peers)
    #expect(peers.count == 9 && peers.tier == .mega && peers.platform == .instagram)
    #expect(isClose(peers.median, 0.019, to: 1e-9))
    #expect(isClose(peers.lowQuartile, 0.013, to: 1e-9))
    #expect(isClose(peers.highQuartile, 0.026, to: 1e-9))
    #expect(isClose(flag.z, 4.1837))
    #expect(
      flag.evidence
        == "ER 20%; half of 9 mega accounts on Instagram lie between 1.3 and 2.6% (z 4.2).")
    #expect(flag.isOpen)
  }

  /// A score of 3.33 is not an outlier.
  @Test func aLittleMoreIsNoFlag() throws {
    let nine = try Nine { row, number in
      row.engagementRate = Share(millionths: number == 8 ? 124_000 : rates[number])
    }
    #expect(nine.flags.isEmpty && nine.others == 0)
  }

  /// Reported by likes here, and the rate by the followers: 1 for 1,000 of them against 9 to 31.
  @Test func littleEngagement() throws {
    let nine = try Nine { row, number in
      row.followers = 2_000_000
      row.averageLikes = number == 8 ? 3000 : 2 * Int(rates[number])
    }
    #expect(nine.flags.map(\.signal) == [.engagementLow])
    #expect(isClose(nine.flags.first?.z, -4.2611))
  }

  @Test func likesToCommentsEitherWay() throws {
    for (comments, z) in [(2, 8.6488), (4000, -10.1832)] {
      let nine = try Nine { row, number in
        row.averageLikes = 10_000
        row.averageComments = number == 8 ? comments : 50 + 10 * number
        row.engagementRate = Share(millionths: 20_000)
      }
      #expect(nine.flags.map(\.signal) == [.likesToComments])
      #expect(isClose(nine.flags.first?.z, z))
      #expect(nine.others == 0)
    }
  }

  @Test func moreEngagementsThanViews() throws {
    let nine = try Nine { row, number in
      row.averageViews = 100_000
      row.averageEngagements = number == 8 ? 140_000 : 4000 + 1000 * number
      row.engagementRate = Share(millionths: 20_000)
    }
    #expect(nine.flags.map(\.flag) == [FlagDecision.Flag("engagement-above-reach", about: "views")])
    #expect(isClose(nine.flags.first?.z, 6.7106))
    #expect(
      nine.flags.first?.evidence
        == "1.4 engagements for each view, more than one; half of 9 mega accounts on Instagram lie "
        + "between 0.06 and 0.1 (z 6.7).")
  }

  /// If everyone has more engagements than views, that is how the platform counts.
  @Test func everybodyAboveViewsIsNoFlag() throws {
    let nine = try Nine { row, number in
      row.averageViews = 1000
      row.averageEngagements = number == 8 ? 12_000 : 4000 + 1000 * number
      row.engagementRate = Share(millionths: 20_000)
    }
    #expect(nine.flags.isEmpty)
  }

  /// Over all posts of an account; snapshots of one post are one post, and a post without reach doesn't count.
  @Test func measuredAboveReach() throws {
    var nine = try Nine { _, _ in }
    let campaign = try nine.sketch.campaign()
    for (number, id) in nine.ids.enumerated() {
      for (post, day) in [("a", "2026-03-01"), ("a", "2026-03-09"), ("b", "2026-03-02")] {
        try nine.sketch.measure(campaign, "\(post) of \(number)", .total, day, by: id) {
          $0.likes = number == 8 ? 70_000 : 2000 + 500 * number
          $0.reach = day == "2026-03-01" ? 40_000 : 50_000
        }
      }
      try nine.sketch.measure(campaign, "c of \(number)", .total, by: id) { $0.likes = 9_000_000 }
    }
    #expect(nine.flags.map(\.flag) == [FlagDecision.Flag("engagement-above-reach", about: "reach")])
    #expect(nine.flags.first?.value == 1.4)
    #expect(isClose(nine.flags.first?.z, 6.7106))
  }

  @Test func followersJumpAndFall() throws {
    let grown = [1.01, 1.02, 1.00, 1.03, 1.015, 1.025, 1.005, 1.035]
    for (factor, signal, z) in [
      (1.6, Signal.followersJump, 30.8209), (0.7, .followersFall, -25.3120),
    ] {
      let nine = try Nine { row, number in
        let followers = number == 8 ? factor : grown[number]
        row.history = [
          Snapshot(
            day: .on("2026-01-01"), followers: 2_000_000, engagementRate: nil, fee: nil)
        ]
        row.followers = Int((2_000_000 * followers).rounded())
        row.asOf = .on("2026-01-31")
      }
      #expect(nine.flags.map(\.signal) == [signal])
      #expect(isClose(nine.flags.first?.z, z))
      #expect(isClose(nine.flags.first?.value, factor, to: 1e-9))
      #expect(nine.others == 0)
    }
  }

  /// The same growth in two months or in three days: by the root in the one, as it is in the other.
  @Test func growthIsPerThirtyDays() throws {
    for (day, value) in [("2026-03-02", 1.3), ("2026-01-04", 1.69)] {
      let nine = try Nine { row, number in
        row.history = [
          Snapshot(day: .on("2026-01-01"), followers: 2_000_000, engagementRate: nil, fee: nil)
        ]
        row.followers = number == 8 ? 3_380_000 : 2_010_000 + 2000 * number
        row.asOf = .on(number == 8 ? day : "2026-01-31")
      }
      #expect(nine.flags.map(\.signal) == [.followersJump])
      #expect(isClose(nine.flags.first?.value, value, to: 1e-9))
      let said =
        day == "2026-03-02" ? "in 60 days, 30% per 30 days, from 2M" : "in 3 days, from 2M"
      #expect(nine.flags.first?.evidence.hasPrefix("Followers grew by 69% \(said) on") == true)
    }
  }

  /// Two per cent a day for a month are 81%, though no day is remarkable.
  @Test func dailyFiguresMakeAMonth() throws {
    let nine = try Nine { row, number in
      var followers = 2_000_000.0
      for day in 0..<30 {
        row.history.append(
          Snapshot(
            day: .on("2026-01-01") + day, followers: Int(followers), engagementRate: nil, fee: nil))
        followers *= number == 8 ? 1.02 : 1 + 0.0001 * Double(number + 1)
      }
      row.followers = Int(followers)
      row.asOf = .on("2026-01-31")
    }
    #expect(nine.flags.map(\.signal) == [.followersJump])
    #expect(isClose(nine.flags.first?.value, 1.8114, to: 1e-4))
    #expect(
      nine.flags.first?.evidence.hasPrefix(
        "Followers grew by 81.1% in 30 days, from 2M on 2026-01-01 to 3.6M on 2026-01-31;") == true
    )
  }

  @Test func sponsoredPosts() throws {
    let shares: [Int64] = [50, 80, 100, 120, 150, 180, 200, 250, 800]
    let nine = try Nine { row, number in
      row.sponsoredShare = Share(millionths: 1000 * shares[number])
    }
    #expect(nine.flags.map(\.signal) == [.sponsoredShare])
    #expect(isClose(nine.flags.first?.z, 8.7684))
    #expect(
      nine.flags.first?.evidence.hasPrefix("80% of the posts are sponsored; half of") == true)
  }

  /// If more than half have none, the quartiles are used; if all but one have none, the mean deviation is.
  @Test func mostlyZero() throws {
    for (shares, z) in [
      ([0, 0, 0, 0, 0, 100, 200, 300, 900], 6.0705), ([0, 0, 0, 0, 0, 0, 0, 0, 600], 7.1810),
    ] as [([Int64], Double)] {
      let nine = try Nine { row, number in
        row.sponsoredShare = Share(millionths: 1000 * shares[number])
      }
      #expect(nine.flags.map(\.signal) == [.sponsoredShare])
      #expect(isClose(nine.flags.first?.z, z))
    }
  }

  @Test func littleRealAudience() throws {
    let shares: [Int64] = [600, 650, 700, 720, 750, 780, 800, 850, 200]
    let reported = try Nine { row, number in
      row.realAudience = Share(millionths: 1000 * shares[number])
    }
    #expect(reported.flags.map(\.flag) == [FlagDecision.Flag("real-audience", about: "audience")])
    #expect(isClose(reported.flags.first?.z, -8.4473))
    let counted = try Nine { row, number in
      row.averageEngagements = 10_000
      row.averageAuthenticEngagements = 10 * Int(shares[number])
      row.engagementRate = Share(millionths: 20_000)
    }
    #expect(counted.flags.map(\.flag) == [FlagDecision.Flag("real-audience", about: "engagements")])
    #expect(isClose(counted.flags.first?.z, -8.4473))
  }

  /// The same words in other letters, with other signs; the same post on two days is one post.
  @Test func repeatedCaptions() throws {
    var nine = try Nine { _, _ in }
    let campaign = try nine.sketch.campaign()
    func post(_ key: String, _ day: String, _ id: InfluencerID, _ label: String, _ caption: String)
      throws
    {
      var row = Measurement(campaign: campaign, key: key, kind: .total, day: .on(day))
      row.influencer = id
      row.custom = [label: caption]
      try nine.sketch.session.apply(.put(row))
    }
    let copies = ["Love this! #ad", "LOVE THIS 🔥 #ad", "love  this… #ad", "Love this #Ad"]
    for (number, id) in nine.ids.enumerated() {
      for place in 0..<6 {
        let isCopy = number == 8 && place < 4
        let caption = isCopy ? copies[place] : "Post \(place) of \(number)"
        try post(
          "\(number) \(place)", "2026-03-01", id, number == 8 ? "Caption" : "caption", caption)
        try post("\(number) \(place)", "2026-03-02", id, "Post CAPTION", caption)
      }
    }
    #expect(nine.flags.map(\.signal) == [.captionsRepeat])
    #expect(isClose(nine.flags.first?.value, 4.0 / 6))
    #expect(
      nine.flags.first?.evidence
        == "4 of 6 posts have the caption of another one; half of 9 mega accounts on Instagram have 0% "
        + "(z 7.2).")
    #expect(nine.others == 0)
  }

  @Test func anotherOnesHandle() throws {
    var sketch = Sketch()
    let real = try sketch.influencer("oprah", followers: 20_000_000)
    let zero = try sketch.influencer("0prah", followers: 900)
    let dotted = try sketch.influencer("o.prah", followers: 900)
    try sketch.influencer("oprah", followers: 400, platform: .tiktok)
    try sketch.influencer("oprahdaily", followers: 400)
    let found = Authenticity(sketch.session)
    #expect(Set(found.all.keys) == [zero, dotted])
    let flag = try #require(found.flags(of: zero).first)
    #expect(flag.flag == FlagDecision.Flag("handle-imitates", about: "oprah"))
    #expect(flag.evidence == "@0prah looks like @oprah, which has 20M followers on Instagram.")
    #expect(found.flags(of: real).isEmpty)
  }

  /// The smaller account is questioned, or else the unknown one, or else the later one. A person's second account
  /// isn't.
  @Test func whoImitatesWhom() throws {
    func flagged(_ change: (inout Influencer, inout Influencer) -> Void) throws -> [InfluencerID] {
      var one = Influencer(id: InfluencerID(1), handle: "mrbeast", platform: .tiktok)
      var other = Influencer(id: InfluencerID(2), handle: "rnrbeast", platform: .tiktok)
      change(&one, &other)
      var sketch = Sketch()
      for row in [one, other] { try sketch.session.apply(.put(row)) }
      return Authenticity(sketch.session).all.keys.sorted()
    }
    #expect(try flagged { _, _ in } == [InfluencerID(2)])
    #expect(try flagged { _, other in other.followers = 5_000_000 } == [InfluencerID(1)])
    #expect(try flagged { _, other in other.vetting.state = .approved } == [InfluencerID(1)])
    #expect(try flagged { _, other in other.found = .on("2026-01-01") } == [InfluencerID(1)])
    #expect(
      try flagged { one, other in
        one.person = "jimmy"
        other.person = "jimmy"
      }.isEmpty)
  }

  /// Two handles that differ by a dot are strangers, unless one account is far larger or known.
  @Test func nearlyAlike() throws {
    func flagged(_ followers: (Int?, Int?), approved: Bool = false) throws -> Bool {
      var sketch = Sketch()
      let one = try sketch.influencer("anna.maria", followers: followers.0)
      let other = try sketch.influencer("annamaria", followers: followers.1)
      if approved, var row = sketch.session.roster[other] {
        row.vetting.state = .approved
        try sketch.session.apply(.put(row))
      }
      return !Authenticity(sketch.session).flags(of: one).isEmpty
    }
    #expect(try !flagged((20_000, 30_000)))
    #expect(try !flagged((nil, 30_000)))
    #expect(try !flagged((nil, nil)))
    #expect(try flagged((2000, 30_000)))
    #expect(try flagged((20_000, 2_000_000)))
    #expect(try flagged((nil, nil), approved: true))
  }

  @Test func anAnswerIsAttached() throws {
    let flag = FlagDecision.Flag("er-high")
    let nine = try Nine { row, number in
      row.engagementRate = Share(millionths: number == 8 ? 200_000 : rates[number])
      row.vetting.decisions = [
        FlagDecision(flag, .rejected, reason: "Bought", on: .on("2026-01-01")),
        FlagDecision(flag, .accepted, reason: "Went viral", on: .on("2026-01-05")),
        FlagDecision(FlagDecision.Flag("er-low"), .rejected, reason: "", on: .on("2026-01-06")),
      ]
    }
    #expect(nine.flags.map(\.decision?.reason) == ["Went viral"])
    #expect(nine.flags.map(\.isOpen) == [false])
  }

  @Test func fewPeersUnknownFiguresAndNoDifferences() throws {
    let few = try Nine(peers: 7) { row, number in
      row.engagementRate = Share(millionths: number == 8 ? 900_000 : rates[number])
    }
    #expect(Authenticity(few.sketch.session).all.isEmpty)
    // Seven peers know it; the eighth doesn't, and neither do those of other platforms and tiers count.
    var unknown = try Nine { row, number in
      let rate = number == 8 ? 900_000 : rates[number]
      row.engagementRate = number == 3 ? nil : Share(millionths: rate)
    }
    for number in 0..<20 {
      try unknown.sketch.influencer("small \(number)", followers: 500)
      try unknown.sketch.influencer("tok \(number)", followers: 3_000_000, platform: .tiktok)
      try unknown.sketch.influencer("nobody knows \(number)")
    }
    #expect(Authenticity(unknown.sketch.session).all.isEmpty)
    let same = try Nine { row, number in
      row.followers = 1_000_000 * (number + 1)
      row.averageLikes = 20_000 * (number + 1)
      row.averageComments = 500 * (number + 1)
      row.sponsoredShare = Share(millionths: 100_000)
    }
    #expect(Authenticity(same.sketch.session).all.isEmpty)
    #expect(Authenticity(Sketch().session).all.isEmpty)
    // Exports write 0 for what they don't know.
    let zeros = try Nine { row, number in
      row.engagementRate = Share(millionths: number == 8 ? 0 : rates[number])
      row.averageLikes = number == 8 ? 0 : 10_000 + number
      row.averageComments = 50 + 10 * number
      row.realAudience = Share(millionths: number == 8 ? 0 : 700_000 + Int64(number))
    }
    #expect(zeros.flags.isEmpty)
  }
}
