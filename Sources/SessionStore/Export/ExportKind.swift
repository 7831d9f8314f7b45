public enum ExportKind: String, CaseIterable, Sendable {
  case roster, bookings, measurements, kpis
}
