// swift-tools-version: 6.2
import PackageDescription

// A habit as a program of its own, in Swift. It depends on HabitKit alone: here the checkout's, on an installed machine
// the one in /usr/local/share/habitd/HabitKit (`habitctl plugin new NAME --language swift` knows where).
//
// Test it:     swift test
// Build it:    swift build -c release
// Check it:    habitctl plugin check .build/release/wrist-circles
// Install it:  install -D -m 0755 .build/release/wrist-circles ~/.local/share/habitd/plugins/wrist-circles

let kit = Package.Dependency.package(name: "HabitKit", path: "../../../Units/HabitKit")

let package = Package(
    name: "wrist-circles",
    products: [.executable(name: "wrist-circles", targets: ["WristCircles"])],
    dependencies: [kit],
    targets: [
        .executableTarget(
            name: "WristCircles",
            dependencies: [.product(name: "HabitKit", package: "HabitKit")],
            // With nothing else to load it starts in milliseconds.
            linkerSettings: [.unsafeFlags(["-static-executable"], .when(configuration: .release))]),
        .testTarget(
            name: "WristCirclesTests",
            dependencies: [
                "WristCircles", .product(name: "HabitKit", package: "HabitKit"),
                .product(name: "HabitTesting", package: "HabitKit"),
            ]),
    ]
)
