import Testing

@testable import HabitDaemon

@Suite struct OptionsTests {
    private func options(_ change: (inout Options) -> Void) -> Options {
        var options = Options()
        change(&options)
        return options
    }

    @Test func `every option is understood, with its value beside it or after an equals sign`() throws {
        #expect(try Options(parsing: []) == Options())
        #expect(try Options(parsing: ["-f"]) == options { $0.foreground = true })
        let configured = options { $0.configurationDirectory = "/etc/x" }
        #expect(try Options(parsing: ["--config", "/etc/x"]) == configured)
        #expect(try Options(parsing: ["--config=/etc/x"]) == configured)
        #expect(try Options(parsing: ["--restore", "a b"]) == options { $0.task = .restore("a b") })
        #expect(try Options(parsing: ["--check-config"]).task == .checkConfiguration)
        #expect(try Options(parsing: ["--check-plugin", "./x.py"]) == options { $0.task = .checkPlugin("./x.py") })
        #expect(try Options(parsing: ["--check-plugin=x", "--json"]).json)
        let reading = try Options(parsing: [
            "--read-import=x", "--import-format", "loop", "--import-name=a=b", "--import-name=c=d",
        ])
        #expect(
            reading.task == .readImport("x") && reading.importFormat == "loop" && reading.importNames == ["a=b", "c=d"])
        #expect(try Options(parsing: ["--version"]).task == .version)
        #expect(try Options(parsing: ["-h"]).task == .help)
    }

    @Test(arguments: [["--frobnicate"], ["run"], ["--config"], ["--config="], ["--restore"], ["-x"], [""]])
    func `anything else is refused, and named`(arguments: [String]) throws {
        let problem = try #require(throws: Options.Problem.self) { try Options(parsing: arguments) }
        let name = arguments[0].split(separator: "=").first.map(String.init) ?? ""
        #expect(problem.message.contains(name))
    }

    @Test func `the help names every option`() {
        for name in ["--foreground", "--config", "--check-config", "--restore", "--read-import", "--version", "--help"]
        {
            #expect(Options.help.contains(name))
        }
        #expect(Options.help.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.contains("--") })
    }
}
