import Marketing
import Screen
import Testing

@testable import Cockpit

/// The cockpit in its user's words: `try t.roster.focus().sees("ana").presses("e").types("500")`.
///
/// What is seen is what the display shows, after every key as a terminal would.
final class Driver {
  private(set) var harness: Harness
  private let display: MemoryDisplay

  init(
    _ session: Session? = .small(), size: Size = Size(width: 120, height: 40),
    config: Config = Config(), view: SavedView = [:]
  ) {
    harness = Harness(session, size: size, view: view)
    harness.state.config = config
    display = MemoryDisplay(size: size)
    display.keepsFrames = false
    show()
  }

  /// Where a manager goes, by the keys that lead there.
  struct Place {
    let driver: Driver
    let keys: String

    @discardableResult
    func focus() throws -> Driver { try driver.presses(keys) }
  }

  var roster: Place { Place(driver: self, keys: "1 r") }
  var bookings: Place { Place(driver: self, keys: "1 b") }
  var measurements: Place { Place(driver: self, keys: "1 m") }
  var budget: Place { Place(driver: self, keys: "1 r tab") }
  var compare: Place { Place(driver: self, keys: "2") }
  var plan: Place { Place(driver: self, keys: "3") }
  var kpis: Place { Place(driver: self, keys: "4") }
  var vet: Place { Place(driver: self, keys: "5") }
  var feeds: Place { Place(driver: self, keys: "F") }
  var priors: Place { Place(driver: self, keys: "3 p") }

  /// Keys as `clout view --keys` reads them.
  @discardableResult
  func presses(_ script: String) throws -> Driver {
    for key in try KeyScript.keys(script) { send(.key(key)) }
    return self
  }

  /// Letter by letter, into whatever has the cursor.
  @discardableResult
  func types(_ text: String) -> Driver {
    for character in text { send(.key(Key(.character(character)))) }
    return self
  }

  /// Sets the filter of the table in front.
  @discardableResult
  func filters(by text: String) throws -> Driver {
    try presses("/ ctrl-u").types(text).presses("enter")
  }

  @discardableResult
  func clicks(on text: String, _ location: SourceLocation = #_sourceLocation) throws -> Driver {
    let lines = display.text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(
      lines.firstIndex { $0.contains(text) }, "“\(text)” isn't there to click on",
      sourceLocation: location)
    let line = lines[row]
    let column = try #require(line.firstRange(of: text)).lowerBound
    let x = displayWidth(String(line[..<column]))
    send(.mouse(Mouse(.press, at: Point(x: x, y: row))))
    return self
  }

  @discardableResult
  func sees(_ texts: String..., location: SourceLocation = #_sourceLocation) -> Driver {
    for text in texts {
      #expect(display.text.contains(text), "“\(text)” isn't seen", sourceLocation: location)
    }
    return self
  }

  @discardableResult
  func seesNothing(of texts: String..., location: SourceLocation = #_sourceLocation) -> Driver {
    for text in texts {
      #expect(!display.text.contains(text), "“\(text)” is seen", sourceLocation: location)
    }
    return self
  }

  /// What the bottom line says.
  @discardableResult
  func isTold(_ text: String, location: SourceLocation = #_sourceLocation) -> Driver {
    let line = display.text.split(separator: "\n").last.map(String.init) ?? ""
    #expect(line.contains(text), "the bottom line says “\(line)”", sourceLocation: location)
    return self
  }

  private func send(_ event: Event) {
    harness.send(event)
    show()
  }

  private func show() { display.present(harness.frame) }
}
