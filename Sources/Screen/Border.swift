/// The border around a pane.
public enum Border: Hashable, Sendable, CaseIterable {
  case rounded, plain, heavy, ascii
  /// No lines, for screen readers: the title takes the first row, the contents the rest.
  case none

  /// Top left, top right, bottom left, bottom right, horizontal, vertical.
  var scalars: [Unicode.Scalar] {
    switch self {
    case .rounded: ["╭", "╮", "╰", "╯", "─", "│"]
    case .plain: ["┌", "┐", "└", "┘", "─", "│"]
    case .heavy: ["┏", "┓", "┗", "┛", "━", "┃"]
    case .ascii: ["+", "+", "+", "+", "-", "|"]
    case .none: []
    }
  }
}

extension Canvas {
  /// Draws a border, with a title at the left of its top line and a note at the right.
  ///
  /// - Returns: the room inside for the contents.
  @discardableResult
  public mutating func box(
    _ rect: Rect, border: Border = .rounded, title: String = "", note: String = "", style: Style,
    titleStyle: Style? = nil, in clip: Rect? = nil
  ) -> Rect {
    let clip = clip ?? bounds
    let inner = drawFrame(rect, border: border, hasTitle: !title.isEmpty, style: style, in: clip)
    // The corners and a bit of line stay visible beside the title.
    let top = border == .none ? rect.row(0) : rect.row(0).inset(columns: 2)
    guard top.width >= 3 else { return inner }
    var room = top
    if !title.isEmpty {
      let text = border == .none ? title : " \(printable(title)) "
      let shown = truncate(text, to: room.width)
      let used = write(
        shown, at: Point(x: room.x, y: room.y), style: titleStyle ?? style,
        in: room.intersection(clip))
      room = room.inset(left: used + 1)
    }
    if !note.isEmpty, displayWidth(note) + 2 <= room.width {
      let text = " \(printable(note)) "
      write(
        text, at: Point(x: room.maxX - displayWidth(text), y: room.y), style: style,
        in: room.intersection(clip))
    }
    return inner
  }

  private mutating func drawFrame(
    _ rect: Rect, border: Border, hasTitle: Bool, style: Style, in clip: Rect
  ) -> Rect {
    let scalars = border.scalars
    guard scalars.count == 6 else { return hasTitle ? rect.inset(top: 1) : rect }
    // Anything smaller has no room inside the frame; one row or column is left empty.
    guard rect.width >= 2, rect.height >= 2 else { return rect.inset(columns: 1, rows: 1) }
    let right = rect.maxX - 1
    let bottom = rect.maxY - 1
    for y in [rect.y, bottom] {
      horizontalLine(
        at: Point(x: rect.x, y: y), length: rect.width, style: style, scalar: scalars[4], in: clip)
    }
    for x in [rect.x, right] {
      verticalLine(
        at: Point(x: x, y: rect.y + 1), length: rect.height - 2, style: style, scalar: scalars[5],
        in: clip)
    }
    let corners = [(rect.x, rect.y), (right, rect.y), (rect.x, bottom), (right, bottom)]
    for (corner, scalar) in zip(corners, scalars) {
      horizontalLine(
        at: Point(x: corner.0, y: corner.1), length: 1, style: style, scalar: scalar, in: clip)
    }
    return rect.inset(columns: 1, rows: 1)
  }
}
