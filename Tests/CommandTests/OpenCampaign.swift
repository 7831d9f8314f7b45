import Marketing
import SessionStore
import TestSupport
import Testing
import Workbench

extension Home {
  /// Gives a campaign a last day to come, so that influencers can be booked for it.
  func prolong(_ name: String, in path: String) throws {
    let (folder, contents) = try SessionFolder.open(at: path, readOnly: false)
    defer { folder.close() }
    var session = contents.session
    var campaign = try session.campaign(named: name)
    campaign.end = .today + 60
    let edit = Edit.put(campaign)
    try session.apply(edit)
    try folder.record([edit])
    try folder.save(session, view: contents.view)
  }
}

extension Home {
  /// Writes what the cockpit would keep into a saved session: the requests and where the manager stood.
  func keep(_ requests: String, in path: String, view: String = "{}") throws {
    let name = path.dropFirst(self.path.count + 1) + "/session.json"
    let text = try self.text(String(name))
    let end = text.firstRange(of: #""requests": "#)?.lowerBound ?? text.lastIndex(of: "}")
    var head = text[..<(try #require(end))]
    while let last = head.last, last.isWhitespace || last == "," { head.removeLast() }
    try file(String(name), head + #", "requests": \#(requests), "view": \#(view)"# + "\n}\n")
  }
}
