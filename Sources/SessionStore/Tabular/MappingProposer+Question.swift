/// What has to be said about a file whose kind nothing tells, in words that can be typed.
extension MappingProposer {
  var question: String {
    amountQuestion ?? paymentsQuestion ?? giftsQuestion ?? figuresQuestion ?? ordersQuestion
      ?? peopleQuestion
      ?? openQuestion
  }

  private var openQuestion: String {
    "can't tell what its rows are: a roster, posts, orders or payouts. Say what a column is, such as "
      + "--map 'HEADER=handle'. Its columns: \(list(profiles.indices))"
  }

  /// `Creator, Date, Amount` is either.
  private var amountQuestion: String? {
    let choices = assign(.payouts)
    let orders = assign(.orders)
    guard choices.hasField(.influencerReference),
      // No list of payments has all three.
      speaksOfHiring
        || !(orders.hasField(.key) && orders.hasField(.orderStatus)
          && orders.hasField(.orderTotal)),
      let amount = choices.first(where: { $0.value.field == .totalPayout })?.key
        ?? orders.first(where: { Self.amountsOfOrders.contains($0.value.field) })?.key
        ?? (choices.hasField(.date) ? unnamedAmount(choices) : nil)
    else { return nil }
    let name = labels[amount]
    return "“\(name)” may be what was sold or what creators were paid. Say which: "
      + "--map '\(name)=revenue' or --map '\(name)=payout'"
  }

  private static let amountsOfOrders: [ImportField] = [.revenue, .orderTotal]

  /// The first column of amounts that nothing is known about, apart from commission, tax and the like.
  func unnamedAmount(_ choices: [Int: Choice]) -> Int? {
    unused(choices).first { index in
      looksLikeMoney(index) && forced[index] == nil
        && Set(names[index].words).isDisjoint(with: Self.notRevenue.subtracting(["cost"]))
    }
  }

  /// Payments to nobody.
  private var paymentsQuestion: String? {
    let choices = assign(.payouts)
    guard speaksOfPayments, choices.hasField(.totalPayout) else { return nil }
    return "these look like payments, but no column says to whom. Say which does, such as "
      + "--map 'HEADER=whose it is'\(rest(choices))"
  }

  /// Products that were sent, without what they cost.
  private var giftsQuestion: String? {
    let choices = assign(.payouts)
    guard choices.hasField(.influencerReference), areGifts(choices) else { return nil }
    return
      "these look like products that were sent to creators, but no column says what they cost, which is what Clout "
      + "keeps of them. Say which does: --map 'HEADER=product cost'; or take the accounts alone, with the rest as columns: "
      + "--map '\(labels[choices.first { $0.value.field == .influencerReference }?.key ?? 0])=handle'\(rest(choices))"
  }

  /// Orders that nobody is credited for.
  private var ordersQuestion: String? {
    let choices = assign(.orders)
    let telling: [ImportField] = [
      .orderTotal, .revenue, .orderStatus, .refund, .key, .date, .conversions,
    ]
    guard choices.hasField(.orderTotal) || choices.hasField(.revenue),
      telling.count(where: choices.hasField) >= 2
    else { return nil }
    let amount = choices.first {
      $0.value.field == .orderTotal || $0.value.field == .revenue
    }
    return "these look like orders, but no column says who brought them: a code, a creator or a "
      + "link. Say which does, such as --map 'HEADER=whose it is' or --map 'HEADER=promo code'"
      + (amount.map {
        "; if none does, --map '\(labels[$0.key])=order total' counts them all as nobody's"
      } ?? "") + rest(choices)
  }

  /// Likes or views of nobody.
  private var figuresQuestion: String? {
    let choices = assign(.posts)
    let figures: [ImportField] = [
      .impressions, .reach, .likes, .comments, .shares, .saves, .clicks, .spend,
    ]
    guard let figure = choices.filter({ figures.contains($0.value.field) }).keys.min() else {
      return nil
    }
    if choices.hasField(.influencerReference) {
      return
        "“\(labels[figure])” is a figure of creators, but no column says when, or of which post. "
        + "Say which does, such as --map 'HEADER=post link' or --map 'HEADER=date'"
    }
    return "“\(labels[figure])” is a figure, but no column says whose. Say which does, such as "
      + "--map 'HEADER=whose it is'\(rest(choices))"
  }

  private var peopleQuestion: String? {
    let choices = assign(.roster)
    guard let who = choices.first(where: { $0.value.field == .handle || $0.value.field == .name })
    else { return nil }
    if profiles[who.key].uniqueShare < 0.8 {
      return
        "“\(labels[who.key])” has each account several times, and nothing says when or of which "
        + "post. Say which column does, such as --map 'HEADER=date'"
    }
    return
      "“\(labels[who.key])” names people, but nothing about them is known. Say what a column is, "
      + "such as --map 'HEADER=followers'\(rest(choices))"
  }

  /// What else there is to choose from; nothing if all columns are used.
  private func rest(_ choices: [Int: Choice]) -> String {
    let unused = unused(choices)
    return unused.isEmpty ? "" : ". Not used so far: \(list(unused))"
  }

  private func unused(_ choices: [Int: Choice]) -> [Int] {
    profiles.indices.filter { choices[$0] == nil }
  }

  private func list(_ indices: some Collection<Int>) -> String {
    let shown = indices.prefix(8).map { "“\(labels[$0])”" }.joined(separator: ", ")
    return shown + (indices.count > 8 ? ", …" : "")
  }
}
