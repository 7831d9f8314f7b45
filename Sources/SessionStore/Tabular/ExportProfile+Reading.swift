import JSON
import Marketing

extension ExportProfile {
  /// Reads a profile strictly: unknown members, repeated headers, and references to columns that aren't there are
  /// errors.
  package init(json bytes: [UInt8], file: String) throws(ProfileError) {
    let draft: Draft
    do throws(JSONError) {
      draft = try JSONReader.read(bytes) { reader throws(JSONError) in try Draft(&reader) }
    } catch {
      throw ProfileError(file: file, message: "\(error)")
    }
    do throws(ProfileError) {
      self = try draft.resolved(file)
    } catch {
      throw error
    }
  }

  /// A profile as it is written, with headers for references.
  private struct Draft {
    var profile = ExportProfile()
    var key: [[String]] = []
    var telling: [String] = []
    var skips: [(columns: [String], test: Skip.Test, why: String)] = []

    init(_ reader: inout JSONReader) throws(JSONError) {
      try reader.beginObject()
      while let member = try reader.nextKey() {
        switch member {
        case "name": profile.name = try reader.readString()
        case "product": profile.product = try reader.readString()
        case "title": profile.title = try reader.readString()
        case "kind": profile.kind = try reader.word("kind", Kind.init)
        case "grain": profile.grain = try reader.word("grain", { Grain(rawValue: $0) })
        case "currency": profile.currency = try reader.word("currency", CurrencyPlace.init(word:))
        case "platform": profile.platform = try reader.readString()
        case "counted by":
          profile.channel = try reader.word("source of orders", { SalesChannel(rawValue: $0) })
        case "dates":
          profile.dates = try reader.word("date order", { DateFormat.Order(rawValue: $0) })
        case "least": profile.least = Int(try reader.readInt64())
        case "one of": telling = try reader.texts()
        case "guess": profile.guessed = Set(try reader.texts())
        case "columns":
          profile.columns = try reader.readArray { reader throws(JSONError) in
            try Column(&reader)
          }
        case "key":
          key = try reader.readArray { reader throws(JSONError) in try reader.texts() }
        case "skip":
          skips = try reader.readArray { reader throws(JSONError) in try Self.skip(&reader) }
        case "sources":
          profile.sources = try reader.readArray { reader throws(JSONError) in
            try Source(&reader)
          }
        default: throw reader.error("a profile has no “\(member.string)”")
        }
      }
    }

    private static func skip(
      _ reader: inout JSONReader
    ) throws(JSONError) -> (columns: [String], test: Skip.Test, why: String) {
      var columns: [String] = []
      var test: Skip.Test?
      var why = ""
      try reader.beginObject()
      while let member = try reader.nextKey() {
        switch member {
        case "column": columns.append(try reader.readString())
        case "columns": columns += try reader.texts()
        case "why": why = try reader.readString()
        case "when":
          if try reader.peekKind() == .array {
            test = .texts(try reader.texts())
          } else {
            test = try reader.word("condition", Skip.Test.init(word:))
          }
        default: throw reader.error("a rule for rows to skip has no “\(member.string)”")
        }
      }
      guard let test, !columns.isEmpty, !why.isEmpty else {
        throw reader.error("a rule for rows to skip needs “column”, “when” and “why”")
      }
      return (columns, test, why)
    }

