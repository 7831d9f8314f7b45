import Demo
import Marketing
import Testing
import Vetting

@Suite("Accounts of one person, and duplicates")
struct SamePersonTests {
  typealias Confidence = SamePerson.Confidence

  /// Builds a session of accounts, one line each.
  struct People {
    var session = Session(settings: Settings(name: "People"))

    @discardableResult
    mutating func add(
      _ handle: String, _ platform: Platform = .instagram, name: String = "", mail: String = "",
      reference: String = "", person: String = "", followers: Int? = nil, country: String = ""
    ) throws -> InfluencerID {
      var row = Influencer(id: session.roster.nextID, handle: handle, platform: platform)
      row.name = name
      row.email = mail
      row.reference = reference
      row.person = person
      row.followers = followers
      row.country = country
      try session.apply(.put(row))
      return row.id
    }

    /// Each suggestion as its kind, confidence and accounts.
    var found: [String] {
      SamePerson(session).suggestions.map {
        "\($0.confidence.rawValue) \($0.kind.rawValue) "
          + $0.accounts.map { String($0.number) }.joined(separator: "+")
      }
    }
  }

  @Test("An address and a name on two platforms: one person, for sure")
  func mailAndName() throws {
    var people = People()
    try people.add("anna.berg", name: "Anna Berg", mail: "Anna.Berg+ig@gmail.com")
    try people.add("aberg_tt", .tiktok, name: "Anna Berg", mail: "annaberg@gmail.com")
    try people.add("tom", .youtube, name: "Tom Hill", mail: "tom@hill.example")
    let suggestion = try #require(SamePerson(people.session).suggestions.first)
    #expect(people.found == ["sure same-person 1+2"])
    #expect(
      suggestion.evidence == [
        "same e-mail anna.berg+ig@gmail.com",
        "same name Anna Berg, which is rare in this roster",
      ])
  }

  @Test("How sure each sign makes it")
  func confidence() throws {
    func pair(_ build: (inout People) throws -> Void) throws -> [String] {
      var people = People()
      try build(&people)
      return people.found
    }
    // An address alone; that of an office; with names that differ.
    #expect(
      try pair {
        try $0.add("a1x", mail: "me@x.example")
        try $0.add("b2y", .tiktok, mail: "ME@x.example ")
      } == ["likely same-person 1+2"])
    #expect(
      try pair {
        try $0.add("a1x", mail: "info@x.example")
        try $0.add("b2y", .tiktok, mail: "info@x.example")
      } == ["possible same-person 1+2"])
    #expect(
      try pair {
        try $0.add("a1x", name: "Ann Lee", mail: "info@x.example")
        try $0.add("b2y", .tiktok, name: "Bo Wu", mail: "info@x.example")
      } == [])
    // A handle alone: long, short, in other signs, with names that differ.
    #expect(
      try pair {
        try $0.add("annaberg")
        try $0.add("AnnaBerg", .tiktok)
      } == ["likely same-person 1+2"])
    #expect(
      try pair {
        try $0.add("ann")
        try $0.add("ann", .tiktok)
      } == ["possible same-person 1+2"])
    #expect(
      try pair {
        try $0.add("anna.berg")
        try $0.add("anna_berg", .x)
      } == ["possible same-person 1+2"])
    #expect(
      try pair {
        try $0.add("sunny", name: "Ann Lee")
        try $0.add("sunny", .tiktok, name: "Bo Wu")
      } == [])
    // A name alone, and where the countries differ.
    #expect(
      try pair {
        try $0.add("a1x", name: "Anna Berg", country: "DE")
        try $0.add("b2y", .tiktok, name: "ANNA  BERG ✨")
      } == ["possible same-person 1+2"])
    #expect(
      try pair {
        try $0.add("a1x", name: "Anna Berg", country: "DE")
        try $0.add("b2y", .tiktok, name: "Anna Berg", country: "FR")
      } == [])
  }

  @Test("What is linked is no suggestion, and two persons stay two")
  func linked() throws {
    var people = People()
    try people.add("annaberg", person: "anna")
    try people.add("annaberg", .tiktok, person: "anna")
    #expect(people.found.isEmpty)
    try people.add("annaberg", .youtube)
    #expect(people.found == ["likely same-person 1+2+3"])
    #expect(
      SamePerson(people.session).suggestions.first?.evidence == [
        "same handle @annaberg on Instagram, TikTok and YouTube",
        "already linked as anna: @annaberg and @annaberg",
      ])
    try people.add("annaberg", .x, person: "another Anna")
    let groups = SamePerson(people.session).suggestions.map(\.accounts)
    #expect(!groups.contains { $0.contains(InfluencerID(1)) && $0.contains(InfluencerID(4)) })
  }

  @Test("Names that many have say nothing")
  func commonNames() throws {
    var people = People()
    let firsts = ["Thomas", "Maria", "John", "Lisa", "Anna"]
    let lasts = ["Moore", "Garcia", "Smith", "Lee", "Berg"]
    for number in 0..<200 {
      try people.add(
        "h\(number)q", name: "\(firsts[number % 5]) \(lasts[number / 5 % 5])")
    }
    let before = people.found
    #expect(before.isEmpty)
    try people.add("x1x", .tiktok, name: "Zelda Quist")
    try people.add("y2y", .youtube, name: "Zelda Quist")
    try people.add("z3z", .youtube, name: "Zelda")
    try people.add("z4z", .tiktok, name: "Zelda")
    #expect(people.found == ["possible same-person 201+202"])
  }

  @Test("An agency's address under nine accounts is not suggested")
  func agency() throws {
    var people = People()
    for number in 1...8 { try people.add("creator\(number)a", mail: "talents@agency.example") }
    #expect(people.found == ["likely same-person 1+2+3+4+5+6+7+8"])
    try people.add("creator9a", mail: "talents@agency.example")
    #expect(people.found.isEmpty)
  }

  @Test("One account twice: by handle, signs, added reference, or reference")
  func duplicates() throws {
    var people = People()
    try people.add("anna.berg", followers: 48_000)
    try people.add("annaberg", followers: 48_200)
    try people.add("@Anna.Berg", .tiktok)
    try people.add("anna.berg", .tiktok)
    let found = people.found
    #expect(found.contains("sure duplicates 3+4"))
    #expect(found.contains("likely duplicates 1+2"))
    let one = try #require(SamePerson(people.session).suggestions(.duplicates).last)
    #expect(
      one.evidence == [
        "handles @anna.berg and @annaberg differ only in punctuation or an added reference",
        "nearly the same followers: 48.2k",
      ])

    var exports = People()
    try exports.add("Lisa Quist", reference: "3")
    try exports.add("Lisa Quist #17", reference: "17")
    try exports.add("tomhill", reference: "ig-77120")
    try exports.add("tom.the.hill", reference: "IG-77120")
    try exports.add("one", reference: "1")
    try exports.add("two", .tiktok, reference: "1")
    #expect(exports.found == ["likely duplicates 3+4", "possible duplicates 1+2"])
  }

  @Test("The sure core comes first, the larger guess after it")
  func levels() throws {
    var people = People()
    try people.add("annaberg", name: "Anna Berg", mail: "a@berg.example")
    try people.add("annaberg", .tiktok, mail: "a@berg.example")
    try people.add("other", .youtube, name: "Anna Berg")
    #expect(people.found == ["sure same-person 1+2", "possible same-person 1+2+3"])
    #expect(SamePerson(people.session).suggestions(for: InfluencerID(3)).count == 1)
  }

  @Test("The demo's second accounts are found once their links are taken away")
  func demo() throws {
    var session = Session.demo(today: .on("2026-03-01"))
    let linked = session.roster.rows.filter { !$0.person.isEmpty }
    #expect(linked.count >= 16)
    let links = SamePerson(session).suggestions(.samePerson)
    #expect(!links.contains { Set($0.accounts).isSubset(of: linked.map(\.id)) })
    try session.apply(AccountMerge(session).split(Set(linked.map(\.id))))
    let found = Set(
      SamePerson(session).suggestions(.samePerson).filter { $0.confidence >= .likely }
        .map { Set($0.accounts) })
    for group in Dictionary(grouping: linked, by: \.person).values {
      #expect(found.contains(Set(group.map(\.id))), "\(group.map(\.handle))")
    }
  }
}
