import LineUps
import Marketing
import Screen

/// What is asked of a plan, as the form shows it.
struct PlanForm: Equatable, Sendable {
  var options: PlanOptions
  let campaign: Campaign

  static let fields: [Field<PlanForm>] = [
    Field(
      id: "goal", title: "Goal", kind: .choice(Goal.allCases.map(\.rawValue)),
      help: "a goal, or several as awareness=2,conversions=1"
    ) { form, _ in
      form.options.blend?.text ?? form.options.goal.rawValue
    } write: { form, text, context throws(EntryError) in
      try form.change(context) { request throws(PlanRequest.Fault) in try request.setGoal(text) }
    },
    Field(id: "budget", title: "Budget", kind: .money, help: "an amount; empty for no limit") {
      form, context in
      form.options.budget.map { Format.money($0, context.currency) } ?? ""
    } write: { form, text, context throws(EntryError) in
      try form.change(context) { request throws(PlanRequest.Fault) in
        try request.setBudget(text)
      }
    },
    Field(id: "hours", title: "Hours", kind: .hours, help: "hours of work; empty for no limit") {
      form, _ in
      form.options.hours.map {
        Format.decimal(Double($0.hundredths) / 100, digits: $0.hundredths % 100 == 0 ? 0 : 2)
      } ?? ""
    } write: { form, text, context throws(EntryError) in
      try form.change(context) { request throws(PlanRequest.Fault) in try request.setHours(text) }
    },
    Field(
      id: "limits", title: "Limits", kind: .text,
      help: "micro>=5, mega<=2, food<=3, bookings<=20, share<=25%, alignment>=60, vetting>=approved"
    ) { form, _ in
      form.options.limitsText
    } write: { form, text, context throws(EntryError) in
      try form.change(context) { request throws(PlanRequest.Fault) in
        try request.setLimits(text)
      }
    },
    Field(
      id: "margin", title: "Margin", kind: .percent,
      help: "left of the revenue after the goods: plans for the contribution"
    ) { form, _ in
      form.options.margin.map { "\(Format.decimal($0.fraction * 100, digits: 1))%" } ?? ""
    } write: { form, text, context throws(EntryError) in
      try form.change(context) { request throws(PlanRequest.Fault) in try request.setMargin(text) }
    },
    choice("cautious", "Cautious", "what nine of ten futures exceed, instead of the mean") {
      $0.options.isCautious
    } write: {
      $0.options.isCautious = $1
    },
    choice("afresh", "Afresh", "as if nothing were contracted yet") {
      !$0.options.keepsCommitted
    } write: {
      $0.options.keepsCommitted = !$1
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
    _ body: (inout PlanRequest) throws(PlanRequest.Fault) -> Void
  ) throws(EntryError) {
    var request = PlanRequest(context.session, campaign)
    request.options = options
    do throws(PlanRequest.Fault) { try body(&request) } catch {
      throw EntryError(error.description)
    }
    options = request.options
  }
}
