import Marketing
import Vetting

/// Explains the figures of the vet screen.
enum VetHelp {
  /// For the top of the help.
  static func lines(_ state: CockpitState) -> [TextLine] {
    guard let brand = state.document?.session.settings.brand else {
      return []
    }
    var lines = [
      TextLine(text: "Alignment", role: .title),
      TextLine(text: BrandAlignment.formula, role: .accent),
    ]
    lines += AlignmentPart.allCases.map {
      TextLine(text: "weight \(brand.weight(of: $0)): \($0.formula)", key: $0.title)
    }
    lines.append(TextLine(text: "Flags", role: .title))
    // With the cursor on a flag, only its own signal is explained.
    if let flag = state.vet.focus == .reasons ? state.vettedFlag : nil {
      lines.append(
        TextLine(text: "\(flag.signal.title). \(flag.signal.explanation)", role: .accent))
    } else {
      lines += Signal.allCases.map { TextLine(text: "\($0.title). \($0.explanation)") }
    }
    lines.append(
      TextLine(
        text:
          "Worth: first those in the campaign's line-up (★), by what each adds to it, then the others by what they bring for "
          + "their cost.", role: .muted))
    return lines + [TextLine(text: "")]
  }
}
