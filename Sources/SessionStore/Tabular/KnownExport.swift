/// A file that a profile fits: what it says beyond single columns.
package struct KnownExport: Sendable {
  package let profile: ExportProfile
  /// The language of the headers.
  package let language: String
  /// The currency that the headers or the profile name.
  package let currency: String?
  /// The columns that together tell one row from the next; empty if the profile doesn't say.
  package internal(set) var key: [Int]
  private let skips: [(columns: [Int], test: ExportProfile.Skip.Test, why: String)]

  package var isGuess: Bool { profile.isGuess(in: language) }

  init(_ match: ProfileMatch, _ header: [String]) {
    profile = match.profile
    language = match.language
    switch match.profile.currency {
    case .fixed(let code): currency = code
    case .header, .column, .unknown: currency = match.currency
    }
    key = Self.key(match, header)
    skips = match.profile.skips.compactMap { skip in
      let columns = skip.columns.compactMap { match.index(of: $0, header) }
      return columns.isEmpty ? nil : (columns, skip.test, skip.why)
    }
  }

  /// An ad's number says all that the numbers or names of its set and campaign would: an export that leaves those out is
  /// about the same ads.
  private static func key(_ match: ProfileMatch, _ header: [String]) -> [Int] {
    func isNumber(_ name: String) -> Bool {
      let words = name.lowercased().split { !$0.isLetter }
      return words.contains("id") || words.contains("identificador")
    }
    var key: [Int] = []
    for (place, group) in match.profile.key.enumerated() {
      guard let column = group.lazy.compactMap({ match.index(of: $0, header) }).first else {
        continue
      }
      if place > 0, let first = key.first, isNumber(header[first]),
        group.contains(where: { isNumber($0.name) }),
        match.profile.kind == .adSpend
      {
        continue
      }
      key.append(column)
    }
    return key
  }

  /// Why a row isn't data; nil if it is.
  package func skip(_ row: TableRow) -> String? {
    for skip in skips {
      let isMet =
        switch skip.test {
        case .empty: skip.columns.allSatisfy { row.plainText($0).isEmpty }
        case .filled: skip.columns.contains { !row.plainText($0).isEmpty }
        case .texts(let texts):
          skip.columns.contains { column in
            let cell = ProfileHeader.normal(row.plainText(column))
            return texts.contains { text in
              text.hasSuffix("*")
                ? cell.hasPrefix(ProfileHeader.normal(String(text.dropLast())))
                : cell == ProfileHeader.normal(text)
            }
          }
        }
      if isMet { return skip.why }
    }
    return nil
  }

  /// What identifies a row if that takes several columns; nil if one does, or none has a value.
  ///
  /// - Parameter days: columns that say when; figures of several spans are about one subject.
  package func key(of row: TableRow, besides days: Set<Int> = []) -> String? {
    guard key.count > 1 else { return nil }
    let parts = key.lazy.filter { !days.contains($0) }.map { row.plainText($0) }
    return parts.allSatisfy(\.isEmpty) ? nil : parts.joined(separator: " · ")
  }
}
