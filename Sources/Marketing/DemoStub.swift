extension Session {
  public static func demo(today: Day) -> Session {
    var s = Session(settings: Settings(name: "Demo"))
    for i in 1...40 {
      var x = Influencer(
        id: .init(i), handle: "user\(i)", platform: [.instagram, .tiktok, .youtube, .x][i % 4])
      x.followers = i * i * 1500
      x.niches = ["beauty", "food"]
      x.fee = Money(minorUnits: Int64(i * 12345))
      x.country = "France"
      _ = try? s.apply(.put(x))
    }
    var c = Campaign(id: .init(1), name: "Spring Glow", goal: .conversions)
    c.start = today + -20
    c.end = today + 20
    c.budget = Money(minorUnits: 5_000_000)
    _ = try? s.apply(.put(c))
    for i in 1...12 {
      var b = Booking(id: .init(i), campaign: .init(1), influencer: .init(i * 3))
      b.fee = Money(minorUnits: Int64(i * 54321))
      b.stage = Stage.allCases[i % 7]
      _ = try? s.apply(.put(b))
      var m = Measurement(campaign: .init(1), key: "p\(i)", kind: .total, day: today + -i)
      m.influencer = .init(i * 3)
      m.counts.reach = i * 5000
      m.counts.likes = i * 200
      m.counts.clicks = i * 30
      m.counts.conversions = i
      m.counts.revenue = Money(minorUnits: Int64(i * 7000))
      _ = try? s.apply(.put(m))
    }
    return s
  }
}
