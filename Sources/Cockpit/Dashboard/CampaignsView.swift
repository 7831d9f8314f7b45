import Charts
import Marketing
import Metrics
import Screen
import Wording

extension Frame {
  /// The budget bars: one for all campaigns, one for each, and one for each tier of the campaign in view.
  mutating func drawCampaigns(in area: Rect, _ state: CockpitState) {
    guard let document = state.document else { return }
    let inner = drawFrame(
      of: .campaigns, title: "Budget", note: document.session.settings.currency.code, in: area,
      state)
    if document.session.campaigns.isEmpty {
      for (index, line) in wrap(
        "No campaign yet. Tab comes here, then a adds one.", to: max(1, inner.width - 2)
      ).enumerated() {
        canvas.write(line, in: inner.row(index).inset(columns: 1), style: state.style(.muted))
      }
      return
    }
    let budgets = document.figures.budgets
    var lines: [BudgetLine] = block(budgets.session, nil, state, width: inner.width)
    for campaign in state.listedCampaigns {
      guard let budget = budgets.campaigns.first(where: { $0.campaign == campaign.id }) else {
        continue
      }
      lines += block(budget, campaign, state, width: inner.width)
    }
    let legendHeight = inner.height > lines.count ? 1 : 0
    let list = inner.inset(bottom: legendHeight)
    // Keep the lines of the campaign in view visible, the first ones above all.
    let ownLines = lines.indices.filter { lines[$0].campaign == state.campaignInView }
    let top = min(ownLines.first ?? 0, max(0, (ownLines.last ?? 0) - list.height + 1))
    for (offset, line) in lines.dropFirst(top).prefix(list.height).enumerated() {
      let row = list.row(offset)
      hits.dashboard.campaigns.append((row, line.campaign))
      line.draw(in: row, state, on: &canvas)
      if line.isHead, line.campaign == state.campaignInView, state.dashboard.focus == .campaigns,
        state.layers.isEmpty
      {
        canvas.cursor = Point(x: row.x, y: row.y)
      }
    }
    if legendHeight > 0 { drawLegend(in: inner.row(inner.height - 1), state) }
  }

  private mutating func drawLegend(in row: Rect, _ state: CockpitState) {
    // The parts of a bar differ in colour, or in texture where there is no colour.
    let marks = state.theme.usesTextures ? ["█", "▓", "▒"] : ["█", "█", "█"]
    let parts: [(String, Role)] = [
      (marks[0] + " spent", .barSpent), (marks[1] + " committed", .barCommitted),
      (marks[2] + " planned", .barPlanned),
      ("┃ today", .muted),
    ]
    var x = row.x + 1
    for (text, role) in parts {
      guard x + displayWidth(text) <= row.maxX else { return }
      x += canvas.write(text, at: Point(x: x, y: row.y), style: state.style(role), in: row) + 2
    }
  }

