extension Booking: SchemaRecord {
  public static let noun = "booking"
  public static var blank: Booking {
    Booking(id: BookingID(0), campaign: CampaignID(0), influencer: InfluencerID(0))
  }

  private typealias Field = RecordField<Booking>

  public static let schema = Schema<Booking> {
    Field(
      "campaign", "Campaign", .campaign({ $0.campaign }, { $0.campaign = $1 }), isRequired: true,
      column: .shown("Campaign", 10...22))
    Field(
      "influencer", "Influencer", .influencer({ $0.influencer }, { $0.influencer = $1 }),
      isRequired: true, column: .shown("Influencer", 12...24))
    Field(
      "stage", "Stage", .choice(FieldChoice("stage", { $0.stage }, { $0.stage = $1 })),
      column: .shown("Stage", 10...10))
    Field(
      "deliverables", "Deliverables", .deliverables({ $0.deliverables }, { $0.deliverables = $1 }),
      column: .shown("Deliverables", 10...20))
    Field(
      "fee", "Fee", .money({ $0.fee }, { $0.fee = $1 }), column: .shown("Fee", 7...9))
    Field(
      "product_cost", id: "product", "Product cost",
      .amount(.leftOut, { $0.productCost }, { $0.productCost = $1 }),
      column: .shown("Product", 7...9))
    Field(
      "commission", "Commission", .amount(.leftOut, { $0.commission }, { $0.commission = $1 }),
      column: .shown("Comm.", 7...9))
    Field(
      "promo_code", id: "code", "Promo code",
      .text(.identity, { $0.promoCode }, { $0.promoCode = $1 }),
      column: .shown("Promo code", 8...12))
    Field(
      "tracking_link", id: "link", "Tracking link",
      .text(.line, { $0.trackingLink }, { $0.trackingLink = $1 }),
      column: .hidden("Tracking link", 12...30))
    Field("hours", "Hours", .hours({ $0.hours }, { $0.hours = $1 }), column: .shown("Hours", 6...6))
    Field(
      "start", "First day", .day({ $0.start }, { $0.start = $1 }),
      column: .shown("First day", 10...10))
    Field(
      "end", "Last day", .day({ $0.end }, { $0.end = $1 }), column: .shown("Last day", 10...10))
    Field(
      "notes", "Notes", .text(.line, { $0.notes }, { $0.notes = $1 }),
      column: .shown("Notes", 10...40))
  }
}
