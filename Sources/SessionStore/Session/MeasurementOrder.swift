import Marketing

/// Measurements by identity, in the order in which they came: files hold them as the import did.
struct MeasurementOrder {
  private(set) var identities: [Measurement.Identity] = []
  private var known: Set<Measurement.Identity> = []

  var isEmpty: Bool { known.isEmpty }

  func contains(_ identity: Measurement.Identity) -> Bool { known.contains(identity) }

  mutating func insert(_ identity: Measurement.Identity) {
    if known.insert(identity).inserted { identities.append(identity) }
  }

  /// These, and then the others by their key.
  func with(_ others: Set<Measurement.Identity>) -> [Measurement.Identity] {
    identities + others.subtracting(known).sorted { $0.key < $1.key }
  }
}
