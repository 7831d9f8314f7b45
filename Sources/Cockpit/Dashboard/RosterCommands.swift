import Marketing
import Wording

extension Commands {
  static let roster: [Command] = [
    Command(
      "edit", "Edit the influencer in a form", keys: ["enter"], scope: .roster, hint: "form",
      isEnabled: When.isWritable
    ) {
      state, _ in
      guard let row = RosterGrid.cursorRow(state) else { return state.addInfluencer() }
      state.influencerForm("@\(row.handle)", row, focus: state.roster.column)
      return []
    },
    Command(
      "add-influencer", "Add an influencer", keys: ["a"], scope: .roster, hint: "add",
      isEnabled: When.isWritable
    ) {
      state, _ in
      state.addInfluencer()
    },
    Command(
      "archive", "Archive or restore the influencer, or the marked ones", keys: ["x"],
      scope: .roster,
      hint: "archive", isEnabled: When.isWritable
    ) { state, _ in
      state.archiveChosen()
    },
    Command("show-archived", "Show archived influencers", scope: .roster) { state, _ in
      state.dashboard.show(.roster)
      state.roster.filter = "is:archived"
      return []
    },
    Command(
      "book", "Book the influencer or the marked ones into a campaign", keys: ["B"], scope: .roster,
      hint: "book",
      isEnabled: When.canBook
    ) { state, _ in
      state.bookChosen()
    },
    Command(
      "overlap", "Enter the measured audience overlap of two marked influencers", scope: .roster,
      argument: Command.Argument(
        title: "Share of the smaller audience that is also in the other one (none forgets it)",
        initial: { $0.knownOverlap.map { PercentText.exact($0.share) } ?? "" }),
      isEnabled: When.isWritable
    ) { state, text in
      state.setOverlap(text)
    },
    Command(
      "measure", "Enter the figures of an influencer's post", keys: ["M"], scope: .tables,
      isEnabled: When.canBook
    ) { state, _ in
      state.enterMeasurement()
    },
  ]
}

extension CockpitState {
  mutating func influencerForm(_ title: String, _ row: Influencer, focus: String? = nil) {
    guard let context = entryContext else { return }
    let form = Form(title, row: row, fields: Field<Influencer>.influencer, focus: focus, context) {
      changed, state in
      guard changed != row || state.document?.session.roster[row.id] == nil else { return [] }
      let effects = state.perform(.put(changed), title: "@\(changed.handle)")
      state.select(changed.id)
      return effects
    }
    layers.append(form)
  }

  mutating func addInfluencer() -> [Effect] {
    guard let session = document?.session else { return [] }
    // Most rosters are on one platform, so the next influencer is probably there, too.
    let platform =
      RosterGrid.cursorRow(self)?.platform ?? session.roster.rows.last?.platform ?? .instagram
    let blank = Influencer(id: session.roster.nextID, handle: "", platform: platform)
    influencerForm("New influencer", blank)
    return []
  }

  mutating func select(_ id: InfluencerID) {
    arrange(RosterGrid.self)
    let rows = RosterGrid.rows(self)
    roster.select(id) { rows[$0].id }
  }

  mutating func archiveChosen() -> [Effect] {
    let rows = RosterGrid.chosenRows(self)
    guard let first = rows.first else { return [] }
    // Archive if any of them isn't archived yet; restore only if all are.
    let archive = rows.contains { !$0.isArchived }
    let edits = rows.filter { $0.isArchived != archive }.map { row in
      var row = row
      row.isArchived = archive
      return Edit.put(row)
    }
    let what = rows.count == 1 ? "@\(first.handle)" : CountText.plural(rows.count, "influencer")
    let effects = perform(
      .group("archive", edits), title: "\(what) (\(archive ? "archived" : "restored"))")
    if message?.kind != .error {
      say(
        "\(archive ? "Archived" : "Restored") \(what). Past records keep \(rows.count == 1 ? "it" : "them"); u undoes."
      )
    }
    roster.marks = []
    return effects
  }

