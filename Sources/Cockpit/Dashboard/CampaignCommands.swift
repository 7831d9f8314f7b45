import Marketing
import Metrics
import Wording

extension Commands {
  static let campaigns: [Command] = [
    Command("next-campaign", "Go to the next campaign", keys: ["]"], isEnabled: When.hasCampaigns) {
      state, _ in
      state.moveCampaign { $0 + 1 }
      return []
    },
    Command(
      "previous-campaign", "Go to the previous campaign", keys: ["["],
      isEnabled: When.hasCampaigns
    ) { state, _ in
      state.moveCampaign { $0 - 1 }
      return []
    },
    Command(
      "all-campaigns", "Show all campaigns together", keys: ["0"], isEnabled: When.hasCampaigns
    ) { state, _ in
      state.campaignInView = nil
      return []
    },
    Command(
      "campaign", "Go to a campaign by name",
      argument: Command.Argument(
        title: "Campaign", initial: { _ in "" },
        completion: .choices { $0.document?.session.campaigns.rows.map(\.name) ?? [] }),
      isEnabled: When.hasCampaigns
    ) { state, name in
      guard let session = state.document?.session else { return [] }
      do throws(EntryError) {
        state.campaignInView = try CampaignText.parse(name, in: session)
      } catch {
        state.fail(error.message)
      }
      return []
    },
    Command(
      "add-campaign", "Add a campaign", keys: ["a"], scope: .campaigns, hint: "add",
      isEnabled: When.isWritable
    ) {
      state, _ in
      guard let session = state.document?.session else { return [] }
      var blank = Campaign(id: session.campaigns.nextID, name: "", goal: .awareness)
      blank.start = state.today
      blank.end = state.today + 27
      state.campaignForm("New campaign", blank)
      return []
    },
    Command(
      "edit-campaign", "Edit the campaign: goal, targets, dates, budget", keys: ["e", "enter"],
      scope: .campaigns,
      hint: "edit", isEnabled: When.canEditCampaign
    ) { state, _ in
      state.editCampaignInView()
      return []
    },
    Command(
      "archive-campaign", "Archive or restore the campaign", keys: ["x"], scope: .campaigns,
      isEnabled: When.canEditCampaign
    ) { state, _ in
      guard let id = state.campaignInView, var campaign = state.document?.session.campaigns[id]
      else { return [] }
      campaign.isArchived.toggle()
      return state.perform(
        .put(campaign),
        title: "“\(campaign.name)” (\(campaign.isArchived ? "archived" : "restored"))")
    },
  ]

  static let kpis: [Command] = [
    Command(
      "group", "Change what the KPIs are grouped by", keys: ["t"], scope: .kpis, hint: "group by"
    ) { state, _ in
      let all = Dashboard.groupings
      let at = all.firstIndex(of: state.dashboard.grouping) ?? 0
      state.dashboard.grouping = all[(at + 1) % all.count]
      return []
    },
    Command(
      "kpis-by",
      "Group the KPIs by tier, influencer, platform, niche, campaign, booking, day or week",
      argument: Command.Argument(
        title: "KPIs by", initial: { _ in "" },
        completion: .choices { _ in Dashboard.groupings.map(\.rawValue) }),
      isEnabled: When.isOpen
    ) { state, text in
      guard let grouping = Dimension(rawValue: text.lowercased()), grouping != .total else {
        state.fail(
          "Group by \(Dashboard.groupings.map(\.rawValue).joined(separator: ", ")).")
        return []
      }
      state.dashboard.grouping = grouping
      state.screen = .dashboard
      state.dashboard.focus = .kpis
      return []
    },
    Command(
      "typical", "Switch between the whole group (ratio of sums) and its typical creator (median)",
      keys: ["T"], scope: .kpis,
      hint: "typical"
    ) { state, _ in
      state.dashboard.showsTypical.toggle()
      return []
    },
    Command(
      "drill", "Show the influencers behind the row", keys: ["enter"], scope: .kpis, hint: "who"
    ) { state, _ in
      state.drillDown()
      return []
    },
  ]
}

extension CockpitState {
  mutating func editCampaignInView() {
    guard let id = campaignInView, let campaign = document?.session.campaigns[id] else { return }
    campaignForm(campaign.name, campaign)
  }

  mutating func campaignForm(_ title: String, _ row: Campaign) {
    guard let context = entryContext else { return }
    let isNew = context.session.campaigns[row.id] == nil
    layers.append(
      Form(title, row: row, fields: Field<Campaign>.campaign, context) { changed, state in
        guard isNew || changed != row else { return [] }
        let effects = state.perform(.put(changed), title: "“\(changed.name)”")
        if state.message?.kind != .error { state.campaignInView = changed.id }
        return effects
      })
  }

  /// Goes from a row of the KPI table to the influencers behind it: the roster, filtered.
  mutating func drillDown() {
    guard let row = KPIGrid.cursorRow(self), let session = document?.session else { return }
    let filter: String? =
      switch row.key {
      case .tier(let tier): "tier:\(tier.rawValue)"
      case .platform(let platform): "platform:\"\(platform.title)\""
      case .niche(let niche): "niche:\"\(niche)\""
      case .influencer(let id): session.roster[id].map { "handle=\"\($0.handle)\"" }
      case .total: ""
      case .campaign, .booking, .day, .week, .unknown, .unattributed: nil
      }
    guard let filter else { return warn("This row has no influencers of its own.") }
    show(.roster)
    roster.filter = filter
    say(
      filter.isEmpty
        ? "The whole roster." : "The roster, filtered by \(filter). Esc clears the filter.")
  }
}
