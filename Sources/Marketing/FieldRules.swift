// The ranges allowed for each kind of field.

extension Schema {
  func validate(_ record: Record) throws(EditError) {
    for field in fields { try field.validate(record) }
  }
}

extension RecordField {
  fileprivate func validate(_ record: Record) throws(EditError) {
    switch access {
    case .count(let get, _): try validateCount(get(record), words)
    case .amount(_, let get, _): try validateAmount(get(record), words)
    case .money(let get, _): try validateAmount(get(record), words)
    case .share(let range, let get, _): try validateShare(get(record), range)
    case .hours(let get, _): try validateHours(get(record))
    case .deliverables(let get, _):
      guard get(record).allSatisfy({ (1...10_000).contains($0.count) && !$0.type.isEmpty }) else {
        throw EditError("Deliverables need a type and a count from 1 to 10,000.")
      }
    case .vetting(let get, _): try validateHours(get(record).hours)
    case .snapshots(let get, _):
      for snapshot in get(record) {
        try validateCount(snapshot.followers, "followers")
        try validateAmount(snapshot.fee, "fee")
        if let rate = snapshot.engagementRate, !(0...Int64(Counts.limit)).contains(rate.millionths)
        {
          throw EditError("The engagement rate is out of range.")
        }
      }
    case .text, .platform, .choice, .day, .ages, .texts, .flag, .campaign, .influencer, .targets,
      .custom:
      break
    }
  }

  private func validateShare(_ share: Share?, _ range: ShareRange) throws(EditError) {
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
