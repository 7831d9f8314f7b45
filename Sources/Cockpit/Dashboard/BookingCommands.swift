import Marketing
import Wording

extension Commands {
  static let bookings: [Command] = [
    Command(
      "edit-booking", "Edit the booking in a form", keys: ["enter"], scope: .bookings, hint: "form",
      isEnabled: When.isWritable
    ) { state, _ in
      if let row = BookingGrid.cursorRow(state) {
        state.bookingForm("Booking", row, focus: state.dashboard.bookings.column)
      }
      return []
    },
    Command(
      "add-booking", "Add a booking", keys: ["a"], scope: .bookings, hint: "add",
      isEnabled: When.canBook
    ) { state, _ in
      state.addBooking()
    },
    Command(
      "advance", "Move the booking, or the marked ones, to the next stage", keys: [">"],
      scope: .bookings,
      hint: "next stage", isEnabled: When.isWritable
    ) { state, _ in
      state.changeStage { stage in
        switch stage {
        case .proposed: .offered
        case .offered: .contracted
        case .contracted: .live
        case .live: .done
        case .done, .paid: .paid
        case .declined: .declined
        }
      }
    },
    Command(
      "decline", "Decline the booking, or the marked ones", keys: ["x"], scope: .bookings,
      isEnabled: When.isWritable
    ) {
      state, _ in
      state.changeStage { _ in .declined }
    },
    Command(
      "remove-booking", "Remove the booking, or the marked ones", keys: ["delete"],
      scope: .bookings, isEnabled: When.isWritable
    ) {
      state, _ in
      let rows = BookingGrid.chosenRows(state)
      guard !rows.isEmpty else { return [] }
      let title = "\(CountText.plural(rows.count, "booking")) (removed)"
      state.dashboard.bookings.marks = []
      return state.perform(.group(title, rows.map { .booking($0.id, nil) }), title: title)
    },
    Command(
      "edit-measurement", "Correct the figures of a measurement", keys: ["enter"],
      scope: .measurements, hint: "form",
      isEnabled: When.isWritable
    ) { state, _ in
      guard let row = MeasurementGrid.cursorRow(state), let context = state.entryContext
      else { return [] }
      state.layers.append(
        Form("Measurement of \(row.day.iso)", row: row, fields: Field<Measurement>.counts, context)
        { changed, state in
          changed == row
            ? [] : state.perform(.put(changed), title: "the measurement of \(row.day.iso)")
        })
      return []
    },
    Command(
      "add-measurement", "Enter a measurement", keys: ["a"], scope: .measurements, hint: "add",
      isEnabled: When.isWritable
    ) {
      state, _ in
      state.enterMeasurement()
    },
    Command(
      "remove-measurement", "Remove the measurement, or the marked ones", keys: ["delete"],
      scope: .measurements,
      isEnabled: When.isWritable
    ) { state, _ in
      let rows = MeasurementGrid.chosenRows(state)
      guard !rows.isEmpty else { return [] }
      let title = "\(CountText.plural(rows.count, "measurement")) (removed)"
      state.dashboard.measurements.marks = []
      return state.perform(.group(title, rows.map { .measurement($0.identity, nil) }), title: title)
    },
  ]
}

extension CockpitState {
  mutating func bookingForm(_ title: String, _ row: Booking, focus: String? = nil) {
    guard let context = entryContext else { return }
    let isNew = context.session.bookings[row.id] == nil
    layers.append(
      Form(title, row: row, fields: Field<Booking>.booking, focus: focus, context) {
        changed, state in
        guard isNew || changed != row else { return [] }
        let handle = state.document?.session.roster[changed.influencer]?.handle ?? ""
        return state.perform(.put(changed), title: "the booking of @\(handle)")
      })
  }

  mutating func addBooking() -> [Effect] {
    guard let session = document?.session, let campaign = campaignForNewRecords() else { return [] }
    guard
      let influencer = RosterGrid.cursorRow(self)
        ?? session.roster.rows.first(where: { !$0.isArchived })
    else {
      warn("The roster is empty: add an influencer first (r, then a).")
      return []
    }
    var booking = Booking(
      id: session.bookings.nextID, campaign: campaign.id, influencer: influencer.id)
    booking.fee = influencer.fee
    booking.hours = influencer.hoursPerBooking
    booking.deliverables = [Deliverable("post", count: 1)]
    booking.start = campaign.start
    booking.end = campaign.end
    bookingForm("New booking", booking)
    return []
  }

  mutating func changeStage(_ next: (Stage) -> Stage) -> [Effect] {
    let rows = BookingGrid.chosenRows(self)
    let edits = rows.compactMap { row -> Edit? in
      var row = row
      let former = row.stage
      row.stage = next(former)
      return row.stage == former ? nil : .put(row)
    }
    guard !edits.isEmpty else { return [] }
    let title = "the stage of \(CountText.plural(edits.count, "booking"))"
    return perform(.group(title, edits), title: title)
  }

  /// A form for the figures of an influencer's post, or of a whole day.
  mutating func enterMeasurement() -> [Effect] {
    guard let context = entryContext, let campaign = campaignForNewRecords() else {
      return []
    }
    let influencer: Influencer? =
      switch dashboard.tab {
      case .roster: RosterGrid.cursorRow(self)
      case .bookings: BookingGrid.cursorRow(self).flatMap { context.session.roster[$0.influencer] }
      case .measurements:
        MeasurementGrid.cursorRow(self)?.influencer.flatMap { context.session.roster[$0] }
      }
    let draft = MeasurementDraft(campaign: campaign.id, influencer: influencer?.id, day: today)
    layers.append(
      Form("New measurement", row: draft, fields: Field<MeasurementDraft>.draft, context) {
        draft, state in
        let measurement = draft.measurement
        // Not by a copy of the session: all its measurements would be copied with the change.
        let replaces = state.document?.session.measurements[measurement.identity] != nil
        let effects = state.perform(.put(measurement), title: "a measurement")
        if replaces, state.message?.kind != .error {
          state.say("Replaced the measurement with the same key. u undoes.")
        }
        return effects
      })
    return []
  }
}
