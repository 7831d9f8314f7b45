import Comparison
import Marketing
import Metrics
import Wording

extension Commands {
  static let compare: [Command] = [
    segment(.left, ",", "Choose the left side"),
    segment(.right, ".", "Choose the right side"),
    on("swap-sides", "Swap left and right", "x", hint: "swap") { state in
      state.compare.sides = state.comparedSides.swapped
    },
    on(
      "like-for-like", "Like for like: one mix of platforms, one mix of niches, or as they are",
      "L",
      hint: "like for like"
    ) { state in
      state.compare.mix =
        switch state.compare.mix {
        case nil: .platform
        case .platform?: .niche
        case .niche?: nil
        }
    },
    on(
      "next-pair", "Go to the next pair: tiers, platforms, campaigns, remembered ones", "t",
      hint: "next pair"
    ) { state in
      state.comparePair(1)
    },
    on("remember-pair", "Remember this pair, or forget it", "R") { state in
      let sides = state.comparedSides
      if let at = state.compare.remembered.firstIndex(of: sides) {
        state.compare.remembered.remove(at: at)
        state.say("Forgotten.")
      } else {
        state.compare.remembered = [sides] + state.compare.remembered.prefix(19)
        state.say("Remembered: t comes back to it.")
      }
    },
    on(
      "picture", "Switch the chart: the KPI's distribution, or followers against engagement", "p",
      hint: "picture"
    ) { state in
      state.compare.picture = state.compare.picture == .scatter ? .distribution : .scatter
      state.compare.place = nil
      state.compare.item = nil
    },
    Command(
      "verdicts", "Show the verdicts for all three goals in full", keys: ["V"],
      scope: .compareScreen,
      hint: "verdicts", isEnabled: When.isOpen
    ) { state, _ in
      state.layers.append(CompareHelp.verdicts(state))
      return []
    },
    Command(
      "what-if", "Try another fee, cut-off or attribution without changing the session",
      keys: ["w"], scope: .compareScreen, hint: "what if",
      argument: Command.Argument(
        title:
          "What if (fee-left=1.5x fee-right=900 mega=500k attribution=link-first; none ends it)",
        initial: { state in
          state.document.map {
            WhatIfText.write(state.compare.whatIf, $0.session.settings.currency)
          } ?? ""
        }), isEnabled: When.isOpen
    ) { state, text in
      guard let currency = state.document?.session.settings.currency else { return [] }
      do throws(EntryError) {
        state.compare.whatIf =
          text.trimmed.lowercased() == "none" ? WhatIf() : try WhatIfText.read(text, currency)
        state.screen = .compare
      } catch {
        state.fail(error.message)
      }
      return []
    },
    Command(
      "universe", "Enter how many people could be reached at all, for unique reach",
      scope: .compareScreen,
      argument: Command.Argument(
        title:
          "People who could be reached at all; if known, / and how many both sides reach (none forgets it)",
        initial: { state in
          guard let audience = state.compare.audience else { return "" }
          return ([audience.universe] + [audience.overlap].compactMap(\.self))
            .map { CountText.exact($0) }.joined(separator: " / ")
        }),
      isEnabled: When.isOpen
    ) { state, text in
      if text.trimmed.lowercased() == "none" {
        state.compare.audience = nil
        return []
      }
      do throws(EntryError) {
        let parts = try text.split(separator: "/", maxSplits: 1).map { part throws(EntryError) in
          try CountText.read(String(part))
        }
        state.compare.audience = parts.first.flatMap(\.self).flatMap {
          Audience(universe: $0, overlap: parts.count > 1 ? parts[1] : nil)
        }
        if state.compare.audience == nil {
          state.fail("Enter at least 1; both sides can't reach more people than there are.")
        }
        state.screen = .compare
      } catch {
        state.fail(error.message)
      }
      return []
    },
    Command(
      "behind-kpi", "Show the influencers behind the figures", keys: ["enter"],
      scope: .comparedKPIs, hint: "who", isEnabled: When.isOpen
    ) { state, _ in
      guard let row = CompareGrid.cursorRow(state),
        let comparison = state.compare.figures.comparison
      else { return [] }
      state.showRoster(
        comparison.behind(row.kpi, .left) + comparison.behind(row.kpi, .right),
        "behind \(row.kpi.title)")
      return []
    },
    Command(
      "behind-claim", "Show the influencers behind the claim's figure", keys: ["enter"],
      scope: .claims, hint: "who", isEnabled: When.isOpen
    ) { state, _ in
      guard let claim = ClaimGrid.cursorRow(state)?.claim else { return [] }
      state.showRoster(claim.mega + claim.micro, "behind “\(claim.text)”")
      return []
    },
    Command(
      "picture-words", "Describe the chart in words", keys: ["v"], scope: .comparePicture,
      isEnabled: When.isOpen
    ) { state, _ in
      let words =
        state.compare.picture == .distribution
        ? ComparePicture.strip(state)?.spoken() : ComparePicture.scatter(state)?.spoken()
      state.layers.append(
        TextView(
          "The chart in words",
          (words ?? ["There is nothing to draw."]).map { TextLine(text: $0) }))
      return []
    },
    Command(
      "compare-marked", "Compare the marked influencers with all others", keys: ["="],
      isEnabled: When.isOpen
    ) { state, _ in
      let marked = state.markedInfluencers
      guard !marked.isEmpty else {
        state.warn("Mark influencers first (space), in the roster or on the KPI screen.")
        return []
      }
      let segment = Segment.marked(marked)
      state.compare.sides = CompareState.Sides(left: segment, right: segment.others)
      state.show(.compare)
      return []
    },
  ]

