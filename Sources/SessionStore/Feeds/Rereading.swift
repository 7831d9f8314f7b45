import Marketing

/// The lines that a feed has read already, read once more since they are understood otherwise now.
///
/// The former reading runs along, so that what it made of them and this one doesn't can be taken back. What isn't in the
/// source any more, such as the orders of a rotated file, stays.
struct Rereading {
  private var former: FeedRows
  private var before: Set<Measurement.Identity> = []
  private var now: Set<Measurement.Identity> = []

  init(_ former: FeedRows) { self.former = former }

  /// - Parameter measurements: what the lines are read as now.
  mutating func take(
    _ bytes: ArraySlice<UInt8>, firstLine: Int, today: Day, _ measurements: [Measurement]
  ) {
    for row in measurements { now.insert(row.identity) }
    // What couldn't be read at all brought nothing.
    guard let intake = try? former.take(bytes, firstLine: firstLine, today: today) else { return }
    for row in intake.measurements { before.insert(row.identity) }
  }

  /// What the former reading alone made of the lines.
  func end() -> FeedIntake {
    var intake = FeedIntake()
    intake.misread = before.subtracting(now).sorted { $0.key < $1.key }
    intake.endsRereading = true
    return intake
  }
}
