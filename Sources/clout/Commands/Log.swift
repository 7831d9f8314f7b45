import ArgumentParser
import Marketing
import SessionStore
import Workbench

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List a session's changes: when, who, what.",
    discussion: """
      Every change, save and discarded change that this machine has seen, oldest first, with the local time, who made it \
      and how many records and measurements it touched. --author of import and plan, or CLOUT_AUTHOR in the \
      environment, says who; otherwise it is your user name. \
      The exit status is 1 if the log is damaged and what came later can't be listed.

      EXAMPLES
        clout log spring.clout --last 20
        clout log spring.clout --author ana --campaign "Spring launch"
        clout log spring.clout --json
      """)

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String
  @Option(help: "Only changes by this person.")
  var author: String?
  @Option(help: "Only changes of this campaign, its bookings and its measurements.")
  var campaign: String?
  @Option(help: "Only so many, the newest.")
  var last: Int?
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if let last, last < 1 { throw ValidationError("--last takes a number from 1 on.") }
  }

  func run() throws {
    try reporting {
      var id: CampaignID?
      if let campaign { id = try readWhole(path).1.session.campaign(named: campaign).id }
      let log = try SessionLog(of: path, by: author, campaign: id, last: last)
      for note in log.notes { Output.talk("clout: \(note)") }
      if json {
        try Output.data(LogReport.json(log), as: .json)
      } else {
        try Output.data(Array(LogReport.text(log).utf8), as: .report)
      }
      if log.isCut {
        Output.talk(
          "clout: the log can't be read beyond that line, so what came later isn't listed.")
        throw ExitCode(1)
      }
    }
  }
}
