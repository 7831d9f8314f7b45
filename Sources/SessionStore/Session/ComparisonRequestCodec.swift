import JSON
import Marketing
import Tabular

// What was compared; segments are stored as typed:
//
//     {"left": "tier:mega", "right": "-tier:mega", "mix": "platform", "universe": 100000,
//       "what_if": {"fee_factor": {"left": 1.5}, "from": {"mega": 500000}, "attribution": "link-first"}}
extension JSONWriter {
  mutating func comparison(_ request: ComparisonRequest) {
    beginObject()
    if let sides = request.sides,
      !request.unread.contains(where: { $0.name == "left" || $0.name == "right" })
    {
      text("left", sides.left.description)
      text("right", sides.right.description)
    }
    let unread = Set(request.unread.map(\.name))
    if !unread.contains("campaign") { count("campaign", request.campaign?.number) }
    if !unread.contains("universe"), !unread.contains("overlap") {
      count("universe", request.audience?.universe)
      count("overlap", request.audience?.overlap)
    }
    if !unread.contains("mix") { text("mix", request.mix?.rawValue ?? "") }
    if !request.whatIf.isEmpty, !unread.contains("what_if") {
      key("what_if")
      whatIf(request.whatIf)
    }
    unknown(request.unread)
    unknown(request.unknown)
    endObject()
  }

  mutating func sides(_ sides: ComparisonRequest.Sides) {
    beginObject()
    text("left", sides.left.description)
    text("right", sides.right.description)
    endObject()
  }

  /// A value for some of the cases, in their order; nothing where there is none.
  private mutating func member<Key: RawRepresentable & Hashable & CaseIterable, Value>(
    _ name: StaticString, _ values: [Key: Value], _ write: (inout JSONWriter, Value) -> Void
  ) where Key.RawValue == String {
    guard !values.isEmpty else { return }
    key(name)
    beginObject()
    for place in Key.allCases {
      guard let value = values[place] else { continue }
      key(text: place.rawValue)
      write(&self, value)
    }
    endObject()
  }

  private mutating func whatIf(_ whatIf: WhatIf) {
    beginObject()
    member("fee_factor", whatIf.feeThousandths) { writer, factor in
      writer.number(text: ExactDecimal(significand: Int128(factor), exponent: -3).description)
    }
    member("fee", whatIf.fee) { $0.int($1.minorUnits) }
    member("from", whatIf.minimum) { $0.int(Int64($1)) }
    text("attribution", whatIf.attribution?.rawValue ?? "")
    endObject()
  }
}

extension JSONReader {
  mutating func readComparison() throws(JSONError) -> ComparisonRequest {
    var request = ComparisonRequest()
    var sides: [String: UnknownField] = [:]
    var audience: [String: UnknownField] = [:]
    try beginObject()
    while let key = try nextKey() {
      let field = try readUnknown(key)
      switch field.name {
      case "left", "right": sides[field.name] = field
      case "universe", "overlap": audience[field.name] = field
      default:
        do throws(JSONError) {
          try request.take(field)
        } catch {
          request.unread.append(field)
        }
      }
    }
    // The sides are read together, since one means nothing without the other.
    do throws(JSONError) {
      if let left = sides["left"], let right = sides["right"] {
        request.sides = .init(left: try left.readSegment(), right: try right.readSegment())
      } else {
        request.unread += sides.values
      }
    } catch {
      request.unread += ["left", "right"].compactMap { sides[$0] }
    }
    do throws(JSONError) {
      if let universe = audience["universe"] {
        request.audience = try universe.readAudience(overlap: audience["overlap"])
      } else {
        request.unread += audience.values
      }
    } catch {
      request.unread += ["universe", "overlap"].compactMap { audience[$0] }
    }
    return request
  }

  mutating func readSides() throws(JSONError) -> ComparisonRequest.Sides {
    let start = mark()
    var left: Segment?
    var right: Segment?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "left": left = try readUnknown(key).readSegment()
      case "right": right = try readUnknown(key).readSegment()
      default: throw error("this pair has an unknown member")
      }
    }
    guard let left, let right else { throw error(at: start, "this pair lacks a side") }
    return ComparisonRequest.Sides(left: left, right: right)
  }

  fileprivate mutating func readWhatIf() throws(JSONError) -> WhatIf {
    var whatIf = WhatIf()
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "fee_factor":
        try readSideValues { reader, side throws(JSONError) in
          let text = try reader.readNumberText()
          guard let units = ExactDecimal(json: text)?.minorUnits(digits: 3, rounding: .halfEven),
            units >= 0
          else { throw reader.error("\(text) isn't a factor") }
          whatIf.feeThousandths[side] = units
        }
      case "fee":
        try readSideValues { reader, side throws(JSONError) in
          whatIf.fee[side] = try reader.readAmount()
        }
      case "from":
        try beginObject()
        while let key = try nextKey() {
          guard let tier = Tier(rawValue: key.string) else {
            throw error("“\(key.string)” isn't a tier")
          }
          whatIf.minimum[tier] = try readCount()
        }
      case "attribution":
        whatIf.attribution = try readChoice(AttributionRule.self, "attribution rule")
      default: throw error("this what-if has an unknown member")
      }
    }
    return whatIf
  }

  private mutating func readSideValues(
    _ body: (inout JSONReader, Side) throws(JSONError) -> Void
  ) throws(JSONError) {
    try beginObject()
    while let key = try nextKey() {
      guard let side = Side(rawValue: key.string) else {
        throw error("“\(key.string)” isn't a side")
      }
      try body(&self, side)
    }
  }
}

extension ComparisonRequest {
  /// Reads a stored member; throws if its value isn't understood.
  fileprivate mutating func take(_ field: UnknownField) throws(JSONError) {
    switch field.name {
    case "campaign":
      campaign = CampaignID(
        try field.read { reader throws(JSONError) in try reader.readIdentifier() })
    case "mix":
      mix = try field.read { reader throws(JSONError) in try reader.readChoice(Mix.self, "mix") }
    case "what_if":
      whatIf = try field.read { reader throws(JSONError) in try reader.readWhatIf() }
    default: unknown.append(field)
    }
  }
}

extension UnknownField {
  fileprivate func readSegment() throws(JSONError) -> Segment {
    try read { reader throws(JSONError) in
      let text = try reader.readString()
      do throws(SegmentError) {
        return try Segment(text: text)
      } catch {
        throw reader.error(error.description)
      }
    }
  }

  fileprivate func readAudience(overlap: UnknownField?) throws(JSONError) -> Audience {
    let shared = try overlap?.read { reader throws(JSONError) in try reader.readCount() }
    return try read { reader throws(JSONError) in
      guard let audience = Audience(universe: try reader.readCount(), overlap: shared) else {
        throw reader.error("this audience is out of range")
      }
      return audience
    }
  }
}
