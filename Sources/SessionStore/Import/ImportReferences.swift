import Marketing

/// Finds a row's campaign, and creates those that the session doesn't have yet.
struct CampaignFinder {
  private var byName: [String: CampaignID] = [:]
  private var new: [(campaign: Campaign, first: Day?, last: Day?)] = []
  private var nextNumber: Int
  private let fallback: CampaignID?
  private let goal: Goal
  private let makesNew: Bool

  init(_ batch: inout ImportBatch, goal: Goal, makesNew: Bool = true) throws(ImportError) {
    self.goal = goal
    self.makesNew = makesNew
    nextNumber = batch.session.campaigns.nextID.number
    for campaign in batch.session.campaigns.rows {
      byName[campaign.name.lowercased()] = campaign.id
    }
    let campaigns = batch.session.campaigns.rows.filter { !$0.isArchived }
    if let name = batch.options.campaign, !name.isEmpty {
      fallback = nil
      given = name
      isStated = true
    } else if campaigns.count == 1 {
      fallback = campaigns[0].id
    } else if campaigns.isEmpty {
      fallback = nil
      given = "Imported"
    } else if batch.mapping.column(of: .campaign) != nil {
      fallback = nil
    } else {
      let names = campaigns.map { "“\($0.name)”" }.joined(separator: ", ")
      try batch.ask(
        .campaign(batch.session),
        or: ImportError(
          .question,
          "\(batch.file) doesn't say which campaign its rows belong to. Say it: --campaign NAME (in the cockpit: c). "
            + "There are \(names); another name makes a new one."))
      fallback = campaigns[0].id
    }
  }

  private var given: String?
  private var isStated = false

  /// The campaign that was said to be that of the file, if there is none of the name.
  func stated(insteadOf name: String) -> String? {
    isStated && byName[name.lowercased()] == nil ? given : nil
  }

  /// The campaign that the row names, or the one for all rows.
  mutating func find(_ name: String?, day: Day?) -> CampaignID? {
    guard let name = name ?? given else { return fallback }
    let key = name.lowercased()
    if let id = byName[key] {
      if let at = new.firstIndex(where: { $0.campaign.id == id }), let day {
        new[at].first = min(new[at].first ?? day, day)
        new[at].last = max(new[at].last ?? day, day)
      }
      return id
    }
    guard makesNew else { return nil }
    let campaign = Campaign(id: CampaignID(nextNumber), name: name, goal: goal)
    nextNumber += 1
    byName[key] = campaign.id
    new.append((campaign, day, day))
    return campaign.id
  }

  /// The edits that create the new campaigns; they must come before anything that refers to them.
  func edits(_ batch: inout ImportBatch) -> [Edit] {
    if !new.isEmpty {
      let names = new.prefix(12).map { "“\($0.campaign.name)”" }.joined(separator: ", ")
      batch.note(
        "New \(new.count == 1 ? "campaign" : "campaigns"): \(names). Set goal and budget afterwards."
      )
    }
    return new.map { entry in
      var campaign = entry.campaign
      campaign.start = entry.first
      campaign.end = entry.last
      return .put(campaign)
    }
  }
}
