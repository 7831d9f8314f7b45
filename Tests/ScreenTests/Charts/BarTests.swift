import Testing

@testable import Charts
@testable import Screen

@Suite struct BarTests {
  private func bar(limit: Double, mark: Double? = nil) -> SegmentBar {
    SegmentBar(
      [.init(30, role: .barSpent), .init(33, role: .barCommitted), .init(17, role: .barPlanned)],
      limit: limit, mark: mark)
  }

  private func draw(_ bar: SegmentBar, textures: Bool, width: Int = 20) -> Canvas {
    var theme = Theme(name: "bars", styles: [.barSpent: Style(foreground: .indexed(2))])
    theme.usesTextures = textures
    var canvas = Canvas(Size(width: width, height: 1))
    canvas.draw(bar, in: canvas.bounds, theme: theme)
    expectSound(canvas)
    return canvas
  }

  @Test func partsAreToldApartWithoutColor() {
    #expect(draw(bar(limit: 100), textures: true).text == "██████▓▓▓▓▓▓▓▒▒▒░░░░")
    #expect(draw(bar(limit: 100, mark: 50), textures: true).text == "██████▓▓▓▓┃▓▓▒▒▒░░░░")
    #expect(draw(bar(limit: 100), textures: true).asciified().text == "######=======---....")
    #expect(draw(bar(limit: 70), textures: true).text == "████████▓▓▓▓▓▓▓▓▒▒╳╳")
  }

  @Test func overspendingIsSeenHoweverSmall() {
    #expect(draw(bar(limit: 79.99), textures: true).text.hasSuffix("▒╳"))
    #expect(draw(bar(limit: 80), textures: true).text.hasSuffix("▒"))
    #expect(draw(bar(limit: 0), textures: true).text == String(repeating: "╳", count: 20))
  }

  @Test func colorsEndAtEighths() {
    let canvas = draw(bar(limit: 100), textures: false)
    #expect(canvas.text == "████████████▋███░░░░")
    #expect(canvas[5, 0].style.foreground == .indexed(2))
    #expect(draw(bar(limit: 100), textures: false, width: 7).text == "██▏█▍▋░")
  }

  @Test func nonsenseIsNothing() {
    let odd: [Double] = [.nan, .infinity, -1, -.infinity, 0, 1e308, .greatestFiniteMagnitude]
    for width in [0, 1, 2, 7, 200] {
      for limit in odd {
        for value in odd {
          let bar = SegmentBar(
            [.init(value, role: .barSpent), .init(limit, role: .barPlanned)], limit: limit,
            scale: value, mark: value)
          for textures in [false, true] { _ = draw(bar, textures: textures, width: width) }
        }
      }
    }
    #expect(draw(SegmentBar([], limit: 0), textures: true).text == "")
  }
}
