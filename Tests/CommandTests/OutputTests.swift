import Foundation
import Marketing
import SessionStore
import Testing
import Workbench

@testable import clout

@Suite("One way out for text")
struct OutputTests {
  private let home = Home()

  /// What must never reach a terminal from data.
  private func forbidden(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.filter { place in
      switch scalars[place].value {
      case 0x09, 0x0A: false
      case 0x0D: place + 1 == scalars.count || scalars[place + 1] != "\n"
      case ..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
        0xFEFF, 0xE0000...0xE007F:
        true
      default: false
      }
    }.map {
      "U+\(String(scalars[$0].value, radix: 16)) in \(String(text.unicodeScalars.prefix(400)))"
    }
  }

  /// The clearing of the line that shows progress is the program's own.
  private func withoutProgress(_ errors: String) -> String {
    String(errors.unicodeScalars).replacingOccurrences(of: "\r\u{1B}[K", with: "")
  }

  /// Words in capitals are filled in.
  static let commands: [String] = {
    var commands = [
      "check SESSION", "check DAMAGED", "kpis DAMAGED", "vet DAMAGED", "check /nowhere/ATTACK",
      "kpis /nowhere/ATTACK", "kpis SESSION --campaign ATTACK", "ATTACK", "--help",
      "plan SESSION --campaign FIRST --must ATTACK", "compare SESSION --left niche:ATTACK",
      "view SESSION --keys ATTACK", "view SESSION --theme ATTACK", "export SESSION ATTACK",
      "import ATTACK --into x",
    ]
    for kind in ["roster", "bookings", "measurements", "kpis"] {
      for format in ["csv", "json"] { commands.append("export SESSION \(kind) --format \(format)") }
    }
    for dimension in ["influencer", "platform", "niche", "campaign", "booking"] {
      for form in ["", " --csv", " --json", " --csv --raw"] {
        commands.append("kpis SESSION --by \(dimension)\(form)")
      }
    }
    for form in ["", " --json", " --markdown"] {
      commands.append("compare SESSION\(form)")
      commands.append(
        "compare SESSION --left niche:\"WORD\" --right rest --like-for-like --mix niche\(form)")
    }
    for form in ["", " --json"] {
      commands += [
        "plan SESSION --campaign FIRST --curve --futures",
        "plan SESSION --campaign FIRST --afresh --limit micro>=3",
        "plan SESSION --campaign THIRD --split FOURTH", "plan SESSION --backtest", "vet SESSION",
        "vet SESSION --flagged", "import ROSTER --into SESSION --dry-run",
        "import POSTS --into SESSION --campaign FIRST --grain daily --dry-run",
        "ingest SESSION POSTS --campaign FIRST",
        "ingest SESSION LINES --campaign FIRST",
      ].map { $0 + form }
    }
    for screen in ["dashboard", "plan", "compare", "kpis", "vet"] {
      for form in ["", " --color", " --ascii"] {
        commands.append("view SESSION --size 200x50 --screen \(screen)\(form)")
      }
    }
    return commands
  }()

  private func arguments(_ command: String, _ session: String) throws -> [String] {
    try command.split(separator: " ").map { try argument(String($0), session) }
  }

