import LibC
import Marketing

/// Whether 0.9 is 0.9% or 90%.
extension MappingProposer {
  /// The unit of a column of shares, and what to say about it.
  ///
  /// A percent sign in the cells or the header decides. Otherwise, for engagement rates, likes and comments by followers
  /// of the same rows do. Otherwise the bulk of the values does, and that is a guess.
  func rateUnit(
    _ index: Int, _ field: ImportField, _ choices: [Int: Choice]
  ) -> (RateUnit, note: String?) {
    let profile = profiles[index]
    if profile.percents * 2 > profile.numbers { return (.percentSign, nil) }
    if names[index].isPercent { return (.points, nil) }
    if profile.percents > 0 {
      return (
        .points,
        "\(profile.percents) of \(profile.numbers) values have a percent sign; the others are read as percentages, too"
      )
    }
    if field == .engagementRate, let (unit, agreeing, compared) = compared(index, choices) {
      let reading = unit == .fraction ? "0.05 is read as 5%" : "5 is read as 5%"
      return (
        unit,
        "\(reading), as engagements by followers of the same rows show (\(agreeing) of \(compared))"
      )
    }
    guard isFraction(index, field) else {
      return (.points, "a guess by most of the values: 5 is read as 5%")
    }
    let above = profile.numbers - profile.negatives - profile.upToOne
    let over = above > 0 ? "; \(above) of \(profile.numbers) values are then above 100%" : ""
    return (.fraction, "a guess by most of the values: 0.05 is read as 5%\(over)")
  }

  /// The values of a column in the first rows; nil where there is none.
  private func sample(_ index: Int, _ kind: ImportShape) -> [Double?] {
    let format = numbers(index, kind).format
    return inspection.samples.map { row in
      row[index].value(format.decimalMark, milPower: format.milPower).flatMap {
        Double($0.description)
      }
    }
  }

  /// The unit in which most rows agree with engagements by followers.
  private func compared(
    _ index: Int, _ choices: [Int: Choice]
  ) -> (RateUnit, agreeing: Int, compared: Int)? {
    func column(_ field: ImportField) -> Int? { choices.first { $0.value.field == field }?.key }
    guard let followers = column(.followers).map({ sample($0, .count) }) else { return nil }
    let parts = ["averageLikes", "averageComments"].compactMap { ImportField(rawValue: $0) }
    let columns =
      column(.engagementAverage).map { [$0] }
      ?? (column(parts[0]) == nil ? [] : parts.compactMap(column))
    guard !columns.isEmpty else { return nil }
    let engagements = columns.map { sample($0, .count) }
    let rates = sample(index, .rate)
    var fractions = 0
    var points = 0
    for (row, rate) in rates.enumerated() {
      guard let rate, rate > 0, let audience = followers[row], audience > 0 else { continue }
      let sum = engagements.reduce(0) { $0 + ($1[row] ?? 0) }
      guard sum > 0 else { continue }
      let asFraction = abs(log(rate / (sum / audience)))
      let asPoints = abs(log(rate / 100 / (sum / audience)))
      // Neither is near: they count other engagements.
      guard min(asFraction, asPoints) < log(5) else { continue }
      if asFraction < asPoints { fractions += 1 } else { points += 1 }
    }
    let most = max(fractions, points)
    guard most > 0, most * 5 >= (fractions + points) * 3 else { return nil }
    return (fractions > points ? .fraction : .points, most, fractions + points)
  }

  /// What most values look like: rates of engagement are seldom above 30%, other shares never above 100%.
  private func isFraction(_ index: Int, _ field: ImportField) -> Bool {
    let profile = profiles[index]
    guard field == .engagementRate else { return profile.upToOne * 5 >= profile.numbers * 4 }
    let values = sample(index, .rate).compactMap(\.self).sorted()
    guard !values.isEmpty else { return profile.upToOne == profile.numbers }
    return values[values.count / 2] <= 0.3
  }
}
