/// An automatic source of measurements while the session is open.
public struct Feed: Keyed {
  public enum Source: Hashable, Sendable {
    /// A file that grows: CSV or JSON lines.
    case file(path: String)
    /// A folder into which exports are dropped.
    case folder(path: String)
    /// A program run at intervals; its output is read. Arguments are passed as they are,
    /// without a shell.
    case command(arguments: [String], every: Int, timeLimit: Int)
    /// Made-up figures for the demo session's running campaign.
    case demo
  }

  public enum Grain: String, CaseIterable, Sendable { case daily, period, total }
  public enum DateOrder: String, CaseIterable, Sendable { case mdy, dmy, ymd }

  public private(set) var id: Identifier<Feed>
  public var name: String
  public var source: Source
  /// The campaign for rows without one.
  public var campaign: CampaignID?
  /// The platform for rows without one.
  public var platform: Platform?
  /// Header → field, for columns that aren't recognised.
  public var mapping: [String: String] = [:]
  /// What span a row's figures cover; nil if the rows tell.
  public var grain: Grain?
  /// The order of dates such as 03/04/2026; nil if the rows tell.
  public var dates: DateOrder?
  public var isPaused = false
  public var unknown: [UnknownField] = []

  public init(id: Identifier<Feed>, name: String, source: Source) {
    self.id = id
    self.name = name
    self.source = source
  }

  /// Whether the same lines would become the same measurements.
  public func reads(like other: Feed) -> Bool {
    source == other.source && campaign == other.campaign && platform == other.platform
      && mapping == other.mapping && grain == other.grain && dates == other.dates
  }

  /// A copy with another number, for file readers, which learn the number last.
  public func numbered(_ id: Identifier<Feed>) -> Feed {
    var copy = self
    copy.id = id
    return copy
  }

  /// The interval and the time limit of a command, in seconds.
  public static let intervals = 1...86_400
  public static let timeLimits = 1...600
}

public typealias FeedID = Identifier<Feed>
