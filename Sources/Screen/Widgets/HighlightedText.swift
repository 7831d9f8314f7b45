import Screen

extension Canvas {
  /// Like `write(_:in:)`, with a style laid over some of the characters.
  ///
  /// - Parameter highlights: ranges of character offsets, such as a filter's matches.
  @discardableResult
  package mutating func write(
    _ text: String, in rect: Rect, alignment: Alignment = .left, style: Style,
    highlights: [Range<Int>], highlightStyle: Style
  ) -> Int {
    let used = write(text, in: rect, alignment: alignment, style: style)
    guard !highlights.isEmpty, !rect.isEmpty else { return used }
    let free = max(0, rect.width - displayWidth(text))
    let indent = alignment == .left ? 0 : alignment == .center ? free / 2 : free
    for range in highlights {
      let before = text.prefix(max(0, range.lowerBound))
      let found = text.dropFirst(before.count).prefix(range.count)
      let place = Rect(
        x: rect.x + indent + displayWidth(String(before)), y: rect.y,
        width: displayWidth(String(found)), height: 1)
      restyle(place.intersection(rect.row(0))) { $0 = highlightStyle.over($0) }
    }
    return used
  }
}
