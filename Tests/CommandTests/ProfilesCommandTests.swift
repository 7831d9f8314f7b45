import TestSupport
import Testing

@Suite("clout profiles")
struct ProfilesCommandTests {
  @Test("The known exports are listed with where their headers are from")
  func list() throws {
    let home = Home()
    let result = try Program.run(["profiles"], home: home)
    #expect(result.status == 0 && result.errors.isEmpty)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix("shopify-orders ") && $0.contains("github.com") })
    #expect(lines.contains { $0.hasPrefix("meta-ads ") && $0.contains("en de es fr") })
    #expect(lines.contains { $0.hasPrefix("modash ") && $0.hasSuffix("guess") })
  }

  @Test("One is shown with its columns, and an unknown one is refused")
  func show() throws {
    let home = Home()
    let shown = try Program.run(["profiles", "youtube-studio"], home: home)
    #expect(shown.status == 0)
    #expect(shown.output.contains("not read: “Content” is “Total”"))
    #expect(shown.output.contains("how often the thumbnail was shown, not views"))
    #expect(shown.output.contains("https://developers.google.com/youtube/"))
    let unknown = try Program.run(["profiles", "myspace"], home: home)
    #expect(unknown.status == 1 && unknown.errors.contains("There is no “myspace”: "))
  }

  @Test("JSON is JSON")
  func json() throws {
    let home = Home()
    let result = try Program.run(["profiles", "--json"], home: home)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("["))
    #expect(
      result.output.contains("\"name\": \"shopify-orders\"")
        || result.output.contains("\"name\":\"shopify-orders\""))
  }

  @Test("What --map said is remembered, named, and can be forgotten")
  func remembers() throws {
    let home = Home()
    let june = try home.file("june.csv", "Wer,Fans\nanna.k,1200\nben_run,3400\n")
    let maps = ["--map", "Wer=handle", "--map", "Fans=followers"]
    let dry = try Program.run(
      ["import", june, "--into", home.path + "/s.clout", "--platform", "tiktok", "--dry-run"]
        + maps, home: home)
    #expect(dry.status == 0 && !dry.errors.contains("remembered"))
    let first = try Program.run(
      ["import", june, "--into", home.path + "/s.clout", "--platform", "tiktok"] + maps,
      home: home)
    #expect(first.status == 0 && first.errors.contains("remembered as “june”"))
    let july = try home.file("july.csv", "Wer,Fans\ncleo,900\n")
    let second = try Program.run(["import", july, "--into", home.path + "/s.clout"], home: home)
    #expect(second.status == 0)
    #expect(second.output.contains("remembered as “june”") && second.output.contains("1 added"))
    let list = try Program.run(["profiles"], home: home)
    #expect(list.output.contains("you, for june.csv"))
    let forgotten = try Program.run(["profiles", "--forget", "june"], home: home)
    #expect(forgotten.status == 0 && forgotten.errors.contains("is forgotten"))
    let again = try Program.run(["profiles", "--forget", "june"], home: home)
    #expect(again.status == 1)
    let builtIn = try Program.run(["profiles", "--forget", "modash"], home: home)
    #expect(builtIn.status == 1 && builtIn.errors.contains("comes with Clout"))
  }

  @Test(
    "What is said in the preview is remembered, and the palette lists what is known",
    .enabled(if: TmuxTerminal.isThere))
  func preview() throws {
    let home = Home()
    let list = try home.file("may.csv", "Handle,Platform,Fanz\nanna.k,tiktok,1200\n")
    let terminal = try TmuxTerminal("new \(home.path)/s.clout", home: home)
    try terminal.wait { $0.contains("The roster is empty.") }
    terminal.press("i")
    try terminal.wait { $0.contains("Import a file") }
    terminal.type(list + "\n")
    try terminal.wait { $0.contains("Import may.csv") }
    terminal.press("Down", "Down", "m")
    try terminal.wait { $0.contains("“Fanz” is") }
    terminal.type("followers")
    try terminal.wait { $0.contains("▸ Followers") && $0.contains("they decide the tier") }
    terminal.press("Enter")
    try terminal.wait { $0.contains("as told") }
    terminal.press("Enter")
    try terminal.wait { $0.contains("remembered as “may”") }
    terminal.press(":")
    terminal.type("profiles\n")
    try terminal.wait { $0.contains("Known exports") && $0.contains("GoAffPro sales") }
    let listed = try Program.run(["profiles"], home: home)
    #expect(listed.output.contains("you, for may.csv"))
  }
}
