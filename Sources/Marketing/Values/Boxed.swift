/// A value on the heap, for something large and mostly absent in a record that exists a hundred thousand times.
indirect enum Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
  case value(Value)

  var value: Value {
    switch self {
    case .value(let value): value
    }
  }
}
