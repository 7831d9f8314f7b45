/// A currency by its ISO 4217 code.
public struct Currency: Hashable, Sendable {
  public let code: String

  /// Nil unless the code is three capital letters.
  public init?(code: String) {
    guard code.utf8.count == 3,
      code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else { return nil }
    self.code = code
  }

  /// Nil unless ISO 4217 lists the code, in any case. Files keep whatever they were given; people are held to the list.
  public init?(listed code: String) {
    let code = code.uppercased()
    guard Self.codes.contains(code) else { return nil }
    self.code = code
  }

  private init(known code: String) { self.code = code }
  public static let usDollar = Currency(known: "USD")

  /// Decimals according to ISO 4217: 2 for most, 0 for yen, 3 for dinars.
  public var digits: Int {
    switch code {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
      "XAF", "XOF",
      "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    default: 2
    }
  }

  /// Minor units in one major unit.
  public var scale: Int64 {
    switch digits {
    case 0: 1
    case 3: 1000
    default: 100
    }
  }

  /// The sign before an amount; the code and a space if there is no common one.
  public var symbol: String {
    switch code {
    case "USD": "$"
    case "EUR": "€"
    case "GBP": "£"
    case "JPY": "¥"
    case "INR": "₹"
    default: code + " "
    }
  }

  /// The currencies in use, by ISO 4217 (2026), without funds, metals and test codes.
  private static let codes = Set(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN
    BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD
    FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY
    KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
    RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT
    TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER
    ZAR ZMW ZWG
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
