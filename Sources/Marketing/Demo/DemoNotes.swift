import Marketing

/// What a campaign manager would have jotted down.
struct DemoNotes {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// The contact for a large account, and their mail domain.
  mutating func contact() -> (remark: String, domain: String?) {
    random.pick(DemoNotes.contacts)
  }

  /// A few remarks after the one about the contact; for many people none.
  mutating func aboutInfluencer(_ tier: Tier, contact: String?) -> String {
    var remarks: [String] = contact.map { [$0] } ?? []
    if random.chance(0.4) { remarks.append(random.pick(DemoNotes.reliability)) }
    if random.chance(tier <= .micro ? 0.45 : 0.3) {
      remarks.append(random.pick(tier <= .micro ? DemoNotes.small : DemoNotes.large))
    }
    return remarks.joined(separator: " ")
  }

  mutating func aboutBooking(_ stage: Stage, _ tier: Tier) -> String {
    let remarks =
      switch stage {
      case .proposed:
        [
          "Brand team likes the feed; wait for Friday's call before writing.",
          "Rate card asked for. No answer yet.",
          "Fits the brief, but check the two competitor posts first.",
        ]
      case .offered:
        [
          "Offer sent with the spring brief. Wants to see the product first.",
          "Offered a flat fee plus 10% commission; thinking about it.",
        ]
      case .contracted:
        [
          "Contract signed, product shipped.", "Signed. Draft due five days before posting.",
          "Signed with usage rights for 30 days.",
        ]
      case .live:
        [
          "First post is up, disclosure is right. Next one as agreed.",
          "Live. Comments ask about the texture: sent the Q&A over.",
          "Live. Story with the code comes at the weekend.",
        ]
      case .done:
        ["All pieces are up. Invoice not in yet.", "Delivered in full. Waiting for insights."]
      case .paid:
        [
          "Paid on receipt of insights.", "Delivered in full and on time. Paid.",
          "Paid. Would book again.", "Second draft was needed; paid in full.",
        ]
      case .declined:
        tier >= .macro
          ? [
            "Exclusive with another skincare brand until summer.",
            "Wanted twice the budget; we let it go.",
          ]
          : ["No capacity this quarter, ask again.", "Doesn't do sponsored skincare any more."]
      }
    return random.pick(remarks)
  }

  private static let contacts: [(remark: String, domain: String?)] = [
    ("Books through Kite & Co (Hannah); answers within a day.", "kiteandco"),
    ("Managed by Nordlicht Talent, ask for Jonas. Contracts take two weeks.", "nordlicht"),
    ("Hanabi Partners handle everything; nothing gets decided without them.", "hanabi"),
    ("Has own manager (sister). Phone works better than mail.", nil),
    ("Palma Management adds 15% on the rate card: negotiate the bundle, not the post.", "palma"),
  ]
  private static let reliability = [
    "Punctual, drafts arrive a day early.", "Late twice: plan three days of slack.",
    "Very responsive.", "Needs a reminder before every deadline.",
    "Sends insights without being asked.", "Insights only after the second mail.",
    "Reads the brief. No second drafts so far.",
    "Forgot the ad label once, corrected within the hour.",
  ]
  private static let small = [
    "Answers nearly every comment.", "Audience is mostly 25–34, sensitive skin.",
    "Worked with two indie brands; both rebooked.",
    "Did unpaid reviews of our cleanser before we ever wrote.",
    "Prefers product plus commission to a fee.", "Great close-ups, weak sound.",
    "Turned down a fast-fashion deal: cares about the fit.",
    "Local following; good for the store opening.",
  ]
  private static let large = [
    "Four sponsored posts in the last two weeks: ours would drown.",
    "Worked for a competitor last autumn; exclusivity has run out.",
    "Wants creative freedom. Gives good hooks.",
    "Audience is spread over a dozen countries; half can't order from us.",
    "Usage rights cost extra (30% for 90 days).",
    "One video went everywhere last year; the rest is ordinary.",
  ]

  static let archived = [
    "Stopped posting. Kept for the record.",
    "Bought followers: 40k overnight. Don't book.",
    "Now exclusive with a competitor for two years.",
    "Changed to real estate. No fit any more.", "Asked to be taken off the list.",
  ]
}
