import Testing

@testable import habitctl

@Suite struct ScaffoldTests {
    @Test(arguments: ["deep-work", "a", "2-min-rule", "x1"])
    func `a name is an id as it stands`(typed: String) throws {
        #expect(try PluginName(typed).id == typed)
    }

    @Test(arguments: [
        "", "Deep", "deep work", "deep_work", "-x", "../x", "a/b", "ä", "a.b", String(repeating: "a", count: 65), "a\n",
    ])
    func `what is no id is refused, and what is right is told`(typed: String) throws {
        let failure = try #require(throws: Failure.self) { try PluginName(typed) }
        #expect(failure.status == .usage)
        #expect(failure.hints.contains { $0.contains("deep-work") })
    }

    @Test func `title, type and file follow from the id`() throws {
        let name = try PluginName("deep-work")
        #expect([name.title, name.type, name.snake] == ["Deep work", "DeepWork", "deep_work"])
        #expect(try PluginName("2-min-rule").type == "Habit2MinRule")
    }

    @Test(arguments: Scaffold.Language.allCases)
    func `a scaffold fills in every place of its templates`(language: Scaffold.Language) throws {
        let scaffold = try Scaffold(PluginName("deep-work"), language) { "/opt/habitd/share/habitd/HabitKit" }
        #expect(scaffold.files.count >= 2, "a plugin and its test")
        for file in scaffold.files {
            #expect(!file.text.contains("{{"), "\(file.path)")
            #expect(!file.path.contains("{{"))
        }
        #expect(scaffold.files.contains { $0.text.contains("Deep work") })
        #expect(scaffold.next.contains { $0.command.hasPrefix("habitctl plugin check ") })
    }

    @Test func `HabitKit is looked for beside the installed program and in the checkout that built it`() throws {
        #expect(HabitKitSource.places(around: "/usr/local/bin/habitctl").first == "/usr/local/share/habitd/HabitKit")
        let built = HabitKitSource.places(around: "/src/habitd/.build/x86_64-unknown-linux-gnu/debug/habitctl")
        #expect(built.last == "/src/habitd/Units/HabitKit")
        #expect(
            try HabitKitSource.find(program: "/usr/bin/habitctl") { $0.hasPrefix("/usr/share/") }
                == "/usr/share/habitd/HabitKit")
        let failure = try #require(throws: Failure.self) {
            try HabitKitSource.find(program: "/usr/bin/habitctl") { _ in false }
        }
        #expect(failure.hints.contains { $0.contains("make install") })
    }
}
