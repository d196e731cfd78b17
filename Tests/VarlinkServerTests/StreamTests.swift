import Testing

@testable import Varlink
@testable import VarlinkServer

@Suite(.serialized) struct StreamTests {
    @Test func `a stream asked for without more is refused`() async throws {
        try await TestServer.run { server in
            let client = try server.client()
            client.call("Count", #"{"n":3}"#)
            #expect(client.message() == #"{"error":"org.varlink.service.ExpectedMore"}"#)
            client.call("Count", #"{"n":1}"#)
            #expect(client.message() == #"{"parameters":{"n":1}}"#)
        }
    }

    @Test func `a stream is cancelled when its client hangs up`() async throws {
        try await TestServer.run { server in
            do {
                let client = try server.client()
                client.call("Wait", mode: .more)
                #expect(client.message() == #"{"parameters":{"n":0},"continues":true}"#)
            }
            let other = try server.client()
            other.call("Cancelled")
            #expect(other.message() == "{}")
        }
    }

    @Test func `a stream goes on while only the client's output has ended`() async throws {
        try await TestServer.run { server in
            let client = try server.client()
            client.call("Count", #"{"n":4}"#, mode: .more)
            client.endOutput()
            #expect(client.messages().count == 4)
        }
    }

    /// What a slow reader may make the server hold: two socket buffers, NIO's high-water mark and a message.
    private static let outstandingLimit = 1 << 20

    @Test func `a client that does not read stops the stream instead of filling memory`() async throws {
        try await TestServer.run { server in
            let size = 10_000
            let client = try server.client()
            client.call("Flood", #"{"n":\#(size)}"#, mode: .more)
            let other = try server.client()
            func sent() -> Int {
                other.call("Calls")
                let digits = other.message()?.filter(\.isNumber) ?? ""
                return Int(digits) ?? -1
            }
            // The loop gets to another connection only when the flood has been stopped.
            var stopped = sent()
            while stopped == 0 { stopped = sent() }
            #expect(stopped * size < Self.outstandingLimit)
            #expect(sent() == stopped)
            // Reading lets it go on, and never by more than was read.
            for read in 1...500 {
                #expect(client.message()?.utf8.count ?? 0 > size)
                if read % 100 == 0 { #expect((sent() - read) * size < Self.outstandingLimit) }
            }
            #expect(sent() > 500)
        }
    }

    @Test func `a client that sends calls and does not read is read no further`() async throws {
        try await TestServer.run { server in
            let client = try server.client()
            let text = String(repeating: "x", count: 10_000)
            let call = CallMessage(method: "org.example.test.Echo", parameters: Array(#"{"text":"\#(text)"}"#.utf8))
                .encoded()
            let other = try server.client()
            var (sent, idleTurns) = (0, 0)
            // Fill every buffer on the way. When nothing more fits though the loop has had many turns, it is stuck.
            while idleTurns < 20, sent < Self.outstandingLimit * 8 {
                let count = client.sendWithoutWaiting(Array(call[(sent % call.count)...]))
                sent += count
                idleTurns = count > 0 ? 0 : idleTurns + 1
                if count > 0 { continue }
                other.call("Calls")
                _ = other.message()
            }
            #expect(sent < Self.outstandingLimit * 2)
            let complete = sent / call.count
            client.endOutput()
            let replies = client.messages()
            #expect(replies.count == complete)
            #expect(replies.allSatisfy { $0.utf8.count > 10_000 })
        }
    }

    @Test func `closing answers the call in progress, cancels streams and ends every connection`() async throws {
        try await TestServer.run { server in
            let holding = try server.client()
            holding.call("Hold")
            let streaming = try server.client()
            streaming.call("Wait", mode: .more)
            #expect(streaming.message() == #"{"parameters":{"n":0},"continues":true}"#)
            let idle = try server.client()
            idle.call("Echo")
            #expect(idle.message() == "{}")
            await server.bound.close()
            server.service.held.open()
            #expect(holding.messages() == ["{}"])
            #expect(streaming.messages().isEmpty)
            #expect(idle.messages().isEmpty)
            #expect(throws: TransportError.self) { try server.client() }
        }
    }

    @Test func `closing does not wait for a client that leaves its replies unread`() async throws {
        try await TestServer.run { server in
            let client = try server.client()
            client.call("Echo", #"{"text":"\#(String(repeating: "x", count: 900_000))"}"#)
            let other = try server.client()
            other.call("Echo")
            #expect(other.message() == "{}")
            await server.bound.close()
            await server.ended.wait()
            #expect(client.messages().isEmpty)
        }
    }
}
