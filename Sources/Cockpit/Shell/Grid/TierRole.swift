import Marketing
import Screen

/// A tier has the same colour everywhere.
enum TierRole {
  static func role(_ tier: Tier) -> Role {
    switch tier {
    case .nano: .tierNano
    case .micro: .tierMicro
    case .mid, .macro: .tierMacro
    case .mega: .tierMega
    }
  }
}
