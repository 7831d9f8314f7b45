import Foundation
import Testing

/// Checks the files against the floor plan: breaking a wall makes these tests fail.
@Suite("The house")
struct HouseTests {
  private let house = House.shared

  /// Modules without Swift sources.
  static let inC: Set<String> = ["CExpat", "CNcurses", "CZlib"]

  @Test("The sources were found")
  func found() {
    #expect(house.sources.count > 10)
    #expect(house.sources.allSatisfy { !$0.files.isEmpty || Self.inC.contains($0.name) })
  }

  /// The compiler also lets a module import its dependencies' dependencies, so a missing wall would go unnoticed.
  @Test(
    "A module imports what Package.swift says, no more and no less", arguments: House.shared.modules
  )
  func imports(_ module: House.Module) {
    let known = house.names.union(["ArgumentParser"])
    let used = module.files.reduce(into: Set<String>()) { $0.formUnion($1.text.imports) }
      .intersection(known)
    for name in used.subtracting(module.declared).sorted() {
      let files = module.files.filter { $0.text.imports.contains(name) }.map(\.path)
      Issue.record(
        "\(module.name) imports \(name) without declaring it: \(files.joined(separator: ", "))")
    }
    for name in module.declared.subtracting(used).sorted() {
      Issue.record("\(module.name) declares \(name), which none of its files imports.")
    }
  }

  @Test("The C library has one name")
  func cLibrary() {
    for file in house.modules.flatMap(\.files) where file.path != "Sources/LibC/LibC.swift" {
      #expect(file.text.imports.isDisjoint(with: ["Glibc", "Musl", "Darwin"]), "\(file.path)")
    }
  }

  /// Names that write to standard output or standard error, or could.
  static let writers: Set<String> = [
    "print", "debugPrint", "dump", "puts", "fputs", "putc", "putchar", "fputc", "fwrite", "printf",
    "fprintf", "vprintf", "vfprintf", "dprintf", "perror", "stdout", "stderr", "FileHandle",
    "STDOUT_FILENO", "STDERR_FILENO", "TextOutputStream", "OutputStream", "writev", "sendfile",
    "splice", "popen", "tputs", "putp",
  ]

  /// Where bytes may be handed to the system: the way out, files, and the terminal's own sequences.
  static let doors: [String: Set<String>] = [
    "Sources/clout/Support/Output.swift": ["write", "STDOUT_FILENO", "STDERR_FILENO"],
    "Sources/SessionStore/Files/FileCalls.swift": ["write"],
    "Sources/Terminal/Termios.swift": ["write"],
  ]

  @Test("Only one place writes to standard output and standard error")
  func wayOut() {
    for file in house.sources.flatMap(\.files) {
      let words = file.text.words
      var used = Set(words.filter { !$0.isMember }.map(\.text)).intersection(Self.writers)
      for (former, word) in zip(words, words.dropFirst())
      where word.isMember && former.text == "LibC"
        && Self.writers.union(["write", "pwrite", "send"]).contains(word.text)
      {
        used.insert(word.text)
      }
      for literal in file.text.literals
      where ["/dev/tty", "/dev/std", "/dev/fd", "/proc/self/fd"].contains(where: literal.contains) {
        used.insert(literal)
      }
      for name in used.subtracting(Self.doors[file.path] ?? []).sorted() {
        Issue.record("\(file.path) uses \(name): what is printed goes through Output.")
      }
    }
  }

  /// Modules that must never know each other, whatever `Package.swift` says.
  static let walls: [(module: String, never: Set<String>)] = [
    ("Screen", ["Marketing", "Wording", "SessionStore", "Workbench", "Terminal", "CNcurses"]),
    ("Marketing", ["Wording", "SessionStore", "Screen", "Workbench", "Cockpit"]),
    ("Wording", ["SessionStore", "Screen", "Workbench", "Cockpit"]),
    (
      "SessionStore",
      ["Metrics", "Comparison", "Forecast", "Vetting", "LineUps", "Screen", "Workbench"]
    ),
    ("Workbench", ["Terminal", "CNcurses", "Cockpit", "ArgumentParser"]),
    ("Packed", House.shared.names.subtracting(["CZlib"])),
    ("Sheets", House.shared.names.subtracting(["CExpat", "LibC", "Packed"])),
    ("Cockpit", ["Terminal", "CNcurses", "ArgumentParser"]),
    ("Terminal", ["Marketing", "SessionStore", "Workbench", "Cockpit"]),
    ("Statistics", House.shared.names.subtracting(["LibC"])),
    ("Optimizer", House.shared.names.subtracting(["LibC", "Statistics"])),
  ]

