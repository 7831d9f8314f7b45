import Screen

/// The first line to show, so that the selection is visible and no room is wasted at the end.
///
/// - Parameter top: the first line of the previous frame.
func scrolled(top: Int, toShow selected: Int?, of count: Int, visible: Int) -> Int {
  guard visible > 0, count > 0 else { return 0 }
  var top = top
  if let selected = selected.map({ min(max(0, $0), count - 1) }) {
    if selected < top { top = selected }
    if selected - visible >= top { top = selected - visible + 1 }
  }
  return min(max(0, top), max(0, count - visible))
}

extension Canvas {
  /// Draws a scroll bar, unless all lines are visible.
  mutating func scrollBar(
    in rect: Rect, top: Int, of count: Int, thumbStyle: Style, trackStyle: Style
  ) {
    guard rect.height > 0, count > rect.height else { return }
    let thumb = min(max(1, rect.height * rect.height / count), rect.height)
    let travel = rect.height - thumb
    let last = count - rect.height
    var offset = min(max(0, travel * min(top, last) / last), travel)
    // Only at the very ends may the thumb touch an end of the bar.
    if travel >= 2 && offset == 0 && top > 0 { offset = 1 }
    if travel >= 2 && offset == travel && top < last { offset = travel - 1 }
    let x = rect.maxX - 1
    verticalLine(at: Point(x: x, y: rect.y), length: rect.height, style: trackStyle, in: rect)
    verticalLine(
      at: Point(x: x, y: rect.y + offset), length: thumb, style: thumbStyle, scalar: "┃", in: rect)
  }
}
