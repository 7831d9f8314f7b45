import Marketing

/// What may show that two accounts belong together: accounts are bucketed by the words they share.
struct AccountSigns {
  let rows: [Influencer]
  let mails: SignBuckets
  /// Letters and digits of the handle.
  let handles: SignBuckets
  let names: SignBuckets
  /// The export's identifier, together with the platform.
  let references: SignBuckets
  /// The words of each account's name.
  let nameWords: [[String]]
  private let commonNames: Set<Int32>

  init(_ rows: [Influencer]) {
    self.rows = rows
    mails = SignBuckets(rows.map(AccountSigns.mail))
    handles = SignBuckets(rows.map { AccountSigns.plainHandle($0) })
    references = SignBuckets(
      rows.map { row in
        row.reference.isEmpty
          ? "" : "\(row.platform.rawValue) \(AccountWords.folded(row.reference))"
      })
    let words = rows.map(AccountSigns.words)
    nameWords = words
    names = SignBuckets(words.map { $0.joined(separator: " ") })
    commonNames = AccountSigns.common(names, words)
  }

  // MARK: Signs of one account

  /// The address without what mail servers ignore: `Anna.B+ads@gmail.com` is `annab@gmail.com`.
  static func mail(_ row: Influencer) -> String {
    let folded = AccountWords.folded(row.email)
    guard let at = folded.lastIndex(of: "@"), at != folded.startIndex else { return "" }
    let domain = folded[folded.index(after: at)...]
    guard domain.contains(".") else { return "" }
    var local = String(folded[..<at].prefix { $0 != "+" })
    if domain == "gmail.com" || domain == "googlemail.com" { local = local.filter { $0 != "." } }
    return local.isEmpty ? "" : "\(local)@\(domain)"
  }

  /// Whether an address belongs to an office rather than a person.
  static func isOffice(_ mail: String) -> Bool {
    let local = mail.prefix { $0 != "@" }
    return offices.contains(local.filter(\.isLetter))
  }

  private static let offices: Set<String> = [
    "info", "contact", "hello", "hi", "mail", "office", "booking", "bookings", "management",
    "mgmt", "manager", "pr", "press", "media", "team", "business", "biz", "collab", "collabs",
    "partnerships", "inquiries", "enquiries", "talent", "agency", "admin", "support", "sales",
    "marketing", "work", "influencer", "influencers", "creators", "kontakt", "contacto",
  ]

  /// The handle without `@` and without the ` #reference` that an import adds to tell namesakes apart.
  static func bareHandle(_ row: Influencer) -> String {
    let handle = row.identity.handle
    guard handle.utf8.contains(UInt8(ascii: "#")) else { return handle }
    guard let mark = handle.lastIndex(of: "#"), mark > handle.startIndex,
      handle[handle.index(before: mark)] == " ", !handle[mark...].contains(" ")
    else { return handle }
    return AccountWords.trimmed(String(handle[..<mark]))
  }

  private static func plainHandle(_ row: Influencer) -> String {
    let plain = AccountWords.lettersAndDigits(bareHandle(row))
    return plain.count < 3 ? "" : plain
  }

  /// In files without handles, names take their place, and no handle has a space.
  static func handleIsName(_ row: Influencer) -> Bool {
    row.handle.utf8.contains(UInt8(ascii: " ")) && bareHandle(row).contains(" ")
  }

  /// The words of the name, in lower case; empty if it only repeats the handle.
  private static func words(_ row: Influencer) -> [String] {
    let isName = handleIsName(row)
    let name = row.name.isEmpty && isName ? bareHandle(row) : row.name
    let words = AccountWords.words(name)
    if words.count == 1, words[0] == plainHandle(row) { return [] }
    return words
  }

  // MARK: Names that many have

