import Marketing
import Metrics

extension CockpitState {
  /// Asks for the figures that a screen shows. They are ready at once, or arrive later.
  mutating func wantLedger(_ basis: LedgerBasis) -> [Effect] {
    guard document?.wantLedger(basis) == true, let session = document?.session else { return [] }
    return [
      .compute(
        Computation("ledger", title: "adding up", isAutomatic: true) { _ in
          let ledger = LedgerSlot.make(basis, session)
          return { state in
            state.document?.receive(ledger, for: basis)
            return []
          }
        })
    ]
  }
}
