import Marketing
import Vetting

/// How the figures of the vet screen come about.
enum VetHelp {
  /// For the head of the help; nothing on other screens.
  static func lines(_ state: CockpitState) -> [TextView.Line] {
    guard state.screen == .vet, let brand = state.document?.session.settings.brand else {
      return []
    }
    var lines = [
      TextView.Line(text: "Alignment", role: .title),
      TextView.Line(text: BrandAlignment.formula, role: .accent),
    ]
    lines += AlignmentPart.allCases.map {
      TextView.Line(text: "weight \(brand.weight(of: $0)): \($0.formula)", key: $0.title)
    }
    lines.append(TextView.Line(text: "Flags", role: .title))
    // On a flag's line its own signal comes first, and alone is told in full.
    if let flag = state.vet.focus == .reasons ? state.vettedFlag : nil {
      lines.append(
        TextView.Line(text: "\(flag.signal.title). \(flag.signal.explanation)", role: .accent))
    } else {
      lines += Signal.allCases.map { TextView.Line(text: "\($0.title). \($0.explanation)") }
    }
    lines.append(
      TextView.Line(
        text:
          "Worth: first those in the campaign's line-up (★), by what each adds to it, then the others by what they bring for "
          + "their cost.", role: .muted))
    return lines + [TextView.Line(text: "")]
  }
}
