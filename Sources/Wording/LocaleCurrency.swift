import Marketing

/// The currency of the country that a locale names: a proposal for new sessions, never more.
package enum LocaleCurrency {
  private static let byTerritory: [String: String] = {
    var result: [String: String] = [
      "AE": "AED", "AR": "ARS", "AU": "AUD", "BR": "BRL", "CA": "CAD", "CH": "CHF", "CL": "CLP",
      "CN": "CNY",
      "CO": "COP", "CZ": "CZK", "DK": "DKK", "EG": "EGP", "GB": "GBP", "HK": "HKD", "HU": "HUF",
      "ID": "IDR",
      "IL": "ILS", "IN": "INR", "IS": "ISK", "JP": "JPY", "KE": "KES", "KR": "KRW", "LI": "CHF",
      "MX": "MXN",
      "MY": "MYR", "NG": "NGN", "NO": "NOK", "NZ": "NZD", "PE": "PEN", "PH": "PHP", "PK": "PKR",
      "PL": "PLN",
      "RO": "RON", "RU": "RUB", "SA": "SAR", "SE": "SEK", "SG": "SGD", "TH": "THB", "TR": "TRY",
      "TW": "TWD",
      "UA": "UAH", "US": "USD", "VN": "VND", "ZA": "ZAR",
    ]
    for territory in [
      "AT", "BE", "BG", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU",
      "LV", "MT", "NL",
      "PT", "SI", "SK",
    ] {
      result[territory] = "EUR"
    }
    return result
  }()

  /// From the variables that decide about amounts, in their order: LC_ALL, LC_MONETARY, LANG. Nil if they name no
  /// country, as `C.UTF-8`.
  package static func proposed(_ variable: (String) -> String?) -> Currency? {
    let name = ["LC_ALL", "LC_MONETARY", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
    guard let name, let mark = name.firstIndex(of: "_") else { return nil }
    let territory = name[name.index(after: mark)...].prefix(2).uppercased()
    return byTerritory[territory].flatMap { Currency(code: $0) }
  }
}
