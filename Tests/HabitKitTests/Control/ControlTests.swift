import Testing
import Varlink

@testable import HabitKit

@Suite struct ControlTests {
    @Test func `the interface text parses and names itself`() throws {
        let interface = try VarlinkInterface(parsing: Control.interfaceText)
        #expect(interface.name == Control.interfaceName)
    }

    @Test func `every error name of the interface is known, and no other`() {
        let declared = Control.interfaceText.split(separator: "\n").filter { $0.hasPrefix("error ") }
            .compactMap { $0.dropFirst(6).split(separator: " ").first.map(String.init) }
        #expect(Set(declared) == Set(Control.ErrorName.allCases.map(\.rawValue)))
        for name in Control.ErrorName.allCases { #expect(Control.ErrorName(fullName: name.fullName) == name) }
        #expect(Control.ErrorName(fullName: "io.other.NoSuchHabit") == nil)
    }

    @Test(arguments: [
        (["XDG_RUNTIME_DIR": "/run/user/7"], false, "/run/user/7/habitd/control"),
        (["XDG_RUNTIME_DIR": "/run/user/7/"], false, "/run/user/7/habitd/control"),
        (["XDG_RUNTIME_DIR": "relative"], true, "/run/user/7/habitd/control"),
        ([:], true, "/run/user/7/habitd/control"),
        ([:], false, "/tmp/habitd-7/habitd/control"),
        (["TMPDIR": "/var/tmp"], false, "/var/tmp/habitd-7/habitd/control"),
    ])
    func `daemon and client find the same socket`(environment: [String: String], isOwn: Bool, path: String) {
        #expect(SocketPath.resolve(environment: environment, userID: 7) { $0 == "/run/user/7" && isOwn } == path)
    }
}
