import Marketing
import TestSupport
import Testing

@testable import Vetting

@Suite("Look-alike handles")
struct LookAlikeTests {
  @Test(arguments: [
    ("oprah", "0prah"), ("oprah", "орrаh"), ("oprah", "ｏｐｒａｈ"), ("oprah", "𝓸𝓹𝓻𝓪𝓱"),
    ("oprah", "op\u{200B}rah"), ("oprah", "opra\u{FE0F}h"), ("liam", "1iam"), ("paypal", "paypaI"),
    ("mrbeast", "rnrbeast"), ("@MrBeast", "МrВeаst"), ("ΝΙΚΗ", "NIKH"), ("νίκη", "vίκη"),
    ("kim.kardashian", "kim․kardashian"), ("scope", "ѕсоре"), ("Straße", "ｓｔｒａｓｓｅ"),
  ])
  func drawnAlike(_ one: String, _ other: String) {
    #expect(LookAlike(one, other) == .drawnAlike)
    #expect(LookAlike(other, one) == .drawnAlike)
  }

  @Test(arguments: [
    ("oprah", "o.prah"), ("oprah", "_oprah_"), ("kimkardashian", "kim-kardashian"),
    ("beyonce", "beyoncé"), ("mrbeast", "mr_beast"), ("swift", "svvift"), ("paypal", "paypai"),
    ("Like Nastya", "likenastya"), ("0prah", "o_prah"),
  ])
  func nearlyAlike(_ one: String, _ other: String) {
    #expect(LookAlike(one, other) == .nearly)
    #expect(LookAlike(other, one) == .nearly)
  }

  @Test(arguments: [
    ("oprah", "oprah"), ("oprah", "OPRAH"), ("@oprah", "Oprah"), ("oprah", "oprahdaily"),
    ("mrbeast", "mrbeast2"), ("anna", "hanna"), ("cnn", "cna"), ("मीरा", "मारा"), ("", ""),
    ("✿✿✿", "❀❀❀"), ("ΩΜΕΓΑ", "ωμεγα"), ("bbc", "abc"),
  ])
  func different(_ one: String, _ other: String) {
    #expect(LookAlike(one, other) == nil)
    #expect(LookAlike(other, one) == nil)
  }

  @Test func skeletonsAreOne() {
    #expect(LookAlike.skeleton(of: "@0prah") == LookAlike.skeleton(of: "орrаh"))
    #expect(LookAlike.skeleton(of: "oprah") != LookAlike.skeleton(of: "o.prah"))
  }

  /// Undrawn scalars are those in Swift's own table.
  @Test func undrawn() {
    let wrong = (0...0x10FFFF as ClosedRange<UInt32>).filter { value in
      guard let scalar = Unicode.Scalar(value) else { return false }
      return Confusables.undrawn.contains { $0.contains(value) }
        != scalar.properties.isDefaultIgnorableCodePoint
    }
    #expect(wrong.isEmpty)
  }

  /// Blocks are used in place of the scalars' categories. Letters drawn like signs count as such: clicks such as ǃ, the
  /// glottal stop, and some Canadian and Vai syllables.
  @Test func lettersStay() {
    let lost = (0xC0...0x323AF as ClosedRange<UInt32>).filter { value in
      switch Unicode.Scalar(value)?.properties.generalCategory {
      case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .otherLetter: break
      default: return false
      }
      var prototype: [UInt32] = []
      Confusables.shared.given.forEach(value) { prototype.append($0) }
      return !prototype.isEmpty && !prototype.contains(where: HandleScalars.isLetter)
    }
    #expect(lost.count < 60, "\(lost.compactMap(Unicode.Scalar.init).map(String.init))")
  }

