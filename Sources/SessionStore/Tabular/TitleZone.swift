/// The time zone that a line above a table names: `Time zone: America/New_York`, `# Zeitzone: UTC`.
enum TitleZone {
  private static let names = [
    "account time zone", "account timezone", "reporting time zone", "time zone", "timezone",
    "zeitzone", "fuseau horaire", "zona horaria", "fuso orario",
  ]

  static func find(in titles: [String]) -> String? {
    for title in titles {
      let line = String(title.drop { $0 == "#" || $0.isWhitespace })
      guard let name = names.first(where: { line.lowercased().hasPrefix($0) }) else { continue }
      let rest = line.dropFirst(name.count)
      // A word that goes on is another.
      guard let mark = rest.first, mark == ":" || mark == "," || mark == "=" || mark == "\t" else {
        continue
      }
      let zone = String(rest.dropFirst()).trimmedCell
      if !zone.isEmpty { return zone }
    }
    return nil
  }
}
