import Testing

@testable import Varlink
@testable import VarlinkServer

@Suite(.serialized) struct LimitTests {
    /// Shows that the server still serves others.
    private func expectAlive(_ client: RawClient, _ what: Comment = "still served") {
        client.call("Echo", #"{"value":1}"#)
        #expect(client.message() == #"{"parameters":{"value":1}}"#, what)
    }

    private func call(ofSize size: Int) -> [UInt8] {
        let head = #"{"method":"org.example.test.Echo","parameters":{"text":""#
        let tail = #""}}"#
        return Array((head + String(repeating: "x", count: size - head.utf8.count - tail.utf8.count) + tail).utf8) + [0]
    }

    @Test func `a megabyte passes and one byte more costs the connection`() async throws {
        try await TestServer.run { server in
            let other = try server.client()
            expectAlive(other)
            let client = try server.client()
            client.send(call(ofSize: 1 << 20))
            #expect(client.message()?.utf8.count ?? 0 > 1_000_000)
            client.send(call(ofSize: (1 << 20) + 1))
            #expect(client.messages().isEmpty)
            let endless = try server.client()
            endless.send([UInt8](repeating: 0x20, count: 3 << 20))
            #expect(endless.messages().isEmpty)
            expectAlive(other)
        }
    }

    @Test func `the connection beyond the limit is closed, and its place is free again when one leaves`() async throws {
        try await TestServer.run { server in
            var clients = try (0..<64).map { _ in try server.client() }
            for client in clients { expectAlive(client) }
            let refused = try server.client()
            #expect(refused.messages().isEmpty)
            for client in clients { expectAlive(client) }
            let leaving = clients.removeLast()
            leaving.endOutput()
            #expect(leaving.messages().isEmpty)
            expectAlive(try server.client())
        }
    }

    @Test func `an idle connection ends and a stream does not`() async throws {
        try await TestServer.run(configure: { $0.idleTimeout = .milliseconds(250) }) { server in
            let streaming = try server.client()
            streaming.call("Wait", mode: .more)
            #expect(streaming.message() != nil)
            let fresh = try server.client()
            #expect(fresh.messages().isEmpty)
            let used = try server.client()
            used.call("Echo")
            #expect(used.messages() == ["{}"])
            // The stream has lasted longer than either, and only this ends it.
            await server.bound.close()
            #expect(streaming.messages().isEmpty)
            #expect(server.log.all.count { $0.contains("idle") } == 2)
        }
    }

    @Test func `a message that stays half sent costs the connection`() async throws {
        try await TestServer.run(configure: { $0.partialMessageTimeout = .milliseconds(50) }) { server in
            let idle = try server.client()
            let client = try server.client()
            client.send(Array(#"{"method":"#.utf8))
            #expect(client.messages().isEmpty)
            let second = try server.client()
            second.send(CallMessage(method: "org.example.test.Echo").encoded() + [0x7B])
            #expect(second.messages() == ["{}"])
            // With a stream running, and a byte now and then, it is the same.
            let streaming = try server.client()
            streaming.call("Wait", mode: .more)
            #expect(streaming.message() != nil)
            streaming.send([0x7B])
            #expect(streaming.messages().isEmpty)
            expectAlive(idle)
        }
    }

    @Test func `a client that never reads its replies is given up with the idle timeout`() async throws {
        try await TestServer.run(configure: { $0.idleTimeout = .milliseconds(50) }) { server in
            let client = try server.client()
            let large = call(ofSize: 500_000)
            client.send(large + large + large)
            client.endOutput()
            let other = try server.client()
            #expect(other.messages().isEmpty)
            #expect(client.messages().count < 3)
        }
    }

    @Test func `a fault of the service costs its connection only, and is logged`() async throws {
        try await TestServer.run(configure: { $0.checksReplies = true }) { server in
            let other = try server.client()
            expectAlive(other)
            for method in ["Throw", "Undeclared"] {
                let client = try server.client()
                client.call(method)
                client.call("Echo")
                #expect(client.messages().isEmpty)
            }
            let oneway = try server.client()
            oneway.call("Throw", mode: .oneway)
            #expect(oneway.messages().isEmpty)
            expectAlive(other)
            #expect(server.log.all.count { $0.hasPrefix("error:") } == 3)
        }
    }

    @Test func `a client may not be anyone but those allowed`() async throws {
        try await TestServer.run(configure: { $0.allowedUserIDs = [4_000_000_000] }) { server in
            let client = try server.client()
            client.call("Echo")
            #expect(client.messages().isEmpty)
        }
    }
}
