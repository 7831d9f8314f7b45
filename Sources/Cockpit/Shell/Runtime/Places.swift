import LibC
import Wording

/// Where configuration and sessions live, by the XDG base directory specification.
package struct Places: Hashable, Sendable {
  /// `$XDG_CONFIG_HOME/clout`
  package var configuration: String
  /// `$XDG_DATA_HOME/clout`
  package var data: String
  /// `$XDG_STATE_HOME/clout`
  package var state: String

  package init(environment: (String) -> String? = Places.variable) {
    let home = environment("HOME") ?? "."
    // The specification says to ignore relative paths.
    func folder(_ variable: String, _ fallback: String) -> String {
      environment(variable).flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/" + fallback
    }
    configuration = folder("XDG_CONFIG_HOME", ".config") + "/clout"
    data = folder("XDG_DATA_HOME", ".local/share") + "/clout"
    state = folder("XDG_STATE_HOME", ".local/state") + "/clout"
  }

  package static func variable(_ name: String) -> String? {
    Environment.value(name)
  }

  var configFile: String { configuration + "/config.json" }
  var consents: String { state + "/consents.json" }
  var themes: String { configuration + "/themes" }
  var profiles: String { configuration + "/profiles" }
  package var demo: String { data + "/demo.clout" }

  /// The folder that Clout was started in.
  static var current: String? {
    guard let folder = getcwd(nil, 0) else { return nil }
    defer { free(folder) }
    return String(cString: folder)
  }

  /// Trims the path and expands `~/` as a shell would.
  static func expand(_ path: String) -> String {
    let path = path.trimmed
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return (variable("HOME") ?? "~") + path.dropFirst()
  }
}
