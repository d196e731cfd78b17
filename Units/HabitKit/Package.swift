// swift-tools-version: 6.2
import PackageDescription

// HabitKit by itself: what a plugin in Swift is built with, without the daemon and what the daemon needs.
// `make install` puts it into PREFIX/share/habitd/HabitKit.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
]

let package = Package(
    name: "HabitKit",
    products: [
        .library(name: "HabitKit", targets: ["HabitKit"]),
        .library(name: "HabitTesting", targets: ["HabitTesting"]),
    ],
    targets: [
        .target(name: "Varlink", swiftSettings: settings),
        .target(
            name: "HabitKit", dependencies: ["Varlink"], resources: [.embedInCode("Interfaces")],
            swiftSettings: settings),
        .target(name: "HabitTesting", dependencies: ["HabitKit"], swiftSettings: settings),
    ]
)
