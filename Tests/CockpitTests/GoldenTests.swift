import Demo
import LibC
import Marketing
import Screen
import Testing

@testable import Cockpit

/// Frames as text files, with cells and styles. `CLOUT_RECORD=1 swift test` records them again; read the diff then.
@Suite("Golden frames")
struct GoldenTests {
  struct Scene: Sendable, CustomTestStringConvertible {
    var name: String
    var width = 120
    var height = 40
    var keys = ""
    var capabilities = Capabilities(colors: .indexed256)
    var hasDocument = true
    var testDescription: String { name }
  }

  static let scenes = [
    Scene(name: "dashboard-40x12", width: 40, height: 12),
    Scene(name: "dashboard-80x24", width: 80, height: 24),
    Scene(name: "dashboard-120x40"),
    Scene(name: "dashboard-200x60", width: 200, height: 60),
    Scene(
      name: "dashboard-ascii", width: 80, height: 24,
      capabilities: Capabilities(colors: .none, unicode: false)),
    Scene(
      name: "dashboard-sixteen", width: 80, height: 24, capabilities: Capabilities(colors: .sixteen)
    ),
    Scene(
      name: "sorted-filtered-marked", keys: "l l l s / 'tier:micro -niche:food' enter j space space"
    ),
    Scene(name: "bookings", keys: "b"),
    Scene(name: "measurements", width: 100, height: 30, keys: "m"),
    Scene(name: "campaigns-focused", width: 80, height: 24, keys: "tab"),
    Scene(name: "kpis-by-influencer-typical", keys: "shift-tab t T"),
    Scene(name: "kpi-formula", width: 80, height: 24, keys: "shift-tab l l ?"),
    Scene(name: "form", width: 80, height: 24, keys: "enter down down down ctrl-u 'x' down"),
    Scene(name: "cell-editor", width: 80, height: 24, keys: "l l l e"),
    Scene(name: "palette", width: 80, height: 24, keys: ": 'arch'"),
    Scene(name: "help", width: 80, height: 24, keys: "?"),
    Scene(name: "unsaved", width: 80, height: 24, keys: "x q"),
    Scene(name: "welcome", width: 80, height: 24, hasDocument: false),
    Scene(name: "too-small", width: 30, height: 8),
    Scene(name: "plan-40x12", width: 40, height: 12, keys: "3"),
    Scene(name: "plan-80x24", width: 80, height: 24, keys: "3"),
    Scene(name: "plan-120x40", keys: "3"),
    Scene(name: "plan-200x60", width: 200, height: 60, keys: "3 P"),
    Scene(
      name: "plan-ascii", width: 80, height: 24, keys: "3",
      capabilities: Capabilities(colors: .none, unicode: false)),
    Scene(name: "plan-everybody", keys: "3 A / 'tier:mega' enter j j x j m"),
    Scene(name: "plan-why", keys: "3 enter"),
    Scene(name: "plan-limits", width: 80, height: 24, keys: "3 o down ctrl-u '9x' down"),
    Scene(name: "plan-curve", width: 80, height: 24, keys: "3 P shift-tab z right right"),
    Scene(name: "plan-outcome", width: 80, height: 24, keys: "3 tab z"),
    Scene(
      name: "plan-impossible", width: 80, height: 24,
      keys: "3 o down ctrl-u '100' ctrl-s"),
    Scene(name: "priors-80x24", width: 80, height: 24, keys: "3 p j j"),
    Scene(name: "priors-120x40", keys: "3 p G"),
    Scene(name: "prior-form", width: 80, height: 24, keys: "3 p j j e"),
    Scene(name: "feeds", width: 80, height: 24, keys: "F"),
    Scene(name: "compare-40x12", width: 40, height: 12, keys: "2"),
    Scene(name: "compare-80x24", width: 80, height: 24, keys: "2"),
    Scene(name: "compare-120x40", keys: "2"),
    Scene(name: "compare-200x60", width: 200, height: 60, keys: "2 L"),
    Scene(
      name: "compare-ascii", width: 80, height: 24, keys: "2",
      capabilities: Capabilities(colors: .none, unicode: false)),
    Scene(name: "compare-scatter", keys: "2 tab p right right"),
    Scene(name: "compare-marks", width: 80, height: 24, keys: "2 tab right right"),
    Scene(name: "compare-claims", width: 80, height: 24, keys: "2 shift-tab"),
    Scene(name: "compare-what-if", keys: "2 w ctrl-u 'fee-left=0.1x' enter"),
    Scene(name: "vet-40x12", width: 40, height: 12, keys: "5"),
    Scene(name: "vet-80x24", width: 80, height: 24, keys: "5"),
    Scene(name: "vet-120x40", keys: "5"),
    Scene(name: "vet-200x60", width: 200, height: 60, keys: "5"),
    Scene(name: "vet-board", keys: "5 B right down"),
    Scene(
      name: "vet-ascii", width: 80, height: 24, keys: "5 B",
      capabilities: Capabilities(colors: .none, unicode: false)),
    Scene(name: "vet-flags", keys: "5 / 'is:flagged' enter tab tab"),
    Scene(name: "vet-details", width: 80, height: 24, keys: "5 / 'is:flagged' enter enter"),
    Scene(name: "vet-like", keys: "5 M"),
    Scene(name: "vet-brand", width: 80, height: 24, keys: "5 o"),
    Scene(name: "vet-weights", width: 80, height: 24, keys: "5 w"),
    Scene(name: "vet-checklists", width: 80, height: 24, keys: "5 E"),
    Scene(name: "vet-persons", width: 80, height: 24, keys: "5 P"),
    Scene(name: "vet-help", width: 80, height: 24, keys: "5 ?"),
    Scene(name: "vet-gaps", width: 80, height: 24, keys: "5 L"),
    Scene(name: "kpis-40x12", width: 40, height: 12, keys: "4"),
    Scene(name: "kpis-80x24", width: 80, height: 24, keys: "4"),
    Scene(name: "kpis-120x40", keys: "4"),
    Scene(name: "kpis-200x60", width: 200, height: 60, keys: "4 c"),
    Scene(
      name: "kpis-ascii", width: 80, height: 24, keys: "4 c",
      capabilities: Capabilities(colors: .none, unicode: false)),
    Scene(name: "kpis-targets", width: 80, height: 24, keys: "4 shift-tab z"),
    Scene(name: "kpis-reading", keys: "4 tab w left left"),
    Scene(name: "kpis-numbers", keys: "4 n c"),
    Scene(name: "kpis-week-before", keys: "4 P"),
    Scene(name: "kpis-influencers", keys: "4 enter"),
    Scene(name: "kpis-posts", keys: "4 enter enter"),
    Scene(name: "kpis-measurements", keys: "4 enter enter enter"),
    Scene(name: "kpis-leaders", keys: "4 L"),
    Scene(name: "kpis-doubts", width: 80, height: 24, keys: "4 U"),
    Scene(name: "kpis-all-campaigns", width: 80, height: 24, keys: "4 0"),
  ]

