import Marketing

// A value for every kind of field, so that tests can go through schemas without naming a field.

extension RecordField {
  /// Sets the field to something that no blank record has, and that one cell of an import can say.
  public func setSample(in record: inout Record) {
    switch access {
    case .text(let shape, _, let set): set(&record, sample(of: shape))
    case .platform(_, let set): set(&record, .youtube)
    case .choice(let choice): _ = choice.set(&record, choice.names.last ?? "")
    case .count(_, let set): set(&record, 1234)
    case .amount(_, _, let set): set(&record, Money(minorUnits: 250_50))
    case .money(_, let set): set(&record, Money(minorUnits: 250_50))
    case .share(_, _, let set): set(&record, Share(millionths: 123_400))
    case .hours(_, let set): set(&record, Hours(hundredths: 250))
    case .day(_, let set): set(&record, Day(iso: "2026-03-14"))
    case .ages(_, let set): set(&record, AgeRange(from: 18, to: 34))
    case .texts(_, let set): set(&record, ["sample of \(id)"])
    case .flag(_, let set): set(&record, true)
    case .campaign(_, let set): set(&record, CampaignID(3))
    case .influencer(_, let set): set(&record, InfluencerID(4))
    case .deliverables(_, let set): set(&record, [Deliverable("reel", count: 2)])
    case .targets(_, let set): set(&record, [Target(kpi: .reach, value: 5_000)])
    case .vetting(_, let set):
      var vetting = Vetting()
      vetting.state = .approved
      vetting.rating = 4
      set(&record, vetting)
    case .snapshots(_, let set):
      set(
        &record,
        [
          Snapshot(
            day: Day(iso: "2025-12-01"), followers: 900, engagementRate: nil,
            fee: Money(minorUnits: 100_00))
        ])
    case .custom(_, let set): set(&record, ["Shoe size": "38"])
    }
  }

  private func sample(of shape: TextShape) -> String {
    switch shape {
    case .line, .label: "sample of \(id)"
    case .identity, .handle: "sample_\(id)"
    case .country: "DE"
    case .email: "sample@\(id).example"
    }
  }
}

extension Schema {
  /// A record of which every field is known.
  public func sample(_ id: Identifier<Record>) -> Record {
    var record = Record.blank
    for field in fields { field.setSample(in: &record) }
    return record.numbered(id)
  }
}
