import JSON
import Marketing
import Screen
import SessionStore
import Wording

/// The known exports and the user's remembered mappings, as text and as JSON.
package enum ProfileReport {
  package static func text(_ entries: [ProfileEntry]) -> String {
    let rows = entries.map { [$0.name, $0.product, $0.kind, languages($0), origin($0)] }
    let table = [["name", "product", "kind", "languages", "headers from"]] + rows
    let widths = (0..<4).map { column in table.map { displayWidth(clean($0[column])) }.max() ?? 0 }
    var lines = table.map { row in
      row.enumerated().map { column, text in
        let text = clean(text)
        return column < widths.count
          ? text + String(repeating: " ", count: widths[column] - displayWidth(text)) : text
      }.joined(separator: "  ").trimmed
    }
    lines.append("")
    lines.append(
      "clout profiles NAME shows one with its columns; clout profiles --forget NAME drops one of yours."
    )
    return lines.joined(separator: "\n") + "\n"
  }

  /// One in a line, without its name.
  package static func line(_ entry: ProfileEntry) -> String {
    entry.isYours
      ? "yours, for \(clean(entry.file ?? "a file"))"
      : "\(entry.title), \(entry.kind) (headers from \(origin(entry)))"
  }

  package static func text(_ entry: ProfileEntry) -> String {
    var lines: [String] = []
    if entry.isYours {
      lines.append("\(clean(entry.name)): your mapping of \(clean(entry.file ?? "a file"))")
      if let day = entry.day { lines.append("  said on \(day.iso)") }
    } else {
      lines.append("\(entry.name): \(entry.title), \(entry.kind)")
      lines.append("  languages  \(languages(entry))")
    }
    let facts = [
      ("grain", entry.grain), ("platform", entry.platform), ("currency", currency(entry)),
      ("dates", entry.dates),
    ]
    for case (let name, let value?) in facts {
      lines.append("  \(name.padded(to: 9))  \(clean(value))")
    }
    lines.append("")
    for column in entry.columns {
      let headers = column.headers.keys.sorted { $0 == "en" || ($1 != "en" && $0 < $1) }
        .map { language in
          let names = (column.headers[language] ?? []).map { clean($0) }.joined(separator: " | ")
          return language.isEmpty || column.headers.count == 1 ? names : "\(language): \(names)"
        }.joined(separator: "; ")
      lines.append(
        "  \(column.field.padded(to: 19))\(column.isRequired ? "*" : " ") \(headers)"
          + (column.why.isEmpty ? "" : " (\(clean(column.why)))"))
    }
    if entry.columns.contains(where: \.isRequired) {
      lines.append("  * the file is known by these")
    }
    if !entry.skips.isEmpty {
      lines.append("")
      lines += entry.skips.map { "  not read: \($0)" }
    }
    if !entry.sources.isEmpty || !entry.guessed.isEmpty { lines.append("") }
    for source in entry.sources {
      lines.append("  source: \(source.address) (\(source.read.iso)): \(source.shows)")
    }
    if !entry.guessed.isEmpty {
      lines.append(
        "  a guess: nothing public confirms the headers in \(entry.guessed.joined(separator: ", "))"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  package static func json(_ entries: [ProfileEntry]) -> [UInt8] {
    JSONDocument.array(entries.map(document)).bytes
  }

  package static func json(_ entry: ProfileEntry) -> [UInt8] { document(entry).bytes }

  private static func document(_ entry: ProfileEntry) -> JSONDocument {
    func texts(_ texts: [String]) -> JSONDocument { .array(texts.map { .string($0) }) }
    return .object([
      ("name", .string(entry.name)), ("product", .string(entry.product)),
      ("title", .string(entry.title)), ("kind", .string(entry.kind)),
      ("yours", .bool(entry.isYours)), ("grain", entry.grain.map { .string($0) }),
      ("platform", entry.platform.map { .string($0) }),
      ("currency", entry.currency.map { .string($0) }),
      ("dates", entry.dates.map { .string($0) }), ("languages", texts(entry.languages)),
      ("guess", texts(entry.guessed)), ("file", entry.file.map { .string($0) }),
      ("day", entry.day.map { .string($0.iso) }),
      (
        "columns",
        .array(
          entry.columns.map { column in
            .object([
              ("is", .string(column.field)), ("required", .bool(column.isRequired)),
              ("why", column.why.isEmpty ? nil : .string(column.why)),
              (
                "headers",
                .object(
                  column.headers.sorted { $0.key < $1.key }.map {
                    ($0.key.isEmpty ? "any" : $0.key, texts($0.value))
                  })
              ),
            ])
          })
      ),
      ("skips", texts(entry.skips)),
      (
        "sources",
        .array(
          entry.sources.map {
            .object([
              ("address", .string($0.address)), ("read", .string($0.read.iso)),
              ("shows", .string($0.shows)),
            ])
          })
      ),
    ])
  }

  private static func languages(_ entry: ProfileEntry) -> String {
    entry.languages.isEmpty ? "any" : entry.languages.joined(separator: " ")
  }

  /// Where the headers are known from, in short.
  private static func origin(_ entry: ProfileEntry) -> String {
    if entry.isYours { return "you, for \(entry.file ?? "a file")" }
    if entry.guessed == entry.languages { return "guess" }
    let hosts = entry.sources.map { source in
      source.address.split(separator: "/").dropFirst().first.map(String.init) ?? source.address
    }
    var seen: Set<String> = []
    let list = hosts.filter { seen.insert($0).inserted }.joined(separator: ", ")
    return entry.guessed.isEmpty ? list : "\(list); guess: \(entry.guessed.joined(separator: ", "))"
  }

  private static func currency(_ entry: ProfileEntry) -> String? {
    switch entry.currency {
    case "column": "in a column"
    case "header": "in a header"
    case "unknown": "not in the file"
    case let other: other
    }
  }

  private static func clean(_ text: String) -> String {
    legible(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
