import JSON
import Marketing
import Tabular

// Priors as stored in the settings: rates are fractions, amounts whole minor units of their own currency.
//
//     "priors": [{"figure": "engagement", "platform": "instagram", "tier": "micro", "from": 10000, "below": 50000,
//       "base": "followers", "low": 0.02, "high": 0.035, "source": "…", "year": 2026, "grade": "D"}]
//
// A missing member, or null, means the priors that come with the program; an empty list means none. Edits write null,
// since a member that they omit doesn't change.
extension JSONWriter {
  mutating func priors(_ priors: [Prior]?) {
    guard let priors else { return }
    key("priors")
    beginArray()
    for prior in priors {
      self.prior(prior)
    }
    endArray()
  }

  private mutating func prior(_ prior: Prior) {
    beginObject()
    member("figure", prior.figure.rawValue)
    if let platform = prior.platform { member("platform", platform.rawValue) }
    if let tier = prior.tier { member("tier", tier.rawValue) }
    key("from")
    int(Int64(prior.from))
    if let below = prior.below {
      key("below")
      int(Int64(below))
    }
    if !prior.deliverable.isEmpty { member("deliverable", prior.deliverable) }
    member("base", prior.base.rawValue)
    value("low", prior.low, of: prior)
    value("high", prior.high, of: prior)
    if let currency = prior.currency { member("currency", currency.code) }
    member("source", prior.source)
    if let year = prior.year {
      key("year")
      int(Int64(year))
    }
    member("grade", prior.grade.rawValue)
    if !prior.note.isEmpty { member("note", prior.note) }
    endObject()
  }

  private mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }

  private mutating func value(_ name: StaticString, _ value: Int64, of prior: Prior) {
    key(name)
    if prior.figure.isMoney {
      int(value)
    } else {
      number(text: ExactDecimal(significand: Int128(value), exponent: -6).description)
    }
  }
}

extension JSONReader {
  mutating func readPriors() throws(JSONError) -> [Prior]? {
    try readNull()
      ? nil : readArray { reader throws(JSONError) in try reader.readPrior() }
  }

  private mutating func readPrior() throws(JSONError) -> Prior {
    let start = mark()
    var figure: Prior.Figure?
    var base: Prior.Base?
    var low: String?
    var high: String?
    var row = Prior(.reach, nil, base: .followers, low: 0, high: 0, source: "", grade: .d)
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "figure": figure = try readChoice(Prior.Figure.self, "figure")
      case "platform": row.platform = Platform(rawValue: try readString())
      case "tier": row.tier = try readChoice(Tier.self, "tier")
      case "from": row.from = try readCount()
      case "below": row.below = try readCount()
      case "deliverable": row.deliverable = try readString()
      case "base": base = try readChoice(Prior.Base.self, "base")
      case "low": low = try readNumberText()
      case "high": high = try readNumberText()
      case "currency":
        let code = try readString()
        row.currency = Currency(code: code)
        if row.currency == nil { throw error("“\(code)” isn't a currency") }
      case "source": row.source = try readString()
      case "year": row.year = try readCount()
      case "grade": row.grade = try readChoice(Prior.Grade.self, "grade")
      case "note": row.note = try readString()
      default: try skipValue()
      }
    }
    guard let figure, let base, let low else {
      throw error(at: start, "this prior lacks its figure, its base or its low value")
    }
    row.figure = figure
    row.base = base
    func units(_ text: String) throws(JSONError) -> Int64 {
      guard
        let units = ExactDecimal(json: text)?.minorUnits(
          digits: figure.isMoney ? 0 : 6, rounding: .halfEven),
        units > 0, units <= Money.limit.minorUnits
      else { throw error(at: start, "\(text) is out of range for this prior") }
      return Int64(units)
    }
    row.low = try units(low)
    row.high = try units(high ?? low)
    if let fault = row.fault { throw error(at: start, fault) }
    return row
  }
}
