extension Campaign: SchemaRecord {
  public static let noun = "campaign"
  public static var blank: Campaign { Campaign(id: CampaignID(0), name: "", goal: .awareness) }

  private typealias Field = RecordField<Campaign>

  public static let schema = Schema<Campaign> {
    Field("name", "Name", .text(.line, { $0.name }, { $0.name = $1 }), isRequired: true)
    Field("goal", "Goal", .choice(FieldChoice("goal", { $0.goal }, { $0.goal = $1 })))
    Field(
      "targets", "Targets", .targets({ $0.targets }, { $0.targets = $1 }))
    Field("start", "First day", .day({ $0.start }, { $0.start = $1 }))
    Field("end", "Last day", .day({ $0.end }, { $0.end = $1 }))
    Field(
      "tracked_since", id: "tracked", "Orders tracked since",
      .day({ $0.trackedSince }, { $0.trackedSince = $1 }))
    Field("budget", "Budget", .amount(.written, { $0.budget }, { $0.budget = $1 }))
    Field("hours", "Hours", .hours({ $0.hours }, { $0.hours = $1 }))
    Field("notes", "Notes", .text(.line, { $0.notes }, { $0.notes = $1 }))
    Field(
      "archived", "Archived", .flag({ $0.isArchived }, { $0.isArchived = $1 }), isEntered: false)
  }
}
