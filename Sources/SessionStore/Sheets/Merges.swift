import LibC
import Packed

/// Cells that are merged over several rows. They stand behind the rows, so they are looked for first.
package struct Merges {
  struct Merge {
    let top: Int
    let bottom: Int
    let column: Int
    var value: [UInt8] = []
  }

  /// By their first rows, last one first.
  private var waiting: [Merge] = []
  /// Those that the current row is part of.
  var open: [Merge] = []

  private static let most = 200_000

  package init() {}

  /// Looks through a sheet's bytes without parsing them: this is several times as fast as reading its rows.
  package init(_ workbook: Workbook, _ sheet: Workbook.Sheet) throws {
    let source = try workbook.open(sheet)
    let mark = Array("mergeCell ".utf8)
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    var kept = 0
    while true {
      let got = try buffer.withUnsafeMutableBytes {
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[kept...]))
      }
      if got == 0 { break }
      let end = kept + got
      var place = 0
      buffer.withUnsafeBufferPointer { all in
        let base = all.baseAddress!
        // Hardly anything else in a sheet has an m.
        while place < end, let hit = memchr(base + place, 0x6D, end - place) {
          let start = hit - UnsafeMutableRawPointer(mutating: base)
          guard start + mark.count <= end else { break }
          guard memcmp(hit, mark, mark.count) == 0 else {
            place = start + 1
            continue
          }
          guard let close = all[start..<end].firstIndex(of: 0x3E) else { break }
          add(all[start..<close])
          place = close
        }
      }
      // A tag may go on in the next piece.
      let from = max(place, end - 128)
      kept = end - from
      buffer.withUnsafeMutableBytes { all in
        _ = memmove(all.baseAddress!, all.baseAddress! + from, kept)
      }
    }
    waiting.sort { $0.top > $1.top }
  }

  private mutating func add(_ tag: some Sequence<UInt8>) {
    let text = String(decoding: Array(tag), as: UTF8.self)
    guard waiting.count < Self.most, let ref = text.firstRange(of: "ref=") else { return }
    let cells = text[ref.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" }.split(
      separator: ":")
    guard cells.count == 2, let first = Self.place(cells[0]), let last = Self.place(cells[1]),
      last.row > first.row
    else { return }
    waiting.append(Merge(top: first.row, bottom: last.row, column: first.column))
  }

  /// Goes on to a row.
  mutating func open(_ row: Int) {
    if !open.isEmpty { open.removeAll { $0.bottom < row } }
    while let next = waiting.last, next.top <= row {
      waiting.removeLast()
      if next.bottom >= row { open.append(next) }
    }
  }

  private static func place(_ cell: Substring) -> (column: Int, row: Int)? {
    guard let column = String(cell).withCString({ column($0) }),
      let row = Int(cell.drop { !$0.isNumber })
    else { return nil }
    return (column, row)
  }

  /// The column of a cell such as `AB12`, from 0.
  static func column(_ cell: UnsafePointer<CChar>) -> Int? {
    var column = 0
    var place = cell
    while place.pointee >= 0x41 && place.pointee <= 0x5A {
      column = column * 26 + Int(place.pointee - 0x40)
      if column > 1_000_000 { return nil }
      place += 1
    }
    return column > 0 ? column - 1 : nil
  }

  /// The letters of a column, from 0.
  static func name(_ column: Int) -> String {
    var rest = column + 1
    var letters = ""
    while rest > 0 {
      rest -= 1
      letters = String(Unicode.Scalar(UInt8(65 + rest % 26))) + letters
      rest /= 26
    }
    return letters
  }
}
