import Screen

/// A visible table column.
package struct PlacedColumn: Hashable, Sendable {
  /// Its index in the table.
  package var index: Int
  package var x: Int
  package var width: Int
}

/// Which table columns are visible, and where.
struct TableLayout {
  var columns: [PlacedColumn] = []
  /// The first visible column of those that scroll, counted among them.
  var left = 0
  var hidesLeft = false
  var hidesRight = false

  init(_ all: [TableColumn], in room: Rect, left: Int, toShow selected: Int?, spacing: Int) {
    let widths = TableLayout.widths(all.map(\.width), in: room.width, spacing: spacing)
    var frozen = all.indices.filter { all[$0].isFrozen }
    var scrolling = all.indices.filter { !all[$0].isFrozen }
    // If frozen columns leave no room for the others they scroll as well.
    let frozenWidth = frozen.reduce(0) { $0 + widths[$1] + spacing }
    if !scrolling.isEmpty, frozenWidth > room.width * 2 / 3,
      TableLayout.total(widths, spacing) > room.width
    {
      frozen = []
      scrolling = Array(all.indices)
    }
    place(frozen, widths, from: room.x, in: room, spacing: spacing)
    let start = columns.last.map { $0.x + $0.width + spacing } ?? room.x
    let free = room.maxX - start
    self.left = TableLayout.scroll(
      scrolling.map { widths[$0] }, in: free, left: left,
      toShow: selected.flatMap { scrolling.firstIndex(of: $0) }, spacing: spacing)
    hidesLeft = self.left > 0
    place(scrolling.dropFirst(self.left), widths, from: start, in: room, spacing: spacing)
    let last = columns.last
    hidesRight =
      last.map { $0.index != (scrolling.last ?? frozen.last) || $0.width < widths[$0.index] }
      ?? false
  }

  private mutating func place(
    _ indexes: some Sequence<Int>, _ widths: [Int], from start: Int, in room: Rect, spacing: Int
  ) {
    var x = start
    for index in indexes {
      let width = min(widths[index], room.maxX - x)
      // A cut column must still show something, except the first, which always stays.
      guard width > 0, width >= min(3, widths[index]) || columns.isEmpty else { return }
      columns.append(PlacedColumn(index: index, x: x, width: width))
      x += width + spacing
    }
  }

  private static func total(_ widths: [Int], _ spacing: Int) -> Int {
    widths.reduce(0, +) + spacing * max(0, widths.count - 1)
  }

  /// Widths between minimum and maximum that fill the room, or the ideal ones if not even the minima fit.
  private static func widths(_ columns: [ColumnWidth], in room: Int, spacing: Int) -> [Int] {
    var widths = columns.map(\.ideal)
    let free = room - total(widths, spacing)
    if free > 0 {
      let lengths = columns.map { Length.fixed($0.ideal).widened(by: $0) }
      let extras = Rect(x: 0, y: 0, width: free, height: 1).split(columns: lengths)
      for index in widths.indices {
        widths[index] = min(columns[index].max, widths[index] + extras[index].width)
      }
    } else if free < 0, total(columns.map(\.min), spacing) <= room {
      // Shrink each in proportion to what it can give.
      let slack = columns.map { $0.ideal - $0.min }
      let sum = slack.reduce(0, +)
      var before = 0
      for index in widths.indices {
        let start = -free * before / sum
        before += slack[index]
        widths[index] -= -free * before / sum - start
      }
    }
    return widths
  }

  /// The first scrolling column, so that the selected one is fully visible if possible.
  private static func scroll(
    _ widths: [Int], in room: Int, left: Int, toShow selected: Int?, spacing: Int
  ) -> Int {
    guard !widths.isEmpty else { return 0 }
    var left = min(max(0, left), widths.count - 1)
    if let selected {
      left = min(left, selected)
      while left < selected, total(Array(widths[left...selected]), spacing) > room { left += 1 }
    }
    // Waste no room at the right.
    while left > 0, total(Array(widths[(left - 1)...]), spacing) <= room { left -= 1 }
    return left
  }
}

extension Length {
  fileprivate func widened(by width: ColumnWidth) -> Length {
    width.flex == 0 || width.max == width.ideal ? .fixed(0) : .fill(width.flex)
  }
}
