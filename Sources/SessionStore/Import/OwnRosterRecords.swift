import Marketing

/// The rows of an own roster.
struct OwnInfluencers: OwnRecords {
  static let kind = ExportKind.roster
  let session: Session
  let columns: [ExportColumn<Influencer>]
  private lazy var references = OwnReferences(session)
  private lazy var marks = Dictionary(
    session.roster.rows.map { (OwnMark($0.identity), [$0.id]) }, uniquingKeysWith: +)

  init(_ session: Session) {
    self.session = session
    columns = Exporter.influencerColumns(session)
  }

  mutating func match(_ keys: OwnKeys) throws(OwnRefusal) -> OwnMatch<Influencer> {
    let number = keys.number("id")
    let mark = keys.mark(Self.kind)
    let known = number.flatMap { session.roster[InfluencerID($0)] }
    if let known, let mark, OwnMark(known.identity) == mark { return found(known) }
    guard let handle = keys.handle, !handle.isEmpty else {
      throw OwnRefusal("it has no handle")
    }
    guard let platform = keys.platform, !platform.isEmpty else {
      throw OwnRefusal("it has no platform")
    }
    let identity = Influencer.Identity(platform: Platform(rawValue: platform), handle: handle)
    if let known, known.identity == identity { return found(known) }
    let same = references.influencers[identity] ?? []
    if same.count > 1 {
      throw OwnRefusal(
        "there are \(same.count) accounts @\(handle) on \(platform): write the number of one into “id”"
      )
    }
    if let id = same.first, let influencer = session.roster[id] { return found(influencer) }
    // Another session's account by its former name.
    if let mark, mark != OwnMark(identity), let ids = marks[mark], ids.count == 1,
      let influencer = session.roster[ids[0]]
    {
      return found(influencer)
    }
    return OwnMatch(
      record: Influencer.blank, claim: .new(OwnMark(identity), number: number))
  }

  private func found(_ influencer: Influencer) -> OwnMatch<Influencer> {
    OwnMatch(
      original: influencer, record: influencer, claim: .number(influencer.id.number))
  }

  mutating func complete(
    _ record: inout Influencer, _ keys: OwnKeys, original: Influencer?
  ) throws(OwnRefusal) {
    guard let original, original.identity != record.identity,
      let other = references.influencers[record.identity]?.first, other != original.id
    else { return }
    throw OwnRefusal(
      "@\(record.handle) on \(record.platform.rawValue) is in the roster already, with the number \(other.number)"
    )
  }

  static func custom(_ record: Influencer) -> [String: String] { record.custom }
  static func setCustom(_ record: inout Influencer, _ name: String, _ value: String?) {
    record.custom[name] = value
  }
  static var hasCustom: Bool { true }
  var customNames: [String] {
    Array(session.roster.rows.reduce(into: Set<String>()) { $0.formUnion($1.custom.keys) })
  }

  var nextNumber: Int? { session.roster.nextID.number }
  func edits(_ record: Influencer, original: Influencer?) -> [Edit] { [.put(record)] }
}

extension OwnKeys {
  /// Handle and platform are fields of an influencer as well.
  fileprivate var handle: String? { text("handle") }
  fileprivate var platform: String? { text("platform") }
}

/// The rows of the own campaigns.
struct OwnCampaigns: OwnRecords {
  static let kind = ExportKind.campaigns
  let session: Session
  let columns: [ExportColumn<Campaign>]
  private lazy var references = OwnReferences(session)
  private lazy var marks = Dictionary(
    session.campaigns.rows.map { (OwnMark($0), [$0.id]) }, uniquingKeysWith: +)

  init(_ session: Session) {
    self.session = session
    columns = Exporter.campaignColumns(session)
  }

  mutating func match(_ keys: OwnKeys) throws(OwnRefusal) -> OwnMatch<Campaign> {
    let number = keys.number("id")
    let mark = keys.mark(Self.kind)
    let known = number.flatMap { session.campaigns[CampaignID($0)] }
    if let known, let mark, OwnMark(known) == mark { return found(known) }
    guard let name = keys.text("name"), !name.isEmpty else { throw OwnRefusal("it has no name") }
    if let known, known.name == name { return found(known) }
    let same = references.campaigns[name.lowercased()] ?? []
    if same.count > 1 {
      throw OwnRefusal(
        "there are \(same.count) campaigns “\(name)”: write the number of one into “id”")
    }
    if let id = same.first, let campaign = session.campaigns[id] { return found(campaign) }
    var blank = Campaign.blank
    blank.name = name
    if let mark, mark != OwnMark(blank), let ids = marks[mark], ids.count == 1,
      let campaign = session.campaigns[ids[0]]
    {
      return found(campaign)
    }
    return OwnMatch(record: Campaign.blank, claim: .new(OwnMark(blank), number: number))
  }

  private func found(_ campaign: Campaign) -> OwnMatch<Campaign> {
    OwnMatch(original: campaign, record: campaign, claim: .number(campaign.id.number))
  }

  mutating func complete(
    _ record: inout Campaign, _ keys: OwnKeys, original: Campaign?
  ) throws(OwnRefusal) {
    guard let original, original.name.lowercased() != record.name.lowercased(),
      let other = references.campaigns[record.name.lowercased()]?.first, other != original.id
    else { return }
    throw OwnRefusal(
      "there is a campaign “\(record.name)” already, with the number \(other.number)")
  }

  var nextNumber: Int? { session.campaigns.nextID.number }
  func edits(_ record: Campaign, original: Campaign?) -> [Edit] { [.put(record)] }
}
