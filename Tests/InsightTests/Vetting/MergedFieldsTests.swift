import Marketing
import SchemaSamples
import Testing
import Vetting

@Suite("Fields of merged accounts")
struct MergedFieldsTests {
  @Test("Nothing that only the removed account had is lost, whichever field it is")
  func nothingIsLost() throws {
    var sketch = Sketch()
    let keeper = try sketch.influencer("keeper")
    var other = Influencer.schema.sample(InfluencerID(2))
    other.platform = try #require(sketch.session.roster[keeper]?.platform)
    other.isArchived = false
    try sketch.session.apply(.put(other))
    try sketch.session.change(keeper) { row in
      row = Influencer(id: row.id, handle: row.handle, platform: row.platform)
    }
    let edit = try AccountMerge(sketch.session).merge([other.id], into: keeper)
    try sketch.session.apply(edit)
    let merged = try #require(sketch.session.roster[keeper])
    for field in Influencer.schema.fields {
      switch field.merge {
      case .keep: continue
      case .fill, .newest, .join:
        var copy = merged
        field.copy(from: other, to: &copy)
        #expect(copy == merged, "\(field.key) is lost")
      // Merging never archives an active account.
      case .own: #expect(!field.isBlank(merged) || field.id == "archived", "\(field.key) is lost")
      }
    }
    #expect(merged.handle == "keeper")
  }

  @Test("What the keeper has stays, whatever the other has")
  func nothingIsOverwritten() throws {
    var sketch = Sketch()
    let id = try sketch.influencer("keeper")
    var keeper = Influencer.schema.sample(id)
    keeper.isArchived = false
    try sketch.session.apply(.put(keeper))
    let other = try sketch.influencer("other")
    try sketch.session.change(other) {
      $0.platform = keeper.platform
      $0.name = "Another"
      $0.country = "FR"
      $0.fee = Money(minorUnits: 1)
      $0.averageViews = 5
      $0.custom = ["Shoe size": "44", "Hat": "58"]
    }
    let edit = try AccountMerge(sketch.session).merge([other], into: id)
    try sketch.session.apply(edit)
    let merged = try #require(sketch.session.roster[id])
    #expect(merged.name == keeper.name && merged.country == "DE" && merged.fee == keeper.fee)
    #expect(merged.averageViews == keeper.averageViews)
    #expect(merged.custom == ["Shoe size": "38", "Hat": "58"])
  }
}
