import Forecast
import Marketing
import Metrics
import Wording

extension PlanRequest {
  /// The measured figures that decide about the goal, or about each goal of a blend.
  var deciding: [KPI] {
    switch measure {
    case .reach: return [.reach]
    case .engagements: return [.engagements]
    case .conversions, .contribution: return [.conversions]
    case .blend:
      let parts: [(KPI, Double)] = [
        (.reach, weights.awareness), (.engagements, weights.engagement),
        (.conversions, weights.conversions),
      ]
      return parts.filter { $0.1 > 0 }.map(\.0)
    }
  }
}

/// Why a goal can't be planned for yet, and what to do first.
package struct PlanGap: Sendable, Hashable {
  /// What is missing, in a sentence.
  package let missing: String
  /// A goal that can be planned for now.
  package let other: Goal
  /// On what that would rest.
  package let otherEvidence: Evidence
  /// Whom to book first, to learn the most: few of each tier and platform, the least known first.
  package let test: [InfluencerID]
  /// What they would cost, guesses included.
  package let testCost: Money

  /// One sentence a line.
  package func lines(_ session: Session, money: (Money) -> String) -> [String] {
    let handles = test.compactMap { session.roster[$0]?.handle }.map { "@\($0)" }
    var lines = [
      missing,
      "What can be planned now is \(other.rawValue) (o in the cockpit, --goal \(other.rawValue)); "
        + "evidence: \(otherEvidence.grade.rawValue), \(otherEvidence.reason).",
    ]
    if !handles.isEmpty {
      lines.append(
        "Booking these would teach the most: \(handles.joined(separator: ", ")), "
          + "about \(money(testCost)) together. Give each a code or a link of their own.")
    }
    return lines
  }
}

extension PlanDraft {
  /// Fewer conversions than this, or fewer influencers behind them, say nothing that a plan could be made of.
  static let fewestConversions = Evidence.fewestEvents
  static let fewestSellers = 5

  /// Nil if the goal can be planned for. Reach and engagements always can, from benchmarks at the worst.
  package var gap: PlanGap? {
    guard request.deciding.contains(.conversions), let sales = measured[.conversions] else {
      return nil
    }
    let known = sales.accounts.count
    guard sales.events < PlanDraft.fewestConversions || known < PlanDraft.fewestSellers else {
      return nil
    }
    let seen =
      sales.events == 0
      ? "no conversion is measured"
      : "\(CountText.plural(Int(sales.events), "conversion")) of \(CountText.plural(known, "influencer")) "
        + (sales.events == 1 ? "is measured" : "are measured")
    let engagements = evidence(of: [.engagements])
    let reach = evidence(of: [.reach])
    let isEngaging = engagements.grade > reach.grade
    let test = testLineUp
    return PlanGap(
      missing: "Too little is measured to plan for \(request.measure.title): \(seen), and it takes "
        + "\(Int(PlanDraft.fewestConversions)) of \(PlanDraft.fewestSellers).",
      other: isEngaging ? .engagement : .awareness,
      otherEvidence: isEngaging ? engagements : reach, test: test.map(\.id),
      testCost: test.reduce(.zero) { $0 + ($1.packages.first?.cost ?? .zero) })
  }

  /// One post each of the cheapest two of every tier and platform, those of which the least is measured first, within a
  /// quarter of the budget and at most twelve.
  private var testLineUp: [PlanCandidate] {
    let cells = measured[.conversions]?.cells ?? [:]
    var groups: [Cell: [PlanCandidate]] = [:]
    for candidate in candidates where !candidate.isKept {
      groups[candidate.cell, default: []].append(candidate)
    }
    func cost(_ candidate: PlanCandidate) -> Money { candidate.packages.first?.cost ?? .zero }
    let order = groups.keys.sorted {
      (cells[$0] ?? 0, $0.title) < (cells[$1] ?? 0, $1.title)
    }
    for cell in order {
      groups[cell]?.sort { (cost($0).minorUnits, $0.id) < (cost($1).minorUnits, $1.id) }
    }
    var left = request.budget.map { Money(minorUnits: lineUpBudget($0).minorUnits / 4) }
    var chosen: [PlanCandidate] = []
    for round in 0..<2 {
      for cell in order {
        guard chosen.count < 12, let group = groups[cell], round < group.count else { continue }
        let candidate = group[round]
        if let most = left {
          guard cost(candidate) <= most else { continue }
          left = most - cost(candidate)
        }
        chosen.append(candidate)
      }
    }
    return chosen
  }

  /// What a line-up's forecast rests on; without one, what any would.
  package func evidence(of lineUp: [Plan.Entry], _ totals: PlanTotals) -> Evidence {
    var worst: Evidence?
    for kpi in request.deciding {
      var facts = facts(kpi)
      if let measured = measured[kpi], !lineUp.isEmpty {
        let cells = measured.cells
        var known = 0.0
        var whole = 0.0
        for entry in lineUp {
          let mean = entry.package.expected(kpi)?.outcome.mean ?? 0
          whole += mean
          if cells[entry.candidate.cell] ?? 0 >= 3 { known += mean }
        }
        facts.measuredShare = whole > 0 ? known / whole : nil
        let sizes = measured.accounts.compactMap(\.followers)
        if let least = sizes.min(), let most = sizes.max() {
          facts.isExtrapolated = lineUp.contains { entry in
            entry.influencer.followers.map { $0 > 2 * most || 2 * $0 < least } ?? false
          }
        }
      }
      if let band = totals.bands[kpi], band.p10 > 0 { facts.spread = band.p90 / band.p10 }
      let evidence = Evidence(facts)
      if worst.map({ evidence.grade < $0.grade }) ?? true { worst = evidence }
    }
    return worst ?? Evidence(.init(influencers: [], events: (request.measure.title, 0)))
  }

  private func evidence(of kpis: [KPI]) -> Evidence {
    Evidence(facts(kpis[0]))
  }

  /// By side, as the plan is about megas and the others, if there are both.
  private func facts(_ kpi: KPI) -> Evidence.Facts {
    let accounts = measured[kpi]?.accounts ?? []
    let sides: [(name: String, isMeant: (Tier?) -> Bool)] = [
      ("megas", { $0 == .mega }), ("the smaller ones", { $0 != .mega }),
    ]
    let present = sides.filter { side in candidates.contains { side.isMeant($0.tier) } }
    let influencers = present.map { side in
      (
        name: present.count > 1 ? side.name : "",
        count: Evidence.effective(accounts.lazy.filter { side.isMeant($0.tier) }.map(\.weight))
      )
    }
    let name =
      switch kpi {
      case .reach: "reach"
      case .engagements: "engagements"
      default: "conversions"
      }
    return Evidence.Facts(influencers: influencers, events: (name, measured[kpi]?.events ?? 0))
  }
}
