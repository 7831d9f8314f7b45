import Foundation
import Screen
import Testing

@testable import Terminal

extension TerminalDisplayTests {
  @Test func keysPasteAndMouseArrive() throws {
    let terminal = try PseudoTerminal()
    let display = try terminal.open()
    #expect(display.nextEvent(timeout: 0) == nil)
    terminal.type("j\u{1b}OA\u{03}\u{13}\u{11}\u{1a}\u{1c}é")
    let expected = ["j", "up", "ctrl-c", "ctrl-s", "ctrl-q", "ctrl-z", "ctrl-\\", "é"]
    for notation in expected {
      #expect(display.nextEvent(timeout: 1000) == Key(notation: notation).map(Event.key))
    }
    terminal.type("\u{1b}")
    #expect(display.nextEvent(timeout: 1000) == .key(Key(.escape)))
    terminal.type("\u{1b}[200~two\rlines\u{1b}[201~\u{1b}[<64;2;3M")
    #expect(display.nextEvent(timeout: 1000) == .paste("two\nlines"))
    #expect(display.nextEvent(timeout: 1000) == .mouse(Mouse(.wheelUp, at: Point(x: 1, y: 2))))
    #expect(display.nextEvent(timeout: 0) == nil)
    display.restore()
  }

  @Test func largePasteArrivesWhole() throws {
    let terminal = try PseudoTerminal()
    let display = try terminal.open()
    let text = String(repeating: "name,followers,tier\n", count: 5000)
    nonisolated(unsafe) let typist = terminal
    Thread.detachNewThread { typist.type("\u{1b}[200~\(text)\u{1b}[201~") }
    #expect(display.nextEvent(timeout: 5000) == .paste(text))
    display.restore()
  }

  @Test func timeIsUpWhenItIsUp() throws {
    let terminal = try PseudoTerminal()
    let display = try terminal.open()
    let start = Termios.now
    #expect(display.nextEvent(timeout: 50) == nil)
    #expect(50..<1000 ~= Termios.now - start)
    display.restore()
  }

  @Test func wakesFromAnotherThread() throws {
    let terminal = try PseudoTerminal()
    let display = try terminal.open()
    let waker = display.waker
    Thread.detachNewThread {
      usleep(20_000)
      waker.wake()
      waker.wake()
    }
    #expect(display.nextEvent(timeout: nil) == .wake)
    // A steady stream of wake-ups doesn't keep the keys out.
    terminal.type("abc")
    var keys = 0
    for _ in 0..<8 {
      waker.wake()
      if case .key = display.nextEvent(timeout: 1000) { keys += 1 }
    }
    #expect(keys == 3)
    display.restore()
    waker.wake()
  }

  @Test func signalsToLeaveAreOneEvent() throws {
    let terminal = try PseudoTerminal()
    let display = try terminal.open()
    terminal.type("j")
    terminal.raise(SIGTERM)
    terminal.raise(SIGINT)
    #expect(display.nextEvent(timeout: 1000) == .terminate)
    #expect(display.nextEvent(timeout: 1000) == .key(Key(.character("j"))))
    display.restore()
  }

  @Test func resizeIsOneEventAndRepaints() throws {
    let terminal = try PseudoTerminal()
    let display = try terminal.open()
    var canvas = Canvas(display.size)
    canvas.write("before", at: Point(x: 0, y: 0))
    display.present(canvas)
    for width in 90...120 {
      terminal.setWindow(width: width, height: 40)
      terminal.raise(SIGWINCH)
    }
    #expect(display.nextEvent(timeout: 1000) == .resize(Size(width: 120, height: 40)))
    #expect(display.nextEvent(timeout: 0) == nil)
    #expect(display.size == Size(width: 120, height: 40))
    // A frame of the former size is shown as far as it goes.
    display.present(canvas)
    terminal.read()
    #expect(terminal.picture.row(0) == "before" + String(repeating: " ", count: 114))
    terminal.setWindow(width: 1, height: 1)
    terminal.raise(SIGWINCH)
    #expect(display.nextEvent(timeout: 1000) == .resize(Size(width: 1, height: 1)))
    display.present(canvas)
    display.present(Canvas(Size(width: 0, height: 0)))
    // A size that nobody knows is no size; one that nobody has is not believed.
    terminal.setWindow(width: 0, height: 0)
    terminal.raise(SIGWINCH)
    #expect(display.nextEvent(timeout: 20) == nil)
    terminal.setWindow(width: 65535, height: 65535)
    terminal.raise(SIGWINCH)
    #expect(display.nextEvent(timeout: 1000) == .resize(Size(width: 2048, height: 1024)))
    display.restore()
  }

  @Test func suspensionGivesTheTerminalBackForAWhile() throws {
    let terminal = try PseudoTerminal()
    let before = terminal.modes
    nonisolated(unsafe) let shell = terminal
    nonisolated(unsafe) var seen: (modes: termios, groups: [Bool])?
    let display = try terminal.open {
      $0.stop = { group in
        seen = (shell.modes, (seen?.groups ?? []) + [group])
        shell.read()
        shell.setWindow(width: 100, height: 30)
      }
    }
    var canvas = Canvas(display.size)
    canvas.write("here", at: Point(x: 0, y: 0))
    display.present(canvas)
    display.suspend()
    #expect(seen?.modes.c_lflag == before.c_lflag)
    #expect(seen?.groups == [true])
    #expect(terminal.modes.c_lflag & tcflag_t(ICANON) == 0)
    #expect(display.nextEvent(timeout: 0) == .resumed)
    #expect(display.nextEvent(timeout: 0) == .resize(Size(width: 100, height: 30)))
    #expect(display.nextEvent(timeout: 0) == nil)
    display.present(canvas)
    terminal.read()
    #expect(terminal.picture.modes.isSuperset(of: [1049, 2004, 1000, 1006]))
    #expect(terminal.picture.row(0).hasPrefix("here "))

    // A stop signal from outside is for this process alone.
    terminal.raise(SIGTSTP)
    #expect(display.nextEvent(timeout: 1000) == .resumed)
    #expect(seen?.groups == [true, false])
    // And after a stop that nobody announced, everything is painted again.
    terminal.raise(SIGCONT)
    #expect(display.nextEvent(timeout: 1000) == .resumed)
    display.present(canvas)
    #expect(terminal.readText().contains("here"))
    display.restore()
  }

  @Test func closedWindowHangsUpWithoutSpinning() throws {
    let terminal = try PseudoTerminal()
    let display = try terminal.open()
    display.present(Canvas(display.size))
    terminal.read()
    terminal.type("j")
    #expect(display.nextEvent(timeout: 1000) == .key(Key(.character("j"))))
    terminal.hangUp()
    #expect(display.nextEvent(timeout: 1000) == .hangup)
    display.present(Canvas(display.size, style: Style(attributes: .reverse)))
    // The time of this thread: other tests keep the process busy meanwhile.
    let start = threadSeconds()
    #expect(display.nextEvent(timeout: 300) == nil)
    #expect(threadSeconds() - start < 0.2)
    #expect(display.nextEvent(timeout: 2000) == .hangup)
    display.restore()
  }

  @Test func hangupSignal() throws {
    let terminal = try PseudoTerminal()
    let display = try terminal.open()
    terminal.raise(SIGHUP)
    #expect(display.nextEvent(timeout: 1000) == .hangup)
    display.restore()
    terminal.read()
    #expect(!terminal.picture.modes.contains(1049))
  }
}

/// Seconds of processor time that this thread has taken.
private func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
