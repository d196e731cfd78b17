import FoundationEssentials
import HabitKit
import HabitTesting
import Testing

/// The plugin on HabitKit's landing page is `Eyes.swift` here, to the letter, and keeps the contract.
@Suite struct LandingPageTests {
    @Test func `the plugin of the landing page keeps the contract`() async {
        #expect(await PluginContract.violations(of: Eyes()) == [])
    }

    @Test func `the landing page shows the plugin that is tested`() throws {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let listing = try String(contentsOf: here.appending(path: "Eyes.swift"), encoding: .utf8)
        let page = try String(
            contentsOf: here.appending(path: "../../Sources/HabitKit/HabitKit.docc/HabitKit.md"), encoding: .utf8)
        #expect(page.contains("```swift\n\(listing)```"))
    }
}