  /// Names that are likely to occur twice by chance (more than one time in ten) if first and last names were drawn
  /// independently. A single word always counts as one.
  private static func common(_ names: SignBuckets, _ words: [[String]]) -> Set<Int32> {
    var counts: [String: Int] = [:]
    for own in words { for word in Set(own) { counts[word, default: 0] += 1 } }
    let all = Double(max(1, words.count))
    var common: Set<Int32> = []
    for bucket in names.shared(by: 2...Int.max) {
      let members = names.members(bucket)
      // The bucket's own accounts are what has to be explained, so they don't count; a quarter of one stands for those
      // not seen.
      let expected = Set(words[members[0]]).reduce(all) { product, word in
        product * (Double((counts[word] ?? 0) - members.count) + 0.25) / all
      }
      if expected >= 0.1 { common.insert(bucket) }
    }
    return common
  }

  func isCommonName(_ place: Int) -> Bool { commonNames.contains(names.bucket[place]) }

  // MARK: Pairs

  /// All pairs that share a word that few share, with the evidence.
  func pairs() -> [AccountPair] {
    var seen: Set<UInt64> = []
    var pairs: [AccountPair] = []
    for buckets in [mails, handles, names, references] {
      for bucket in buckets.shared(by: 2...SamePerson.mostAccounts) {
        let members = buckets.members(bucket)
        for (at, one) in members.enumerated() {
          for other in members[(at + 1)...] {
            guard seen.insert(UInt64(one) << 32 | UInt64(other)).inserted,
              let pair = pair(one, other)
            else { continue }
            pairs.append(pair)
          }
        }
      }
    }
    return pairs
  }

  private func pair(_ one: Int, _ other: Int) -> AccountPair? {
    let evidence = PairEvidence(self, one, other)
    if let confidence = evidence.duplicates {
      return AccountPair(one: one, other: other, kind: .duplicates, confidence: confidence)
    }
    return evidence.samePerson.map {
      AccountPair(one: one, other: other, kind: .samePerson, confidence: $0)
    }
  }
}

/// Accounts by a word that they share.
struct SignBuckets {
  /// Each account's bucket, −1 without a word.
  private(set) var bucket: [Int32] = []
  private(set) var words: [String] = []
  private var starts: [Int32] = []
  private var places: [Int32] = []

  /// One word per account; empty for none.
  init(_ signs: [String]) {
    var numbers: [String: Int32] = [:]
    numbers.reserveCapacity(signs.count)
    bucket.reserveCapacity(signs.count)
    var counts: [Int32] = []
    for sign in signs {
      guard !sign.isEmpty else {
        bucket.append(-1)
        continue
      }
      let number = numbers[sign] ?? Int32(words.count)
      if Int(number) == words.count {
        numbers[sign] = number
        words.append(sign)
        counts.append(0)
      }
      counts[Int(number)] += 1
      bucket.append(number)
    }
    starts = [0]
    for count in counts { starts.append((starts.last ?? 0) + count) }
    var next = starts
    places = Array(repeating: 0, count: Int(starts.last ?? 0))
    for (place, number) in bucket.enumerated() where number >= 0 {
      places[Int(next[Int(number)])] = Int32(place)
      next[Int(number)] += 1
    }
  }

  func count(_ bucket: Int32) -> Int {
    bucket < 0 ? 0 : Int(starts[Int(bucket) + 1] - starts[Int(bucket)])
  }

  /// The accounts in a bucket, in the roster's order.
  func members(_ bucket: Int32) -> [Int] {
    places[Int(starts[Int(bucket)])..<Int(starts[Int(bucket) + 1])].map(Int.init)
  }

  func shared(by range: ClosedRange<Int>) -> [Int32] {
    (0..<Int32(words.count)).filter { range.contains(count($0)) }
  }

  /// Whether two accounts share a word that few others have.
  func share(_ one: Int, _ other: Int) -> Bool {
    bucket[one] >= 0 && bucket[one] == bucket[other]
      && count(bucket[one]) <= SamePerson.mostAccounts
  }
}
