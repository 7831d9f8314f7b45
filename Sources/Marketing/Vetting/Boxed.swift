/// A value on the heap: for what is large and mostly absent in a record of which there are a hundred thousand.
indirect enum Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
  case value(Value)

  var value: Value {
    switch self {
    case .value(let value): value
    }
  }
}
