import Testing

@testable import Screen

@Suite struct MemoryDisplayTests {
  @Test func scriptedEventsInFramesOut() throws {
    let display = try MemoryDisplay(size: Size(width: 4, height: 1), keys: "a ctrl-s")
    display.send([.resize(Size(width: 2, height: 1))])
    #expect(display.nextEvent(timeout: 0) == .key(Key(.character("a"))))
    display.waker.wake()
    display.waker.wake()
    #expect(display.nextEvent(timeout: nil) == .wake)
    #expect(display.nextEvent(timeout: nil) == .key(Key(.character("s"), .control)))
    #expect(display.nextEvent(timeout: nil) == .resize(Size(width: 2, height: 1)))
    #expect(display.size.width == 2)
    #expect(display.nextEvent(timeout: 100) == nil)
    #expect(display.nextEvent(timeout: nil) == .hangup)
    display.suspend()
    #expect(display.nextEvent(timeout: nil) == .resumed)
  }

  @Test func dumps() {
    let display = MemoryDisplay(
      size: Size(width: 8, height: 2), capabilities: Capabilities(colors: .sixteen))
    var canvas = Canvas(display.size)
    let red = Style(foreground: .rgb(250, 10, 10), attributes: .bold)
    canvas.write("日", at: Point(x: 0, y: 0), style: red)
    canvas.write("ok", at: Point(x: 3, y: 0))
    canvas.write(" ", at: Point(x: 1, y: 1), style: Style(background: .indexed(4)))
    display.present(canvas)
    #expect(display.text == "日 ok\n")
    #expect(
      display.styledText == """
        日 ok

        ---
        aa
        .b
        ---
        a 9 bold
        b terminal on 4
        """)
    #expect(display.ansi == "\u{1B}[0;1;91m日\u{1B}[0m ok\n \u{1B}[0;44m \u{1B}[0m")
    #expect(
      canvas.ansi(Capabilities(colors: .none, unicode: false)) == "\u{1B}[0;1m? \u{1B}[0m ok\n")
    #expect(canvas.ansi(Capabilities(colors: .rgb)).contains("38;2;250;10;10"))
  }

  @Test func colors() {
    #expect(Color(notation: "#0a141e") == .rgb(10, 20, 30))
    #expect(Color.rgb(10, 20, 30).notation == "#0a141e")
    #expect(Color(notation: "brightblue") == .indexed(12))
    #expect(Color(notation: "255") == .indexed(255))
    for wrong in ["256", "#12345", "#+12345", "#gggggg", "redd", ""] {
      #expect(Color(notation: wrong) == nil)
    }
    #expect(Color.rgb(255, 0, 0).quantised(to: .indexed256) == .indexed(196))
    #expect(Color.rgb(8, 8, 8).quantised(to: .indexed256) == .indexed(232))
    #expect(Color.rgb(255, 255, 255).quantised(to: .indexed256) == .indexed(231))
    #expect(Color.rgb(0, 0, 0).quantised(to: .sixteen) == .indexed(0))
    #expect(Color.indexed(196).quantised(to: .sixteen) == .indexed(9))
    #expect(Color.indexed(3).quantised(to: .sixteen) == .indexed(3))
    #expect(Color.rgb(1, 2, 3).quantised(to: .none) == .terminal)
    #expect(Color.terminal.quantised(to: .sixteen) == .terminal)
    for index in UInt8(16)...255 {
      let (red, green, blue) = Color.indexed(index).components!
      let nearest = Color.rgb(red, green, blue).quantised(to: .indexed256)
      #expect(nearest.components! == (red, green, blue))
    }
  }
}
