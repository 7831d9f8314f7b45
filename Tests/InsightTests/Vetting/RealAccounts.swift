import LibC
import Marketing

/// Lists of real accounts and Unicode's table, read where they lie beside the project.
enum RealAccounts {
  static let folder: String = {
    let package = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return "/\(package)/../shared/"
  }()
  static let instagram = folder + "data/top1000_instagram_2022-09.csv"
  static let confusables = folder + "corpora/confusables/confusables.txt"

  static func isPresent(_ path: String) -> Bool { access(path, R_OK) == 0 }

  static func text(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The records of a file without its header; cells may be quoted.
  static func records(_ name: String) -> [[String]] {
    guard let text = text(folder + "data/" + name) else { return [] }
    var records: [[String]] = []
    var record: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    func end(_ record: inout [String], _ cell: inout String.UnicodeScalarView) {
      record.append(String(cell))
      cell = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: end(&record, &cell)
      case "\n" where !isQuoted:
        end(&record, &cell)
        records.append(record)
        record = []
      case "\r": break
      default: cell.append(scalar)
      }
    }
    end(&record, &cell)
    if record.count > 1 { records.append(record) }
    return Array(records.dropFirst())
  }

  /// `1.2M`, `53.4K` or `950`; nil for what is none of these, and for the 0 that the lists write for unknown.
  static func number(_ text: String) -> Int? {
    let factor = ["K": 1e3, "M": 1e6, "B": 1e9][text.suffix(1).uppercased()]
    guard let value = Double(factor == nil ? text : String(text.dropLast())), value > 0 else {
      return nil
    }
    return Int((value * (factor ?? 1)).rounded())
  }

  /// All accounts of the Instagram, TikTok and YouTube lists, each once.
  static func session() throws -> Session {
    var session = Session(settings: Settings(name: "Real"))
    var seen: Set<Influencer.Identity> = []
    func add(_ handle: String, _ platform: Platform, _ fill: (inout Influencer) -> Void) throws {
      var row = Influencer(id: session.roster.nextID, handle: handle, platform: platform)
      guard !handle.isEmpty, seen.insert(row.identity).inserted else { return }
      fill(&row)
      try session.apply(.put(row))
    }
    for record in records("top1000_instagram_2022-09.csv") where record.count > 9 {
      try add(record[1], .instagram) {
        $0.followers = number(record[3])
        $0.averageAuthenticEngagements = number(record[6])
        $0.averageEngagements = number(record[8])
      }
    }
    for record in records("top1000_instagram_undated.csv") where record.count > 9 {
      try add(record[0], .instagram) {
        $0.followers = number(record[4])
        $0.averageAuthenticEngagements = number(record[7])
        $0.averageEngagements = number(record[9])
      }
    }
    for record in records("top_insta_200_lowercase_suffix.csv") where record.count > 5 {
      try add(record[1], .instagram) {
        $0.followers = number(record[4])
        $0.averageLikes = number(record[5])
      }
    }
    for record in records("top1000_tiktok_undated.csv") where record.count > 10 {
      try add(record[0], .tiktok) {
        $0.followers = number(record[2])
        $0.averageViews = number(record[4])
        $0.averageLikes = number(record[6])
        $0.averageComments = number(record[8])
        $0.averageShares = number(record[10])
      }
    }
    for record in records("top1000_youtube_undated.csv") where record.count > 10 {
      try add(record[0], .youtube) {
        $0.followers = number(record[3])
        $0.averageViews = number(record[6])
        $0.averageLikes = number(record[8])
        $0.averageComments = number(record[10])
      }
    }
    return session
  }
}