    func resolved(_ file: String) throws(ProfileError) -> ExportProfile {
      var profile = profile
      func fail(_ message: String) -> ProfileError { ProfileError(file: file, message: message) }
      for (value, member) in [
        (profile.name, "name"), (profile.product, "product"), (profile.title, "title"),
      ] where value.isEmpty {
        throw fail("“\(member)” is missing")
      }
      if profile.columns.isEmpty { throw fail("it has no columns") }
      if !profile.columns.contains(where: \.isRequired) {
        throw fail("no column is required, so every file would match")
      }
      for language in profile.languages {
        var seen: Set<String> = []
        for column in profile.columns {
          for name in column.names[language] ?? []
          where !seen.insert(ProfileHeader.normal(name)).inserted {
            throw fail("the header “\(name)” stands twice in “\(language)”")
          }
        }
      }
      for column in profile.columns where column.role == .ignore && column.why.isEmpty {
        throw fail("“\(column.names.values.first?.first ?? "")” is ignored without a “why”")
      }
      if profile.sources.isEmpty && !profile.isGuess {
        throw fail("it has neither a source nor a “guess” for its languages")
      }
      if let stranger = profile.guessed.subtracting(profile.languages).sorted().first {
        throw fail("“\(stranger)” is guessed, but no column has headers in it")
      }
      func reference(_ name: String) throws(ProfileError) -> Reference {
        guard
          let at = profile.columns.firstIndex(where: { column in
            column.names.values.contains { $0.contains(name) }
          })
        else { throw fail("no column has the header “\(name)”") }
        return Reference(column: at, name: name)
      }
      for group in key {
        var references: [Reference] = []
        for name in group { references.append(try reference(name)) }
        profile.key.append(references)
      }
      for name in telling { profile.telling.append(try reference(name)) }
      for skip in skips {
        var references: [Reference] = []
        for name in skip.columns { references.append(try reference(name)) }
        profile.skips.append(Skip(columns: references, test: skip.test, why: skip.why))
      }
      return profile
    }
  }
}

extension ExportProfile.Column {
  fileprivate init(_ reader: inout JSONReader) throws(JSONError) {
    var role: ExportProfile.Role?
    var column = ExportProfile.Column(role: .custom)
    try reader.beginObject()
    while let member = try reader.nextKey() {
      switch member {
      case "is":
        role = .init(word: try reader.readString())
      case "required": column.isRequired = try reader.readBool()
      case "why": column.why = try reader.readString()
      case "cut": column.cut = try reader.readString()
      default:
        let language = member.string
        guard language.utf8.count == 2, language.utf8.allSatisfy({ (97...122).contains($0) })
        else { throw reader.error("a column has no “\(language)”") }
        column.names[language] = try reader.texts()
      }
    }
    guard let role else { throw reader.error("a column needs “is”") }
    guard !column.names.isEmpty else { throw reader.error("a column needs its headers") }
    column.role = role
    self = column
  }
}

extension ExportProfile.Source {
  fileprivate init(_ reader: inout JSONReader) throws(JSONError) {
    var address = ""
    var day: Day?
    var shows = ""
    try reader.beginObject()
    while let member = try reader.nextKey() {
      switch member {
      case "address": address = try reader.readString()
      case "read": day = try reader.word("day", Day.init(iso:))
      case "shows": shows = try reader.readString()
      default: throw reader.error("a source has no “\(member.string)”")
      }
    }
    guard address.hasPrefix("https://"), let day, !shows.isEmpty else {
      throw reader.error(
        "a source needs an “address” (https), the day it was “read”, and what it “shows”")
    }
    self.init(address: address, read: day, shows: shows)
  }
}

extension ExportProfile.Role {
  fileprivate init(word: String) {
    switch word {
    case "custom": self = .custom
    case "ignore": self = .ignore
    default: self = .field(word)
    }
  }
}

extension ExportProfile.CurrencyPlace {
  fileprivate init?(word: String) {
    switch word {
    case "column": self = .column
    case "header": self = .header
    case "unknown": self = .unknown
    default:
      guard word.utf8.count == 3, word.utf8.allSatisfy({ (65...90).contains($0) }) else {
        return nil
      }
      self = .fixed(word)
    }
  }

  /// The word in the file.
  package var word: String {
    switch self {
    case .column: "column"
    case .header: "header"
    case .unknown: "unknown"
    case .fixed(let code): code
    }
  }
}

extension ExportProfile.Skip.Test {
  fileprivate init?(word: String) {
    switch word {
    case "empty": self = .empty
    case "filled": self = .filled
    default: return nil
    }
  }
}

extension JSONReader {
  fileprivate mutating func texts() throws(JSONError) -> [String] {
    try readArray { reader throws(JSONError) in try reader.readString() }
  }

  /// A text that must be one of some words.
  fileprivate mutating func word<Value>(
    _ what: String, _ value: (String) -> Value?
  ) throws(JSONError) -> Value {
    let start = mark()
    let text = try readString()
    guard let value = value(text) else { throw error(at: start, "“\(text)” is no \(what)") }
    return value
  }
}

/// What is wrong with a profile's file.
package struct ProfileError: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let message: String

  package var description: String { "\(file): \(message)" }
}
