import Marketing
import Metrics
import Wording

/// How the sources of figures count sales and days, in words.
package enum WindowLines {
  /// Nothing if no source says.
  package static func lines(
    _ session: Session, campaign: CampaignID? = nil, days: ClosedRange<Day>? = nil
  ) -> [String] {
    let sources = CountedSources.all(in: session, campaign: campaign, days: days)
    var lines: [String] = []
    let sentence = WindowText.sentence(sources)
    if !sentence.isEmpty {
      lines.append(
        sentence
          + (sources.areUnlike
            ? ": conversions and revenue add up what was counted in unlike ways." : "."))
    }
    var zones: [String: [String]] = [:]
    for terms in sources where !terms.zone.isEmpty {
      zones[terms.zone, default: []].append(WindowText.name(terms))
    }
    for (zone, names) in zones.sorted(by: { $0.key < $1.key }) {
      lines.append("Days of \(names.joined(separator: ", ")) are those of \(zone).")
    }
    return lines
  }
}
