/// Why a text isn't a segment.
public struct SegmentError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
  public init(description: String) { self.description = description }
}

/// The text form:
///
///     all
///     tier:mega                    tiers of the session
///     platform:tiktok niche:beauty both
///     campaign:"Spring launch"     quotes hold words together
///     days:2026-03-01..2026-03-14
///     marked:3,17,20               numbers of influencers
///     -tier:mega                   all others
///     -(tier:mega platform:x)
///     rest                         all but the other side
extension Segment: CustomStringConvertible {
  ///
  /// - Parameter other: what `rest` leaves out; without it `rest` is refused.
  public init(text: String, other: Segment? = nil) throws(SegmentError) {
    var reader = SegmentReader(characters: Array(text), other: other)
    self = try reader.segment(until: nil)
  }

  public var description: String {
    switch self {
    case .all: "all"
    case .tier(let tier): "tier:\(tier.rawValue)"
    case .platform(let platform): "platform:\(Segment.quoted(platform.rawValue))"
    case .niche(let niche): "niche:\(Segment.quoted(niche))"
    case .campaign(let name): "campaign:\(Segment.quoted(name))"
    case .days(let days): "days:\(days.lowerBound.iso)..\(days.upperBound.iso)"
    case .marked(let influencers):
      "marked:" + influencers.map(\.number).sorted().map(String.init).joined(separator: ",")
    case .not(.and(let segments)): "-(\(Segment.and(segments)))"
    case .not(.not(let segment)): "-(\(Segment.not(segment)))"
    case .not(let segment): "-\(segment)"
    case .and(let segments):
      segments.isEmpty
        ? "all"
        : segments.map { segment in
          if case .and = segment { "(\(segment))" } else { "\(segment)" }
        }.joined(separator: " ")
    }
  }

  /// Quoted if the text would otherwise end early; a quote inside is doubled.
  private static func quoted(_ text: String) -> String {
    let isPlain = !text.isEmpty && !text.contains { $0.isWhitespace || "\"()".contains($0) }
    guard !isPlain else { return text }
    return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}

private struct SegmentReader {
  let characters: [Character]
  let other: Segment?
  var at = 0

  init(characters: [Character], other: Segment?) {
    self.characters = characters
    self.other = other
  }

  mutating func segment(until end: Character?) throws(SegmentError) -> Segment {
    var parts: [Segment] = []
    while true {
      while at < characters.count, characters[at].isWhitespace { at += 1 }
      guard at < characters.count else {
        if end != nil { throw SegmentError(description: "A bracket is not closed.") }
        break
      }
      if characters[at] == end {
        at += 1
        break
      }
      parts.append(try term())
    }
    guard !parts.isEmpty else {
      throw SegmentError(description: "A segment is missing, such as tier:mega or platform:tiktok.")
    }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func term() throws(SegmentError) -> Segment {
    if characters[at] == "-" {
      at += 1
      guard at < characters.count else {
        throw SegmentError(description: "After the minus comes what is left out, as in -tier:mega.")
      }
      return .not(try term())
    }
    if characters[at] == "(" {
      at += 1
      return try segment(until: ")")
    }
    let start = at
    while at < characters.count, !characters[at].isWhitespace, !":()".contains(characters[at]) {
      at += 1
    }
    let name = String(characters[start..<at]).lowercased()
    guard at < characters.count, characters[at] == ":" else {
      if name == "all" { return .all }
      if name == "rest", let other { return other.others }
      if name == "rest" {
        throw SegmentError(description: "“rest” needs another side to be the rest of.")
      }
      throw SegmentError(
        description:
          "“\(name)” isn't a segment. Use tier:, platform:, niche:, campaign:, days:, marked:, all and rest."
      )
    }
    at += 1
    return try named(name, value())
  }

  private mutating func value() throws(SegmentError) -> String {
    guard at < characters.count, characters[at] == "\"" else {
      let start = at
      while at < characters.count, !characters[at].isWhitespace, !"()".contains(characters[at]) {
        at += 1
      }
      return String(characters[start..<at])
    }
    at += 1
    var text = ""
    while at < characters.count {
      if characters[at] == "\"" {
        at += 1
        guard at < characters.count, characters[at] == "\"" else { return text }
      }
      text.append(characters[at])
      at += 1
    }
    throw SegmentError(description: "A quote is not closed.")
  }

  private func named(_ name: String, _ value: String) throws(SegmentError) -> Segment {
    guard !value.isEmpty else {
      throw SegmentError(description: "After \(name): comes what is meant, as in tier:mega.")
    }
    switch name {
    case "tier":
      guard let tier = Tier(rawValue: value.lowercased()) else {
        let names = Tier.allCases.map(\.rawValue).joined(separator: ", ")
        throw SegmentError(description: "“\(value)” isn't a tier. Use \(names).")
      }
      return .tier(tier)
    case "platform": return .platform(Platform(rawValue: value))
    case "niche": return .niche(value.lowercased())
    case "campaign": return .campaign(value)
    case "days":
      let ends = value.split(separator: ".", omittingEmptySubsequences: true)
      guard let first = ends.first.flatMap({ Day(iso: $0) }),
        let last = ends.last.flatMap({ Day(iso: $0) }), ends.count <= 2, first <= last
      else {
        throw SegmentError(
          description: "“\(value)” aren't days. Write days:2026-03-01..2026-03-14.")
      }
      return .days(first...last)
    case "marked":
      var influencers: Set<InfluencerID> = []
      for part in value.split(separator: ",") {
        guard let number = Int(part), InfluencerID(number).isValid else {
          throw SegmentError(description: "“\(part)” isn't an influencer's number.")
        }
        influencers.insert(InfluencerID(number))
      }
      return .marked(influencers)
    default:
      throw SegmentError(
        description:
          "“\(name):” is unknown. Use tier:, platform:, niche:, campaign:, days:, marked:, all and rest."
      )
    }
  }
}
