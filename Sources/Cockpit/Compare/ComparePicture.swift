import Charts
import Marketing
import Screen
import Wording
import Workbench

/// The charts beside a comparison: a KPI's distribution on both sides, and followers against engagement.
enum ComparePicture {
  /// The influencers behind the marks, row by row.
  static func values(
    _ state: CockpitState
  ) -> (
    left: [(influencer: Influencer, value: Double)],
    right: [(influencer: Influencer, value: Double)]
  ) {
    guard let comparison = state.compare.figures.comparison,
      let row = CompareGrid.cursorRow(state)
    else { return ([], []) }
    return (comparison.values(row.kpi, .left), comparison.values(row.kpi, .right))
  }

  static func strip(_ state: CockpitState) -> StripPlot? {
    guard let row = CompareGrid.cursorRow(state),
      let currency = state.document?.session.settings.currency
    else { return nil }
    let (left, right) = values(state)
    let all = (left + right).map(\.value)
    guard !all.isEmpty else { return nil }
    let positive = all.allSatisfy { $0 > 0 }
    let isWide = positive && (all.max() ?? 1) / (all.min() ?? 1) > 30
    let names = state.sideNames
    var plot = StripPlot(
      [
        StripPlot.Row(names.left, values: left.map(\.value), role: .chart1, shape: .circle),
        StripPlot.Row(names.right, values: right.map(\.value), role: .chart2, shape: .triangle),
      ],
      axis: PlotAxis(isWide ? .logarithmic : .linear, title: isWide ? "log" : "") {
        CompareText.value(row.kpi, $0, currency)
      }, selected: state.compare.focus == .picture ? state.compare.place : nil)
    plot.ascii = !state.capabilities.unicode
    return plot
  }

  /// The influencers of both sides for whom followers and engagement rate are known.
  static func items(_ state: CockpitState) -> [(influencer: Influencer, rate: Double)] {
    guard let comparison = state.compare.figures.comparison else { return [] }
    var seen: Set<InfluencerID> = []
    return (comparison.influencers(.left) + comparison.influencers(.right)).compactMap { row in
      guard let followers = row.followers, followers > 0, let rate = row.followerEngagementRate,
        rate > 0, seen.insert(row.id).inserted
      else { return nil }
      return (row, rate)
    }
  }

  static func scatter(_ state: CockpitState) -> ScatterPlot? {
    guard let session = state.document?.session else { return nil }
    let items = items(state)
    guard !items.isEmpty else { return nil }
    let tiers = session.settings.tiers.tiers
    let shapes: [PlotShape] = [.plus, .circle, .square, .diamond, .triangle]
    func shape(_ tier: Tier?) -> PlotShape {
      tier.flatMap { tiers.firstIndex(of: $0) }.map { shapes[$0 % shapes.count] } ?? .cross
    }
    let shown = Set(items.map { session.tier(of: $0.influencer) })
    var plot = ScatterPlot(
      items.map { item in
        let tier = session.tier(of: item.influencer)
        return ScatterPlot.Item(
          x: Double(item.influencer.followers ?? 0), y: item.rate,
          role: tier.map { TierRole.role($0) } ?? .muted, shape: shape(tier))
      },
      keys: tiers.filter { shown.contains($0) }.map {
        ScatterPlot.Key($0.title, role: TierRole.role($0), shape: shape($0))
      },
      x: PlotAxis(.logarithmic, title: "followers") { CountText.compact(Int($0.rounded())) },
      y: PlotAxis(.logarithmic, title: "ER/followers") { PercentText.compact($0) })
    plot.selected = state.compare.focus == .picture ? state.compare.item : nil
    plot.ascii = !state.capabilities.unicode
    return plot
  }
}

extension CockpitState {
  /// Moves from mark to mark and says who each one is.
  mutating func walkMarks(_ step: Int) {
    guard let currency = document?.session.settings.currency else { return }
    switch compare.picture {
    case .distribution:
      guard let hits = hits.strip else { return }
      compare.place = hits.place(step, from: compare.place)
      guard let place = compare.place, let row = CompareGrid.cursorRow(self) else { return }
      let (left, right) = ComparePicture.values(self)
      let side = place.row == 0 ? left : right
      guard side.indices.contains(place.index) else { return }
      say(
        "@\(side[place.index].influencer.handle): \(row.kpi.title) \(CompareText.value(row.kpi, side[place.index].value, currency))"
      )
    case .scatter:
      guard let hits = hits.scatter else { return }
      compare.item = hits.item(step, from: compare.item)
      let items = ComparePicture.items(self)
      guard let item = compare.item, items.indices.contains(item) else { return }
      let who = items[item].influencer
      say(
        "@\(who.handle): \(CountText.compact(who.followers)) followers, ER \(PercentText.compact(items[item].rate))"
      )
    }
  }
}
