import ArgumentParser
import SessionStore
import Workbench

struct ProfilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "List the exports that Clout knows, and the mappings of yours that it remembers.",
    discussion: """
      A file whose headers are those of a known export, such as Shopify's orders or Meta's ads in four languages, is \
      read by its profile, before names and values are looked at. Each profile says where its headers were read; where \
      nothing public was found it is a guess, and the preview says so.

      What you say with --map, or with m in the preview, is remembered with the file's headers, so that next month's \
      file needs no key. These are JSON files in ~/.config/clout/profiles.

      EXAMPLES
        clout profiles
        clout profiles shopify-orders
        clout profiles --json
        clout profiles --forget june
      """)

  @Argument(help: "Show this one only, with its columns.")
  var name: String?
  @Option(help: "Drop a mapping of yours.")
  var forget: String?
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if name != nil, forget != nil {
      throw ValidationError("Either show a profile or --forget one.")
    }
  }

  func run() throws {
    try reporting {
      let memory = MappingMemory.own
      let (entries, problems) = ProfileCatalog.entries(memory)
      for problem in problems { Output.talk("clout: \(problem)") }
      if let forget {
        if try memory.forget(forget) {
          return Output.talk("“\(forget)” is forgotten. Files with its headers are read afresh.")
        }
        throw Failure(
          entries.contains { $0.name == forget }
            ? "“\(forget)” comes with Clout and can't be forgotten; --map overrules it, column by column."
            : Self.unknown(forget, entries.filter(\.isYours)))
      }
      guard let name else {
        return json
          ? try Output.data(ProfileReport.json(entries), as: .json)
          : try Output.data(Array(ProfileReport.text(entries).utf8), as: .report)
      }
      guard let entry = entries.first(where: { $0.name == name }) else {
        throw Failure(Self.unknown(name, entries))
      }
      if json {
        try Output.data(ProfileReport.json(entry), as: .json)
      } else {
        try Output.data(Array(ProfileReport.text(entry).utf8), as: .report)
      }
    }
  }

  private static func unknown(_ name: String, _ entries: [ProfileEntry]) -> String {
    entries.isEmpty
      ? "No mapping of yours is remembered, so there is no “\(name)”."
      : "There is no “\(name)”: \(entries.map(\.name).joined(separator: ", "))."
  }
}
