import Marketing

/// Why a job wasn't done, in words for the user.
package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let lines: [String]
  package var description: String { lines.joined(separator: "\n") }

  package init(_ description: String) { lines = [description] }
  private init(lines: [String]) { self.lines = lines }

  /// Ignoring the parts that can't be understood would answer a different question.
  ///
  /// - Parameter campaign: named in the refusal if there are several requests.
  static func of(
    _ request: PlanRequest, in session: Session, for campaign: Campaign? = nil
  ) throws(Refusal) {
    let name = campaign.map { "\($0.name): " } ?? ""
    let problems = request.problems(in: session).map { name + $0 }
    guard problems.isEmpty else { throw Refusal(lines: problems) }
  }
}

extension Session {
  /// Finds a campaign by name; the refusal lists those there are.
  package func campaign(named name: String) throws(Refusal) -> Campaign {
    let wanted = name.lowercased()
    if let exact = campaign(called: name) { return exact }
    let matches = campaigns.rows.filter { $0.name.lowercased().hasPrefix(wanted) }
    guard matches.count == 1 else {
      let names = campaigns.rows.map { "“\($0.name)”" }.joined(separator: ", ")
      throw Refusal(
        "“\(name)” doesn't name one campaign. "
          + (names.isEmpty ? "The session has none." : "There are \(names)."))
    }
    return matches[0]
  }
}
