import Foundation
import Glibc
import HabitKit
import HabitTesting
import Testing
import Varlink
import Walk

/// A Swift plugin as a program of its own: a real process on a socket.
@Suite(.timeLimit(.minutes(2))) struct PluginExecutableTests {
    private let moment = MomentBuilder("2026-11-24 15:40").presentSince("14:00").done("09:00", 5, .minutes).moment

    private func assessCall(_ settings: SettingTable = [:]) throws -> [UInt8] {
        try PluginWire.assessCall(moment, settings: settings)
    }

    @Test func `it says who it is and gives its interfaces word for word`() throws {
        struct Info: Decodable { var product: String; var interfaces: [String] }
        struct Description: Decodable { var description: String }
        let program = try ServedPlugin()
        defer { program.hangUp() }
        let connection = program.connection()
        let info: Info = try connection.call("org.varlink.service.GetInfo")
        #expect(info.product == "walk")
        #expect(info.interfaces == ["org.varlink.service", "io.habitd.Plugin"])
        for (name, text) in [
            ("io.habitd.Plugin", PluginWire.interfaceText),
            ("org.varlink.service", VarlinkInterface.service.description),
        ] {
            let told: Description = try connection.call(
                "org.varlink.service.GetInterfaceDescription", ["interface": name])
            #expect(told.description == text)
        }
        let error = #expect(throws: VarlinkError.self) {
            try connection.callRaw(
                "org.varlink.service.GetInterfaceDescription", parameters: Array(#"{"interface":"a.b"}"#.utf8))
        }
        #expect(error == .interfaceNotFound("a.b"))
    }

    @Test func `it is described and asked`() async throws {
        let program = try ServedPlugin()
        let connection = program.connection()
        let manifest = try PluginWire.manifest(fromReply: connection.callRaw(PluginWire.describe))
        #expect(manifest == WalkPlugin().manifest)
        let reply = try connection.callRaw(PluginWire.assess, parameters: assessCall(["every": .number(1800)]))
        let habit = try BoundHabit("walk", plugin: WalkPlugin(), settings: ["every": .number(1800)])
        #expect(try PluginWire.assessment(fromReply: reply) == (try await habit.assess(moment)))
        // More threads would tick once a second.
        #expect(try FileManager.default.contentsOfDirectory(atPath: "/proc/\(program.processID)/task").count == 1)
    }

    @Test func `what cannot be answered is told by the standard errors, and the next call is answered`() throws {
        let program = try ServedPlugin()
        defer { program.hangUp() }
        let connection = program.connection()
        let good = String(decoding: try assessCall(), as: UTF8.self)
        let cases: [(String, String, VarlinkError)] = [
            ("io.habitd.Plugin.Nope", "{}", .methodNotFound("io.habitd.Plugin.Nope")),
            ("io.habitd.Control.Status", "{}", .interfaceNotFound("io.habitd.Control")),
            ("Describe", "{}", .interfaceNotFound("")),
            (PluginWire.describe, #"{"x":1}"#, .invalidParameter("x")),
            (PluginWire.assess, "{}", .invalidParameter("moment")),
            (
                PluginWire.assess, good.replacing(#""mode":"normal""#, with: #""mode":1"#),
                .invalidParameter("moment.mode")
            ),
            (
                PluginWire.assess, good.replacing(#""mode":"normal""#, with: #""mode":"odd""#),
                .invalidParameter("moment.mode")
            ),
            (PluginWire.assess, good.replacing("T09:00:00", with: "T9:00"), .invalidParameter("moment.entries[0].at")),
            (
                PluginWire.assess, good.replacing(#""settings":{}"#, with: #""settings":{"every":1}"#),
                .invalidParameter("settings.every")
            ),
            (
                PluginWire.assess, good.replacing(#""settings":{}"#, with: #""settings":{"pace":1}"#),
                .invalidParameter("settings.pace")
            ),
        ]
        for (method, parameters, expected) in cases {
            let error = #expect(throws: VarlinkError.self) {
                try connection.callRaw(method, parameters: Array(parameters.utf8))
            }
            #expect(error == expected)
        }
        #expect(try PluginWire.manifest(fromReply: connection.callRaw(PluginWire.describe)).id == "walk")
    }

    @Test func `calls that come together are answered in order, those without a reply with none, and then it ends`()
        throws
    {
        let program = try ServedPlugin()
        let calls = try (0..<20).map { index in
            index.isMultiple(of: 3)
                ? CallMessage(method: PluginWire.describe, mode: .oneway)
                : CallMessage(
                    method: PluginWire.assess, parameters: try assessCall(["every": .number(Double(60 * (index + 1)))]))
        }
        let more = CallMessage(method: PluginWire.describe, mode: .more)
        program.send((calls + [more]).flatMap { $0.encoded() })
        program.endInput()
        let replies = program.rest()
        let expected = (0..<20).filter { !$0.isMultiple(of: 3) }
        try #require(replies.count == expected.count + 1)
        #expect(replies.allSatisfy { $0.error == nil && !$0.continues })
        for (reply, index) in zip(replies, expected) {
            let assessment = try PluginWire.assessment(fromReply: reply.parameters)
            #expect(assessment.reason.contains("\(DurationText.print(.minutes(index + 1))) active"), "\(assessment)")
        }
        #expect(program.wait() == 0)
        #expect(program.errors == "")
    }

    @Test func `a call may come byte by byte`() throws {
        let program = try ServedPlugin()
        for byte in CallMessage(method: PluginWire.describe).encoded() { program.send([byte]) }
        program.endInput()
        #expect(program.rest().count == 1)
        #expect(program.wait() == 0)
    }

    @Test func `it ends when nobody is there any more, also in the middle of its answers`() throws {
        let idle = try ServedPlugin()
        idle.hangUp()
        #expect(idle.wait() == 0)
        let busy = try ServedPlugin()
        busy.send((0..<200).flatMap { _ in CallMessage(method: PluginWire.describe).encoded() })
        busy.hangUp()
        #expect(busy.wait() == 0)
    }

    @Test(arguments: [
        (#"{"method":1}"#, "a name is not a string"), ("garbage", "an object is expected"),
        (#"{"method":"a.b.C","upgrade":true}"#, "an upgrade is not offered"),
    ])
    func `what is not Varlink ends it, with a word on stderr, after what was asked before`(
        text: String, reason: String
    ) throws {
        let program = try ServedPlugin()
        program.send(CallMessage(method: PluginWire.describe).encoded() + Array(text.utf8) + [0])
        #expect(program.rest().count == 1)
        #expect(program.wait() == 1)
        #expect(program.errors.contains(reason), "\(program.errors)")
    }

    @Test func `half a message is not waited for when nothing more can come`() throws {
        let program = try ServedPlugin()
        program.send(Array(#"{"method":"#.utf8))
        program.endInput()
        #expect(program.wait() == 1)
        #expect(program.errors.contains("the last message has no end"))
    }

    @Test func `a socket that is listened on is answered as well`() throws {
        let path = NSTemporaryDirectory() + "walk-\(UUID().uuidString.prefix(8))"
        defer { unlink(path) }
        let program = try ServedPlugin("walk-plugin", .listening(path))
        do {
            let connection = try VarlinkConnection(path: path)
            #expect(try PluginWire.manifest(fromReply: connection.callRaw(PluginWire.describe)).id == "walk")
        }
        #expect(program.wait() == 0)
    }

    @Test(arguments: [
        (ServedPlugin.Socket.none, [:]), (.connected, [:]), (.file, ["LISTEN_FDS": "1"]),
        (.connected, ["LISTEN_FDS": "1", "LISTEN_PID": "1"]), (.none, ["LISTEN_FDS": "1"]),
    ])
    func `without a socket of its own it says what it is, how to check and how to install it`(
        socket: ServedPlugin.Socket, environment: [String: String]
    ) throws {
        let program = try ServedPlugin("walk-plugin", socket, environment: environment)
        #expect(program.wait() == 2)
        let path = ServedPlugin.path("walk-plugin")
        for text in [
            "Walking", "habitctl plugin check \(path)", "install -D \(path) ~/.local/share/habitd/plugins/walk\n",
        ] {
            #expect(program.errors.contains(text), "\(program.errors)")
        }
    }
}
