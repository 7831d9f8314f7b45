import Marketing

/// What one column of a table contains.
///
/// Numbers, dates and absent cells are counted over all rows; the shape of texts, countries, platforms and examples
/// over the first rows (`sampled`). Uses constant memory.
package struct ColumnProfile: Sendable {
  package let index: Int
  /// The header as written in the file; empty without one.
  package let header: String
  /// Data rows, including ones too short to have the column.
  package internal(set) var rows = 0
  package internal(set) var absent = 0
  package internal(set) var numberEvidence = NumberEvidence()
  package internal(set) var dateEvidence = DateEvidence()
  package internal(set) var minimum: ExactDecimal?
  package internal(set) var maximum: ExactDecimal?
  /// Numbers that are negative, or have a fraction.
  package internal(set) var negatives = 0
  package internal(set) var fractions = 0
  /// Numbers from 0 to 1.
  package internal(set) var upToOne = 0

  /// Present cells among the first rows.
  package internal(set) var sampled = 0
  package internal(set) var urls = 0
  package internal(set) var emails = 0
  package internal(set) var atHandles = 0
  package internal(set) var handleShaped = 0
  package internal(set) var spaced = 0
  package internal(set) var uppercased = 0
  package internal(set) var countries = 0
  package internal(set) var countryCodes = 0
  package internal(set) var platforms = 0
  /// Where a brand's buyers come from, such as "Email" or "Paid Search".
  package internal(set) var channels = 0
  /// Of the first addresses: how many were looked at, how many name an account, and on which platforms they lie.
  package internal(set) var linksExamined = 0
  package internal(set) var accountLinks = 0
  package internal(set) var linkPlatforms: [String: Int] = [:]
  /// Groups of ages, such as `18-24` or `18-24 45%, 25-34 38%`.
  package internal(set) var ages = 0
  /// `Total`, `Subtotal ANNA10`: such a row has no day and no name.
  package internal(set) var totals = 0
  package internal(set) var bytes = 0
  /// The first five different values.
  package internal(set) var examples: [String] = []

  private var channelWords: [UInt64: Bool] = [:]
  var distinctHashes = DistinctCounter()
  /// The same for the first rows only, where uniqueness is exact.
  package internal(set) var sampledDistinct = 0

  init(index: Int, header: String) {
    self.index = index
    self.header = header
  }

  /// Cells that aren't absent.
  package var present: Int { rows - absent }
  /// The number of different values: exact up to 16,384, then an estimate.
  package var distinct: Int { distinctHashes.count }
  /// Cells that are numbers (in at least one reading) and not dates.
  package var numbers: Int { numberEvidence.numbers }
  package var percents: Int { numberEvidence.percents }
  /// Cells with a currency.
  package var money: Int { numberEvidence.currencies.values.reduce(0, +) }
  package var dates: Int { dateEvidence.dates }

  package var numberShare: Double { share(numbers, of: present) }
  package var dateShare: Double { share(dates, of: present - totals) }
  package var platformShare: Double { share(platforms, of: sampled) }
  package var urlShare: Double { share(urls, of: sampled) }
  package var emailShare: Double { share(emails, of: sampled) }
  /// One value alone says nothing: somebody may be called “other”.
  package var channelShare: Double { sampled > 1 ? share(channels, of: sampled) : 0 }
  package var accountLinkShare: Double { share(accountLinks, of: linksExamined) * urlShare }
  package var handleShare: Double { share(handleShaped, of: sampled) }
  package var spacedShare: Double { share(spaced, of: sampled) }
  package var uppercaseShare: Double { share(uppercased, of: sampled) }
  /// 1 if no value repeats among the first rows.
  package var uniqueShare: Double { share(sampledDistinct, of: sampled) }
  /// Few different values that repeat often.
  package var isCategorical: Bool { present > 0 && (distinct <= 12 || distinct * 8 <= present) }

  /// Whether all values are yes or no, in words or as 1 and 0.
  package var saysYesOrNo: Bool {
    present > 0 && distinct <= 2 && !examples.isEmpty && examples.allSatisfy(YesNoWords.contains)
  }

  private func share(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }

  mutating func addMissing() {
    rows += 1
    absent += 1
  }

  mutating func add(
    _ cell: UnsafeBufferPointer<UInt8>, number: NumberScan, inSample: Bool
  ) {
    rows += 1
    if number.isAbsent {
      absent += 1
      numberEvidence.add(number)
      dateEvidence.addAbsent()
      return
    }
    let date = DateScan(cell)
    if date.isDate {
      dateEvidence.add(date, text: Trim.string(cell))
    } else {
      dateEvidence.add(date)
      numberEvidence.add(number)
      if let value = number.value(number.dot != nil ? .dot : .comma) {
        if minimum.map({ value < $0 }) ?? true { minimum = value }
        if maximum.map({ $0 < value }) ?? true { maximum = value }
        if value.isNegative { negatives += 1 } else if value <= Self.one { upToOne += 1 }
        if !value.isInteger { fractions += 1 }
      }
    }
    let hash = distinctHashes.insert(cell)
    guard inSample else { return }
    sampled += 1
    sampledDistinct = distinctHashes.isExact ? distinctHashes.count : sampledDistinct + 1
    bytes += cell.count
    let shape = TextShape(cell)
    if shape.isURL {
      urls += 1
      if linksExamined < 500 {
        linksExamined += 1
        if let link = AccountLink(Trim.string(cell)) {
          linkPlatforms[link.platform, default: 0] += 1
          if link.account != nil { accountLinks += 1 }
        }
      }
    }
    if shape.isEmail { emails += 1 }
    if shape.isAtHandle { atHandles += 1 }
    if shape.isHandleShaped { handleShaped += 1 }
    if shape.hasSpace { spaced += 1 }
    if shape.hasUpper { uppercased += 1 }
    if !number.isNumber && !date.isDate && cell.count <= 48 {
      let text = String(decoding: cell, as: UTF8.self)
      if TotalsWords.contains(text) { totals += 1 }
      if CountryWords.code(for: text) != nil {
        countries += 1
        if cell.count <= 3 { countryCodes += 1 }
      }
      if PlatformWords.platform(for: text) != nil { platforms += 1 }
      if isChannel(text, hash) { channels += 1 }
    }
    if shape.beginsWithDigit, !number.isNumber, AgeWords.range(of: Trim.string(cell)) != nil {
      ages += 1
    }
    if examples.count < 5 {
      let text = Trim.string(cell)
      if !examples.contains(text) { examples.append(text) }
    }
  }

  /// Whether the text is a channel of marketing. Only looked up for columns of few values, each once.
  private mutating func isChannel(_ text: String, _ hash: UInt64) -> Bool {
    if let known = channelWords[hash] { return known }
    guard channelWords.count < 64 else { return false }
    let answer = ChannelWords.contains(text)
    channelWords[hash] = answer
    return answer
  }

  private static let one = ExactDecimal(1)
}

