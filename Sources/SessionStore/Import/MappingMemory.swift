import JSON
import LibC
import Marketing
import Tabular

/// What the user has said about the columns of a file, kept so that next month's file needs no key. It is found again
/// by the file's headers.
package struct RememberedMapping: Hashable, Sendable {
  package var name: String
  /// The headers of the file, as they stood there.
  package var headers: [String]
  package var mapping: [ImportOptions.Override]
  /// What the rows are, what span their figures cover, and how their dates are written, if that was said.
  package var kind: FileKind?
  package var grain: Grain?
  package var dates: ImportOptions.DateOrder?
  /// Used where the file doesn't say; shown as a guess, since files of several may have the same headers.
  package var platform: Platform?
  /// The file that it was said about.
  package var file: String
  package var day: Day
}

/// The mappings of the user, a JSON file each in the folder `profiles` of the configuration.
package struct MappingMemory: Hashable, Sendable {
  package let folder: String

  package init(folder: String) { self.folder = folder }

  /// The folder of the user who runs the program, by the XDG base directory specification.
  package static var own: MappingMemory {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    let home = variable("HOME").flatMap { $0.isEmpty ? nil : $0 } ?? "."
    // The specification says to ignore relative paths.
    let configuration =
      variable("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.config"
    return MappingMemory(folder: configuration + "/clout/profiles")
  }

  /// All of them by name, and what is wrong with the files that can't be used.
  package func all() -> (mappings: [RememberedMapping], problems: [String]) {
    var mappings: [RememberedMapping] = []
    var problems: [String] = []
    do throws(FileError) {
      for file in try DurableFolder(folder).names().filter({ $0.hasSuffix(".json") }).sorted() {
        let path = FilePath.join(folder, file)
        do throws(FileError) {
          let bytes = try FileContents.read(path, limit: 1 << 20)
          do throws(JSONError) {
            mappings.append(try RememberedMapping(json: bytes, name: String(file.dropLast(5))))
          } catch {
            problems.append("\(path) isn't used: \(error). Correct it or remove it.")
          }
        } catch {
          problems.append("A remembered mapping isn't used: \(error.atPrompt)")
        }
      }
    } catch {
      if error.reason != .notFound {
        problems.append("Remembered mappings aren't used: \(error.atPrompt)")
      }
    }
    return (mappings.sorted { $0.name < $1.name }, problems)
  }

  /// The one for a file with exactly these headers.
  package func mapping(for headers: [String]) -> RememberedMapping? {
    let wanted = RememberedMapping.signature(headers)
    return all().mappings.first { RememberedMapping.signature($0.headers) == wanted }
  }

  /// Keeps what was said about a file. What was kept for the same headers is replaced. Returns its name; nil if there
  /// was nothing to keep, or it is kept already.
  ///
  /// - Parameter answers: what was said about the rows is worth keeping even if nothing was said about a column.
  package func remember(
    _ options: ImportOptions, headers: [String], file: String, day: Day, answers: Bool = false
  ) throws(FileError) -> String? {
    let isAnswered =
      options.kind != nil || options.grain != nil || options.dates != nil || options.platform != nil
    guard !options.mapping.isEmpty || answers && isAnswered else { return nil }
    let known = all().mappings
    let signature = RememberedMapping.signature(headers)
    let former = known.first { RememberedMapping.signature($0.headers) == signature }
    func says<Word: Equatable>(_ now: Word?, _ then: Word?) -> Bool { now == nil || now == then }
    if let former, former.mapping == options.mapping || options.mapping.isEmpty,
      says(options.platform, former.platform), says(options.kind, former.kind),
      says(options.grain, former.grain), says(options.dates, former.dates)
    {
      return nil
    }
    let name = former?.name ?? Self.name(for: file, besides: Set(known.map(\.name)))
    let mapping = RememberedMapping(
      name: name, headers: headers,
      mapping: options.mapping.isEmpty ? former?.mapping ?? [] : options.mapping,
      kind: options.kind ?? former?.kind, grain: options.grain ?? former?.grain,
      dates: options.dates ?? former?.dates, platform: options.platform ?? former?.platform,
      file: file, day: day)
    try DurableFolder(folder).createWithParents()
    try DurableFile.replace(FilePath.join(folder, name + ".json"), with: mapping.json)
    return name
  }

  /// Returns false if there is none of this name.
  package func forget(_ name: String) throws(FileError) -> Bool {
    guard all().mappings.contains(where: { $0.name == name }) else { return false }
    try DurableFolder(folder).remove(name + ".json")
    return true
  }

  /// A name from the file's: `June orders (2).csv` becomes `june-orders-2`.
  private static func name(for file: String, besides taken: Set<String>) -> String {
    var stem = FilePath.name(of: file)
    if let dot = stem.lastIndex(of: "."), dot > stem.startIndex { stem = String(stem[..<dot]) }
    var base = ""
    for scalar in stem.lowercased().unicodeScalars {
      let isWord = (97...122).contains(scalar.value) || (48...57).contains(scalar.value)
      if isWord {
        base.unicodeScalars.append(scalar)
      } else if !base.isEmpty, !base.hasSuffix("-") {
        base += "-"
      }
      if base.utf8.count >= 40 { break }
    }
    while base.hasSuffix("-") { base.removeLast() }
    if base.isEmpty { base = "file" }
    let taken = taken.union(ProfileShelf.builtIn.map(\.name))
    var name = base
    var count = 1
    while taken.contains(name) {
      count += 1
      name = "\(base)-\(count)"
    }
    return name
  }
}

extension RememberedMapping {
  /// Headers without case and spacing, in any order.
  fileprivate static func signature(_ headers: [String]) -> [String] {
    headers.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased() }
      .sorted()
  }

  fileprivate init(json bytes: [UInt8], name: String) throws(JSONError) {
    var headers: [String] = []
    var mapping: [ImportOptions.Override] = []
    var kind: FileKind?
    var grain: Grain?
    var dates: ImportOptions.DateOrder?
    var platform: Platform?
    var file = ""
    var day: Day?
    try JSONReader.read(bytes) { reader throws(JSONError) in
      try reader.beginObject()
      while let member = try reader.nextKey() {
        switch member {
        case "headers":
          headers = try reader.readArray { reader throws(JSONError) in try reader.readString() }
        case "mapping":
          mapping = try reader.readArray { reader throws(JSONError) in
            var override = ImportOptions.Override(header: "", field: "")
            try reader.beginObject()
            while let member = try reader.nextKey() {
              switch member {
              case "header": override.header = try reader.readString()
              case "is": override.field = try reader.readString()
              default: throw reader.error("a column has no “\(member.string)”")
              }
            }
            guard !override.header.isEmpty, !override.field.isEmpty else {
              throw reader.error("a column needs “header” and “is”")
            }
            return override
          }
        case "kind":
          kind = try reader.readWord("roster, posts, orders or payouts") { FileKind(rawValue: $0) }
        case "grain":
          grain = try reader.readWord("daily, period or total") { Grain(rawValue: $0) }
        case "dates":
          dates = try reader.readWord("mdy, dmy or ymd") { ImportOptions.DateOrder(rawValue: $0) }
        case "platform": platform = Platform(rawValue: try reader.readString())
        case "file": file = try reader.readString()
        case "day":
          let start = reader.mark()
          let text = try reader.readString()
          guard let read = Day(iso: text) else {
            throw reader.error(at: start, "“\(text)” is no day")
          }
          day = read
        default: throw reader.error("a remembered mapping has no “\(member.string)”")
        }
      }
      let saysNothing =
        mapping.isEmpty && kind == nil && grain == nil && dates == nil && platform == nil
      guard !headers.isEmpty, !saysNothing, day != nil else {
        throw reader.error("“headers”, “mapping” or “day” is missing")
      }
    }
    self.init(
      name: name, headers: headers, mapping: mapping, kind: kind, grain: grain, dates: dates,
      platform: platform, file: file, day: day!)
  }

  fileprivate var json: [UInt8] {
    JSONDocument.object([
      ("file", .string(file)), ("day", .string(day.iso)),
      ("kind", kind.map { .string($0.rawValue) }),
      ("grain", grain.map { .string($0.rawValue) }),
      ("dates", dates.map { .string($0.rawValue) }),
      ("platform", platform.map { .string($0.rawValue) }),
      ("headers", .array(headers.map { .string($0) })),
      (
        "mapping",
        .array(
          mapping.map { .object([("header", .string($0.header)), ("is", .string($0.field))]) })
      ),
    ]).bytes
  }
}

extension JSONReader {
  /// One of a few words.
  fileprivate mutating func readWord<Word>(
    _ words: String, _ make: (String) -> Word?
  ) throws(JSONError) -> Word {
    let start = mark()
    let text = try readString()
    guard let word = make(text) else { throw error(at: start, "“\(text)” isn't \(words)") }
    return word
  }
}

extension ImportOptions {
  /// Adds what was said about the same columns before. What is said now goes first.
  mutating func recall(_ former: RememberedMapping) {
    (kind, grain, dates) = (kind ?? former.kind, grain ?? former.grain, dates ?? former.dates)
    let said = Set(mapping.map(\.header))
    // A field of another version of the program doesn't keep the file from being read.
    mapping =
      former.mapping.filter { override in
        !said.contains(override.header)
          && (try? MappingOverride(parsing: "\(override.header)=\(override.field)")) != nil
      } + mapping
  }
}
