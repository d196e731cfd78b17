import Glibc
import Testing

@testable import Varlink

/// Both ends of a socket pair: what the service would say is written before the client asks.
@Suite struct VarlinkConnectionTests {
    private struct Value: Codable, Equatable {
        var n: Int
    }

    private final class Peer {
        let descriptor: Int32
        let connection: VarlinkConnection

        init(timeout: Duration? = .seconds(10)) {
            var pair: [Int32] = [0, 0]
            #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
            descriptor = pair[0]
            connection = VarlinkConnection(fileDescriptor: pair[1], timeout: timeout)
        }

        deinit { close(descriptor) }

        func say(_ text: String) {
            let bytes = Array(text.utf8)
            #expect(write(descriptor, bytes, bytes.count) == bytes.count)
        }

        func heard() -> String {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        }
    }

    @Test func `a call sends one message and decodes the reply`() throws {
        let peer = Peer()
        peer.say("{\"parameters\":{\"n\":7}}\0")
        #expect(try peer.connection.call("a.b.C", Value(n: 1), returning: Value.self) == Value(n: 7))
        #expect(peer.heard() == "{\"method\":\"a.b.C\",\"parameters\":{\"n\":1}}\0")
        peer.say("{}\0")
        _ = try peer.connection.call("a.b.C", returning: NoParameters.self)
        #expect(peer.heard() == "{\"method\":\"a.b.C\"}\0")
    }

    @Test func `a raw reply comes through verbatim`() throws {
        let peer = Peer()
        peer.say("{ \"parameters\" : { \"n\": 7.0 }\n}\0")
        #expect(try String(decoding: peer.connection.callRaw("a.b.C"), as: UTF8.self) == "{ \"n\": 7.0 }")
    }

    @Test func `an error is thrown with its parameters and the connection lives on`() throws {
        let peer = Peer()
        peer.say("{\"error\":\"a.b.No\",\"parameters\":{\"n\":3}}\0{\"parameters\":{\"n\":4}}\0")
        let error = #expect(throws: VarlinkError.self) { try peer.connection.callRaw("a.b.C") }
        #expect(error?.name == "a.b.No")
        #expect(try error?.decode(Value.self) == Value(n: 3))
        #expect(try peer.connection.call("a.b.C", returning: Value.self) == Value(n: 4))
    }

    @Test func `a oneway call waits for nothing`() throws {
        let peer = Peer()
        try peer.connection.send(oneway: "a.b.C", Value(n: 2))
        #expect(peer.heard() == "{\"method\":\"a.b.C\",\"parameters\":{\"n\":2},\"oneway\":true}\0")
    }

    @Test func `a stream ends with the reply that does not continue`() throws {
        let peer = Peer()
        peer.say(
            "{\"parameters\":{\"n\":1},\"continues\":true}\0{\"parameters\":{\"n\":2},\"continues\":true}\0"
                + "{\"parameters\":{\"n\":3}}\0{\"parameters\":{\"n\":9}}\0")
        var seen: [Int] = []
        try peer.connection.stream("a.b.C", of: Value.self) {
            seen.append($0.n)
            return true
        }
        #expect(seen == [1, 2, 3])
        #expect(peer.heard() == "{\"method\":\"a.b.C\",\"more\":true}\0")
        #expect(try peer.connection.call("a.b.C", returning: Value.self) == Value(n: 9))
    }

    @Test func `a stream that is stopped early ends the connection`() throws {
        let peer = Peer()
        peer.say("{\"parameters\":{\"n\":1},\"continues\":true}\0{\"parameters\":{\"n\":2},\"continues\":true}\0")
        try peer.connection.stream("a.b.C", of: Value.self) { _ in false }
        #expect(throws: TransportError.closed) { try peer.connection.callRaw("a.b.C") }
    }

    @Test(arguments: [
        ("{\"parameters\":{},\"id\":1}\0", "unknown key"), ("{\"continues\":true}\0", "were asked for"),
        ("{\"error\":null}\0", "not a string"), ("[]\0", "not valid JSON"), ("\0", "not valid JSON"),
    ])
    func `a reply that is not Varlink is malformed and ends the connection`(text: String, reason: String) {
        let peer = Peer()
        peer.say(text)
        let error = #expect(throws: TransportError.self) { try peer.connection.callRaw("a.b.C") }
        guard case .malformed(let told) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(told.contains(reason))
        peer.say("{}\0")
        #expect(throws: TransportError.closed) { try peer.connection.callRaw("a.b.C") }
    }

    @Test func `a peer that hangs up in the middle is told as closed`() {
        let peer = Peer()
        peer.say("{\"parameters\":")
        shutdown(peer.descriptor, Int32(SHUT_WR))
        #expect(throws: TransportError.closed) { try peer.connection.callRaw("a.b.C") }
    }

    @Test func `a peer that says nothing times out`() {
        let peer = Peer(timeout: .milliseconds(1))
        #expect(throws: TransportError.timedOut) { try peer.connection.callRaw("a.b.C") }
    }

    @Test func `a peer that reads nothing times out while sending`() {
        let peer = Peer(timeout: .milliseconds(1))
        let large = Array("{\"x\":\"\(String(repeating: "x", count: 4 << 20))\"}".utf8)
        #expect(throws: TransportError.timedOut) { try peer.connection.callRaw("a.b.C", parameters: large) }
    }

    @Test func `a path that leads nowhere says what is wrong`() {
        let path = "/nonexistent-\(getpid())/socket"
        let error = #expect(throws: TransportError.unreachable(path: path, errno: ENOENT)) {
            try VarlinkConnection(path: path)
        }
        #expect(error?.description == "Cannot connect to \(path): there is no such socket.")
        let long = "/" + String(repeating: "x", count: 107)
        #expect(throws: TransportError.pathTooLong(path: long, limit: 107)) { try VarlinkConnection(path: long) }
        #expect(throws: TransportError.unreachable(path: String(long.dropLast()), errno: ENOENT)) {
            try VarlinkConnection(path: String(long.dropLast()))
        }
    }
}
