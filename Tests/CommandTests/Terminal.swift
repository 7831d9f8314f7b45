import LibC
import Testing

/// The program in a real terminal: tmux draws, the test types and reads the screen.
final class TmuxTerminal {
  private let socket = "clout-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
  private let home: Home

  static let isThere = shell("command -v tmux > /dev/null 2>&1") == 0

  /// Starts the program from a shell, so that what comes after it shows as well.
  init(
    _ command: String, width: Int = 100, height: Int = 30, home: Home, environment: String = "",
    folder: String? = nil
  ) throws {
    self.home = home
    let script = """
      \(home.environment) TERM=tmux-256color \(environment) sh -c \(Program.quote("\(Program.path) \(command)"))
      """
    try home.file("start", script + "\n")
    try home.file(
      "tmux.conf",
      "set -g default-terminal tmux-256color\nset -g status off\nset -s escape-time 0\n")
    let shell = "env PS1='$ ' ENV= LC_ALL=C.UTF-8 sh -i"
    tmux(
      "-f \(home.path)/tmux.conf new-session -d -x \(width) -y \(height) \(Program.quote(shell))")
    try wait { $0.contains("$") }
    if let folder { type("cd \(folder)\n") }
    type(". \(home.path)/start\n")
  }

  deinit { tmux("kill-server") }

  @discardableResult
  func tmux(_ arguments: String) -> Int32 {
    shell("LC_ALL=C.UTF-8 tmux -L \(socket) \(arguments) > \(home.path)/tmux.out 2>&1")
  }

  /// Keys as tmux names them, such as `j`, `Enter`, `C-s`.
  func press(_ keys: String...) {
    for key in keys { tmux("send-keys -- \(Program.quote(key))") }
  }

  func type(_ text: String) {
    tmux("send-keys -l -- \(Program.quote(text.hasSuffix("\n") ? String(text.dropLast()) : text))")
    if text.hasSuffix("\n") { press("Enter") }
  }

  func resize(_ width: Int, _ height: Int) { tmux("resize-window -x \(width) -y \(height)") }

  var screen: String {
    tmux("capture-pane -p")
    return (try? home.text("tmux.out")) ?? ""
  }

  /// Waits until the screen is as it should be, without sleeping for a fixed time.
  @discardableResult
  func wait(
    seconds: Double = 20, _ location: SourceLocation = #_sourceLocation,
    _ condition: (String) -> Bool
  ) throws -> String {
    var last = ""
    let steps = Int(seconds / 0.05)
    for _ in 0..<steps {
      last = screen
      if condition(last) { return last }
      usleep(50_000)
    }
    Issue.record("the screen never became as expected:\n\(last)", sourceLocation: location)
    throw Never_()
  }

  struct Never_: Error {}

  /// The program's process ID.
  func processID() throws -> Int32 {
    for _ in 0..<100 {
      shell(
        "for p in $(pgrep -x clout); do tr '\\0' '\\n' 2>/dev/null < /proc/$p/environ | grep -qx HOME=\(home.path) && echo $p; done > \(home.path)/pid"
      )
      if let line = try home.text("pid").split(separator: "\n").first, let pid = Int32(line) {
        return pid
      }
      usleep(50_000)
    }
    throw Never_()
  }
}
