import Marketing
import Metrics
import Wording
import Workbench

/// The chart as numbers: a row for each period, a column for each line, newest period first.
enum CourseGrid: GridSource {
  struct Row: Equatable, Sendable {
    /// The period's place in the course.
    let index: Int
    let day: Day
    let label: String
    let kpi: KPI
    let values: [Double?]
  }

  typealias Part = KPIState
  static let state: WritableKeyPath<KPIState, GridState<Int>> & Sendable = \.numbers
  static let noun = (one: "period", many: "periods")
  static let scope = Command.Scope.numbers

  static func rows(_ state: CockpitState) -> [Row] {
    let course = state.kpis.figures.course
    return course.periods.indices.reversed().map { index in
      Row(
        index: index, day: course.periods[index],
        label: CourseText.period(course.periods[index], state.kpis.step), kpi: course.kpi,
        values: course.lines.map { index < $0.values.count ? $0.values[index] : nil })
    }
  }
  static func revision(_ state: CockpitState) -> Int { state.kpis.figures.revision }
  static func key(_ row: Row) -> Int { row.index }
  static func title(_ row: Row, _ session: Session) -> String { row.label }
  static func searchText(_ row: Row, _ session: Session) -> SearchText { SearchText([row.label]) }

  static func columns(_ state: CockpitState) -> [GridColumn<Row>] {
    let kpi = state.kpis.figures.course.kpi
    let period = GridColumn<Row>(
      id: "period", title: state.kpis.step == .day ? "Day" : "Week", minimum: 10, maximum: 10,
      text: { row, _ in row.label }, sortKey: { row, _ in .number(row.day.number) })
    return [period]
      + state.kpis.figures.course.lines.enumerated().map { place, line in
        GridColumn<Row>(
          id: "line \(place)", title: line.label, minimum: 8, maximum: 16, isNumeric: true,
          text: { row, context in
            value(row, place).map { KPIText.compact(kpi, $0, context.currency) }
              ?? NumberText.absent
          },
          sortKey: { row, context in
            value(row, place).map { .number(KPIText.sortable(kpi, $0, context.currency)) }
              ?? .absent
          })
      }
  }

  private static func value(_ row: Row, _ place: Int) -> Double? {
    place < row.values.count ? row.values[place] : nil
  }
}

/// How charts write days and weeks.
enum CourseText {
  static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `14 Mar`.
  static func short(_ day: Day) -> String {
    let civil = day.civil
    return "\(civil.day) \(months[civil.month - 1])"
  }

  static func period(_ day: Day, _ step: TimeSeries.Step) -> String {
    step == .day ? day.iso : "\(short(day))–\(short(day + 6))"
  }

  static func reading(_ reading: TimeSeries.Reading, _ step: TimeSeries.Step) -> String {
    let period = step == .day ? "day" : "week"
    return switch reading {
    case .each: "each \(period)"
    case .zeroFilled: "each \(period), gaps as 0"
    case .cumulative: "added up"
    }
  }
}
