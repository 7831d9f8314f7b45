import LineUps
import Marketing
import Screen
import Wording
import Workbench

/// A plan's request, as the form shows it.
struct PlanForm: Equatable, Sendable {
  var request: PlanRequest
  let campaign: Campaign

  static let fields: [Field<PlanForm>] = [
    Field(
      id: "goal", title: "Goal", kind: .choice(Goal.allCases.map(\.rawValue)),
      help: "a goal, or several as awareness=2,conversions=1"
    ) { form, _ in
      form.request.unread("goal", "blend") ?? form.request.blend?.text ?? form.request.goal.rawValue
    } write: { form, text, context throws(EntryError) in
      try form.change(context) { words throws(PlanWords.Fault) in try words.setGoal(text) }
    },
    Field(id: "budget", title: "Budget", kind: .money, help: "an amount; empty for no limit") {
      form, context in
      form.request.unread("budget")
        ?? form.request.budget.map { MoneyText.exact($0, context.currency) } ?? ""
    } write: { form, text, context throws(EntryError) in
      try form.change(context) { words throws(PlanWords.Fault) in
        try words.setBudget(text)
      }
    },
    Field(id: "hours", title: "Hours", kind: .hours, help: "hours of work; empty for no limit") {
      form, _ in
      form.request.unread("hours") ?? form.request.hours.map { HoursText.exact($0) } ?? ""
    } write: { form, text, context throws(EntryError) in
      try form.change(context) { words throws(PlanWords.Fault) in try words.setHours(text) }
    },
    Field(
      id: "limits", title: "Limits", kind: .text,
      help: "micro>=5, mega<=2, food<=3, bookings<=20, share<=25%, alignment>=60, vetting>=approved"
    ) { form, _ in
      form.request.unread("limits") ?? form.request.limits.text
    } write: { form, text, context throws(EntryError) in
      try form.change(context) { words throws(PlanWords.Fault) in
        try words.setLimits(text)
      }
    },
    Field(
      id: "margin", title: "Margin", kind: .percent,
      help: "what is left of the revenue after the cost of goods: plans for that contribution"
    ) { form, _ in
      form.request.unread("margin") ?? form.request.margin.map { PercentText.exact($0) } ?? ""
    } write: { form, text, context throws(EntryError) in
      try form.change(context) { words throws(PlanWords.Fault) in try words.setMargin(text) }
    },
    choice(
      "cautious", "Cautious", "for the worst fifth of futures, around P10, instead of the mean"
    ) {
      $0.request.isCautious
    } write: {
      $0.request.isCautious = $1
      $0.request.settle("cautious")
    },
    choice("afresh", "From scratch", "as if nothing were contracted yet") {
      !$0.request.keepsCommitted
    } write: {
      $0.request.keepsCommitted = !$1
      $0.request.settle("afresh")
    },
    Field(
      id: "must", title: "Locked in", kind: .text,
      help: "handles, separated by commas; #7 is somebody who has left the roster"
    ) { form, context in
      form.request.unread("must") ?? PlanWords(context.session, form.request).must
    } write: { form, text, context throws(EntryError) in
      try form.change(context) { words throws(PlanWords.Fault) in try words.setMust(text) }
    },
  ]

  private static func choice(
    _ id: String, _ title: String, _ help: String,
    read: @escaping @Sendable (PlanForm) -> Bool,
    write: @escaping @Sendable (inout PlanForm, Bool) -> Void
  ) -> Field<PlanForm> {
    Field(id: id, title: title, kind: .choice(["yes", "no"]), help: "yes or no: \(help)") {
      form, _ in
      read(form) ? "yes" : "no"
    } write: { form, text, _ throws(EntryError) in
      switch text.trimmed.lowercased() {
      case "yes", "y": write(&form, true)
      case "no", "n", "": write(&form, false)
      default: throw EntryError("Write yes or no.")
      }
    }
  }

  private mutating func change(
    _ context: EntryContext,
    _ body: (inout PlanWords) throws(PlanWords.Fault) -> Void
  ) throws(EntryError) {
    var words = PlanWords(context.session, request)
    do throws(PlanWords.Fault) { try body(&words) } catch {
      throw EntryError(error.description)
    }
    request = words.request
  }
}

extension PlanRequest {
  /// The saved text of a member that couldn't be understood.
  fileprivate func unread(_ names: String...) -> String? {
    unread.first { names.contains($0.name) }?.json
  }
}
