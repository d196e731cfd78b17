import HabitTesting
import Testing
import Varlink

@testable import HabitKit

/// What a plugin's program answers when the plugin itself is at fault.
@Suite struct PluginServiceTests {
    private struct Grumpy: HabitPlugin {
        struct Settings: Codable, Sendable {
            var mood: String
        }

        struct Refusal: Error, CustomStringConvertible {
            let description: String
        }

        let manifest = Manifest(
            id: "grumpy", title: "Grumpy", summary: "Fails in every way.", unit: .times, amounts: 1...10,
            settings: [SettingSpec("mood", .text(20), default: .text(""), "What to do")])

        @concurrent func assess(_ moment: Moment, settings: Settings) async throws -> Assessment {
            await Task.yield()
            switch settings.mood {
            case "throw": throw Refusal(description: "no more\nof \u{1B}[31mthis")
            case "infinite":
                return Assessment(
                    state: .due, progress: Progress(done: .infinity, target: 1, unit: .times), reason: "x")
            default: return Assessment(state: .due, reason: settings.mood)
            }
        }
    }

    private struct Mismatched: HabitPlugin {
        struct Settings: Codable, Sendable {
            var other: Int
        }

        let manifest = Manifest(id: "odd", title: "Odd", summary: "Odd.", unit: .times, amounts: 1...10)

        func assess(_ moment: Moment, settings: Settings) -> Assessment { Assessment(state: .due, reason: "x") }
    }

    private func ask(_ plugin: some HabitPlugin, _ settings: SettingTable = [:]) async throws -> ReplyMessage {
        let call = try PluginWire.assessCall(MomentBuilder("2026-11-24 15:40").moment, settings: settings)
        return await PluginService(plugin).answer(CallMessage(method: PluginWire.assess, parameters: call))
    }

    private func failure(_ reply: ReplyMessage) throws -> String {
        struct Parameters: Decodable { var message: String }
        #expect(reply.error == "io.habitd.Plugin.Failed")
        let interface = try PluginWireTests.interface.get()
        let declared = try #require(interface.errors["Failed"])
        _ = try interface.check(reply.parameters, against: declared.parameters)
        return try JSONText.decode(Parameters.self, from: reply.parameters).message
    }

    @Test func `an answer goes out though it comes from elsewhere`() async throws {
        let reply = try await ask(Grumpy(), ["mood": .text("fine")])
        #expect(reply.error == nil)
        #expect(try PluginWire.assessment(fromReply: reply.parameters).reason == "fine")
    }

    @Test func `what assess throws is the reason in one safe line`() async throws {
        let message = try failure(try await ask(Grumpy(), ["mood": .text("throw")]))
        #expect(message.hasPrefix("no more") && isOneLine(message, limit: 200), "\(message)")
    }

    @Test func `an assessment that JSON cannot say is a failure and not an answer`() async throws {
        let message = try failure(try await ask(Grumpy(), ["mood": .text("infinite")]))
        #expect(message == "the assessment holds a number that is not finite")
    }

    @Test func `settings that do not fit the manifest are the plugin's failure, and told by name`() async throws {
        #expect(try failure(try await ask(Mismatched())).contains("other"))
    }

    @Test func `a setting out of range is the caller's`() async throws {
        let reply = try await ask(Grumpy(), ["mood": .text(String(repeating: "x", count: 21))])
        #expect(reply == ReplyMessage(.invalidParameter("settings.mood")))
    }
}
