/// A part of the state that is opaque to the shell: a screen's own state, or where its frame drew what.
protocol StatePart: Sendable {
  init()
}

/// The parts, each under its own type. One that was never written has its initial value.
///
/// Parts are read and changed in place: if the subscript returned copies, every change to a large table would copy it.
struct StateParts: Sendable {
  private var boxes: [AnyBox] = []

  init() {}

  subscript<Part: StatePart>(_ type: Part.Type) -> Part {
    _read {
      if let at = place(of: type) {
        yield unsafeDowncast(boxes[at], to: Box<Part>.self).part
      } else {
        yield Part()
      }
    }
    _modify {
      let at: Int
      if let known = place(of: type) {
        at = known
        // Other copies of the state, such as the one a frame is drawn from, must not see the change.
        if !isKnownUniquelyReferenced(&boxes[at]) { boxes[at] = boxes[at].copy() }
      } else {
        at = boxes.count
        boxes.append(Box(Part()))
      }
      yield &unsafeDowncast(boxes[at], to: Box<Part>.self).part
    }
  }

  private func place<Part: StatePart>(of type: Part.Type) -> Int? {
    let wanted = ObjectIdentifier(type)
    return boxes.firstIndex { $0.type == wanted }
  }

  /// Unchecked: a box is changed only by the one value that holds it.
  private class AnyBox: @unchecked Sendable {
    let type: ObjectIdentifier

    init(_ type: ObjectIdentifier) { self.type = type }
    func copy() -> AnyBox { self }
  }

  private final class Box<Part: StatePart>: AnyBox, @unchecked Sendable {
    var part: Part

    init(_ part: Part) {
      self.part = part
      super.init(ObjectIdentifier(Part.self))
    }

    override func copy() -> AnyBox { Box(part) }
  }
}
