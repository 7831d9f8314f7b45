import Marketing

/// A running total that went down: a deleted post, a platform that removed fake accounts, a correction. The lower
/// figure counts, so that reports agree with the platform.
package struct Fall: Hashable, Sendable {
  package struct Figure: Hashable, Sendable {
    package let kpi: KPI
    /// Money in minor units.
    package let before: Int
    package let after: Int
  }

  package let campaign: CampaignID
  package let key: String
  package let post: String
  /// The source of the lower figures.
  package let source: String
  /// The day of the lower figures.
  package let day: Day
  /// The day of the previous snapshot.
  package let since: Day
  package let influencer: InfluencerID?
  package let booking: BookingID?
  /// The figures that fell.
  package let figures: [Figure]

  /// Everything that fell is now zero, as when a post is deleted.
  package var looksDeleted: Bool { figures.allSatisfy { $0.after == 0 } }

  /// All falls, newest first.
  package static func all(
    in session: Session, campaign: CampaignID? = nil, days: ClosedRange<Day>? = nil
  ) -> [Fall] {
    let directory = Directory(session)
    var result: [Fall] = []
    session.measurements.rows.withUnsafeBufferPointer { rows in
      for chain in Chains(rows, campaign: campaign).linked {
        let who = directory.attribution(of: chain.lazy.map { directory.attribution(rows[Int($0)]) })
        var before: (counts: Counts, day: Day)?
        for place in chain {
          let row = rows[Int(place)]
          let after = before?.counts.updated(by: row.counts) ?? row.counts
          let isWanted = days?.contains(row.day) ?? true
          if let before, isWanted {
            let figures = falls(from: before.counts, to: after)
            if !figures.isEmpty {
              result.append(
                Fall(
                  campaign: row.campaign, key: row.key, post: row.post, source: row.source,
                  day: row.day, since: before.day, influencer: directory.influencer(who),
                  booking: directory.booking(who), figures: figures))
            }
          }
          before = (after, row.day)
        }
      }
    }
    return result.sorted {
      ($1.day, $0.campaign, $0.key) < ($0.day, $1.campaign, $1.key)
    }
  }

  private static func falls(from before: Counts, to after: Counts) -> [Figure] {
    func fall(_ kpi: KPI, _ value: (Counts) -> Int?) -> Figure? {
      guard let before = value(before), let after = value(after), after < before else { return nil }
      return Figure(kpi: kpi, before: before, after: after)
    }
    return [
      fall(.impressions, \.impressions), fall(.reach, \.reach), fall(.likes, \.likes),
      fall(.comments, \.comments), fall(.shares, \.shares), fall(.saves, \.saves),
      fall(.clicks, \.clicks), fall(.conversions, \.conversions),
      fall(.revenue) { $0.revenue.map { Int($0.minorUnits) } },
      fall(.netRevenue) { $0.netRevenue.map { Int($0.minorUnits) } },
      fall(.spend) { $0.spend.map { Int($0.minorUnits) } },
    ].compactMap(\.self)
  }
}

extension Directory {
  func influencer(_ who: Attribution) -> InfluencerID? {
    who.influencer == nobody ? nil : influencers[Int(who.influencer)].id
  }

  func booking(_ who: Attribution) -> BookingID? {
    who.booking < 0 ? nil : bookings[Int(who.booking)].id
  }
}
