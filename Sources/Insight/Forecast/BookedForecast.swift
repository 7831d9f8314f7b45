import LibC
import Marketing

extension Forecaster {
  /// What a booking brings and costs: its own fee where one is named, else what its pieces usually cost, as a guess.
  package func forecast(_ booking: Booking, _ people: [Influencer], _ place: Int) -> Forecast {
    var forecast = creator(people, place).forecast(pieces: booking.pieces ?? 1)
    if let fee = booking.fee {
      let basis =
        switch booking.stage {
        case .proposed, .declined: Basis(.rateCard, "as proposed")
        case .offered: Basis(.agreed, "as offered")
        case .contracted, .live, .done, .paid: Basis(.agreed, "contracted")
        }
      forecast.fee = ForecastFigure(
        outcome: Distribution(exactly: Double(fee.minorUnits)), basis: basis)
    } else {
      forecast.fee = forecast.fee?.unnamed
    }
    forecast.productCost = Double(booking.productCost.minorUnits)
    forecast.commission = Double(booking.commission.minorUnits)
    return forecast
  }
}

extension ForecastFigure {
  /// How far what is agreed in the end lies from a rate card or an earlier price, as a deviation of the logarithm: most
  /// of it within a third.
  private static let negotiation = 0.25

  /// A price as the guess that it is for a booking whose fee nobody has named: never firm, and never exact.
  fileprivate var unnamed: ForecastFigure {
    let mean = outcome.mean
    let own = log(1 + outcome.variation * outcome.variation).squareRoot()
    let sigma = max(own, ForecastFigure.negotiation)
    return ForecastFigure(
      outcome: mean > 0
        ? Distribution(mu: log(mean) - sigma * sigma / 2, sigma: sigma) : outcome,
      basis: Basis(.estimate, "no fee named yet; \(basis.text)"), shared: shared)
  }
}

extension Forecast {
  /// What a booking costs, in whole minor units: fee, goods and commission. Without any idea of the fee, the rest.
  package var leastCost: Money {
    let parts = [fee?.outcome.mean ?? 0, productCost, commission]
    return Money(minorUnits: parts.reduce(0) { $0 + Int64($1.rounded()) })
  }
}
