import Marketing
import Tabular

/// The exports that Clout knows, and the mappings that it remembers of the user, as a list.
package struct ProfileEntry: Sendable, Hashable {
  package struct Column: Sendable, Hashable {
    /// By language; of a remembered one under an empty language.
    package var headers: [String: [String]]
    /// The field, `custom` or `ignore`.
    package var field: String
    package var why: String
    package var isRequired: Bool
  }

  package struct Source: Sendable, Hashable {
    package var address: String
    package var read: Day
    package var shows: String
  }

  package var name: String
  package var product: String
  package var title: String
  /// `your mapping` for the user's own.
  package var kind: String
  package var grain: String?
  package var platform: String?
  package var currency: String?
  package var dates: String?
  package var languages: [String]
  /// The languages whose headers nothing public confirms.
  package var guessed: [String]
  package var sources: [Source]
  package var columns: [Column]
  /// Rows that aren't read, with the reason.
  package var skips: [String]
  /// The file that the user's own mapping was made for, and when.
  package var file: String?
  package var day: Day?
  package var isYours: Bool
}

package enum ProfileCatalog {
  /// The built-in ones by product, then the user's by name.
  package static func entries(_ memory: MappingMemory) -> (
    entries: [ProfileEntry], problems: [String]
  ) {
    let (own, problems) = memory.all()
    return (ProfileShelf.builtIn.map(ProfileEntry.init) + own.map(ProfileEntry.init), problems)
  }
}

extension ProfileEntry {
  fileprivate init(_ profile: ExportProfile) {
    self.init(
      name: profile.name, product: profile.product, title: profile.title,
      kind: profile.kind.rawValue, grain: profile.grain?.rawValue, platform: profile.platform,
      currency: profile.currency.word, dates: profile.dates?.rawValue,
      languages: profile.languages, guessed: profile.languages.filter(profile.isGuess(in:)),
      sources: profile.sources.map {
        Source(address: $0.address, read: $0.read, shows: $0.shows)
      },
      columns: profile.columns.map { column in
        let field =
          switch column.role {
          case .field(let name): name
          case .custom: "custom"
          case .ignore: "ignore"
          }
        return Column(
          headers: column.names, field: field, why: column.why, isRequired: column.isRequired)
      },
      skips: profile.skips.map { skip in
        let columns = skip.columns.map { "“\($0.name)”" }.joined(separator: ", ")
        let condition =
          switch skip.test {
          case .empty: "is empty"
          case .filled: "has a value"
          case .texts(let texts): "is " + texts.map { "“\($0)”" }.joined(separator: " or ")
          }
        return "\(columns) \(condition): \(skip.why)"
      },
      file: nil, day: nil, isYours: false)
  }

  fileprivate init(_ mapping: RememberedMapping) {
    self.init(
      name: mapping.name, product: "yours", title: mapping.name, kind: "your mapping",
      grain: mapping.grain?.rawValue,
      platform: mapping.platform?.rawValue, currency: nil, dates: mapping.dates?.rawValue,
      languages: [], guessed: [],
      sources: [],
      columns: mapping.mapping.map {
        Column(headers: ["": [$0.header]], field: $0.field, why: "as you said", isRequired: false)
      },
      skips: [], file: mapping.file, day: mapping.day, isYours: true)
  }
}
