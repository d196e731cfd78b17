import Glibc
import Testing

@testable import Varlink

@Suite struct ActivationTests {
    private func activation(_ environment: [String: String], pid: Int32 = 42) -> Activation? {
        Activation.fromEnvironment(environment, processID: pid)
    }

    @Test(
        arguments: [
            [:], ["LISTEN_FDS": "1"], ["LISTEN_PID": "42"], ["LISTEN_FDS": "1", "LISTEN_PID": "41"],
            ["LISTEN_FDS": "0", "LISTEN_PID": "42"], ["LISTEN_FDS": "-1", "LISTEN_PID": "42"],
            ["LISTEN_FDS": "x", "LISTEN_PID": "42"], ["LISTEN_FDS": "1", "LISTEN_PID": ""],
            ["LISTEN_FDS": "99999999999", "LISTEN_PID": "42"],
        ] as [[String: String]])
    func `nothing is taken that was not handed to us`(environment: [String: String]) {
        #expect(activation(environment) == nil)
    }

    @Test(
        arguments: [
            (1, nil, [3]), (1, "varlink", [3]), (1, "other", [3]), (1, "", [3]), (2, "varlink:state", [3]),
            (3, "state:varlink:varlink", [4, 5]), (2, nil, []), (2, "a:b", []), (3, "varlink", [3]),
        ] as [(Int, String?, [Int32])])
    func `the Varlink sockets are found among them`(count: Int, names: String?, expected: [Int32]) {
        var environment = ["LISTEN_FDS": "\(count)", "LISTEN_PID": "42"]
        environment["LISTEN_FDNAMES"] = names
        #expect(activation(environment)?.varlinkDescriptors == expected)
        #expect(activation(environment)?.fileDescriptors.map { $0.0 } == (0..<Int32(count)).map { 3 + $0 })
    }

    @Test func `a pidfd id must match where both are known`() {
        let environment = ["LISTEN_FDS": "1", "LISTEN_PID": "42", "LISTEN_PIDFDID": "7"]
        #expect(Activation.fromEnvironment(environment, processID: 42, pidfdID: 7) != nil)
        #expect(Activation.fromEnvironment(environment, processID: 42, pidfdID: 8) == nil)
        #expect(Activation.fromEnvironment(environment, processID: 42) != nil)
    }

    @Test func `a listening socket is told from a connected one`() {
        var pair: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        #expect(!Activation.isListening(pair[0]))
        close(pair[0])
        close(pair[1])
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        // Linux gives an unnamed socket that is bound to nothing a name of its own.
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafePointer(to: &address) {
            _ = $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, 2) }
        }
        #expect(listen(listener, 1) == 0)
        #expect(Activation.isListening(listener))
        close(listener)
        #expect(!Activation.isListening(listener))
    }

    @Test(arguments: [
        ("unix:/run/x", "/run/x", false), ("unix:@name", "name", true), ("/run/x", "/run/x", false),
        ("./x", "./x", false), ("unix:/run/x;mode=0600", "/run/x", false), ("unix:rel/x", "rel/x", false),
    ])
    func `addresses are understood`(text: String, path: String, isAbstract: Bool) throws {
        let address = try UnixAddress(parsing: text)
        #expect(address.path == path && address.isAbstract == isAbstract)
    }

    @Test(arguments: ["tcp:127.0.0.1:80", "exec:/bin/x", "unix:", "unix:@", "", "device:/dev/x", "x"])
    func `other addresses are refused by name`(text: String) {
        #expect(throws: TransportError.unsupportedAddress(text)) { try UnixAddress(parsing: text) }
    }
}
