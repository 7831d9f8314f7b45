import Testing
import Wording

@Suite("Lists with numbers in them")
struct ListTextTests {
  @Test(
    "A comma within a number separates nothing",
    arguments: [
      ("bookings<=1,200, micro>=5", ["bookings<=1,200", "micro>=5"]),
      ("bookings<=1,200,micro>=5", ["bookings<=1,200", "micro>=5"]),
      ("food<=3,90s<=2", ["food<=3", "90s<=2"]), ("food<=3,90<=2", ["food<=3", "90<=2"]),
      ("reach 2,500,000, ctr 4.5%", ["reach 2,500,000", "ctr 4.5%"]),
      ("revenue $1,200.50,reach 1,200k", ["revenue $1,200.50", "reach 1,200k"]),
      ("reach 12,34", ["reach 12,34"]), (" , a,,b ,", ["a", "b"]), ("", []),
    ])
  func entries(_ text: String, _ entries: [String]) {
    #expect(ListText.entries(text) == entries)
  }

  @Test("Where asked, entries end at white space as well")
  func spaced() {
    #expect(
      ListText.entries("mega=500,000 fee-left=1,200x,fee-right=$900.50", isSpaced: true)
        == ["mega=500,000", "fee-left=1,200x", "fee-right=$900.50"])
  }
}