  private func argument(_ word: String, _ session: String) throws -> String {
    let attack = HostileSession.attack
    let quoted = "\"\(attack)\""
    // A line end in a header would make the table another one.
    let header = attack.replacing("\r", with: "")
    switch word {
    case "SESSION": return session
    case "FIRST": return HostileSession.text("campaign 1")
    case "THIRD": return HostileSession.text("campaign 3")
    case "FOURTH": return HostileSession.text("campaign 4")
    case "DAMAGED":
      let path = "\(home.path)/damaged.clout"
      shell("cp -r \(session) \(path)")
      let roster = try home.text("damaged.clout/roster.json")
      try home.file("damaged.clout/roster.json", roster + attack)
      try home.file("damaged.clout/metrics/1.jsonl", "{\(quoted): 1}\n{\(quoted)\n")
      return path
    case "ROSTER":
      let rows = (1...9).map { "r\($0),instagram,\($0)000,\(quoted),\(quoted)" }
      return try home.file(
        "roster\(attack).csv",
        (["handle,platform,followers,name,\(header)"] + rows + [
          "r1,\(quoted),5,x,y", "r2,instagram,\(quoted),x,y",
        ]).joined(separator: "\n"))
    case "POSTS":
      let rows = (1...9).map {
        "h\($0)\(header),2026-01-0\($0),https://a/\($0)\(header),100\($0),\(quoted)"
      }
      return try home.file(
        "posts.csv",
        (["influencer,date,post url,reach,\(header)"] + rows + [
          "\(quoted),2026-01-02,https://a/10,1000,x", "h1,\(quoted),https://a/11,5,y",
          "h1,2026-01-02,https://a/12,\(quoted),z",
        ]).joined(separator: "\n"))
    case "LINES":
      let rows = (1...9).map {
        "{\"influencer\": \"\u{202E}\", \"date\": \"2026-01-0\($0)\", \"post url\": \"https://a/\u{9B}\($0)\", \"reach\": \($0), \"\u{202E}\": \"\u{200B}\"}"
      }
      return try home.file("lines.jsonl", (rows + ["{\(attack)}"]).joined(separator: "\n") + "\n")
    default:
      return word.replacing("ATTACK", with: attack).replacing("WORD", with: HostileSession.word)
    }
  }

  @Test("On a terminal nothing from data is obeyed or hidden", arguments: commands)
  func terminal(_ command: String) throws {
    let session = try HostileSession.make(in: home)
    let result = try Program.runInTerminal(try arguments(command, session), home: home)
    #expect(!(result.output + result.errors).isEmpty)
    var output = result.output
    if command.contains("--color") {
      output = output.replacing(try Regex("\u{1B}\\[[0-9;]*m"), with: "")
    }
    #expect(forbidden(output) == [])
    #expect(forbidden(withoutProgress(result.errors)) == [])
    // It shows what it found there.
    if command.hasPrefix("export") || command.hasPrefix("vet SESSION"), result.status == 0,
      !command.contains(" kpis"),
      !command.contains("--flagged")
    {
      let isJSON = command.contains("json")
      #expect(output.contains(isJSON ? "\\u001b]0;pwned" : "\\u{1B}]0;pwned"))
      #expect(output.contains(isJSON ? "\\u202e" : "\\u{202E}"))
    }
  }

  @Test(
    "JSON on a terminal is the same JSON",
    arguments: commands.filter { $0.contains("json") })
  func json(_ command: String) throws {
    let session = try HostileSession.make(in: home)
    let words = try arguments(command, session)
    let shown = try Program.runInTerminal(words, home: home)
    // The first run may have taken the rows.
    shell("rm -r \(session)")
    _ = try HostileSession.make(in: home)
    let piped = try Program.run(words, home: home)
    #expect(shown.status == piped.status)
    let one = try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? NSObject
    let other = try JSONSerialization.jsonObject(with: Data(piped.output.utf8)) as? NSObject
    #expect(one != nil && one == other)
  }

