import ArgumentParser
import LibC
import SessionStore

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge two versions of a session's document for git, record by record.",
    discussion: """
      Git calls this itself once you have set it up, on every machine:

        git config merge.clout.name "Clout sessions by record"
        git config merge.clout.driver "clout merge %O %A %B %P"

      clout new writes the .gitattributes that names the driver for roster.json, campaigns.json, feeds.json and \
      session.json. Records are merged by number, and their members by name. Where both sides changed the same member, \
      the conflict markers hold one record a line, and a message names record and member. Two records that were added \
      under one number are merged if they are one account; otherwise theirs gets the next free number if nothing refers \
      to it. The exit status is 1 if something is left to decide.

      EXAMPLE
        clout merge base.json ours.json theirs.json spring.clout/roster.json
      """)

  @Argument(help: "The common ancestor (%O).", completion: .file())
  var base: String
  @Argument(help: "Our version, which becomes the result (%A).", completion: .file())
  var ours: String
  @Argument(help: "Their version (%B).", completion: .file())
  var theirs: String
  @Argument(help: "The document's path in the repository (%P).")
  var path: String

  func run() throws {
    try reporting {
      let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
        separator: "/")
      let merge = DocumentMerge(
        base: try DurableFile.read(base), ours: try DurableFile.read(ours),
        theirs: try DurableFile.read(theirs), path: path
      ) { what, number in
        GitSearch.theirs(names: what, number, in: folder.isEmpty ? "." : folder)
      }
      try DurableFile.replace(ours, with: merge.bytes)
      for note in merge.notes { Output.talk("clout: \(note).") }
      for conflict in merge.conflicts { Output.talk("clout: conflict in \(conflict).") }
      if !merge.conflicts.isEmpty { throw ExitCode(1) }
    }
  }
}

/// Looks into the commit that git is merging.
private enum GitSearch {
  /// Whether their version of the session names a record anywhere; nil if git can't tell.
  static func theirs(names what: String, _ number: Int, in folder: String) -> Bool? {
    // While it merges, git names the commits of the other side in the environment.
    var commits: [String] = []
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if text.hasPrefix("GITHEAD_"), let commit = text.dropFirst(8).split(separator: "=").first {
        commits.append(String(commit))
      }
      next += 1
    }
    guard commits.count == 1 else { return nil }
    let members: String
    switch what {
    case "influencer": members = "influencer|one|other"
    case "campaign": members = "campaign"
    case "booking": members = "booking"
    default: return false
    }
    var pattern = "\"(\(members))\": *\(number)[^0-9]"
    if what == "influencer" { pattern += "|\"(must|banned)\": *\\[[^]]*[^0-9]\(number)[^0-9]" }
    switch run(["git", "grep", "-q", "-E", pattern, commits[0], "--", folder]) {
    case 0: return true
    case 1: return false
    default: return nil
    }
  }

  private static func run(_ arguments: [String]) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in 0...2 {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    guard posix_spawnp(&process, pointers[0]!, &actions, nil, &pointers, environ) == 0 else {
      return -1
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return -1 } }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
  }
}
