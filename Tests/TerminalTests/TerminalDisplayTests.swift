import CNcurses
import Foundation
import LibC
import Screen
import Testing

@testable import Terminal

/// ncurses, the signals and the locale belong to the whole process, so these run one after the other.
@Suite("A display on a pseudo terminal", .serialized) struct TerminalDisplayTests {
  @Test func restoresWhatItFound() throws {
    let terminal = try PseudoTerminal()
    let before = terminal.modes
    let display = try terminal.open()
    #expect(terminal.modes.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
    #expect(terminal.modes.c_iflag & tcflag_t(IXON | ICRNL) == 0)
    display.present(Canvas(display.size))
    terminal.read()
    #expect(terminal.picture.modes.isSuperset(of: [1049, 2004, 1000, 1006]))
    #expect(!terminal.picture.modes.contains(25))

    display.restore()
    display.restore()
    terminal.read()
    #expect(terminal.picture.modes.isDisjoint(with: [1049, 2004, 1000, 1006]))
    #expect(terminal.picture.modes.contains(25))
    #expect(terminal.picture.unknown == [])
    let after = terminal.modes
    #expect(after.c_lflag == before.c_lflag && after.c_iflag == before.c_iflag)
    #expect(after.c_oflag == before.c_oflag && after.c_cflag == before.c_cflag)
    #expect(display.nextEvent(timeout: 0) == nil)
    display.present(Canvas(display.size))
    #expect(terminal.read() == [])
  }

  /// What a fault handler does, without the fault.
  @Test func faultLeavesASaneTerminal() throws {
    let terminal = try PseudoTerminal()
    let before = terminal.modes
    let display = try terminal.open()
    display.present(Canvas(display.size))
    clout_rescue()
    terminal.read()
    #expect(terminal.picture.modes.isDisjoint(with: [1049, 2004, 1000, 1006]))
    #expect(terminal.picture.modes.contains(25))
    #expect(terminal.modes.c_lflag == before.c_lflag && terminal.modes.c_iflag == before.c_iflag)
    clout_rescue()
    #expect(terminal.read() == [])
    display.restore()
  }

  @Test func thereIsOneAtATime() throws {
    let terminal = try PseudoTerminal()
    do {
      let first = try terminal.open()
      #expect(throws: TerminalError.alreadyOpen) { try terminal.open() }
      #expect(first.size == Size(width: 80, height: 24))
    }
    // The first one is gone, restored by its deinitialiser.
    let second = try terminal.open()
    #expect(second.capabilities == Capabilities(colors: .indexed256, unicode: true))
    second.restore()
  }

  @Test func refusesWhatIsNoTerminal() throws {
    let terminal = try PseudoTerminal()
    let null = LibC.open("/dev/null", O_RDWR)
    defer { close(null) }
    #expect(throws: TerminalError.notATerminal(.input)) { try terminal.open { $0.input = null } }
    #expect(throws: TerminalError.notATerminal(.output)) { try terminal.open { $0.output = null } }
    #expect(throws: TerminalError.tooSimple(term: "dumb")) {
      try terminal.open { $0.term = "dumb" }
    }
    let display = try terminal.open { $0.term = "no-such-terminal" }
    display.restore()
  }

  @Test(arguments: [
    ("xterm-256color", true, Capabilities.Colors.indexed256), ("xterm-256color", false, .none),
    ("xterm", true, .sixteen), ("linux", true, .sixteen), ("vt100", true, .none),
    ("tmux-256color", true, .indexed256),
  ])
  func coloursAreThoseOfTheDescription(
    term: String, usesColors: Bool, colors: Capabilities.Colors
  ) throws {
    let terminal = try PseudoTerminal()
    let display = try terminal.open {
      $0.term = term
      $0.usesColors = usesColors
    }
    #expect(display.capabilities.colors == colors)
    var canvas = Canvas(display.size)
    canvas.write("x", at: Point(x: 0, y: 0), style: Style(foreground: .rgb(255, 0, 0)))
    display.present(canvas)
    let text = terminal.readText()
    #expect(text.contains("\u{1b}[38;5;196m") == (colors == .indexed256))
    #expect(!text.contains("\u{1b}]4;"))
    display.restore()
  }

  @Test func asciiWhereTheCharacterSetIsNotUnicode() throws {
    setenv("LC_ALL", "C", 1)
    defer { setenv("LC_ALL", "C.UTF-8", 1) }
    let terminal = try PseudoTerminal()
    let display = try TerminalDisplay(terminal.options)
    #expect(!display.capabilities.unicode)
    var canvas = Canvas(display.size)
    canvas.write("│é漢▁│", at: Point(x: 0, y: 0))
    display.present(canvas)
    terminal.read()
    #expect(terminal.picture.row(0).hasPrefix("|e? _|"))
    display.restore()
  }

  @Test func smallChangeIsFewBytes() throws {
    let terminal = try PseudoTerminal(width: 200, height: 60)
    let display = try terminal.open()
    var canvas = Canvas(display.size)
    for y in 0..<60 {
      canvas.write(
        String(repeating: "row \(y) ", count: 25), at: Point(x: 0, y: y),
        style: Style(foreground: .indexed(UInt8(y))))
    }
    display.present(canvas)
    terminal.read()
    display.present(canvas)
    #expect(terminal.read() == [])
    canvas.write("###", at: Point(x: 100, y: 30))
    display.present(canvas)
    #expect(terminal.read().count < 40)
    canvas.cursor = Point(x: 5, y: 7)
    display.present(canvas)
    terminal.read()
    #expect(terminal.picture.cursor == Point(x: 5, y: 7))
    #expect(terminal.picture.modes.contains(25))
    display.restore()
  }

  @Test func pairsThatRunOutAreUsedAnew() throws {
    let terminal = try PseudoTerminal()
    // 8 colours, 64 pairs.
    let display = try terminal.open { $0.term = "xterm" }
    for round in 0..<4 {
      var canvas = Canvas(display.size)
      for index in 0..<81 {
        let style = Style(
          foreground: index % 9 == 8 ? .terminal : .indexed(UInt8((index + round) % 8)),
          background: index / 9 == 8 ? .terminal : .indexed(UInt8(index / 9)))
        canvas.write("x", at: Point(x: index % 27, y: index / 27 + round), style: style)
      }
      display.present(canvas)
      terminal.read()
      #expect(terminal.picture.row(round + 2).hasPrefix(String(repeating: "x", count: 27)))
    }
    display.restore()
  }
}

extension PseudoTerminal {
  var options: TerminalOptions {
    var options = TerminalOptions()
    options.input = near
    options.output = near
    options.term = "xterm-256color"
    options.usesColors = true
    options.stop = { _ in }
    return options
  }

  func open(_ change: (inout TerminalOptions) -> Void = { _ in }) throws -> TerminalDisplay {
    setenv("LC_ALL", "C.UTF-8", 1)
    var options = options
    change(&options)
    return try TerminalDisplay(options)
  }
}
