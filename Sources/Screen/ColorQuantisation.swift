extension Color {
  /// The nearest colour that a display can show.
  public func quantised(to colors: Capabilities.Colors) -> Color {
    switch (colors, self) {
    case (.none, _): .terminal
    case (_, .terminal), (.rgb, _), (.indexed256, .indexed): self
    case (.indexed256, .rgb(let red, let green, let blue)):
      .indexed(nearestIndexed(red, green, blue))
    case (.sixteen, .indexed(let index)) where index < 16: self
    case (.sixteen, _): components.map { .indexed(nearestOfSixteen($0)) } ?? .terminal
    }
  }

  /// Red, green and blue; nil for the terminal's own colour. The first 16 are xterm's, though
  /// the user's palette may differ.
  public var components: (red: UInt8, green: UInt8, blue: UInt8)? {
    switch self {
    case .terminal: return nil
    case .rgb(let red, let green, let blue): return (red, green, blue)
    case .indexed(let index) where index < 16: return xtermColors[Int(index)]
    case .indexed(let index) where index < 232:
      let offset = Int(index) - 16
      return (cubeLevels[offset / 36], cubeLevels[offset / 6 % 6], cubeLevels[offset % 6])
    case .indexed(let index):
      let gray = 8 + 10 * (index - 232)
      return (gray, gray, gray)
    }
  }
}

private typealias Components = (red: UInt8, green: UInt8, blue: UInt8)

private let cubeLevels: [UInt8] = [0, 95, 135, 175, 215, 255]

private let xtermColors: [Components] = [
  (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
  (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
  (255, 0, 255), (0, 255, 255), (255, 255, 255),
]

/// The nearest colour in the cube or the grey ramp; never one of the first 16, which users redefine.
private func nearestIndexed(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  func level(_ value: UInt8) -> Int {
    value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40
  }
  let target = (red: red, green: green, blue: blue)
  let cube = 16 + 36 * level(red) + 6 * level(green) + level(blue)
  let mean = (Int(red) + Int(green) + Int(blue)) / 3
  let gray = 232 + min(max((mean - 3) / 10, 0), 23)
  return [UInt8(cube), UInt8(gray)].min {
    distance($0, target) < distance($1, target)
  } ?? UInt8(cube)
}

private func distance(_ index: UInt8, _ target: Components) -> Int {
  Color.indexed(index).components.map { distance($0, target) } ?? .max
}

private func nearestOfSixteen(_ target: Components) -> UInt8 {
  var best = 0
  for index in xtermColors.indices
  where distance(xtermColors[index], target) < distance(xtermColors[best], target) {
    best = index
  }
  return UInt8(best)
}

/// A colour distance weighted by how the eye tells colours apart ("redmean").
private func distance(_ one: Components, _ other: Components) -> Int {
  let redMean = (Int(one.red) + Int(other.red)) / 2
  let red = Int(one.red) - Int(other.red)
  let green = Int(one.green) - Int(other.green)
  let blue = Int(one.blue) - Int(other.blue)
  return (512 + redMean) * red * red / 256 + 4 * green * green
    + (767 - redMean) * blue * blue / 256
}
