import JSON

/// The result of `clout ingest`, for programs.
package enum IngestReport {
  package static func json(_ report: Intake.Report) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("taken")
    writer.int(Int64(report.taken))
    writer.key("unchanged")
    writer.int(Int64(report.unchanged))
    writer.key("refused")
    writer.int(Int64(report.refused))
    writer.key("lines")
    writer.int(Int64(report.lines))
    writer.key("refusals")
    writer.beginArray()
    for refusal in report.refusals {
      writer.beginObject()
      writer.key("line")
      writer.int(Int64(refusal.line))
      writer.key("reason")
      writer.string(refusal.reason)
      writer.key("text")
      writer.string(refusal.text)
      writer.endObject()
    }
    writer.endArray()
    writer.key("notes")
    writer.beginArray()
    for note in report.notes { writer.string(note) }
    writer.endArray()
    writer.endObject()
    writer.breakLine()
    return writer.take()
  }
}
