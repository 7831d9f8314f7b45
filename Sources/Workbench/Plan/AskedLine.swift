import Marketing
import Wording

/// A plan's request as earlier versions saved it, as one line of words. Read, but no longer written.
///
///     goal=awareness; blend=; budget=$1,200.00; limits=bookings<=20, food<=3; must=4 7; fees=4:120000; afresh=false
enum AskedLine {
  /// Parts that can't be read any more become problems of the request.
  static func read(_ text: String, _ session: Session, _ campaign: Campaign) -> PlanRequest {
    var words = PlanWords(session, PlanRequest(campaign))
    for part in text.split(separator: ";") {
      let sides = part.trimmed.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { continue }
      let (name, value) = (String(sides[0]), String(sides[1]))
      do throws(PlanWords.Fault) {
        try take(name, value, &words)
      } catch {
        words.request.unread.append(UnknownField(name: name, json: quoted(value)))
      }
    }
    return words.request.compared(to: campaign)
  }

  private static func take(
    _ name: String, _ value: String, _ words: inout PlanWords
  ) throws(PlanWords.Fault) {
    func ids() -> Set<InfluencerID> {
      Set(value.split(separator: " ").compactMap { Int($0) }.map { InfluencerID($0) })
    }
    switch name {
    case "goal": try words.setGoal(value)
    case "blend": if !value.isEmpty { try words.setGoal(value) }
    case "budget": try words.setBudget(value)
    case "hours": try words.setHours(value)
    case "margin": try words.setMargin(value)
    case "limits":
      for text in ChoiceText.readList(value) {
        do throws(PlanWords.Fault) {
          words.request.limits.set(try words.limit(text))
        } catch {
          words.request.limits.unread.append(quoted(text))
        }
      }
    case "must": words.request.must = ids()
    case "ban": words.request.banned = ids()
    case "fees":
      for entry in value.split(separator: " ") {
        let numbers = entry.split(separator: ":").compactMap { Int64($0) }
        guard numbers.count == 2, numbers[1] > 0 else { continue }
        words.request.fees[InfluencerID(Int(numbers[0]))] = Money(minorUnits: numbers[1])
      }
    case "cautious": words.request.isCautious = value == "true"
    case "afresh": words.request.keepsCommitted = value != "true"
    default: break
    }
  }

  /// As a JSON string.
  private static func quoted(_ text: String) -> String {
    let escaped = text.map { character -> String in
      switch character {
      case "\"", "\\": "\\\(character)"
      default: character.unicodeScalars.contains { $0.value < 0x20 } ? " " : String(character)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

extension SavedView {
  /// What the session keeps asking of a campaign's plan; nil if it is nothing but the campaign's own goal, budget and
  /// hours.
  package func keptPlan(_ session: Session, _ campaign: Campaign) -> PlanRequest? {
    let kept =
      requests.plans[campaign.id]
      ?? self["plan.asked.\(campaign.id.number)"].map { AskedLine.read($0, session, campaign) }
    guard let request = kept?.following(campaign), request != PlanRequest(campaign) else {
      return nil
    }
    return request
  }
}
