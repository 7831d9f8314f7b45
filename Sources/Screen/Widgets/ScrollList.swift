/// A list with one selected item, such as a palette or a help page; only items on the screen are asked for.
public struct ScrollList {
  public struct Item: Hashable, Sendable {
    public var text: String
    /// At the right end of the line, such as a key; the text gives way to it.
    public var detail: String
    public var role: Role
    public var detailRole: Role
    public var highlights: [Range<Int>]

    public init(
      _ text: String, detail: String = "", role: Role = .text, detailRole: Role = .hintKey,
      highlights: [Range<Int>] = []
    ) {
      self.text = text
      self.detail = detail
      self.role = role
      self.detailRole = detailRole
      self.highlights = highlights
    }
  }

  public var count: Int
  public var selected: Int?
  /// The first item shown before.
  public var top: Int
  public var item: (Int) -> Item

  public init(
    count: Int, selected: Int? = nil, top: Int = 0, item: @escaping (_ index: Int) -> Item
  ) {
    self.count = max(0, count)
    self.selected = selected
    self.top = top
    self.item = item
  }
}

/// What stands where in a list that was drawn.
public struct ListHits: Hashable, Sendable {
  public var rect: Rect
  /// Keep it for the next frame.
  public var top: Int
  public var count: Int
  /// The start of the selected item.
  public var cursor: Point?

  public func item(at point: Point) -> Int? {
    let index = top + point.y - rect.y
    return rect.contains(point) && index < count ? index : nil
  }
}

extension Canvas {
  /// Draws a list on a ground such as a dialog's.
  @discardableResult
  public mutating func draw(
    _ list: ScrollList, in rect: Rect, theme: Theme, on ground: Role = .text
  ) -> ListHits {
    let top = scrolled(top: list.top, toShow: list.selected, of: list.count, visible: rect.height)
    var hits = ListHits(rect: rect, top: top, count: list.count)
    let hasScrollBar = list.count > rect.height && rect.width > 4
    let room = rect.inset(right: hasScrollBar ? 2 : 0)
    for index in top..<max(top, min(list.count, top + rect.height)) {
      let line = room.row(index - top)
      let item = list.item(index)
      let isSelected = index == list.selected
      let base = isSelected ? theme[.selection].over(theme[ground]) : theme[ground]
      func style(_ role: Role) -> Style {
        let own = theme[role].over(theme[ground])
        return isSelected ? theme[.selection].over(own) : own
      }
      fill(line, style: base)
      if isSelected {
        write("▸", at: Point(x: line.x, y: line.y), style: base, in: line)
        hits.cursor = Point(x: line.x, y: line.y)
      }
      let inner = line.inset(left: 2)
      let detail = truncate(item.detail, to: inner.width / 2)
      write(detail, in: inner, alignment: .right, style: style(item.detailRole))
      let rest = inner.inset(right: detail.isEmpty ? 0 : displayWidth(detail) + 1)
      write(
        item.text, in: rest, style: style(item.role), highlights: item.highlights,
        highlightStyle: theme[.match])
    }
    if hasScrollBar {
      scrollBar(
        in: rect, top: top, of: list.count, thumbStyle: theme[.muted].over(theme[ground]),
        trackStyle: theme[.border].over(theme[ground]))
    }
    return hits
  }
}
