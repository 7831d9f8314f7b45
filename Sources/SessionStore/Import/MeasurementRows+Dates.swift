import Marketing
import Tabular

// The same file, with its days read in another order.
extension MeasurementRows {
  private struct Place: Hashable {
    let subject: String
    let kind: Measurement.Kind
    let first: Day
    let last: Day
  }

  /// What the session has of this very file on days whose month and day changed places, since the order of its dates was
  /// said anew: those figures were read wrongly.
  func datedOtherwise(_ batch: ImportBatch) -> [Measurement.Identity] {
    guard batch.options.dates != nil, !batch.session.measurements.isEmpty else { return [] }
    var new: Set<Place> = []
    var turned: [Place: Counts] = [:]
    for entry in entries {
      let row = entry.measurement
      let (first, last) = (row.from ?? row.day, row.day)
      let kind: Measurement.Kind =
        (isPosts || grain != nil) && grain != .daily && grain != .period ? .total : .increment
      new.insert(Place(subject: row.key, kind: kind, first: first, last: last))
      if let first = first.turned, let last = last.turned {
        turned[Place(subject: row.key, kind: kind, first: first, last: last)] = row.counts
      }
    }
    return batch.session.measurements.rows.compactMap { row in
      guard row.source == source else { return nil }
      let place = Place(
        subject: row.subject, kind: row.kind, first: row.from ?? row.day, last: row.day)
      return turned[place] == row.counts && !new.contains(place) ? row.identity : nil
    }
  }
}

extension Day {
  /// 3 April for 4 March; nil if there is no such day.
  fileprivate var turned: Day? {
    Day(year: civil.year, month: civil.day, day: civil.month)
  }
}

// What a day stands for.
extension MeasurementRows {
  /// Whether a header says that a day stands for its month.
  static func namesMonths(_ header: String) -> Bool {
    ["month", "monat", "mes", "mois", "mese", "mês", "maand", "月"].contains(header.lowercased())
  }

  /// `Week of`, `Woche vom`, but not the day on which a week ends.
  static func namesWeeks(_ header: String) -> Bool {
    let words = HeaderPhrase.of(header).split(separator: " ")
    return [
      "week", "woche", "kw", "kalenderwoche", "semaine", "semana", "settimana", "vecka", "tydzień",
      "週",
    ].contains(words.first.map(String.init) ?? "") && !words.contains("ending")
  }
}
