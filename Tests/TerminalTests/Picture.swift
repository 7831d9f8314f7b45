import CNcurses
import Screen

/// What a terminal shows that was sent some bytes: as much of xterm as ncurses uses.
struct Picture {
  private(set) var width: Int
  private(set) var height: Int
  private(set) var cells: [Cell]
  private(set) var cursor = Point(x: 0, y: 0)
  /// The private modes that are on, such as 1049 for the alternate screen and 25 for the cursor.
  private(set) var modes: Set<Int> = [25]
  /// Sequences that this picture doesn't know; a test that sees one can't trust it.
  private(set) var unknown: [String] = []
  private var style = Style.plain
  private var last: Unicode.Scalar = " "
  private var wrapsNext = false
  private var region: ClosedRange<Int>

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    cells = Array(repeating: .blank, count: width * height)
    region = 0...height - 1
  }

  /// Contents after a resize are unknown: the picture is filled with something that must be painted over.
  mutating func resize(width: Int, height: Int) {
    guard width != self.width || height != self.height else { return }
    self.width = width
    self.height = height
    cells = Array(repeating: Cell(base: "~"), count: width * height)
    cursor = Point(x: 0, y: 0)
    region = 0...height - 1
  }

  /// Moves rows up, or down by a negative number, and blanks those that become free.
  private mutating func scroll(_ count: Int, in rows: ClosedRange<Int>) {
    let range = rows.lowerBound * width..<(rows.upperBound + 1) * width
    let moved = min(abs(count), rows.count) * width
    let filler = Array(repeating: Cell(style: blank), count: moved)
    let kept = Array(count > 0 ? cells[range].dropFirst(moved) : cells[range].dropLast(moved))
    cells.replaceSubrange(range, with: count > 0 ? kept + filler : filler + kept)
  }

  func row(_ y: Int) -> String {
    var text = String.UnicodeScalarView()
    for cell in cells[y * width..<(y + 1) * width] where cell.width > 0 { text.append(cell.base) }
    return String(text)
  }

  mutating func feed(_ bytes: [UInt8]) {
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "\u{1b}": index = escape(scalars, index + 1)
      case "\r": move(x: 0, y: cursor.y)
      case "\n" where cursor.y == region.upperBound: scroll(1, in: region)
      case "\n": move(x: cursor.x, y: cursor.y + 1)
      case "\u{08}": move(x: max(0, cursor.x - 1), y: cursor.y)
      case let scalar where scalar.value < 0x20: break
      case let scalar: put(scalar)
      }
      index += 1
    }
  }

  private mutating func move(x: Int, y: Int) {
    cursor = Point(x: min(max(0, x), width - 1), y: min(max(0, y), height - 1))
    wrapsNext = false
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let columns = Int(clout_width(scalar.value))
    if columns == 0 {
      var index = cursor.y * width + cursor.x - (wrapsNext ? 0 : 1)
      if cells[index].width == 0 { index -= 1 }
      let shift = cells[index].marks == 0 ? 0 : cells[index].marks < 1 << 21 ? 21 : 42
      cells[index].marks |= UInt64(scalar.value) << UInt64(shift)
      return
    }
    if wrapsNext { move(x: 0, y: cursor.y + 1) }
    let index = cursor.y * width + cursor.x
    erase(index..<min(index + columns, cells.count), Style.plain)
    cells[index] = Cell(base: scalar, width: UInt8(columns), style: style)
    if columns == 2 { cells[index + 1] = Cell(width: 0, style: style) }
    last = scalar
    if cursor.x + columns < width { cursor.x += columns } else { wrapsNext = true }
  }

  /// Blanks cells, and the other halves of the wide ones that are cut.
  private mutating func erase(_ range: Range<Int>, _ style: Style) {
    guard !range.isEmpty else { return }
    if cells[range.lowerBound].width == 0 { cells[range.lowerBound - 1] = .blank }
    if range.upperBound < cells.count, cells[range.upperBound].width == 0 {
      cells[range.upperBound] = .blank
    }
    for index in range { cells[index] = Cell(style: style) }
  }

  private var blank: Style { Style(background: style.background) }

  private mutating func escape(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    guard start < scalars.count else { return start }
    switch scalars[start] {
    case "(", ")": return start + 1
    case "]":
      return scalars[start...].firstIndex(of: "\u{07}") ?? scalars.count
    case "[":
      let end = scalars[start...].dropFirst().firstIndex { (0x40...0x7e).contains($0.value) }
      guard let end else { return scalars.count }
      let body = String(String.UnicodeScalarView(scalars[start + 1..<end]))
      control(body, scalars[end])
      return end
    case "M" where cursor.y == region.lowerBound: scroll(-1, in: region)
    case "M": move(x: cursor.x, y: cursor.y - 1)
    case "=", ">", "7", "8": break
    default: unknown.append("ESC \(scalars[start])")
    }
    return start
  }

  private mutating func control(_ body: String, _ final: Unicode.Scalar) {
    if body.hasPrefix("?") {
      for mode in body.dropFirst().split(separator: ";").compactMap({ Int($0) }) {
        if final == "h" { modes.insert(mode) } else { modes.remove(mode) }
      }
      return
    }
    let values = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = max(1, values.first ?? 1)
    let here = cursor.y * width + cursor.x
    let (start, end) = (cursor.y * width, (cursor.y + 1) * width)
    switch final {
    case "H": move(x: (values.count > 1 ? max(1, values[1]) : 1) - 1, y: first - 1)
    case "G": move(x: first - 1, y: cursor.y)
    case "d": move(x: cursor.x, y: first - 1)
    case "A": move(x: cursor.x, y: cursor.y - first)
    case "B": move(x: cursor.x, y: cursor.y + first)
    case "C": move(x: cursor.x + first, y: cursor.y)
    case "D": move(x: cursor.x - first, y: cursor.y)
    case "J" where values.first == 2: erase(0..<cells.count, blank)
    case "J": erase(here..<cells.count, blank)
    case "K" where values.first == 1: erase(start..<here + 1, blank)
    case "K": erase(here..<end, blank)
    case "X": erase(here..<min(end, here + first), blank)
    case "P":
      let kept = Array(cells[min(end, here + first)..<end])
      let filler = Array(repeating: Cell(style: blank), count: end - here - kept.count)
      cells.replaceSubrange(here..<end, with: kept + filler)
    case "@":
      let filler = Array(repeating: Cell(style: blank), count: min(first, end - here))
      let kept = cells[here..<end - filler.count]
      cells.replaceSubrange(here..<end, with: filler + kept)
    case "b": for _ in 0..<first { put(last) }
    case "m": select(values)
    case "r":
      region = first - 1...(values.count > 1 ? values[1] : height) - 1
      move(x: 0, y: 0)
    case "S": scroll(first, in: region)
    case "T": scroll(-first, in: region)
    case "L": scroll(-first, in: cursor.y...region.upperBound)
    case "M": scroll(first, in: cursor.y...region.upperBound)
    case "l", "t": break
    default: unknown.append("CSI \(body)\(final)")
    }
  }

  private mutating func select(_ values: [Int]) {
    var values = (values.isEmpty ? [0] : values)[...]
    while let value = values.popFirst() {
      switch value {
      case 0: style = .plain
      case 1: style.attributes.insert(.bold)
      case 2: style.attributes.insert(.dim)
      case 3: style.attributes.insert(.italic)
      case 4: style.attributes.insert(.underline)
      case 7: style.attributes.insert(.reverse)
      case 22: style.attributes.subtract([.bold, .dim])
      case 23: style.attributes.remove(.italic)
      case 24: style.attributes.remove(.underline)
      case 27: style.attributes.remove(.reverse)
      case 30...37: style.foreground = .indexed(UInt8(value - 30))
      case 90...97: style.foreground = .indexed(UInt8(value - 82))
      case 40...47: style.background = .indexed(UInt8(value - 40))
      case 100...107: style.background = .indexed(UInt8(value - 92))
      case 39: style.foreground = .terminal
      case 49: style.background = .terminal
      case 38, 48:
        values = values.dropFirst()
        let color = Color.indexed(UInt8(values.popFirst() ?? 0))
        if value == 38 { style.foreground = color } else { style.background = color }
      default: unknown.append("SGR \(value)")
      }
    }
  }
}
