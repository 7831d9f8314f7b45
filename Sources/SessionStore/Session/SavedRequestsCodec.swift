import JSON
import Marketing

// Saved requests, in session.json. Readers that don't know the member keep it.
//
//     "requests": {"plans": [{"campaign": 2, …}], "comparison": {…}, "pairs": [{"left": …, "right": …}]}
extension JSONWriter {
  mutating func requests(_ requests: SavedRequests) {
    key("requests")
    beginObject()
    func unread(_ name: String) -> [UnknownField] { requests.unread.filter { $0.name == name } }
    if !requests.plans.isEmpty || !unread("plans").isEmpty {
      startLine(indent: 4)
      key("plans")
      beginArray()
      for (campaign, request) in requests.plans.sorted(by: { $0.key < $1.key }) {
        startLine(indent: 6)
        plan(request, of: campaign)
      }
      for field in unread("plans") { raw(field.json.utf8) }
      endArray()
    }
    if let comparison = requests.comparison {
      startLine(indent: 4)
      key("comparison")
      self.comparison(comparison)
    } else {
      unknown(unread("comparison"))
    }
    if !requests.pairs.isEmpty || !unread("pairs").isEmpty {
      startLine(indent: 4)
      key("pairs")
      beginArray()
      for pair in requests.pairs {
        startLine(indent: 6)
        sides(pair)
      }
      for field in unread("pairs") { raw(field.json.utf8) }
      endArray()
    }
    unknown(requests.unknown)
    endObject()
  }
}

extension JSONReader {
  mutating func readRequests() throws(JSONError) -> SavedRequests {
    var requests = SavedRequests()
    try beginObject()
    while let key = try nextKey() {
      let field = try readUnknown(key)
      do throws(JSONError) {
        switch field.name {
        case "plans":
          for element in try field.elements() {
            do throws(JSONError) {
              let (campaign, request) = try element.read { reader throws(JSONError) in
                try reader.readPlan()
              }
              requests.plans[campaign] = request
            } catch {
              requests.unread.append(element)
            }
          }
        case "comparison":
          requests.comparison = try field.read { reader throws(JSONError) in
            try reader.readComparison()
          }
        case "pairs":
          for element in try field.elements() {
            do throws(JSONError) {
              requests.pairs.append(
                try element.read { reader throws(JSONError) in try reader.readSides() })
            } catch {
              requests.unread.append(element)
            }
          }
        default: requests.unknown.append(field)
        }
      } catch {
        requests.unread.append(field)
      }
    }
    return requests
  }
}
