import JSON
import Marketing

// Edits as the journal has them: the record that was put, or the number of the one removed.
//
//     {"influencer": {"id": 7, …}}   {"remove_booking": 12}   {"group": {"title": "…", "edits": […]}}
extension JSONWriter {
  mutating func edit(_ edit: Edit) {
    beginObject()
    switch edit {
    case .settings(let settings):
      key("settings")
      beginObject()
      self.settings(settings)
      endObject()
    case .influencer(_, let influencer?):
      key("influencer")
      self.influencer(influencer)
    case .influencer(let id, nil): removal("remove_influencer", id.number)
    case .campaign(_, let campaign?):
      key("campaign")
      self.campaign(campaign)
    case .campaign(let id, nil): removal("remove_campaign", id.number)
    case .booking(_, let booking?):
      key("booking")
      self.booking(booking)
    case .booking(let id, nil): removal("remove_booking", id.number)
    case .feed(_, let feed?):
      key("feed")
      self.feed(feed)
    case .feed(let id, nil): removal("remove_feed", id.number)
    case .plan(let campaign, let request?):
      key("plan")
      plan(request, of: campaign)
    case .plan(let campaign, nil): removal("remove_plan", campaign.number)
    case .comparison(let request, let pairs):
      key("comparison")
      beginObject()
      if let request {
        key("request")
        comparison(request)
      }
      key("pairs")
      beginArray()
      for pair in pairs { sides(pair) }
      endArray()
      endObject()
    case .measurement(_, let measurement?):
      key("measurement")
      self.measurement(measurement)
    case .measurement(let identity, nil):
      key("measurement")
      removal(of: identity)
    case .group(let title, let edits):
      key("group")
      beginObject()
      key("title")
      string(title)
      key("edits")
      beginArray()
      for edit in edits { self.edit(edit) }
      endArray()
      endObject()
    }
    endObject()
  }

  private mutating func removal(_ name: StaticString, _ number: Int) {
    key(name)
    int(Int64(number))
  }
}

extension JSONReader {
  mutating func readEdit() throws(JSONError) -> Edit {
    let start = mark()
    var edit: Edit?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "settings":
        // All of them: a member that isn't there has its default.
        var changed = Settings(name: "")
        try beginObject()
        while let member = try nextKey() {
          if try !readSetting(member, into: &changed) {
            changed.unknown.append(try readUnknown(member))
          }
        }
        edit = .settings(changed)
      case "influencer": edit = .put(try readInfluencer())
      case "remove_influencer": edit = .influencer(InfluencerID(try readIdentifier()), nil)
      case "campaign": edit = .put(try readCampaign())
      case "remove_campaign": edit = .campaign(CampaignID(try readIdentifier()), nil)
      case "booking": edit = .put(try readBooking())
      case "remove_booking": edit = .booking(BookingID(try readIdentifier()), nil)
      case "feed": edit = .put(try readFeed())
      case "remove_feed": edit = .feed(FeedID(try readIdentifier()), nil)
      case "plan":
        let (campaign, request) = try readPlan()
        edit = .plan(campaign, request)
      case "remove_plan": edit = .plan(CampaignID(try readIdentifier()), nil)
      case "comparison": edit = try readComparisonEdit()
      case "measurement":
        let (identity, measurement, _) = try readMeasurement()
        edit = .measurement(identity, measurement)
      case "group":
        var title = ""
        var edits: [Edit] = []
        try beginObject()
        while let member = try nextKey() {
          switch member {
          case "title": title = try readString()
          case "edits":
            edits = try readArray { reader throws(JSONError) in try reader.readEdit() }
          default: try skipValue()
          }
        }
        edit = .group(title, edits)
      default: throw error("this kind of change is not known to this version of Clout")
      }
    }
    guard let edit else { throw error(at: start, "this change is empty") }
    return edit
  }
}

extension JSONReader {
  fileprivate mutating func readComparisonEdit() throws(JSONError) -> Edit {
    var request: ComparisonRequest?
    var pairs: [ComparisonRequest.Sides] = []
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "request": request = try readComparison()
      case "pairs":
        pairs = try readArray { reader throws(JSONError) in try reader.readSides() }
      default: try skipValue()
      }
    }
    return .comparison(request, pairs)
  }
}

extension Edit {
  /// Only moves what is looked at: nothing that anybody would miss.
  var isQuiet: Bool {
    if case .comparison = self { return true }
    return false
  }

  /// The edit without its measurements; nil if nothing is left.
  var withoutMeasurements: Edit? {
    switch self {
    case .measurement: return nil
    case .group(let title, let edits):
      let rest = edits.compactMap(\.withoutMeasurements)
      return rest.isEmpty ? nil : .group(title, rest)
    case .settings, .influencer, .campaign, .booking, .feed, .plan, .comparison: return self
    }
  }

  /// Its measurements, in order.
  func forEachMeasurement(_ body: (Measurement.Identity, Measurement?) -> Void) {
    switch self {
    case .measurement(let identity, let measurement): body(identity, measurement)
    case .group(_, let edits): for edit in edits { edit.forEachMeasurement(body) }
    case .settings, .influencer, .campaign, .booking, .feed, .plan, .comparison: break
    }
  }

  var measurementCount: Int {
    var count = 0
    forEachMeasurement { _, _ in count += 1 }
    return count
  }
}
