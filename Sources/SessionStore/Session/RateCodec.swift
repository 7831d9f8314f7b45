import JSON
import Marketing
import Tabular

// The rates of other currencies, in the settings: members and their order in the files.

extension JSONWriter {
  mutating func rates(_ rates: [ExchangeRate]) {
    guard !rates.isEmpty else { return }
    key("rates")
    beginArray()
    for rate in rates {
      beginObject()
      text("currency", rate.currency.code)
      key("rate")
      number(
        text: ExactDecimal(significand: Int128(rate.hundredMillionths), exponent: -8).description)
      text("day", rate.day.iso)
      text("source", rate.source)
      endObject()
    }
    endArray()
  }
}

extension JSONReader {
  mutating func readRate() throws(JSONError) -> ExchangeRate {
    let start = mark()
    var currency: Currency?
    var units: Int64?
    var day: Day?
    var source = ""
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "currency":
        let place = mark()
        let code = try readString()
        guard let known = Currency(code: code) else {
          throw error(
            at: place, "“\(code)” isn't a currency: expected three capital letters such as USD")
        }
        currency = known
      case "rate": units = Int64(try readDecimal(digits: 8, limit: Int(ExchangeRate.limit)))
      case "day": day = try readDay()
      case "source": source = try readString()
      default: throw error("this rate has an unknown member")
      }
    }
    guard let currency, let units, let day else {
      throw error(at: start, "a rate needs currency, rate and day")
    }
    return ExchangeRate(currency, units, day: day, source: source)
  }
}