  private static func on(
    _ id: String, _ title: String, _ key: String, hint: String? = nil,
    _ run: @escaping @Sendable (inout CockpitState) -> Void
  ) -> Command {
    Command(
      id, title, keys: [key], scope: .compareScreen, hint: hint, isEnabled: When.isOpen
    ) { state, _ in
      state.screen = .compare
      run(&state)
      return []
    }
  }

  private static func segment(_ side: Side, _ key: String, _ title: String) -> Command {
    Command(
      "compare-\(side.rawValue)", title, keys: [key], scope: .compareScreen, hint: side.rawValue,
      argument: Command.Argument(
        title:
          "\(side == .left ? "Left" : "Right") (tier:mega, platform:tiktok niche:food, campaign:…, rest, shown, marked)",
        initial: { state in
          let sides = state.comparedSides
          return side == .left ? sides.left.description : sides.right.description
        }, completion: .choices { $0.segmentChoices }),
      isEnabled: When.isOpen
    ) { state, text in
      var sides = state.comparedSides
      let other = side == .left ? sides.right : sides.left
      do throws(SegmentError) {
        let segment = try state.segment(text, other: other)
        if side == .left { sides.left = segment } else { sides.right = segment }
        state.compare.sides = sides
        state.screen = .compare
      } catch {
        state.fail(error.description)
      }
      return []
    }
  }
}

extension CockpitState {
  /// Reads a segment as typed; `shown` means the influencers that the roster shows now, `marked` the marked ones.
  func segment(_ text: String, other: Segment) throws(SegmentError) -> Segment {
    switch text.trimmed.lowercased() {
    case "shown":
      let rows = document?.session.roster.rows ?? []
      return .marked(Set(roster.order.map { rows[$0].id }))
    case "marked": return .marked(markedInfluencers)
    default: return try Segment(text: text, other: other)
    }
  }

  var segmentChoices: [String] {
    guard let session = document?.session else { return [] }
    var choices = ["all", "rest", "shown", "marked"]
    choices += session.settings.tiers.tiers.map { Segment.tier($0).description }
    let platforms = Set(session.roster.rows.map(\.platform)).sorted { $0.rawValue < $1.rawValue }
    choices += platforms.map { Segment.platform($0).description }
    choices += session.campaigns.rows.map { Segment.campaign($0.name).description }
    let niches = Set(session.roster.rows.flatMap(\.niches).map { $0.lowercased() }).sorted()
    return choices + niches.prefix(60).map { Segment.niche($0).description }
  }

  /// Goes through the obvious pairs and the remembered ones.
  mutating func comparePair(_ step: Int) {
    guard let session = document?.session else { return }
    typealias Sides = CompareState.Sides
    var pairs = [Sides.opening(session.settings.tiers)] + compare.remembered
    let tiers = session.settings.tiers.tiers
    for (low, high) in zip(tiers, tiers.dropFirst()).reversed() {
      pairs.append(Sides(left: .tier(high), right: .tier(low)))
    }
    var counts: [Platform: Int] = [:]
    for booking in session.bookings.rows {
      if let row = session.roster[booking.influencer] { counts[row.platform, default: 0] += 1 }
    }
    let platforms = counts.sorted {
      ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
    }.map(\.key)
    for (first, second) in zip(platforms, platforms.dropFirst()).prefix(3) {
      pairs.append(Sides(left: .platform(first), right: .platform(second)))
    }
    if campaignInView == nil {
      for (first, second) in zip(session.campaigns.rows, session.campaigns.rows.dropFirst()) {
        pairs.append(Sides(left: .campaign(second.name), right: .campaign(first.name)))
      }
    }
    var unique: [Sides] = []
    for pair in pairs where !unique.contains(pair) { unique.append(pair) }
    let at = unique.firstIndex(of: comparedSides) ?? -1
    compare.sides = unique[(at + step + unique.count) % unique.count]
  }

  /// Opens the roster with these influencers marked and nobody else shown.
  mutating func showRoster(_ influencers: [InfluencerID], _ what: String) {
    guard !influencers.isEmpty else { return warn("There are no influencers \(what).") }
    show(.roster)
    isZoomed = false
    roster.marks = Set(influencers)
    roster.filter = "is:marked"
    say(
      "\(CountText.plural(influencers.count, "influencer")) \(what). 2 goes back, Esc twice clears marks and filter."
    )
  }
}