  /// Unicode's own table, line by line: each character in a handle looks like what it maps to.
  @Test(.needsShared(RealAccounts.confusables))
  func everyLineOfUnicode() throws {
    var lines = 0
    var ofLetters = 0
    let path = try #require(TestData.shared(RealAccounts.confusables))
    for line in try TestData.text(path).unicodeScalars.split(separator: "\n") {
      let fields = String(String.UnicodeScalarView(line)).prefix { $0 != "#" }
        .split(separator: ";").map { field in
          field.split { $0.isWhitespace }.compactMap { UInt32($0, radix: 16) }
            .compactMap(Unicode.Scalar.init)
        }
      guard fields.count >= 2, fields[0].count == 1, !fields[1].isEmpty else { continue }
      lines += 1
      let isLetters = fields[1].allSatisfy { $0.properties.isAlphabetic }
      if isLetters { ofLetters += 1 }
      var views = [String.UnicodeScalarView("star".unicodeScalars), "star".unicodeScalars]
      for side in 0..<2 {
        views[side].append(contentsOf: fields[side])
        views[side].append(contentsOf: "shine".unicodeScalars)
      }
      let alike = LookAlike(String(views[0]), String(views[1]))
      // One letter, small and capital.
      if fields[0] == ["ꝺ"] { continue }
      #expect(alike == .drawnAlike, "\(fields)")
    }
    #expect(lines == 6311 && Confusables.shared.mappings == 6311)
    #expect(ofLetters > 4000)
  }

  /// Both methods agree: the hashes that a roster is bucketed by, and the comparison of two handles.
  @Test func keysAgree() {
    let handles = [
      "oprah", "0prah", "o.prah", "орrаh", "ＯＰＲＡＨ", "Beyoncé", "beyonce", "svvift", "SWIFT",
      "vvv", "wv", "vw", "i.l", "1I", "m", "rn", "ΝΙΚΗ", "νικη", "NIKH", "vikn", "paypaI", "paypai",
      "straße", "strasse", "%", "०", "✿ kids", "kids", "ki\u{200D}ds",
    ]
    func keys(_ handle: String) -> Set<UInt64> {
      var result: Set<UInt64> = []
      BareKey.forEach(handle) { key, length in if length > 0 { result.insert(key) } }
      return result
    }
    for one in handles {
      for other in handles where LookAlike(one, other) != nil {
        #expect(!keys(one).isDisjoint(with: keys(other)), "\(one) \(other)")
      }
    }
    #expect(keys("oprah").isDisjoint(with: keys("oprahdaily")))
  }

  /// All pairs of handles on a platform that look alike.
  private func alike(_ accounts: [(handle: String, platform: Platform)]) -> [String] {
    var alike: [String] = []
    for (_, group) in Dictionary(grouping: accounts, by: \.platform) {
      let handles = group.map(\.handle).sorted()
      var places: [UInt64: [Int]] = [:]
      for place in handles.indices {
        BareKey.forEach(handles[place]) { key, _ in places[key, default: []].append(place) }
      }
      for crowd in places.values {
        for one in crowd {
          for other in crowd where one < other {
            guard let found = LookAlike(handles[one], handles[other]) else { continue }
            alike.append("\(handles[one]) \(handles[other]) \(found)")
          }
        }
      }
    }
    return alike.sorted()
  }

  /// The accounts in the made-up lists have names of their own: only those added here look alike.
  @Test func madeHandles() throws {
    var accounts: [(handle: String, platform: Platform)] = []
    for (file, column, platform) in [
      ("instagram_june.csv", 1, Platform.instagram), ("tiktok.csv", 0, .tiktok),
      ("youtube_mark.csv", 1, .youtube),
    ] {
      let handles = Set(try TestData.records(TestData.made(file)).map { $0[column] })
      accounts += handles.map { ($0, platform) }
    }
    #expect(accounts.count == 250)
    #expect(alike(accounts) == [])
    let tiktok = try #require(accounts.first { $0.platform == .tiktok }).handle
    let other = String(tiktok.prefix(2)) + "." + tiktok.dropFirst(2)
    accounts += [(other, .tiktok), (other, .instagram)]
    #expect(alike(accounts).count == 1)
  }

  /// Three thousand well-known accounts: only these look alike.
  @Test(.needsShared(RealAccounts.file))
  func realHandles() throws {
    let rows = try RealAccounts.session().roster.rows
    #expect(rows.count > 3000)
    let accounts = rows.map { (handle: $0.handle, platform: $0.platform) }
    #expect(alike(accounts) == ["#Refugio Mental #Refúgio Mental nearly"])
  }
}
