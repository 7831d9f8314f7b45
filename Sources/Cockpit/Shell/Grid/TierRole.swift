import Marketing
import Screen

/// The style of a tier, the same wherever it is drawn.
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
