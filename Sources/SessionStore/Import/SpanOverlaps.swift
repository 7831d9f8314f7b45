import Marketing

/// Which spans of one subject count: they never overlap, so that nothing is added twice.
///
/// A span takes the place of those within it, as a month of its weeks. One that is within a longer one says nothing new,
/// unless it and others together cover all of the longer one. One that overlaps in part can't be used.
struct SpanOverlaps {
  struct Subject: Hashable {
    let campaign: CampaignID
    let name: String
  }

  struct New {
    let span: ClosedRange<Day>
    let place: Int
  }

  struct Outcome {
    /// Places of new spans that longer new ones hold already.
    var within: [(place: Int, other: ClosedRange<Day>)] = []
    /// Places of new spans that can't be used, and what they overlap with.
    var refused: [(place: Int, other: ClosedRange<Day>)] = []
    /// Known measurements that new ones take the place of.
    var replaced: [Measurement.Identity] = []
  }

  private var known: [Subject: [Measurement]] = [:]

  /// - Parameter subjects: those in question.
  init(_ log: MeasurementLog, _ subjects: Set<Subject>) {
    for row in log.rows where row.from != nil {
      let subject = Subject(campaign: row.campaign, name: row.subject)
      if subjects.contains(subject) { known[subject, default: []].append(row) }
    }
  }

  func judge(_ subject: Subject, _ all: [New]) -> Outcome {
    var outcome = Outcome()
    var kept: [New] = []
    // The longest first, so that each one is compared with those that hold it.
    let order = all.sorted {
      let (left, right) = ($0.span.count, $1.span.count)
      return left == right ? $0.place < $1.place : left > right
    }
    // Days, which are most, can't overlap with one another.
    let isEven = order.first?.span.count == 1
    for new in order {
      guard !isEven, let other = kept.first(where: { $0.span.overlaps(new.span) }) else {
        kept.append(new)
        continue
      }
      if other.span.lowerBound <= new.span.lowerBound, new.span.upperBound <= other.span.upperBound
      {
        outcome.within.append((new.place, other.span))
      } else {
        outcome.refused.append((new.place, other.span))
      }
    }
    guard let known = known[subject] else { return outcome }
    var held: [Day: [New]] = [:]
    for new in kept {
      for row in known {
        guard let span = row.span, span != new.span, span.overlaps(new.span) else { continue }
        if new.span.lowerBound <= span.lowerBound, span.upperBound <= new.span.upperBound {
          outcome.replaced.append(row.identity)
        } else if span.lowerBound <= new.span.lowerBound, new.span.upperBound <= span.upperBound {
          held[span.lowerBound, default: []].append(new)
        } else {
          outcome.refused.append((new.place, span))
        }
      }
    }
    for row in known {
      guard let span = row.span, let parts = held[span.lowerBound] else { continue }
      if parts.reduce(0, { $0 + $1.span.count }) == span.count {
        outcome.replaced.append(row.identity)
      } else {
        outcome.refused += parts.map { ($0.place, span) }
      }
    }
    return outcome
  }
}

extension ClosedRange<Day> {
  fileprivate var count: Int { upperBound - lowerBound + 1 }

  /// `2026-03-01`, or `2026-03-01 to 2026-03-31`.
  var words: String {
    lowerBound == upperBound ? lowerBound.iso : "\(lowerBound.iso) to \(upperBound.iso)"
  }
}
