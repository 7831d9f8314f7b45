import JSON
import Marketing

/// What a single edit is about.
enum RecordKey: Hashable, Sendable {
  case settings
  case influencer(InfluencerID)
  case campaign(CampaignID)
  case booking(BookingID)
  case feed(FeedID)
  case plan(CampaignID)
  case comparison
  case measurement(Measurement.Identity)
}

/// A record that was changed here and by another program, too.
package struct RecordConflict: Sendable {
  package let mine: Edit
  package let theirs: Edit
}

extension Edit {
  /// Its single edits, in order.
  func forEachPart(_ body: (RecordKey, Edit) -> Void) {
    switch self {
    case .settings: body(.settings, self)
    case .influencer(let id, _): body(.influencer(id), self)
    case .campaign(let id, _): body(.campaign(id), self)
    case .booking(let id, _): body(.booking(id), self)
    case .feed(let id, _): body(.feed(id), self)
    case .plan(let campaign, _): body(.plan(campaign), self)
    case .comparison: body(.comparison, self)
    case .measurement(let identity, _): body(.measurement(identity), self)
    case .group(_, let edits): for edit in edits { edit.forEachPart(body) }
    }
  }

  /// The edit without measurements that it only takes out: a segment says which those are.
  var withoutMeasurementRemovals: Edit? {
    switch self {
    case .measurement(_, nil): return nil
    case .group(let title, let edits):
      let rest = edits.compactMap(\.withoutMeasurementRemovals)
      return rest.isEmpty ? nil : .group(title, rest)
    case .settings, .influencer, .campaign, .booking, .feed, .measurement, .plan, .comparison:
      return self
    }
  }

  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.edit(self)
    return writer.take()
  }
}

extension Session {
  /// What is there now, as an edit that would put it there.
  func part(_ key: RecordKey) -> Edit {
    switch key {
    case .settings: .settings(settings)
    case .influencer(let id): .influencer(id, roster[id])
    case .campaign(let id): .campaign(id, campaigns[id])
    case .booking(let id): .booking(id, bookings[id])
    case .feed(let id): .feed(id, feeds[id])
    case .plan(let campaign): .plan(campaign, requests.plans[campaign])
    case .comparison: .comparison(requests.comparison, requests.pairs)
    case .measurement(let identity): .measurement(identity, measurements[identity])
    }
  }
}
