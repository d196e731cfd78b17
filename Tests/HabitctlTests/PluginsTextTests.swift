import HabitKit
import Testing

@testable import habitctl

@Suite struct PluginsTextTests {
    private static let reply = Control.PluginsReply(plugins: [
        .init(
            id: "water", title: "Hydration", origin: "built-in", path: nil, state: "ready", error: nil,
            habits: ["water"]),
        .init(
            id: "breathe", title: "Breathing", origin: "executable", path: "/home/me/plugins/breathe.py",
            state: "waiting", error: "it did not answer within 2 s", habits: ["breathe", "evening"], restarts: 3,
            shadows: ["/usr/lib/habitd/plugins/breathe"]),
        .init(
            id: "breathe", title: "breathe", origin: "executable", path: "/usr/lib/habitd/plugins/breathe",
            state: "shadowed", error: nil, habits: [], shadowedBy: "/home/me/plugins/breathe.py"),
        .init(
            id: "eyes", title: "eyes", origin: "executable", path: "/home/me/plugins/eyes", state: "refused",
            error: "others can write to it; chmod go-w /home/me/plugins/eyes ends that", habits: []),
        .init(
            id: "water", title: "water", origin: "declarative", path: "/home/me/habits.d/water.toml",
            state: "shadowed", error: nil, habits: [], shadowedBy: "built-in"),
    ])

    @Test func `plugins are listed with their origin, state, habits and trouble`() {
        #expect(
            PluginsText(reply: Self.reply, terminal: Samples.ascii).lines == [
                "  water    Hydration  built-in     ready     water",
                "  breathe  Breathing  executable   waiting   breathe, evening",
                "    /home/me/plugins/breathe.py",
                "    hides /usr/lib/habitd/plugins/breathe",
                "    ! it did not answer within 2 s; tried again in a moment",
                "    ! its program was started again 3 times",
                "  breathe  breathe    executable   shadowed",
                "    /usr/lib/habitd/plugins/breathe",
                "    ! not used: /home/me/plugins/breathe.py comes first",
                "  eyes     eyes       executable   refused",
                "    /home/me/plugins/eyes",
                "    ! others can write to it; chmod go-w /home/me/plugins/eyes ends that",
                "  water    water      declarative  shadowed",
                "    /home/me/habits.d/water.toml",
                "    ! not used: water is built in; another file name makes it a habit",
            ])
    }

    @Test func `a plugin that calls itself by escape sequences and a long title is shown in eighty columns`() {
        let title = String(repeating: "long ", count: 12) + "\u{1b}[31m"
        let error = "it ended with status 3 before it answered: \u{1b}]0;title\u{7} and more words than fit in one line"
        let reply = Control.PluginsReply(plugins: [
            .init(
                id: String(repeating: "x", count: 64), title: title, origin: "executable", path: "/p/\u{1b}[2Jx",
                state: "failed", error: error, habits: ["one", "two"])
        ])
        let lines = PluginsText(reply: reply, terminal: Samples.utf8).lines
        #expect(lines.allSatisfy { $0.displayWidth <= 80 && !$0.contains("\u{1b}") && !$0.contains("\u{7}") })
        #expect(lines.count == 4)
    }
}
