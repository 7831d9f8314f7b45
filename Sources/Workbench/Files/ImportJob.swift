import Marketing
import SessionStore
import Wording

/// Imports another program's export into a session.
package struct ImportJob: Sendable {
  package let session: Session
  package let file: String
  package let options: ImportOptions

  /// - Parameter today: the day that a roster's figures are from, unless the options name another; dates far from it
  ///   can't be right.
  package init(_ session: Session, file: String, options: ImportOptions, today: Day) {
    self.session = session
    self.file = file
    var options = options
    if options.asOf == nil {
      options.asOf = today
      options.isDayGiven = false
    }
    options.today = today
    self.options = options
  }

  /// Works out what the import would do; applying its edit does it.
  package func run(
    goOn: @escaping (Double) -> Bool = { _ in true }
  ) throws(ImportError) -> ImportPlan {
    var session = session
    var stated: [Edit] = []
    var converted = 0
    if let currency = options.sessionCurrency, currency != session.settings.currency,
      !session.hasAmounts, let edit = try? session.changeCurrency(to: currency, .rename),
      (try? session.apply(edit)) != nil
    {
      stated.append(edit)
    }
    var rates = session.settings.rates
    for rate in options.rates {
      rates.removeAll { $0.currency == rate.currency && $0.day == rate.day }
      rates.append(rate)
    }
    if rates != session.settings.rates {
      let (edit, amounts) = session.stateRates(rates)
      if (try? session.apply(edit)) != nil {
        stated.append(edit)
        converted = amounts
      }
    }
    var plan = try Importer.plan(file: file, options: options, session: session, progress: goOn)
    if !stated.isEmpty {
      plan.edit = .group("import of \(plan.file)", stated + [plan.edit])
    }
    if converted > 0 {
      plan.notes.append(
        "The rate goes for what was imported before, too: "
          + "\(CountText.plural(converted, "amount is", "amounts are")) converted.")
    }
    return plan
  }

  /// The same for a session that is about to begin: it takes the currency of the file's amounts, if they have one.
  package func begin(
    goOn: @escaping (Double) -> Bool = { _ in true }
  ) throws(ImportError) -> (session: Session, plan: ImportPlan) {
    let plan = try run(goOn: goOn)
    guard let currency = plan.onlyCurrency else { return (session, plan) }
    var settings = session.settings
    settings.currency = currency
    let session = Session(settings: settings)
    var again = try ImportJob(session, file: file, options: options, today: options.today ?? .today)
      .run(goOn: goOn)
    again.notes.insert(
      "The new session is in \(currency.code), as the file's amounts are; --currency names another (:currency in the cockpit).",
      at: 0)
    return (session, again)
  }
}