  /// Books one influencer in a form; several at once, at the fees of their rate cards, as far as they are known.
  mutating func bookChosen() -> [Effect] {
    guard let session = document?.session, let campaign = campaignForNewRecords() else { return [] }
    let rows = RosterGrid.chosenRows(self).filter { !$0.isArchived }
    guard let first = rows.first else {
      warn("Archived influencers take no new bookings.")
      return []
    }
    var next = session.bookings.nextID.number
    let bookings = rows.map { row in
      var booking = Booking(id: BookingID(next), campaign: campaign.id, influencer: row.id)
      next += 1
      booking.fee = row.fee
      booking.hours = row.hoursPerBooking
      booking.deliverables = [Deliverable("post", count: 1)]
      booking.start = campaign.start
      booking.end = campaign.end
      return booking
    }
    if rows.count == 1 {
      bookingForm("Book @\(first.handle)", bookings[0])
      return []
    }
    let known = Set(session.bookings.rows.filter { $0.campaign == campaign.id }.map(\.influencer))
    let fresh = bookings.filter { !known.contains($0.influencer) }
    guard !fresh.isEmpty else {
      warn("All of them are already booked in “\(campaign.name)”.")
      return []
    }
    let title = "\(CountText.plural(fresh.count, "booking")) in “\(campaign.name)”"
    let effects = perform(.group(title, fresh.map { .put($0) }), title: title)
    if message?.kind != .error {
      let skipped = rows.count - fresh.count
      let feeless = fresh.count { $0.fee == nil }
      let unknown = feeless > 0 ? "; the fee of \(feeless) isn't known" : ""
      say(
        "Proposed \(title)\(skipped > 0 ? "; \(skipped) were already booked" : "")\(unknown). b shows them, u undoes."
      )
      roster.marks = []
    }
    return effects
  }

  /// The campaign in view; if all are in view, the running one, else the newest.
  func campaignForNewRecords() -> Campaign? {
    guard let session = document?.session else { return nil }
    if let scope = campaignInView { return session.campaigns[scope] }
    let active = session.campaigns.rows.filter { !$0.isArchived }
    return active.last {
      if case .running = $0.phase(on: today) { true } else { false }
    } ?? active.last
  }

  private var markedPair: (InfluencerID, InfluencerID)? {
    let ids = RosterGrid.chosenRows(self).map(\.id).sorted()
    return ids.count == 2 ? (ids[0], ids[1]) : nil
  }

  /// The measured overlap of the two marked influencers.
  var knownOverlap: AudienceOverlap? {
    guard let (one, other) = markedPair else { return nil }
    return document?.session.settings.overlaps.first {
      Set([$0.one, $0.other]) == [one, other]
    }
  }

  mutating func setOverlap(_ text: String) -> [Effect] {
    guard let session = document?.session else { return [] }
    guard let (one, other) = markedPair, let first = session.roster[one],
      let second = session.roster[other]
    else {
      warn("Mark two influencers with Space first: an overlap is between two audiences.")
      return []
    }
    var settings = session.settings
    settings.overlaps.removeAll { Set([$0.one, $0.other]) == [one, other] }
    do throws(EntryError) {
      if text.trimmed.lowercased() != "none" {
        guard let share = try PercentText.read(text) else { return [] }
        settings.overlaps.append(AudienceOverlap(one, other, share: share))
      }
    } catch {
      fail(error.message)
      return []
    }
    let pair = "@\(first.handle) and @\(second.handle)"
    let effects = perform(.settings(settings), title: "the audience overlap of \(pair)")
    if message?.kind != .error {
      say(
        text.trimmed.lowercased() == "none"
          ? "Forgot the audience overlap of \(pair)."
          : "Noted for \(pair). Compare and Plan use it for unique reach; u undoes.")
    }
    return effects
  }
}