/// Counts different values: exactly while there are few, then by HyperLogLog (4,096 registers, about 1.6% error).
struct DistinctCounter: Sendable {
  private static let limit = 16_384
  private var exact: Set<UInt64> = []
  private var registers: [UInt8] = []

  var isExact: Bool { registers.isEmpty }

  mutating func add(_ cell: UnsafeBufferPointer<UInt8>) { _ = insert(cell) }

  /// Counts the cell and returns its hash.
  mutating func insert(_ cell: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let hash = Self.hash(cell)
    if isExact {
      exact.insert(hash)
      if exact.count > Self.limit {
        registers = [UInt8](repeating: 0, count: 4096)
        for old in exact { register(old) }
        exact = []
      }
    } else {
      register(hash)
    }
    return hash
  }

  var count: Int {
    if isExact { return exact.count }
    var sum = 0.0
    var zeros = 0
    for register in registers {
      sum += 1 / Double(UInt64(1) << UInt64(min(register, 62)))
      if register == 0 { zeros += 1 }
    }
    let m = 4096.0
    let raw = 0.7213 / (1 + 1.079 / m) * m * m / sum
    // No correction for low counts is needed, because the exact set covers them.
    return Int(raw)
  }

  private mutating func register(_ hash: UInt64) {
    let index = Int(hash >> 52)
    let rank = UInt8((hash << 12 | 1 << 11).leadingZeroBitCount + 1)
    if rank > registers[index] { registers[index] = rank }
  }

  /// FNV-1a with a final mix, so that high and low bits are equally good.
  static func hash(_ cell: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in cell { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 33
    hash = hash &* 0xff51_afd7_ed55_8ccd
    hash ^= hash >> 33
    hash = hash &* 0xc4ce_b9fe_1a85_ec53
    return hash ^ hash >> 33
  }
}

/// Two adjacent columns with the same name and content, once as text (`48.5M`) and once as digits (`48500000`).
package struct NumberTwins: Sendable, Hashable {
  package var first: Int
  package var second: Int
  /// The one to read: the one with fewer abbreviations.
  package var exact: Int
  /// Rows where both are absent.
  package var bothAbsent: Int
  /// Rows where both are the same number, to the last digit.
  package var agreeing: Int
  /// Rows where the abbreviated one is the other rounded: `48.5M` for 48512345.
  package var rounded: Int
  /// Rows with different numbers, or where one is absent or unreadable.
  package var disagreeing: Int
  /// The lines of the first hundred disagreeing rows.
  package var disagreeingLines: [Int]
}

/// Compares two adjacent columns row by row, in all readings of their marks.
struct TwinCounter: Sendable {
  let first: Int
  let second: Int
  var bothAbsent = 0
  /// Agreements for dot/dot, dot/comma, comma/dot, comma/comma.
  var agreeing = [0, 0, 0, 0]
  var rounded = [0, 0, 0, 0]
  /// Of the agreements those of zeros, which are no sign that two columns say the same.
  var zeros = [0, 0, 0, 0]
  var rows = 0
  var lines: [[Int]] = [[], [], [], []]

  init(first: Int, second: Int) {
    self.first = first
    self.second = second
  }

  mutating func add(_ a: NumberScan, _ b: NumberScan, line: Int) {
    rows += 1
    if a.isAbsent && b.isAbsent {
      bothAbsent += 1
      return
    }
    for combination in 0..<4 {
      let left = a.value(combination < 2 ? .dot : .comma)
      let right = b.value(combination & 1 == 0 ? .dot : .comma)
      if let left, let right {
        if left == right {
          agreeing[combination] += 1
          if left == .zero { zeros[combination] += 1 }
          continue
        }
        if a.isAbbreviated != b.isAbbreviated,
          Self.isRounded(a.isAbbreviated ? left : right, of: a.isAbbreviated ? right : left)
        {
          rounded[combination] += 1
          continue
        }
      }
      if lines[combination].count < 100 { lines[combination].append(line) }
    }
  }

  /// Whether `short` is `long` with its last digits rounded or cut off.
  private static func isRounded(_ short: ExactDecimal, of long: ExactDecimal) -> Bool {
    guard let difference = long.adding(short.negated) else { return false }
    let size = difference.isNegative ? difference.negated : difference
    return size < ExactDecimal(significand: 1, exponent: short.exponent)
  }
}
