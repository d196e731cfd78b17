import Foundation

/// Calls to a plugin's program as anyone could make them, by Python's own socket and JSON.
struct ProgramTalk {
    let desk: Desk

    private static let script = """
        import json, os, socket, subprocess, sys
        ours, theirs = socket.socketpair()
        program = subprocess.Popen([sys.argv[1]], pass_fds=[3], env={**os.environ, "LISTEN_FDS": "1"},
                                   preexec_fn=lambda: os.dup2(theirs.fileno(), 3))
        theirs.close()
        calls = json.loads(sys.argv[2])
        received = b""
        for number, call in enumerate(calls):
            ours.sendall(json.dumps(call).encode() + b"\\0")
            while received.count(b"\\0") <= number:
                received += ours.recv(65536)
        ours.close()
        assert program.wait(timeout=60) == 0
        print(json.dumps([json.loads(reply) for reply in received.split(b"\\0")[:-1]]))
        """

    /// The replies to calls that are made one after the other.
    func replies(of program: String, to calls: [[String: Any]]) throws -> [[String: Any]] {
        let text = String(decoding: try JSONSerialization.data(withJSONObject: calls), as: UTF8.self)
        let told = try desk.sandbox.run(["python3", "-c", Self.script, program, text])
        guard let replies = try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [[String: Any]] else {
            throw Child.Failure(description: "no replies: \(told)")
        }
        return replies
    }

    /// What the program answers to Assess at each of the moments.
    func answers(of program: String, at moments: [[String: Any]], settings: [String: Any]) throws -> [[String: Any]] {
        let calls = moments.map { moment -> [String: Any] in
            ["method": "io.habitd.Plugin.Assess", "parameters": ["moment": moment, "settings": settings]]
        }
        return try replies(of: program, to: calls).map { reply in
            (reply["parameters"] as? [String: Any])?["assessment"] as? [String: Any] ?? reply
        }
    }
}
