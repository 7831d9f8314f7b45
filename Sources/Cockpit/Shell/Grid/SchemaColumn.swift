import Marketing
import Wording

extension GridColumn where Row: SchemaRecord {
  /// The column of a schema's row; nil for kinds that have none. `field` is how its cells are edited.
  init?(_ row: RecordField<Row>, field: Field<Row>?) {
    guard let column = row.column else { return nil }
    let (id, title, widths) = (row.id, column.title, column.widths)
    let visible = column.isVisibleAtFirst
    func text(_ text: @escaping @Sendable (Row, GridContext) -> String) -> GridColumn {
      .text(id, title, widths, visible: visible, field: field, text)
    }
    switch row.access {
    case .text(_, let get, _): self = text { row, _ in get(row) }
    case .platform(let get, _): self = text { row, _ in get(row).title }
    case .choice(let choice): self = text { row, _ in choice.get(row) }
    case .count(let get, _):
      self = .count(id, title, widths, visible: visible, field: field) { row, _ in get(row) }
    case .amount(_, let get, _):
      self = .money(id, title, widths, visible: visible, field: field) { row, _ in get(row) }
    case .money(let get, _):
      self = .money(id, title, widths, visible: visible, field: field) { row, _ in get(row) }
    case .share(_, let get, _):
      self = .percent(id, title, widths, visible: visible, field: field) { row, _ in
        get(row)?.fraction
      }
    case .hours(let get, _):
      self = GridColumn(
        id: id, title: title, minimum: widths.lowerBound, maximum: widths.upperBound,
        isNumeric: true, isVisibleAtFirst: visible,
        text: { row, _ in HoursText.compact(get(row)) },
        sortKey: { row, _ in get(row).map { .number(Double($0.hundredths) / 100) } ?? .absent },
        field: field)
    case .day(let get, _): self = text { row, _ in get(row)?.iso ?? "" }
    case .ages(let get, _): self = text { row, _ in get(row)?.text ?? "" }
    case .texts(let get, _): self = text { row, _ in get(row).joined(separator: ", ") }
    case .flag(let get, _): self = text { row, _ in get(row) ? "yes" : "" }
    case .campaign(let get, _):
      self = text { row, context in
        context.session.campaigns[get(row)]?.name ?? NumberText.absent
      }
    case .influencer(let get, _):
      self = text { row, context in InfluencerText.handle(get(row), context.session) }
    case .deliverables(let get, _): self = text { row, _ in DeliverableText.write(get(row)) }
    case .targets(let get, _):
      self = text { row, context in TargetText.write(get(row), context.currency) }
    case .vetting, .snapshots, .custom: return nil
    }
  }

  /// The columns of a schema in the given order, those not named at the end. `own` are computed from several fields
  /// or drawn specially, and replace the field with the same identifier.
  static func columns(
    _ order: [String], own: [GridColumn], fields: [Field<Row>]
  ) -> [GridColumn] {
    let named = order.compactMap { id -> GridColumn? in
      own.first { $0.id == id }
        ?? Row.schema.field(id).flatMap { row in
          GridColumn(row, field: fields.first { $0.id == id })
        }
    }
    let others = Row.schema.fields.filter { !order.contains($0.id) }
    return named
      + others.compactMap { row in
        GridColumn(row, field: fields.first { $0.id == row.id })
      }
  }
}