  @Test(
    "Into a pipe and a file data go as they are",
    arguments: ["roster", "bookings", "measurements", "kpis"])
  func pipe(_ kind: String) throws {
    let path = try HostileSession.make(in: home)
    let (folder, contents) = try SessionFolder.open(at: path, readOnly: true)
    folder.close()
    let job = ExportJob(contents.session, try #require(ExportKind(rawValue: kind)))
    for (format, raw) in [(ExportFormat.csv, false), (.csv, true), (.json, false)] {
      let options = ["--format", format.rawValue] + (raw ? ["--raw"] : [])
      let piped = try Program.run(["export", path, kind] + options, home: home)
      #expect(piped.status == 0, "\(piped.errors)")
      #expect(piped.output.utf8.elementsEqual(job.text(format, raw: raw)))
      let file = "\(home.path)/out"
      _ = try Program.run(["export", path, kind, "-o", file, "--force"] + options, home: home)
      #expect(try home.text("out").utf8.elementsEqual(job.text(format, raw: raw)))
    }
    let csv = String(decoding: job.text(.csv), as: UTF8.self)
    #expect(kind == "kpis" || csv.contains("\u{1B}]0;pwned\u{07}") && csv.contains("\u{202E}"))
  }

  @Test func rawLeavesFormulasAndHelpSaysSo() throws {
    let path = try HostileSession.make(in: home)
    let guarded = try Program.run(["kpis", path, "--by", "campaign", "--csv"], home: home)
    #expect(guarded.output.contains("'=campaign 1"))
    let raw = try Program.run(["kpis", path, "--by", "campaign", "--csv", "--raw"], home: home)
    #expect(raw.output.contains("=campaign 1") && !raw.output.contains("'=campaign"))
    #expect(try Program.run(["kpis", path, "--raw"], home: home).status == 2)
    let help = try Program.run(["export", "--help"], home: home).output
    #expect(help.contains("apostrophe") && help.contains("--raw") && help.contains(#" \u{1B}"#))
    // Help is our own text and no attack.
    let shown = try Program.runInTerminal(["export", "--help"], home: home).output
    #expect(shown.contains(#" \u{1B}"#) && !shown.contains("5C"))
  }

  @Test("In Markdown no name ends a cell or is a link, a picture or HTML")
  func markdown() throws {
    let path = try HostileSession.make(in: home)
    let words = ["compare", path, "--left", "niche:\"\(HostileSession.word)\"", "--right", "rest"]
    let result = try Program.run(words + ["--markdown", "--like-for-like"], home: home)
    #expect(result.status == 0, "\(result.errors)")
    // A regular expression sees a bar with its mark as one character.
    let plain = String(result.output.unicodeScalars.filter { $0 != "\u{301}" })
    let bare = plain.replacing(#/\\[\\|<>&*_`\[\]#~\/.]/#, with: "")
    #expect(result.output.contains(#"\<b\>"#) && result.output.contains(#"\|"#))
    #expect(
      !bare.contains("<") && !bare.contains("[") && !bare.contains("`") && !bare.contains("://"))
    for line in bare.split(separator: "\n") where line.hasPrefix("|") {
      let bars = line.unicodeScalars.count { $0 == "|" }
      #expect(bars == 8 || bars == 4, "\(line)")
    }
  }

  @Test(arguments: [
    ("plain, 95% (1.2–3.4) $5", "plain, 95% (1.2–3.4) $5"), ("a|b", #"a\|b"#),
    (#"a\|b"#, #"a\\\|b"#),
    ("|\u{301}", "\\|\u{301}"), ("<img src=x>", #"\<img src=x\>"#), ("a\nb\u{2028}c", "a b c"),
    ("![x](http://e)", #"!\[x\](http:\//e)"#), ("www.e.example", #"www\.e.example"#),
    ("spring_launch", #"spring\_launch"#), ("&lt;", #"\&lt;"#),
  ])
  func markdownIsEscaped(_ text: String, _ escaped: String) {
    #expect(CompareReport.escaped(text).unicodeScalars.elementsEqual(escaped.unicodeScalars))
  }

  /// Reports are clean by themselves; this is what holds if one forgets.
  @Test(arguments: [Output.Form.line, .report, .table, .json, .drawing])
  func everyFormIsSafeByItself(_ form: Output.Form) {
    #expect(forbidden(Output.shown("a\n" + HostileSession.attack, form)) == [])
  }

  @Test("No name passes for a message of its own")
  func messages() throws {
    let path = try HostileSession.make(in: home)
    let fake = "x\nclout: saved"
    for words in [
      ["kpis", path, "--campaign", fake], ["check", "/nowhere/\(fake)"],
      ["kpis", "/nowhere/\(fake)"],
    ] {
      let result = try Program.runInTerminal(words, home: home)
      #expect(result.status == 1)
      #expect((result.output + result.errors).contains("x\\u{A}clout: saved"))
      #expect(!(result.output + result.errors).contains("\nclout: saved"))
    }
    let usage = try Program.run(["kpis"], home: home)
    #expect(usage.errors.split(separator: "\n").count > 2)
  }

  @Test func aDrawingMayHaveColoursAndNothingElse() {
    let text =
      "\u{1B}[0;31mred\u{1B}[0m \u{1B}]0;t\u{07} \u{1B}[2J \u{1B}[1;\u{1B}[m \u{202E}\u{1B}"
    #expect(
      Output.shown(text, .drawing)
        == "\u{1B}[0;31mred\u{1B}[0m \\u{1B}]0;t\\u{7} \\u{1B}[2J \\u{1B}[1;\u{1B}[m \\u{202E}\\u{1B}"
    )
  }
}
