import Insight
import Marketing
import Screen

extension Commands {
  static let comparing: [Command] = [
    compare("compare-swap", "Swap the sides", "s", hint: "swap") { state in
      guard let request = state.comparisonRequest else { return }
      (state.compare.left, state.compare.right) = (request.right, request.left)
    },
    side("compare-left", "Choose the left side", "<", .left),
    side("compare-right", "Choose the right side", ">", .right),
    compare("compare-rest", "Compare the left side with all others", "O") { state in
      guard let request = state.comparisonRequest else { return }
      state.compare.left = request.left
      state.compare.right = request.left.others
    },
    compare(
      "compare-mix", "Like for like: one platform mix, one niche mix, or plain", "=",
      hint: "like for like"
    ) {
      state in
      switch state.compare.mix {
      case nil: state.compare.mix = .platform
      case .platform: state.compare.mix = .niche
      case .niche: state.compare.mix = nil
      }
    },
    compare("compare-remember", "Remember both sides, to be offered when a side is chosen", "m") {
      state in
      guard let request = state.comparisonRequest else { return }
      state.compare.remember(request.right)
      state.compare.remember(request.left)
      state.say("Remembered: \(request.left) and \(request.right). < and > offer them.")
    },
    compare(
      "compare-picture", "The other picture: distributions, or followers against ER", "v",
      hint: "picture"
    ) {
      state in
      state.compare.picture = state.compare.picture == .strip ? .scatter : .strip
      state.compare.focus = .picture
    },
    compare(
      "compare-claims", "What is said of mega and micro, held against the figures", "c",
      hint: "claims"
    ) {
      state in
      state.compare.focus = state.compare.focus == .claims ? .kpis : .claims
    },
    compare("compare-words", "Say the picture in words", "w") { state in
      state.layers.append(
        TextView("The picture in words", ComparePlots.spoken(state).map { TextView.Line(text: $0) })
      )
    },
    compare("compare-behind", "Who is behind the figure", "enter", hint: "who") { state in
      state.layers.append(CompareBehind.view(state))
    },
    compare(
      "what-if", "What if fees, cut-offs or the rule of attribution were other ones", "W",
      hint: "what if"
    ) {
      state in
      guard let context = state.gridContext?.entry else { return }
      state.layers.append(
        Form(
          "What if (the session stays as it is)", row: state.compare.whatIf,
          fields: WhatIfForm.fields, context
        ) {
          whatIf, state in
          state.compare.whatIf = whatIf
          return []
        })
    },
    Command(
      "universe", "Say how many people could be reached, for unique reach and new audience",
      scope: .compareScreen,
      argument: Command.Argument(
        title: "People that could be reached (and, where measured, how many both sides reach)",
        initial: { $0.compare.audience.map { "\($0.universe)" } ?? "" }),
      isEnabled: When.isOpen
    ) { state, text in
      let words = text.split(separator: " ").map(String.init)
      do throws(EntryError) {
        let universe = try Entry.count(words.first ?? "") ?? 0
        let overlap = words.count > 1 ? try Entry.count(words[1]) : nil
        guard let audience = Audience(universe: universe, overlap: overlap) else {
          throw EntryError(
            "Write a number of people such as 40M, then perhaps how many both sides reach.")
        }
        state.compare.audience = audience
      } catch {
        state.fail(error.message)
      }
      return []
    },
    Command(
      "compare-marked", "Compare what is marked with the rest", keys: ["V"],
      isEnabled: hasMarks
    ) { state, _ in
      guard let segment = state.markedSegment else { return [] }
      state.compare.left = segment
      state.compare.right = segment.others
      state.show(.compare)
      return []
    },
  ]

  private static let hasMarks: @Sendable (CockpitState) -> Bool = { $0.markedSegment != nil }

  private static func compare(
    _ id: String, _ title: String, _ key: String, hint: String? = nil,
    _ run: @escaping @Sendable (inout CockpitState) -> Void
  ) -> Command {
    Command(id, title, keys: [key], scope: .compareScreen, hint: hint, isEnabled: When.isOpen) {
      state, _ in
      if state.screen != .compare { state.show(.compare) }
      run(&state)
      return []
    }
  }

  private static func side(_ id: String, _ title: String, _ key: String, _ side: Side) -> Command {
    Command(
      id, title, keys: [key], scope: .compareScreen, hint: side.rawValue,
      argument: Command.Argument(
        title:
          "\(side == .left ? "Left" : "Right"): tier:mega platform:x niche:food campaign:\"…\" rest",
        initial: { state in
          let request = state.comparisonRequest
          return (side == .left ? request?.left : request?.right)?.description ?? ""
        },
        completion: .choices { $0.offeredSegments }),
      isEnabled: When.isOpen
    ) { state, text in
      guard let session = state.document?.session, let request = state.comparisonRequest else {
        return []
      }
      do throws(SegmentError) {
        let segment = try Segment(text: text, other: side == .left ? request.right : request.left)
        if let unknown = segment.unknown(in: session) {
          state.fail("In “\(segment)” \(unknown).")
          return []
        }
        if side == .left { state.compare.left = segment } else { state.compare.right = segment }
        state.show(.compare)
      } catch {
        state.fail(error.description)
      }
      return []
    }
  }
}