  @Test(arguments: scenes)
  func frame(_ scene: Scene) throws {
    var harness = Harness(
      scene.hasDocument ? .demo(today: .sample) : nil,
      size: Size(width: scene.width, height: scene.height),
      capabilities: scene.capabilities, view: ["campaign": "2"])
    try harness.press(scene.keys)
    let canvas = harness.frame.fitted(to: scene.capabilities)
    #expect(canvas.size == Size(width: scene.width, height: scene.height))
    try GoldenFrame.compare(canvas.styledText, with: scene.name)
  }
}

/// Compares a frame with the recorded one, or records it.
enum GoldenFrame {
  static func compare(_ text: String, with name: String) throws {
    let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Golden"
    let path = "\(folder)/\(name).txt"
    if getenv("CLOUT_RECORD") != nil {
      let file = try #require(fopen(path, "w"))
      fputs(text, file)
      fclose(file)
      return
    }
    let file = try #require(
      fopen(path, "r"), "there is no golden frame \(name): CLOUT_RECORD=1 writes it")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    let golden = String(decoding: bytes, as: UTF8.self)
    if golden != text {
      let before = golden.split(separator: "\n", omittingEmptySubsequences: false)
      let after = text.split(separator: "\n", omittingEmptySubsequences: false)
      let line = zip(before, after).enumerated().first { $0.element.0 != $0.element.1 }
      Issue.record(
        """
        \(name) differs first in line \((line?.offset ?? min(before.count, after.count)) + 1):
        golden: \(line.map { String($0.element.0) } ?? "(its end)")
        now:    \(line.map { String($0.element.1) } ?? "(its end)")
        """)
    }
  }
}
