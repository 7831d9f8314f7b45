/// Checks that each field of a record is within the range of its kind.
///
/// What to check is decided once, because every edit is checked, and an import makes 100,000 of them.
struct RangeCheck<Record: SchemaRecord>: Sendable {
  fileprivate typealias Rule = @Sendable (Record) throws(EditError) -> Void

  private let rule: Rule

  fileprivate init() { rule = Self.all(Record.schema.fields) }

  func callAsFunction(_ record: Record) throws(EditError) { try rule(record) }
}

extension RangeCheck<Influencer> { static let influencer = RangeCheck() }
extension RangeCheck<Campaign> { static let campaign = RangeCheck() }
extension RangeCheck<Booking> { static let booking = RangeCheck() }

// Specialized for a record type, these closures would copy the whole record for every field, so they stay generic.
extension RangeCheck {
  /// Each rule calls the next one, because a loop over a list would retain and release a closure for every field.
  @_semantics("optimize.sil.specialize.generic.never")
  private static func all(_ fields: [RecordField<Record>]) -> Rule {
    var all: Rule = { _ in }
    for field in fields.reversed() {
      guard let rule = Self.rule(field.access, field.words) else { continue }
      let rest = all
      all = { record throws(EditError) in
        try rule(record)
        try rest(record)
      }
    }
    return all
  }

  /// Nil for what can't be out of range.
  @_semantics("optimize.sil.specialize.generic.never")
  private static func rule(_ access: FieldAccess<Record>, _ words: String) -> Rule? {
    switch access {
    case .count(let get, _):
      return { record throws(EditError) in try validateCount(get(record), words) }
    case .amount(_, let get, _):
      return { record throws(EditError) in try validateAmount(get(record), words) }
    case .money(let get, _):
      return { record throws(EditError) in try validateAmount(get(record), words) }
    case .share(let range, let get, _):
      return { record throws(EditError) in try validateShare(get(record), range, words) }
    case .hours(let get, _):
      return { record throws(EditError) in try validateHours(get(record)) }
    case .deliverables(let get, _):
      return { record throws(EditError) in try validateDeliverables(get(record)) }
    case .vetting(let get, _):
      return { record throws(EditError) in try validateHours(get(record).hours) }
    case .snapshots(let get, _):
      return { record throws(EditError) in try validateSnapshots(get(record)) }
    case .text, .platform, .choice, .day, .ages, .texts, .flag, .campaign, .influencer, .targets,
      .custom:
      return nil
    }
  }
}

private func validateShare(
  _ share: Share?, _ range: ShareRange, _ words: String
) throws(EditError) {
  guard let share else { return }
  switch range {
  case .part:
    guard (0...1_000_000).contains(share.millionths) else {
      throw EditError("The \(words) goes from 0 to 100%.")
    }
  case .ratio:
    guard share.millionths >= 0 else { throw EditError("The \(words) can't be negative.") }
    guard share.millionths <= Counts.limit else {
      throw EditError("The \(words) is too large to be true.")
    }
  }
}

private func validateDeliverables(_ deliverables: [Deliverable]) throws(EditError) {
  guard deliverables.allSatisfy({ (1...10_000).contains($0.count) && !$0.type.isEmpty }) else {
    throw EditError("Deliverables need a type and a count from 1 to 10,000.")
  }
}

private func validateSnapshots(_ snapshots: [Snapshot]) throws(EditError) {
  for snapshot in snapshots {
    try validateCount(snapshot.followers, "followers")
    try validateAmount(snapshot.fee, "fee")
    if let rate = snapshot.engagementRate, !(0...Int64(Counts.limit)).contains(rate.millionths) {
      throw EditError("The engagement rate is out of range.")
    }
  }
}

func validateCount(_ count: Int?, _ what: String) throws(EditError) {
  guard let count else { return }
  guard count >= 0 else {
    throw EditError("\(what.capitalizedFirst) can't be negative (\(count)).")
  }
  guard count <= Counts.limit else {
    throw EditError("\(what.capitalizedFirst) of \(count) is too large to be true.")
  }
}

func validateAmount(_ amount: Money?, _ what: String) throws(EditError) {
  guard let amount else { return }
  guard amount >= .zero else { throw EditError("The \(what) can't be negative.") }
  guard amount <= .limit else { throw EditError("The \(what) is too large to be true.") }
}

func validateHours(_ hours: Hours?) throws(EditError) {
  guard let hours else { return }
  guard hours >= .zero, hours.hundredths <= 10_000_000 else {
    throw EditError("Hours go from 0 to 100,000.")
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
