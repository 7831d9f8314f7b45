/// The stage of a booking.
public enum Stage: String, CaseIterable, Comparable, Sendable {
  case proposed, offered, contracted, live, done, paid, declined

  public var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  public static func < (left: Stage, right: Stage) -> Bool { left.rank < right.rank }
  private var rank: Int { Stage.allCases.firstIndex(of: self) ?? 0 }

  /// Contracted or later: the money is promised.
  public var isCommitted: Bool { self >= .contracted && self != .declined }
  /// The money has left the account.
  public var isSpent: Bool { self == .paid }
  public var isPlanned: Bool { self != .declined }
}

/// A number of pieces of one kind: three reels, one story.
public struct Deliverable: Hashable, Sendable {
  public var type: String
  public var count: Int

  public init(_ type: String, count: Int) {
    self.type = type
    self.count = count
  }
}

/// One influencer in one campaign.
public struct Booking: Keyed {
  public private(set) var id: Identifier<Booking>
  public var campaign: CampaignID
  public var influencer: InfluencerID
  public var deliverables: [Deliverable] = []
  /// Nil if nobody has named one, which isn't zero: somebody who is paid in goods or by commission has a fee of zero.
  public var fee: Money?
  public var productCost: Money = .zero
  public var commission: Money = .zero
  public var promoCode: String = ""
  public var trackingLink: String = ""
  public var hours: Hours?
  public var stage: Stage = .proposed
  /// When the posts are due to appear.
  public var start: Day?
  public var end: Day?
  public var notes: String = ""
  public var unknown: [UnknownField] = []

  public init(id: Identifier<Booking>, campaign: CampaignID, influencer: InfluencerID) {
    self.id = id
    self.campaign = campaign
    self.influencer = influencer
  }

  /// A copy with another number, for file readers, which learn the number last.
  public func numbered(_ id: Identifier<Booking>) -> Booking {
    var copy = self
    copy.id = id
    return copy
  }

  /// Nil if the fee isn't known.
  public var cost: Money? { fee.map { $0 + productCost + commission } }
  /// The cost as far as it is known: at least so much.
  public var knownCost: Money { (fee ?? .zero) + productCost + commission }
}

public typealias BookingID = Identifier<Booking>
