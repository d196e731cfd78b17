import Foundation
import Testing

/// The example in Swift, built as anyone would who has HabitKit installed: from a copy, with nothing of the checkout.
@Suite(.timeLimit(.minutes(15))) struct ExampleSwiftTests {
    private let sandbox: Sandbox
    private let example: String

    init() throws {
        sandbox = try Sandbox()
        example = sandbox.root + "/Plugins/Examples/wrist-circles"
        try FileManager.default.createDirectory(
            atPath: sandbox.root + "/Plugins/Examples", withIntermediateDirectories: true)
        let checkout = Self.checkout
        #expect(try run("cp", "-R", checkout + "/Plugins/Examples/wrist-circles", example).code == 0)
        // As it is installed: the very goal of the Makefile, which needs no compiler.
        let installed = try run(
            "make", "-C", checkout, "install-kit", "DESTDIR=\(sandbox.root)/stage", "PREFIX=/usr")
        #expect(installed.code == 0, "\(installed)")
        try FileManager.default.createDirectory(atPath: sandbox.root + "/Units", withIntermediateDirectories: false)
        try FileManager.default.moveItem(
            atPath: sandbox.root + "/stage/usr/share/habitd/HabitKit", toPath: sandbox.root + "/Units/HabitKit")
    }

    private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    private func run(_ command: String...) throws -> Sandbox.Finished { try sandbox.run(command) }

    /// `swift`, wherever it is: the sandbox's PATH is the system's.
    private func swift(_ arguments: String...) throws -> Sandbox.Finished {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let program = try #require(
            folders.map { $0 + "/swift" }.first { FileManager.default.isExecutableFile(atPath: $0) })
        let child = try sandbox.start([program] + arguments + ["--package-path", example])
        // A whole build may take longer than other waits are given.
        let code = try child.wait(minutes: 13)
        return Sandbox.Finished(code: code, output: child.output, errors: child.errors)
    }

    @Test func `it builds without a warning, passes its own tests and answers on the socket it is given`() throws {
        let links = try run("find", sandbox.root + "/Units/HabitKit", "-type", "l")
        #expect(links.output.isEmpty, "what is installed points into the checkout: \(links.output)")
        let tested = try swift("test", "--jobs", "2")
        #expect(tested.code == 0, "\(tested)")
        #expect(!tested.output.contains("warning:") && !tested.errors.contains("warning:"), "\(tested)")
        #expect(!(tested.output + tested.errors).contains("Fetching"), "it needs something from elsewhere: \(tested)")

        let program = example + "/.build/debug/wrist-circles"
        let talked = try sandbox.run(["python3", "-c", Self.talk, program])
        try #require(talked.code == 0, "\(talked)")
        let lines = talked.output.split(separator: "\n")
        #expect(lines.first == "wrist-circles Wrist circles every,circles,hands", "\(talked)")
        #expect(lines.dropFirst().first == "due A minute for your wrists 3", "\(talked)")
        #expect(lines.last == "0", "\(talked)")

        let alone = try run(program)
        #expect(alone.code == 2 && alone.errors.contains("habitctl plugin check"), "\(alone)")
        let checked = try run(Sandbox.program("habitctl"), "plugin", "check", program)
        #expect(checked.code == 0, "\(checked)")
    }

    /// Hands the program a socket as file descriptor 3, asks it both questions and tells what it said.
    private static let talk = """
        import json, os, socket, subprocess, sys
        ours, theirs = socket.socketpair()
        shell = 'exec 3<&%d; export LISTEN_PID=$$; exec "$0"' % theirs.fileno()
        environment = {"LISTEN_FDS": "1", "LISTEN_FDNAMES": "varlink"}
        program = subprocess.Popen(["sh", "-c", shell, sys.argv[1]], pass_fds=[theirs.fileno()], env=environment)
        theirs.close()
        def call(method, **parameters):
            message = {"method": "io.habitd.Plugin." + method, "parameters": parameters}
            ours.sendall(json.dumps(message).encode() + b"\\0")
            reply = b""
            while not reply.endswith(b"\\0"):
                reply += ours.recv(65536)
            return json.loads(reply[:-1])["parameters"]
        manifest = call("Describe")["manifest"]
        print(manifest["id"], manifest["title"], ",".join(s["key"] for s in manifest["settings"]))
        def span(start, end):
            return {"from": "2026-11-24T%s:00Z" % start, "until": "2026-11-24T%s:00Z" % end}
        day = {"date": "2026-11-24", "starts": "04:00", "active": [span("08:30", "22:00")],
               "from": "2026-11-24T04:00:00Z", "until": "2026-11-25T04:00:00Z"}
        activity = {"state": "present", "present": [span("09:00", "10:30")], "movement": [], "suspends": []}
        moment = {"now": "2026-11-24T10:30:00Z", "mode": "normal", "day": day, "activity": activity, "entries": [],
                  "zone": {"name": "UTC", "offset": 0, "earlierOffset": 0, "changes": []}}
        answer = call("Assess", moment=moment, settings={"every": 3600, "circles": 8, "hands": "both"})["assessment"]
        print(answer["state"], answer["prompt"]["message"], len(answer["prompt"]["routine"]["steps"]))
        ours.close()
        print(program.wait())
        """
}