  private func block(_ budget: Budget, _ campaign: Campaign?, _ state: CockpitState, width: Int)
    -> [BudgetLine]
  {
    guard let currency = state.document?.session.settings.currency else { return [] }
    let isInView = campaign?.id == state.campaignInView
    let isFocused = state.dashboard.focus == .campaigns
    func money(_ amount: Money) -> String { MoneyText.compact(amount, currency) }
    func sum(_ amount: Money, without fees: Int) -> String {
      MoneyText.atLeast(amount, isShort: fees > 0, currency)
    }
    let left = Self.left(of: budget, money)
    func line(_ content: BudgetLine.Content, isHead: Bool = false) -> BudgetLine {
      BudgetLine(
        campaign: campaign?.id, isHead: isHead, isInView: isInView,
        isLit: isInView && isHead && isFocused, content: content)
    }
    var lines = [
      line(
        .head(name: campaign?.name ?? "All campaigns", left: left.text, role: left.role),
        isHead: true)
    ]
    let bar = SegmentBar(
      segments(budget.all), limit: Double(budget.budget.minorUnits),
      mark: campaign.flatMap { pace(of: $0, budget, state.today) })
    if budget.budget > .zero {
      lines.append(line(.bar(label: "", bar, note: "of \(money(budget.budget))")))
    }
    guard isInView else { return lines }
    let excess = budget.all.planned - budget.budget
    let planned =
      "planned \(sum(budget.all.planned, without: budget.all.plannedWithoutFee))"
      + (budget.budget > .zero && excess > .zero ? ", over by \(money(excess))" : "")
    let sums = [
      "spent \(sum(budget.all.spent, without: budget.all.spentWithoutFee))",
      "committed \(sum(budget.all.committed, without: budget.all.committedWithoutFee))",
      planned,
    ]
    let oneLine = sums.joined(separator: " · ")
    if displayWidth(oneLine) + 1 <= width {
      lines.append(line(.text(oneLine)))
    } else {
      lines.append(line(.text(sums[0...1].joined(separator: " · "))))
      lines.append(line(.text(sums[2])))
    }
    if budget.all.plannedWithoutFee > 0 {
      lines.append(
        line(
          .text("\(CountText.plural(budget.all.plannedWithoutFee, "fee")) unknown: b, e on Fee")))
    }
    let largest = budget.tiers.map { Double($0.line.planned.minorUnits) }.max() ?? 0
    for tier in budget.tiers where tier.line.plannedBookings + tier.line.bookings(.declined) > 0 {
      let bar = SegmentBar(
        segments(tier.line), limit: Double(tier.line.planned.minorUnits), scale: largest)
      lines.append(
        line(
          .bar(
            label: tier.tier?.title ?? "Unknown", bar,
            note: "\(tier.line.plannedBookings)× "
              + sum(tier.line.planned, without: tier.line.plannedWithoutFee))))
    }
    if let hours = budget.hours {
      let over = budget.hoursOverspent.map { $0 > .zero } ?? false
      lines.append(
        line(
          .text(
            "\(HoursText.compact(budget.all.committedHours)) committed of \(HoursText.compact(hours))"
              + (over ? ", too many!" : ""))))
    }
    return lines
  }

  private static func left(
    of budget: Budget, _ money: (Money) -> String
  ) -> (text: String, role: Role) {
    let most = budget.all.committedWithoutFee > 0 ? "≤" : ""
    if budget.budget == .zero {
      return (
        budget.all.planned == .zero && budget.all.plannedWithoutFee == 0
          ? "no budget yet" : "no budget set", .muted
      )
    }
    if budget.overspend > .zero {
      return ("over by \(most.isEmpty ? "" : "≥")\(money(budget.overspend))!", .negative)
    }
    return (
      "\(most)\(money(budget.left)) left",
      budget.leftIfAllGoesAhead < .zero || budget.all.plannedWithoutFee > 0 ? .warning : .text
    )
  }

  private func segments(_ line: Budget.Line) -> [SegmentBar.Segment] {
    [
      .init(Double(line.spent.minorUnits), role: .barSpent),
      .init(Double((line.committed - line.spent).minorUnits), role: .barCommitted),
      .init(Double((line.planned - line.committed).minorUnits), role: .barPlanned),
    ]
  }

  /// The share of the budget that would be spent by today at an even pace.
  private func pace(of campaign: Campaign, _ budget: Budget, _ today: Day) -> Double? {
    guard let start = campaign.start, let end = campaign.end, today >= start, today <= end else {
      return nil
    }
    return Double(budget.budget.minorUnits) * Double(today - start + 1) / Double(end - start + 1)
  }
}

/// One line of the budget pane.
struct BudgetLine {
  enum Content {
    case head(name: String, left: String, role: Role)
    case bar(label: String, SegmentBar, note: String)
    case text(String)
  }

  let campaign: CampaignID?
  let isHead: Bool
  let isInView: Bool
  let isLit: Bool
  let content: Content

  func draw(in row: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    switch content {
    case .head(let name, let left, let role):
      let style = isLit ? state.style(.selection) : state.style(isInView ? .accent : .text)
      if isLit { canvas.fill(row, style: style) }
      let width = displayWidth(left)
      canvas.write((isInView ? "▸" : " ") + name, in: row.inset(right: width + 1), style: style)
      canvas.write(
        left, in: row, alignment: .right,
        style: isLit ? state.theme[role, on: .selection] : state.style(role))
    case .bar(let label, let bar, let note):
      let labelWidth = label.isEmpty ? 1 : 8
      canvas.write(
        " " + label, in: row.inset(right: max(0, row.width - labelWidth)),
        style: state.style(.muted))
      let noteWidth = max(10, displayWidth(note) + 1)
      canvas.draw(bar, in: row.inset(left: labelWidth, right: noteWidth), theme: state.theme)
      canvas.write(note, in: row, alignment: .right, style: state.style(.muted))
    case .text(let text):
      canvas.write(" " + text, in: row, style: state.style(.muted))
    }
  }
}
