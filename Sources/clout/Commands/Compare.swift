import ArgumentParser
import Marketing
import Wording
import Workbench

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two groups, KPI by KPI, and how sure the result is.",
    discussion: """
      Starts from the comparison that the session keeps, as the cockpit shows it; options change it for this run. \
      Without one, or with --defaults, it compares mega with micro. A side is tier:, platform:, niche:, campaign:, days: or
      marked: (influencers' numbers), or several of them together; -x is everybody but x, all is everybody, and rest
      is everybody but the other side.

      EXAMPLES
        clout compare spring.clout
        clout compare spring.clout --goal conversions --like-for-like --markdown
        clout compare spring.clout --left "platform:tiktok niche:beauty" --right rest --json
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
  @Flag(help: "Ignore the comparison that the session keeps: start with mega and micro.")
  var defaults = false
  @Option(help: "Only this campaign.")
  var campaign: String?
  @Flag(help: "Also compare like for like, with one mix of platforms.")
  var likeForLike = false
  @Option(help: "What like for like evens out: platform or niche.")
  var mix = ComparisonRequest.Mix.platform
  @Option(
    help:
      "What if: fee-left=1.5x, fee-right=900, mega=500k, attribution=link-first. The session doesn't change."
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
    if overlap != nil, universe == nil {
      throw ValidationError("--overlap needs --universe.")
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
    let opening = request.sides(in: session.settings.tiers)
    let left = try left.map { try segment($0, "--left", other: nil) }
    let right = try right.map { try segment($0, "--right", other: left ?? opening.left) }
    let areKept = left == nil && right == nil && request.sides != nil
    request.sides = .init(
      left: left ?? opening.left, right: right ?? left?.others ?? opening.right)
    if left != nil || right != nil { request.settle("left", "right") }
    if areKept {
      Output.talk(
        "note: compares the sides that the session keeps, \(opening.left.title(in: session)) and "
          + "\(opening.right.title(in: session)); --defaults takes mega and micro.")
    }
    if let campaign {
      request.campaign = try session.campaign(named: campaign).id
      request.settle("campaign")
    }
    if let universe {
      let people = try count(universe, "--universe")
      let shared = try overlap.map { try count($0, "--overlap") }
      guard let audience = people.flatMap({ Audience(universe: $0, overlap: shared ?? nil) }) else {
        throw ValidationError("--universe is at least 1, --overlap from 0 to the universe.")
      }
      request.audience = audience
      request.settle("universe", "overlap")
    }
    if case .side(let side, let problem)? = request.fault(in: session) {
      throw Failure("--\(side.rawValue): \(problem).")
    }
    if likeForLike {
      request.mix = mix
      request.settle("mix")
    }
    if let whatIf {
      do throws(EntryError) {
        request.whatIf = try WhatIfText.read(whatIf, session.settings.currency)
      } catch {
        throw ValidationError(error.message)
      }
    }
    return CompareJob(session, request)
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
