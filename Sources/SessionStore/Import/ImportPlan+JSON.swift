import JSON

extension ImportPlan {
  /// The plan as a JSON object, for programs.
  package func json(dryRun: Bool) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("file")
    writer.string(file)
    writer.key("kind")
    writer.string(kind.rawValue)
    writer.key("dry_run")
    writer.bool(dryRun)
    for (name, count) in [
      ("added", added), ("changed", changed), ("unchanged", unchanged), ("refused", refusals.count),
      ("set_aside", setAside),
    ] {
      writer.key(text: name)
      writer.int(Int64(count))
    }
    writer.key("columns")
    writer.beginArray()
    for column in columns {
      writer.startLine(indent: 2)
      writer.beginObject()
      writer.key("header")
      writer.string(column.header)
      writer.key("field")
      writer.string(column.field)
      writer.key("reason")
      writer.string(column.reason)
      writer.key("sample")
      writer.string(column.sample)
      writer.endObject()
    }
    writer.endArray()
    writer.key("notes")
    writer.beginArray()
    for note in notes { writer.string(note) }
    writer.endArray()
    if !unknown.isEmpty {
      writer.key("unknown_names")
      writer.beginArray()
      for name in unknown { writer.string(name.name) }
      writer.endArray()
    }
    if !ambiguousDates.isEmpty {
      writer.key("ambiguous_dates")
      writer.beginArray()
      for dates in ambiguousDates {
        writer.startLine(indent: 2)
        writer.beginObject()
        writer.key("header")
        writer.string(dates.header)
        writer.key("text")
        writer.string(dates.text)
        for reading in dates.readings {
          writer.key(text: reading.order.rawValue)
          writer.string(reading.day.iso)
        }
        writer.endObject()
      }
      writer.endArray()
    }
    writer.key("refusals")
    writer.beginArray()
    for refusal in refusals {
      writer.startLine(indent: 2)
      writer.beginObject()
      writer.key("line")
      writer.int(Int64(refusal.line))
      if !refusal.column.isEmpty {
        writer.key("column")
        writer.string(refusal.column)
      }
      writer.key("reason")
      writer.string(refusal.reason)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    writer.breakLine(indent: 0)
    return writer.bytes
  }
}
