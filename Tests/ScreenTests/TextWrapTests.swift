import Testing

@testable import Screen

@Suite struct TextWrapTests {
  @Test func wrapping() {
    #expect(wrap("mega, micro, or a mix", to: 10) == ["mega,", "micro, or", "a mix"])
    #expect(wrap("a\n\nb", to: 5) == ["a", "", "b"])
    #expect(wrap("incomprehensible", to: 6) == ["incomp", "rehens", "ible"])
    #expect(wrap("日本語 日本語", to: 5) == ["日本", "語", "日本", "語"])
    #expect(wrap("  one two", to: 7) == ["  one", "  two"])
    #expect(wrap("日", to: 1) == ["日"])
    #expect(wrap("", to: 4) == [""])
    #expect(wrap("abc", to: 0) == [])
    for text in Hostile.texts {
      for columns in [2, 7, 40] {
        #expect(wrap(text, to: columns).allSatisfy { displayWidth($0) <= columns || $0.count == 1 })
      }
    }
  }
}
