import ArgumentParser
import Marketing
import Workbench

struct Vet: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Who goes with the brand, what looks odd, and what is still to be checked.",
    discussion: """
      Scores from 0 to 100 with what is known of them, flags with their evidence, and missing checks; whom the campaign's plan
      would book first comes first. The brand, the weights and the checklists are edited in the cockpit: clout open, then 5.

      EXAMPLES
        clout vet spring.clout
        clout vet spring.clout --state in-vetting --state found --flagged
        clout vet spring.clout --json | jq '.influencers[] | select(.alignment > 80) | .handle'
      """)

  @Argument(help: "Folder of the session.")
  var path: String
  @Option(help: "Campaign that decides what approval is worth; the newest that isn't archived.")
  var campaign: String?
  @Option(
    help:
      "Only influencers in that state: found, in-vetting, approved, contracted, declined. Repeatable."
  )
  var state: [Vetting.State] = []
  @Flag(help: "Only those with a flag that nobody has answered.")
  var flagged = false
  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    try reporting {
      let session = try read(path)
      let campaign =
        try self.campaign.map { try session.campaign(named: $0) }
        ?? session.campaigns.rows.last { !$0.isArchived }
      let report = VetReport(
        session, campaign: campaign, today: .today, states: state.isEmpty ? nil : Set(state),
        onlyFlagged: flagged)
      try Output.data(json ? String(decoding: report.json, as: UTF8.self) : report.plainText)
    }
  }
}

extension Vetting.State: ExpressibleByArgument {}