extension CockpitState {
  /// What is marked, as a segment: influencers of the roster, or rows of a table of KPIs.
  var markedSegment: Segment? {
    guard document != nil else { return nil }
    if !dashboard.roster.marks.isEmpty, screen != .kpis { return .marked(dashboard.roster.marks) }
    let marks = screen == .kpis ? kpis.groups.marks : dashboard.kpis.marks
    var influencers: Set<InfluencerID> = []
    var others: [Segment] = []
    for key in marks {
      switch key {
      case .influencer(let id): influencers.insert(id)
      case .tier(let tier): others.append(.tier(tier))
      case .platform(let platform): others.append(.platform(platform))
      case .niche(let niche): others.append(.niche(niche))
      case .campaign(let id):
        if let name = document?.session.campaigns[id]?.name { others.append(.campaign(name)) }
      default: break
      }
    }
    if !influencers.isEmpty { return .marked(influencers) }
    return others.count == 1 ? others[0] : nil
  }

  /// What Tab offers for a side: what was remembered, then tiers, platforms, niches and campaigns in use.
  fileprivate var offeredSegments: [String] {
    guard let session = document?.session else { return [] }
    let platforms = Set(session.roster.rows.map(\.platform)).sorted()
    let niches = Set(session.roster.rows.flatMap(\.niches).map { $0.lowercased() }).sorted()
    let offered: [Segment] =
      compare.remembered + session.settings.tiers.tiers.reversed().map { .tier($0) }
      + platforms.map { .platform($0) } + session.campaigns.rows.map { .campaign($0.name) }
      + niches.filter { !$0.isEmpty }.map { .niche($0) }
    var seen: Set<String> = []
    return (offered.map(\.description) + ["rest", "all"]).filter { seen.insert($0).inserted }
  }
}

/// The what-if form: each line is empty for what stays as it is.
enum WhatIfForm {
  static let fields: [Field<WhatIf>] =
    [
      word("fee-left", "Fees, left", "1.5x, or what every booking costs: 900"),
      word("fee-right", "Fees, right", "1.5x, or what every booking costs: 900"),
    ]
    + [Tier.mega, .macro, .mid, .micro].map {
      word($0.rawValue, "\($0.title) from", "followers: 500k; empty leaves the cut-off")
    } + [
      word(
        "attribution", "Attribution", "code-first or link-first; empty leaves the session's rule")
    ]

  private static func word(_ name: String, _ title: String, _ help: String) -> Field<WhatIf> {
    Field(id: name, title: title, kind: .text, help: help) { whatIf, context in
      let words = whatIf.text(currency: context.currency).split(separator: " ")
      let own = words.first { $0.hasPrefix(name + "=") }
      return own.map { String($0.dropFirst(name.count + 1)) } ?? ""
    } write: { whatIf, text, context throws(EntryError) in
      let others = whatIf.text(currency: context.currency).split(separator: " ")
        .filter { !$0.hasPrefix(name + "=") }.joined(separator: " ")
      let typed = text.trimmed
      do throws(SegmentError) {
        whatIf = try WhatIf(
          text: typed.isEmpty ? others : "\(others) \(name)=\(typed)", currency: context.currency)
      } catch {
        throw EntryError(error.description)
      }
    }
  }
}

/// The influencers behind a KPI or a claim, with their own figures.
enum CompareBehind {
  static func view(_ state: CockpitState) -> TextView {
    guard let figures = state.compare.figures, let session = state.document?.session else {
      return TextView("Who is behind the figure", [])
    }
    let isClaim = state.compare.focus == .claims
    let claim = isClaim ? figures.claims[min(state.compare.claim, figures.claims.count - 1)] : nil
    let comparison = isClaim ? figures.tiers : figures.comparison
    let kpi = claim?.kpi ?? state.compare.kpi
    let row = comparison[kpi]
    var lines = [TextView.Line(text: "\(kpi.title) = \(kpi.formula)", role: .muted)]
    if let claim {
      lines.append(TextView.Line(text: "\(claim.text): \(claim.status.rawValue).", role: .accent))
      lines.append(TextView.Line(text: claim.figure + "."))
    } else {
      lines.append(TextView.Line(text: CompareText.spoken(row) + "."))
    }
    for side in Side.allCases {
      let segment = side == .left ? comparison.request.left : comparison.request.right
      let value = CompareText.value(kpi, row[side].value, comparison.currency)
      let own = Dictionary(
        comparison.values(kpi, side).map { ($0.influencer.id, $0.value) },
        uniquingKeysWith: { first, _ in first })
      let typical = row[side].typical.map {
        ", typical \(CompareText.value(kpi, $0, comparison.currency))"
      }
      lines.append(TextView.Line(text: ""))
      lines.append(
        TextView.Line(
          text: "\(printable(segment.title(in: session))): \(value)\(typical ?? "")", role: .title))
      let behind = comparison.behind(kpi, side).sorted { (own[$0] ?? 0, $1) > (own[$1] ?? 0, $0) }
      for id in behind {
        let handle = session.roster[id].map { "@\(printable($0.handle))" } ?? "\(id.number)"
        lines.append(
          TextView.Line(
            text: own[id].map { CompareText.value(kpi, $0, comparison.currency) } ?? "counted",
            key: handle))
      }
      if behind.isEmpty { lines.append(TextView.Line(text: "nobody", role: .muted)) }
    }
    return TextView("Who is behind the figure", lines)
  }
}
