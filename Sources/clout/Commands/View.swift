import ArgumentParser
import Cockpit
import LibC
import Marketing
import Screen
import Workbench

struct View: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print one screen of a session, without a terminal.",
    discussion: """
      Keys are pressed first, but nothing on disk changes. Write keys as the help does; text in quotes is typed.

      EXAMPLES
        clout view demo.clout --size 120x40
        clout view demo.clout --screen kpis --keys "enter"
        clout view demo.clout --keys "/ 'tier:micro' enter s" --color
      """)

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String
  @Option(help: "Which screen: \(Cockpit.screenNames.joined(separator: ", ")).")
  var screen = "dashboard"
  @Option(help: "Columns and rows.")
  var size = "120x40"
  @Option(help: "Keys to press before drawing, such as “j j space”.")
  var keys = ""
  @OptionGroup var options: ThemeOption
  @Flag(help: "With colours (escape sequences).")
  var color = false
  @Flag(help: "Use ASCII only.")
  var ascii = false
  @OptionGroup var damage: DamageOption

  func run() throws {
    try reporting {
      let parts = size.lowercased().split(separator: "x").compactMap { Int($0) }
      guard parts.count == 2, parts.allSatisfy({ (0...2000).contains($0) }) else {
        throw ValidationError("--size is columns x rows, such as 120x40.")
      }
      guard let screenKey = Cockpit.key(ofScreen: screen) else {
        throw ValidationError(
          "--screen can be \(Cockpit.screenNames.joined(separator: ", ")).")
      }
      let script: [Key]
      do throws(KeyScriptError) { script = try KeyScript.keys(keys) } catch {
        throw ValidationError(error.description)
      }
      let capabilities = Capabilities(colors: color ? .rgb : .none, unicode: !ascii)
      try reading(path, damage) { _ in
        var cockpit = try Cockpit.asked(
          .view(path: path), theme: options.theme, size: Size(width: parts[0], height: parts[1]),
          capabilities: capabilities)
        let canvas = try cockpit.view(keys: [screenKey] + script).fitted(to: capabilities)
        try Output.data(color ? canvas.ansi(capabilities) : canvas.text, as: .drawing)
      }
    }
  }
}
