// swift-tools-version: 6.1
import PackageDescription

/// Bootstraps, branch and bound and made-up sessions are thirty times slower unoptimised: tests of them would take
/// minutes.
let optimisedAlways: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

func insight(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/Insight/\(name)",
    swiftSettings: optimisedAlways)
}

let package = Package(
  name: "clout",
  products: [.executable(name: "clout", targets: ["clout"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .executableTarget(
      name: "clout",
      dependencies: [
        "Cockpit", "Comparison", "Forecast", "LibC", "LineUps", "Marketing", "Metrics", "Screen",
        "SessionStore", "Terminal", "Wording", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "Cockpit",
      dependencies: [
        "Charts", "Comparison", "Forecast", "LibC", "LineUps", "Marketing", "Metrics", "Screen",
        "SessionStore", "Statistics", "Themes", "Vetting", "Widgets", "Wording",
        "Workbench",
      ]),
    insight(
      "LineUps", ["Forecast", "LibC", "Marketing", "Metrics", "Optimizer", "Vetting", "Wording"]),
    insight("Optimizer", ["LibC"]),
    insight("Vetting", ["LibC", "Marketing", "Metrics", "Wording"]),
    insight("Forecast", ["LibC", "Marketing", "Metrics", "Statistics", "Wording"]),
    insight("Comparison", ["LibC", "Marketing", "Metrics", "Statistics", "Wording"]),
    insight("Metrics", ["Marketing", "Statistics", "Wording"]),
    insight("Statistics", ["LibC"]),
    .target(
      name: "Workbench",
      dependencies: [
        "Comparison", "Forecast", "LibC", "LineUps", "Marketing", "Metrics", "Screen",
        "SessionStore", "Vetting", "Wording",
      ]),
    .target(name: "SessionStore", dependencies: ["LibC", "Marketing"]),
    .target(name: "Marketing", swiftSettings: optimisedAlways),
    .target(name: "Wording", dependencies: ["Marketing"], swiftSettings: optimisedAlways),
    .target(name: "Screen", exclude: ["Charts", "Widgets"]),
    .target(name: "Charts", dependencies: ["Screen"], path: "Sources/Screen/Charts"),
    .target(name: "Widgets", dependencies: ["Screen"], path: "Sources/Screen/Widgets"),
    .target(name: "LibC"),
    .target(name: "Terminal", dependencies: ["CNcurses", "LibC", "Screen"]),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "Themes", path: "Themes",
      resources: [
        .embedInCode("dark.json"), .embedInCode("light.json"), .embedInCode("colorblind.json"),
        .embedInCode("terminal.json"),
      ]),
    .target(name: "TestSupport", path: "Tests/Support"),
    .testTarget(
      name: "ScreenTests", dependencies: ["Charts", "LibC", "Screen", "TestSupport", "Widgets"]),
    .testTarget(name: "TerminalTests", dependencies: ["LibC", "Screen", "Terminal"]),
    .testTarget(name: "MarketingTests", dependencies: ["Marketing"]),
    .testTarget(name: "WordingTests", dependencies: ["Marketing", "Wording"]),
    .testTarget(
      name: "InsightTests",
      dependencies: [
        "Comparison", "Forecast", "LibC", "LineUps", "Marketing", "Metrics", "Optimizer",
        "Statistics", "TestSupport", "Vetting",
      ]),
    .testTarget(name: "SessionStoreTests", dependencies: ["LibC", "SessionStore", "TestSupport"]),
    .testTarget(
      name: "CockpitTests",
      dependencies: [
        "Cockpit", "Comparison", "LibC", "LineUps", "Marketing", "Metrics", "Vetting", "Wording",
        "Workbench",
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Cockpit", "Comparison", "LibC", "LineUps", "Marketing", "Metrics", "Screen",
        "SessionStore", "Workbench", "clout",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
