import Marketing

public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String
}
public final class SessionFolder {
  public let path: String
  init(path: String) { self.path = path }
  public struct Contents: Sendable {
    public var session: Session
    public var view: [String: String] = [:]
    public var notes: [String] = []
    public var recoveredEdits = 0
    public var readOnlyReason: String?
  }
  public static func exists(at path: String) -> Bool { false }
  public static func create(at path: String, session: Session, view: [String: String])
    throws(StoreError) -> SessionFolder
  { SessionFolder(path: path) }
  public static func open(at path: String, readOnly: Bool = false) throws(StoreError) -> (
    SessionFolder, Contents
  ) { throw StoreError(description: "stub") }
  public func record(_ edits: [Edit]) throws(StoreError) {}
  public func save(_ session: Session, view: [String: String]) throws(StoreError) {}
  public func saveView(_ view: [String: String]) throws(StoreError) {}
  public func discardChanges() throws(StoreError) {}
  public func close() {}
}
public enum DurableFile {
  public static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {}
}
extension Session {
  public static func demo(today: Day) -> Session {
    var s = Session(settings: Settings(name: "Demo"))
    for i in 1...40 {
      var x = Influencer(
        id: .init(i), handle: "user\(i)", platform: [.instagram, .tiktok, .youtube, .x][i % 4])
      x.followers = i * i * 1500
      x.niches = ["beauty", "food"]
      x.fee = Money(minorUnits: Int64(i * 12345))
      x.country = "France"
      _ = try? s.apply(.put(x))
    }
    var c = Campaign(id: .init(1), name: "Spring Glow", goal: .conversions)
    c.start = today + -20
    c.end = today + 20
    c.budget = Money(minorUnits: 5_000_000)
    _ = try? s.apply(.put(c))
    for i in 1...12 {
      var b = Booking(id: .init(i), campaign: .init(1), influencer: .init(i * 3))
      b.fee = Money(minorUnits: Int64(i * 54321))
      b.stage = Stage.allCases[i % 7]
      _ = try? s.apply(.put(b))
      var m = Measurement(campaign: .init(1), key: "p\(i)", kind: .total, day: today + -i)
      m.influencer = .init(i * 3)
      m.counts.reach = i * 5000
      m.counts.likes = i * 200
      m.counts.clicks = i * 30
      m.counts.conversions = i
      m.counts.revenue = Money(minorUnits: Int64(i * 7000))
      _ = try? s.apply(.put(m))
    }
    return s
  }
}
public struct Finding: Sendable, CustomStringConvertible {
  public enum Severity: Sendable { case problem, note }
  public var severity: Severity
  public var description: String
}
extension SessionFolder { public static func check(at path: String) -> [Finding] { [] } }
extension SessionFolder { public static func remove(at path: String) throws(StoreError) {} }
