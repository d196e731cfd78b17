import Synchronization
import Varlink
import VarlinkServer

/// Lets tasks wait until it is opened. Waiting tasks resume wherever they run.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func wait() async {
        await withCheckedContinuation { waiter in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiters.append(waiter) }
                return state.isOpen
            }
            if isOpen { waiter.resume() }
        }
    }

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

/// A service with every kind of method that a server must cope with.
struct TestService: VarlinkService {
    struct Value: Codable, Equatable {
        var value: Int?
        var text: String?
    }

    struct Number: Codable, Equatable {
        var n: Int
    }

    struct Credentials: Codable, Equatable {
        var pid: Int32
        var uid: UInt32
        var gid: UInt32
    }

    struct Unexpected: Error {}

    let interface = try! VarlinkInterface(
        parsing: """
            # Everything that can go well or wrong.
            interface org.example.test
            method Echo(value: ?int, text: ?string) -> (value: ?int, text: ?string)
            # Fails with Failed.
            method Fail(n: int) -> ()
            # Needs more: counts to n.
            method Count(n: int) -> (n: int)
            # Needs more: sends texts of n bytes without end.
            method Flood(n: int) -> (text: string)
            # Needs more: says 0 and then waits to be cancelled.
            method Wait() -> (n: int)
            # Returns when Wait was cancelled.
            method Cancelled() -> ()
            # Returns when Release is called.
            method Hold() -> ()
            method Release() -> ()
            # How many calls and continuing replies there were.
            method Calls() -> (n: int)
            method Whoami() -> (pid: int, uid: int, gid: int)
            method Throw() -> ()
            # Its reply has a field that is not declared.
            method Undeclared() -> ()
            error Failed (n: int)
            """)
    let held = Gate()
    let cancelled = Gate()
    let calls = SharedCount()

    func handle(_ call: ServiceCall) async throws -> ServiceReply {
        if call.method != "Calls" { calls.add() }
        switch call.method {
        case "Echo": return try .encoding(try call.decode(Value.self))
        case "Fail": throw VarlinkError("org.example.test.Failed", try call.decode(Number.self))
        case "Count": return try await count(call)
        case "Flood": return try await flood(call)
        case "Wait": return try await waitForCancellation(call)
        case "Cancelled":
            await cancelled.wait()
            return .empty
        case "Hold":
            await held.wait()
            return .empty
        case "Release":
            held.open()
            return .empty
        case "Calls": return try .encoding(Number(n: calls.value))
        case "Whoami":
            return try .encoding(
                Credentials(pid: call.peer.processID, uid: call.peer.userID, gid: call.peer.groupID))
        case "Throw": throw Unexpected()
        default: return ServiceReply(encoded: Array(#"{"undeclared":1}"#.utf8))
        }
    }

    private func count(_ call: ServiceCall) async throws -> ServiceReply {
        let end = try call.decode(Number.self).n
        for n in 1..<end { try await call.reply(continuing: Number(n: n)) }
        return try .encoding(Number(n: end))
    }

    private func flood(_ call: ServiceCall) async throws -> ServiceReply {
        let text = String(repeating: "x", count: try call.decode(Number.self).n)
        let reply = Array(#"{"text":"\#(text)"}"#.utf8)
        while true {
            try await call.reply(continuingEncoded: reply)
            calls.add()
        }
    }

    private func waitForCancellation(_ call: ServiceCall) async throws -> ServiceReply {
        try await call.reply(continuing: Number(n: 0))
        let end = Gate()
        await withTaskCancellationHandler {
            await end.wait()
        } onCancel: {
            end.open()
        }
        cancelled.open()
        throw CancellationError()
    }
}

/// A number that several tasks count on.
final class SharedCount: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
}