  @Test("No module reaches through a wall", arguments: walls.map(\.module))
  func wall(_ name: String) throws {
    let module = try #require(house.modules.first { $0.name == name })
    let never = try #require(Self.walls.first { $0.module == name }?.never)
    #expect(module.declared.isDisjoint(with: never))
  }

  @Test("The command line knows the cockpit only where a screen is drawn")
  func screens() throws {
    let module = try #require(house.modules.first { $0.name == "clout" })
    let files = module.files.filter { $0.text.imports.contains("Cockpit") }
    #expect(
      files.compactMap { $0.path.split(separator: "/").last }.sorted()
        == ["Interactive.swift", "View.swift"])
  }

  @Test("Folders of a module form no circle", arguments: House.shared.sources)
  func folders(_ module: House.Module) {
    let uses = module.folderUses(in: house)
    for circle in circles(uses.mapValues { Set($0.keys) }) {
      let arrows = circle.flatMap { one in
        circle.compactMap { other in
          uses[one]?[other].map {
            "\(one) → \(other): \($0.sorted().prefix(4).joined(separator: ", "))"
          }
        }
      }
      Issue.record("A circle in \(module.name):\n\(arrows.joined(separator: "\n"))")
    }
  }

  @Test("No source file is long, and half of them are short")
  func lengths() {
    let files = house.sources.flatMap(\.files)
    for file in files where file.text.lineCount > 450 {
      Issue.record("\(file.path) has \(file.text.lineCount) lines: split it by subject.")
    }
    let lengths = files.map(\.text.lineCount).sorted()
    #expect(lengths[lengths.count / 2] <= 110)
  }

  @Test("Percent signs follow their numbers without a space")
  func percentSigns() throws {
    let spaced = try Regex(#"[0-9)}][ \u{A0}\u{2009}\u{202F}]%"#)
    for file in house.sources.flatMap(\.files) {
      for literal in file.text.literals where literal.firstMatch(of: spaced) != nil {
        Issue.record("\(file.path) has a space before a percent sign: \(literal)")
      }
    }
  }

  @Test("The top level shows what it should")
  func topLevel() throws {
    let visible = try FileManager.default.contentsOfDirectory(atPath: house.root).filter {
      !$0.hasPrefix(".") && $0 != "Package.resolved"
    }
    #expect(visible.sorted() == ["Package.swift", "README.md", "Sources", "Tests", "Themes"])
  }
}

extension House.Module: CustomTestStringConvertible {
  var testDescription: String { name }
}

/// Tests of the checks themselves.
@Suite("Reading sources")
struct SourceTextTests {
  @Test("Comments and strings are skipped, declarations and uses are found")
  func words() {
    let text = SourceText(
      """
      import Marketing
      // struct Ghost
      /* struct Ghost { /* nested */ } */
      struct Plan { let name = "struct Ghost { \\" }"; enum Inner { case a } }
      extension State { var plan: Plan { Plan() } }
      """)
    #expect(text.imports == ["Marketing"])
    #expect(text.types == ["Plan"])
    #expect(text.nestedTypes == ["Inner"])
    #expect(text.extensionMembers.map { "\($0.type).\($0.member)" } == ["State.plan"])
    #expect(!text.words.contains { $0.text == "Ghost" })
    #expect(text.literals == [#""struct Ghost { \" }""#])
  }

  @Test("Circles are found, chains aren't")
  func rounds() {
    #expect(circles(["a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]]) == [["a", "b", "c"]])
    #expect(circles(["a": ["b", "c"], "b": ["c"]]).isEmpty)
  }
}
