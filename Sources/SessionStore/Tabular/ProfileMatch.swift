/// Headers compared without case, spacing, byte-order marks and kinds of apostrophe.
enum ProfileHeader {
  static func normal(_ header: String) -> String {
    var result = ""
    var blank = false
    for scalar in header.unicodeScalars {
      if scalar == "\u{FEFF}" || scalar == "\u{200B}" { continue }
      if scalar.properties.isWhitespace {
        blank = !result.isEmpty
        continue
      }
      if blank { result += " " }
      blank = false
      switch scalar {
      case "’", "ʼ", "‘": result += "'"
      case "“", "”", "„", "«", "»": result += "\""
      default: result += scalar.properties.lowercaseMapping
      }
    }
    return result
  }

  /// The header without a currency at its end, and the currency: `Amount spent (USD)`.
  static func withoutCurrency(_ header: String) -> (header: String, code: String)? {
    let text = header.trimmedCell
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return nil }
    let code = text[text.index(after: open)...].dropLast()
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
    let rest = String(text[..<open]).trimmedCell
    return rest.isEmpty ? nil : (rest, String(code))
  }
}

/// A profile found to fit a file's headers.
struct ProfileMatch {
  let profile: ExportProfile
  let language: String
  /// For each of the file's columns that the profile knows, which of its columns that is.
  let columns: [Int: Int]
  /// The currency in the headers of amounts, if there is one and only one.
  let currency: String?

  /// The profile that knows most of the headers. A profile fits when all its required columns are there, in one
  /// language.
  static func best(_ header: [String], _ profiles: [ExportProfile]) -> ProfileMatch? {
    let names = header.map(ProfileHeader.normal)
    let stripped = header.map { ProfileHeader.withoutCurrency($0) }
    var best: ProfileMatch?
    for profile in profiles {
      for language in profile.languages {
        guard let match = ProfileMatch(profile, language, names, stripped) else { continue }
        if best.map({ match.columns.count > $0.columns.count }) ?? true { best = match }
      }
    }
    return best
  }

  private init?(
    _ profile: ExportProfile, _ language: String, _ names: [String],
    _ stripped: [(header: String, code: String)?]
  ) {
    var positions: [String: Int] = [:]
    for (at, column) in profile.columns.enumerated() {
      for name in column.names[language] ?? [] { positions[ProfileHeader.normal(name)] = at }
    }
    var columns: [Int: Int] = [:]
    var found: Set<Int> = []
    var codes: Set<String> = []
    for (index, name) in names.enumerated() {
      if let at = positions[name] {
        columns[index] = at
        found.insert(at)
      } else if profile.currency == .header, let plain = stripped[index],
        let at = positions[ProfileHeader.normal(plain.header)]
      {
        columns[index] = at
        found.insert(at)
        codes.insert(plain.code)
      }
    }
    for (at, column) in profile.columns.enumerated()
    where column.isRequired && !found.contains(at) {
      return nil
    }
    guard columns.count >= profile.least,
      profile.telling.isEmpty || profile.telling.contains(where: { found.contains($0.column) })
    else { return nil }
    self.profile = profile
    self.language = language
    self.columns = columns
    currency = codes.count == 1 ? codes.first : nil
  }

  var isGuess: Bool { profile.isGuess(in: language) }

  /// The text at which cells of a column end, if the profile knows one.
  func cut(_ index: Int) -> String? { columns[index].flatMap { profile.columns[$0].cut } }

  /// The file's columns for a column of the profile, in the order of the profile's names.
  func indices(of column: Int, _ header: [String]) -> [Int] {
    let names = (profile.columns[column].names[language] ?? []).map(ProfileHeader.normal)
    func rank(_ index: Int) -> Int {
      let plain = ProfileHeader.withoutCurrency(header[index])?.header ?? header[index]
      return names.firstIndex(of: ProfileHeader.normal(header[index]))
        ?? names.firstIndex(of: ProfileHeader.normal(plain)) ?? names.count
    }
    return columns.filter { $0.value == column }.keys.sorted { (rank($0), $0) < (rank($1), $1) }
  }

  /// The file's column that a profile's header means. In a language with names of its own, a column with one meaning
  /// is found by that meaning.
  func index(of reference: ExportProfile.Reference, _ header: [String]) -> Int? {
    let candidates = indices(of: reference.column, header)
    let wanted = ProfileHeader.normal(reference.name)
    if let exact = candidates.first(where: { ProfileHeader.normal(header[$0]) == wanted }) {
      return exact
    }
    switch profile.columns[reference.column].role {
    case .field: return candidates.first
    case .custom, .ignore:
      // Such a column may have many headers without anything in common. One that has a single name in some language means
      // one thing, however it is spelled in others.
      let names = profile.columns[reference.column].names
      return names[language]?.count == 1 || names["en"]?.count == 1 ? candidates.first : nil
    }
  }
}
