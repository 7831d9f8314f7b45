import Testing

@testable import Screen
@testable import Widgets

@Suite struct TableTests {
  private func roster(rows: Int = 4, selected: Int? = 1, column: Int? = 2) -> TableView {
    var table = TableView(
      columns: [
        TableColumn("Name", width: ColumnWidth(min: 6, ideal: 8, flex: 1), isFrozen: true),
        TableColumn(
          "Followers", width: ColumnWidth(min: 7, ideal: 11), alignment: .right,
          sort: SortMark(isAscending: false, order: 1)),
        TableColumn(
          "ER", width: .fixed(5), alignment: .right, sort: SortMark(isAscending: true, order: 2)),
        TableColumn("Niche", width: ColumnWidth(min: 4, ideal: 6)),
      ], rowCount: rows, selectedRow: selected, selectedColumn: column
    ) { row, column in
      switch column {
      case 0: TableCell("日本 \(row)", highlights: [0..<1])
      case 1: TableCell("\(row * 12_345)")
      case 2: TableCell("4.\(row)%", role: .negative)
      default: TableCell("beauty")
      }
    }
    table.isMarked = { $0 == 2 }
    return table
  }

  private func draw(_ table: TableView, width: Int, height: Int) -> (
    canvas: Canvas, hits: TableHits
  ) {
    var canvas = Canvas(Size(width: width, height: height))
    let hits = canvas.draw(table, in: canvas.bounds, theme: .plain)
    expectSound(canvas)
    return (canvas, hits)
  }

  @Test func golden() {
    let (canvas, hits) = draw(roster(), width: 44, height: 5)
    #expect(
      canvas.styledText == """
          Name            Followers▼1   ER▲2  Niche
          日本 0                    0   4.0%  beauty
        ▸ 日本 1                12345   4.1%  beauty
         ●日本 2                24690   4.2%  beauty
          日本 3                37035   4.3%  beauty
        ---
        ..aaaa............aaaaaaaaabb...aabb..aaaaa
        ..aa............................bbbb
        ccddcccccccccccccccccccccccccccdddddcccccccc
        .baa............................bbbb
        ..aa............................bbbb
        ---
        a terminal bold underline
        b terminal bold
        c terminal reverse
        d terminal bold underline reverse
        """)
    #expect(hits.target(at: Point(x: 3, y: 0)) == .header(column: 0))
    #expect(hits.target(at: Point(x: 3, y: 2)) == .cell(row: 1, column: 0))
    #expect(hits.target(at: Point(x: 43, y: 4)) == .cell(row: 3, column: 3))
    #expect(hits.target(at: Point(x: 0, y: 3)) == .gutter(row: 2))
    #expect(hits.target(at: Point(x: 44, y: 3)) == nil)
    #expect(hits.cursor == Point(x: 0, y: 2))
  }

  @Test func scrollsToTheSelectedRowAndColumn() {
    let (canvas, hits) = draw(roster(rows: 100, selected: 57), width: 30, height: 4)
    #expect(
      canvas.text == """
        ‹ Name       ER▲2  Niche
          日本 55   4.55%  beauty    │
          日本 56   4.56%  beauty    ┃
        ▸ 日本 57   4.57%  beauty    │
        """)
    #expect(hits.scroll == TableScroll(top: 55, left: 1))
    #expect(hits.target(at: Point(x: 29, y: 1)) == .scrollBar(row: 0))
    #expect(hits.target(at: Point(x: 29, y: 3)) == .scrollBar(row: 99))
    // What is seen stays where it is.
    var table = roster(rows: 100, selected: 56)
    table.scroll = hits.scroll
    #expect(draw(table, width: 30, height: 4).hits.scroll == hits.scroll)
  }

  @Test func asksForVisibleRowsOnly() {
    var asked: Set<Int> = []
    var table = TableView(
      columns: [TableColumn("Row", width: .fixed(9))], rowCount: 1_000_000, selectedRow: 999_999
    ) { row, _ in
      asked.insert(row)
      return TableCell("\(row)")
    }
    table.isFocused = false
    let hits = draw(table, width: 20, height: 11).hits
    #expect(asked == Set(999_990..<1_000_000))
    #expect(hits.rows == 999_990..<1_000_000)
  }

  @Test func movingTheCursorChangesTwoRowsOnly() {
    let one = draw(roster(selected: 1), width: 60, height: 6).canvas
    let two = draw(roster(selected: 2), width: 60, height: 6).canvas
    for y in 0..<6 {
      let changes = zip(one.row(y), two.row(y)).filter { $0.base != $1.base }.count
      #expect(changes == (y == 2 || y == 3 ? 1 : 0))
      #expect((one.row(y) == two.row(y)) == (y != 2 && y != 3))
    }
  }

  @Test func neverTrapsAtAnySize() {
    var random = SeededGenerator(seed: 4)
    for width in [0, 1, 2, 3, 4, 5, 9, 17, 40, 80, 200] {
      for height in [0, 1, 2, 3, 12, 60] {
        for rows in [0, 1, 5, 1000] {
          var table = TableView(
            columns: (0..<Int.random(in: 0...6, using: &random)).map { index in
              TableColumn(
                Hostile.text(using: &random),
                width: ColumnWidth(
                  min: .random(in: -2...20, using: &random), ideal: [0, 9, .max][index % 3],
                  flex: index % 2),
                alignment: index % 2 == 0 ? .left : .right, isFrozen: index < 2,
                sort: index == 1 ? SortMark(isAscending: true) : nil)
            }, rowCount: rows, selectedRow: [nil, -1, 0, 4, 2000].randomElement(using: &random)!,
            selectedColumn: [nil, -1, 0, 3, 99].randomElement(using: &random)!
          ) { row, column in
            TableCell(Hostile.texts[(row * 7 + column) % Hostile.texts.count], highlights: [1..<3])
          }
          table.scroll = TableScroll(top: [-5, 0, .max][rows % 3], left: [0, 5, .max][width % 3])
          let (canvas, hits) = draw(table, width: width, height: height)
          for _ in 0..<20 {
            let point = Point(
              x: .random(in: -1...width, using: &random),
              y: .random(in: -1...height, using: &random))
            if case .cell(let row, let column) = hits.target(at: point) {
              #expect(row < rows && column < table.columns.count)
            }
          }
          _ = canvas
        }
      }
    }
  }
}
