import ArgumentParser
import Marketing
import Workbench

struct Vet: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "See who fits the brand, what looks odd, and what is left to check.",
    discussion: """
      Shows alignment from 0 to 100 and how much of it is known, flags with their evidence, and missing checks. Those \
      whom the campaign's plan would book first come first; the plan is asked for what the cockpit asks of it. Edit the \
      brand, the weights and the checklists in the cockpit: clout open, then 5.

      EXAMPLES
        clout vet spring.clout
        clout vet spring.clout --state in-vetting --state found --flagged
        clout vet spring.clout --json | jq '.influencers[] | .handle'
      """)

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String
  @Option(
    help:
      "Campaign that decides what approval is worth; by default the one that the cockpit has in view, else the newest that isn't archived."
  )
  var campaign: String?
  @Option(
    help:
      "Only influencers in this state: found, in-vetting, approved, contracted, declined. Repeatable."
  )
  var state: [Vetting.State] = []
  @Flag(help: "Only influencers with open flags.")
  var flagged = false
  @Flag(help: "Print JSON.")
  var json = false
  @OptionGroup var damage: DamageOption

  func run() throws {
    try reporting {
      try readingContents(path, damage) { contents in
        let (session, view) = (contents.session, contents.view)
        let campaign =
          try self.campaign.map { try session.campaign(named: $0) }
          ?? view.campaignInView.flatMap { session.campaigns[$0] }
          ?? session.campaigns.rows.last { !$0.isArchived } ?? session.campaigns.rows.last
        let report = VetReport(
          session, campaign: campaign, asked: campaign.flatMap { view.keptPlan(session, $0) },
          today: .today, states: state.isEmpty ? nil : Set(state), onlyFlagged: flagged)
        if json {
          try Output.data(report.json, as: .json)
        } else {
          try Output.data(report.plainText, as: .report)
        }
      }
    }
  }
}

extension Vetting.State: ExpressibleByArgument {}
