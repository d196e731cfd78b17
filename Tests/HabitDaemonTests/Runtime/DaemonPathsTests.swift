import Glibc
import Testing

@testable import HabitDaemon

@Suite struct DaemonPathsTests {
    @Test func `XDG directories go before the home directory`() throws {
        let paths = try DaemonPaths(environment: [
            "HOME": "/home/ada", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c", "XDG_RUNTIME_DIR": "/r",
        ])
        #expect(paths.data == "/d/habitd" && paths.configuration == "/c/habitd" && paths.socket == "/r/habitd/control")
    }

    @Test func `without them, or with relative ones, the home directory serves`() throws {
        let paths = try DaemonPaths(environment: [
            "HOME": "/home/ada", "XDG_DATA_HOME": "data", "XDG_RUNTIME_DIR": "/r",
        ])
        #expect(paths.data == "/home/ada/.local/share/habitd" && paths.configuration == "/home/ada/.config/habitd")
    }

    @Test func `without HOME it says what to set`() throws {
        let error = try #require(throws: StartError.self) { try DaemonPaths(environment: ["XDG_CONFIG_HOME": "/c"]) }
        #expect(error.status == .data && error.message.contains("HOME") && error.message.contains("XDG_DATA_HOME"))
        #expect(try DaemonPaths(environment: ["XDG_DATA_HOME": "/d"]).configuration == nil)
    }

    @Test func `a directory on the command line goes before all`() throws {
        #expect(try DaemonPaths(environment: ["HOME": "/h"], configuration: "/x").configuration == "/x")
    }
}
