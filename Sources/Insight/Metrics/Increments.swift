import Marketing

extension Session {
  /// Visits what each measurement adds to the figures: its own counts, or the difference from the previous snapshot.
  ///
  /// A range of days leaves out what other days added; earlier snapshots still count as the ones to subtract. The last
  /// number is the row's place in the log.
  @inline(__always)
  package func forEachIncrement(
    campaign: CampaignID?, days: ClosedRange<Day>?, directory: Directory,
    _ body: (Sums, Attribution, CampaignID, Day, Int) -> Void
  ) {
    measurements.rows.withUnsafeBufferPointer { rows in
      let chains = Chains(rows, campaign: campaign)
      var spans: [Span: [Int32]] = [:]
      for row in rows.indices where !chains.isLinked(row) {
        if let campaign, rows[row].campaign != campaign { continue }
        if let days, !days.contains(rows[row].day) { continue }
        if rows[row].from != nil {
          spans[Span(rows[row]), default: []].append(Int32(row))
          continue
        }
        let who = directory.attribution(rows, row)
        var sums = directory.sums(rows[row])
        if rows[row].kind == .total { sums.posts = 1 }
        body(sums, who, rows[row].campaign, rows[row].day, row)
      }
      for chain in chains.linked {
        let who = directory.attribution(
          of: chain.lazy.map { directory.attribution(rows, Int($0)) })
        let snapshots = chain.lazy.map { (rows[Int($0)].day, directory.counted(rows[Int($0)])) }
        let campaign = rows[Int(chain[0])].campaign
        var place = 0
        Sums.forEachIncrement(snapshots) { day, sums in
          let row = Int(chain[place])
          place += 1
          if let days, !days.contains(day) { return }
          var sums = sums
          sums.notePrice(of: rows[row])
          body(sums, who, campaign, day, row)
        }
      }
      // Together, since they are one post.
      for group in spans.values {
        for row in group.map(Int.init) {
          body(
            directory.sums(rows[row]), directory.attribution(rows, row), rows[row].campaign,
            rows[row].day, row)
        }
      }
    }
  }

  private struct Span: Hashable {
    let campaign: CampaignID
    let subject: String

    init(_ row: Measurement) {
      campaign = row.campaign
      subject = row.subject
    }
  }

  /// Visits the committed bookings that have a cost.
  func forEachCost(
    campaign: CampaignID?, directory: Directory, _ body: (Sums, Attribution, CampaignID) -> Void
  ) {
    for booking in bookings.rows where booking.stage.isCommitted {
      if let campaign, booking.campaign != campaign { continue }
      let who = directory.attribution(influencer: booking.influencer, booking: booking.id)
      body(Sums(costOf: booking), who, booking.campaign)
    }
  }
}
