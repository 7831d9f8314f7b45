import ArgumentParser
import Marketing
import Wording
import Workbench

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two groups, KPI by KPI, and how sure the result is.",
    discussion: """
      Starts from the comparison that the session keeps, in the campaign that the cockpit has in view; options change \
      it for this run. Without one, and with --defaults, it compares mega with micro in all campaigns. A side is tier:, \
      platform:, niche:, campaign:, days: or marked: (influencers' numbers), or several of them together; -x is \
      everybody but x, all is everybody, and rest is everybody but the other side. If only one side is given, the other \
      one stays as it is kept.

      EXAMPLES
        clout compare spring.clout
        clout compare spring.clout --goal conversions --like-for-like --markdown
        clout compare spring.clout --left "platform:tiktok niche:beauty" --right rest
        clout compare spring.clout --all-campaigns --json
        clout compare spring.clout --what-if "fee-left=1.5x mega=500k"
      """)

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String
  @Option(help: "The left side.")
  var left: String?
  @Option(help: "The right side.")
  var right: String?
  @Option(help: "awareness, engagement or conversions; by default the campaign's.")
  var goal: Goal?
  @Flag(
    help:
      "Ignore what the session keeps, sides, mix, people and campaign: start with mega and micro in all campaigns."
  )
  var defaults = false
  @Option(help: "Only this campaign; by default the one that the cockpit has in view.")
  var campaign: String?
  @Flag(help: "All campaigns, whichever the cockpit has in view.")
  var allCampaigns = false
  @Flag(help: "Also compare like for like, with one mix of platforms.")
  var likeForLike = false
  @Option(help: "Like for like with one mix of this: platform (the usual one) or niche.")
  var mix: ComparisonRequest.Mix?
  @Option(
    help:
      "What if: fee-left=1.5x, fee-right=900, mega=500k, attribution=link-first; none for none. The session doesn't change."
  )
  var whatIf: String?
  @Option(
    help: "How many people could be reached at all; needed for unique reach and new audience.")
  var universe: String?
  @Option(help: "How many people both sides reach, if that was measured.")
  var overlap: String?
  @Flag(help: "Print JSON.")
  var json = false
  @Flag(help: "Print Markdown, to paste into an email.")
  var markdown = false
  @OptionGroup var damage: DamageOption

  func validate() throws {
    if json, markdown { throw ValidationError("Choose --json or --markdown.") }
    if campaign != nil, allCampaigns {
      throw ValidationError("Choose --campaign or --all-campaigns.")
    }
  }

  func run() throws {
    try reporting {
      try readingContents(path, damage) { contents in
        let job = try job(contents.session, contents.view)
        guard let result = try job.run() else { return }
        let report = CompareReport(result, goal: goal)
        if json {
          try Output.data(report.json, as: .json)
        } else {
          try Output.data(markdown ? report.markdown : report.plainText, as: .report)
        }
      }
    }
  }

  func job(_ session: Session, _ view: SavedView = [:]) throws -> CompareJob {
    var request = defaults ? ComparisonRequest() : view.keptComparison
    // What is kept isn't on the command line, so it is said.
    var kept: [String] = []
    try choose(&request, session, &kept)
    try reach(&request, &kept)
    if likeForLike || mix != nil {
      if mix == nil, let mix = request.mix { kept.append("the \(mix.rawValue) mix") }
      request.mix = mix ?? request.mix ?? .platform
      request.settle("mix")
    } else if let mix = request.mix {
      kept.append("like for like with one \(mix.rawValue) mix")
    }
    if let whatIf {
      do throws(EntryError) {
        request.whatIf =
          whatIf.trimmed.lowercased() == "none"
          ? WhatIf() : try WhatIfText.read(whatIf, session.settings.currency)
      } catch {
        throw ValidationError(error.message)
      }
      request.settle("what_if")
    } else if !request.whatIf.isEmpty {
      kept.append("what if \(WhatIfText.write(request.whatIf, session.settings.currency))")
    }
    try narrow(&request, session)
    if !kept.isEmpty {
      Output.talk(
        "note: takes from the session, as in the cockpit: \(kept.joined(separator: ", ")); --defaults takes none of it."
      )
    }
    if let fault = request.fault(in: session) { throw failure(fault, request, session) }
    return CompareJob(session, request)
  }

  /// The sides: what isn't given stays as it is kept, unless it is everybody but a side that is given.
  private func choose(
    _ request: inout ComparisonRequest, _ session: Session, _ kept: inout [String]
  ) throws {
    let were = request.sides
    let opening = request.sides(in: session.settings.tiers)
    let otherOfLeft = right.map { try? Segment(text: $0) } ?? opening.right
    let left = try left.map { try segment($0, "--left", other: otherOfLeft) }
    let right = try right.map { try segment($0, "--right", other: left ?? opening.left) }
    var sides = opening
    if let left {
      sides.left = left
      if were == nil || opening.right == .not(opening.left) { sides.right = left.others }
    }
    if let right {
      sides.right = right
      if left == nil, were != nil, opening.left == .not(opening.right) { sides.left = right.others }
    }
    request.sides = sides
    if left != nil { request.settle("left") }
    if right != nil { request.settle("right") }
    guard were != nil else { return }
    if left == nil, sides.left == opening.left {
      kept.append("\(opening.left.title(in: session)) on the left")
    }
    if right == nil, sides.right == opening.right {
      kept.append("\(opening.right.title(in: session)) on the right")
    }
  }

  /// How many people can be reached, and how many both sides reach.
  private func reach(_ request: inout ComparisonRequest, _ kept: inout [String]) throws {
    let before = request.audience
    let typed = try universe.flatMap { try count($0, "--universe") }
    let shared = try overlap.flatMap { try count($0, "--overlap") }
    if universe == nil, let before {
      kept.append("\(CountText.exact(before.universe)) people who could be reached")
    }
    guard universe != nil || overlap != nil else {
      if let shared = before?.overlap {
        kept.append("\(CountText.exact(shared)) of them by both sides")
      }
      return
    }
    guard universe != nil || before != nil else {
      throw ValidationError("--overlap needs --universe.")
    }
    let people = universe == nil ? before?.universe : typed
    let former = before?.overlap.flatMap { $0 <= people ?? 0 ? $0 : nil }
    guard let audience = people.flatMap({ Audience(universe: $0, overlap: shared ?? former) })
    else {
      throw ValidationError("--universe is at least 1, --overlap from 0 to the universe.")
    }
    if overlap == nil, let former {
      kept.append("\(CountText.exact(former)) people whom both sides reach")
    }
    request.audience = audience
    request.settle("universe", "overlap")
  }

  /// One campaign or all: without an option, as in the cockpit.
  private func narrow(_ request: inout ComparisonRequest, _ session: Session) throws {
    if let campaign {
      request.campaign = try session.campaign(named: campaign).id
    } else if allCampaigns {
      request.campaign = nil
    } else if let name = request.campaign.flatMap({ session.campaigns[$0]?.name }) {
      Output.talk(
        "note: only campaign \(name), as in the cockpit; --all-campaigns compares all of them.")
    }
  }

  private func failure(
    _ fault: ComparisonRequest.Fault, _ request: ComparisonRequest, _ session: Session
  ) -> Failure {
    switch fault {
    case .side(let side, let problem):
      let isTyped = side == .left ? left != nil : right != nil
      return Failure(
        isTyped
          ? "--\(side.rawValue): \(problem)."
          : "On the \(side.rawValue), as the session keeps it, \(problem). Give --\(side.rawValue), or set it aside with "
            + "--defaults.")
    case .campaign:
      return Failure(
        "The campaign that the cockpit had in view isn't in the session any more. Give --campaign, or --all-campaigns."
      )
    case .unread:
      return Failure(
        "In what the session keeps, \(request.problem(in: session) ?? ""). Settle it in the cockpit (clout open, then 2), or "
          + "set it aside with --defaults.")
    }
  }

  /// People, as everywhere else: `50M`, `12,500,000`.
  private func count(_ text: String, _ option: String) throws -> Int? {
    do throws(EntryError) {
      return try CountText.read(text)
    } catch {
      throw ValidationError("\(option): \(error.message)")
    }
  }

  private func segment(_ text: String, _ option: String, other: Segment?) throws -> Segment {
    do throws(SegmentError) {
      return try Segment(text: text, other: other)
    } catch {
      throw ValidationError("\(option): \(error)")
    }
  }
}

extension Goal: ExpressibleByArgument {}
extension ComparisonRequest.Mix: ExpressibleByArgument {}
