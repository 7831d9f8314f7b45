import JSON
import LibC
import Screen
import SessionStore
import Wording

/// A session's log, as text and as JSON.
package enum LogReport {
  package static func text(_ log: SessionLog) -> String {
    guard !log.entries.isEmpty else { return "No changes yet.\n" }
    let authors = log.entries.map { clean($0.author) }
    let width = min(24, authors.map { displayWidth($0) }.max() ?? 0)
    var lines: [String] = []
    for (entry, author) in zip(log.entries, authors) {
      let name = truncate(author, to: width)
      let padding = String(repeating: " ", count: width - displayWidth(name))
      let counts = what(entry.counts)
      let detail = counts.isEmpty ? "" : " (\(counts))"
      lines.append("\(time(entry.time))  \(name)\(padding)  \(title(entry))\(detail)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func clean(_ text: String) -> String {
    legible(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func title(_ entry: SessionLog.Entry) -> String {
    let title = clean(entry.title)
    return switch entry.kind {
    case .change: title.isEmpty ? "change" : title
    case .save: title.isEmpty ? "saved" : "saved, \(title)"
    case .discard: "gave up what wasn't saved"
    case .repair: "repaired"
    case .begin: title.isEmpty ? "began" : "began: \(title)"
    }
  }

  /// What was touched, in words.
  static func what(_ counts: EditCounts) -> String {
    let words = [
      (counts.influencers, "influencer"), (counts.campaigns, "campaign"),
      (counts.bookings, "booking"), (counts.feeds, "feed"), (counts.measurements, "measurement"),
      (counts.plans, "plan"),
    ].compactMap { count, word in count == 0 ? nil : CountText.plural(count, word) }
    return (words + (counts.changesSettings ? ["settings"] : [])).joined(separator: ", ")
  }

  /// A day and a time, where the reader is.
  static func time(_ microseconds: Int64) -> String {
    var seconds = time_t(microseconds / 1_000_000)
    var local = tm()
    localtime_r(&seconds, &local)
    return stamp(local)
  }

  private static func stamp(_ time: tm) -> String {
    func digits(_ value: Int32, _ width: Int = 2) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(width - text.count, 0)) + text
    }
    return
      "\(digits(time.tm_year + 1900, 4))-\(digits(time.tm_mon + 1))-\(digits(time.tm_mday)) "
      + "\(digits(time.tm_hour)):\(digits(time.tm_min)):\(digits(time.tm_sec))"
  }

  package static func json(_ log: SessionLog) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    for entry in log.entries {
      writer.startLine()
      writer.beginObject()
      writer.key("at")
      writer.int(entry.time)
      writer.key("time")
      writer.string(utc(entry.time))
      writer.key("by")
      writer.string(entry.author)
      writer.key("kind")
      writer.string(entry.kind.rawValue)
      writer.key("title")
      writer.string(entry.title)
      for (name, count) in [
        ("influencers", entry.counts.influencers), ("campaigns", entry.counts.campaigns),
        ("bookings", entry.counts.bookings), ("feeds", entry.counts.feeds),
        ("plans", entry.counts.plans),
        ("measurements", entry.counts.measurements),
      ] where count > 0 {
        writer.key(text: name)
        writer.int(Int64(count))
      }
      writer.endObject()
    }
    writer.breakLine()
    writer.endArray()
    writer.breakLine()
    return writer.take()
  }

  private static func utc(_ microseconds: Int64) -> String {
    var seconds = time_t(microseconds / 1_000_000)
    var utc = tm()
    gmtime_r(&seconds, &utc)
    return stamp(utc).split(separator: " ").joined(separator: "T") + "Z"
  }
}
