/// Different fees, cut-offs or attribution rule, tried on a copy of the session.
public struct WhatIf: Hashable, Sendable {
  /// Factors for a side's fees, in thousandths: 1,500 is half as much again.
  public var feeThousandths: [Side: Int] = [:]
  /// A fee for every booking of a side, replacing its own.
  public var fee: [Side: Money] = [:]
  /// The followers from which a tier begins.
  public var minimum: [Tier: Int] = [:]
  public var attribution: AttributionRule?

  public init() {}

  public var isEmpty: Bool { self == WhatIf() }
}
