import Testing

@testable import Varlink
@testable import VarlinkServer

/// Raw bytes into a real server over a real socket.
@Suite(.serialized) struct WireTests {
    @Test func `the whole table of good messages is answered`() async throws {
        try await TestServer.run { server in
            for call in RawCall.answered {
                let client = try server.client()
                client.send(call.bytes + [0])
                #expect(client.message()?.contains(#""vendor":"Example""#) == true, "\(call.name)")
            }
        }
    }

    @Test func `the whole table of bad messages closes without a reply`() async throws {
        try await TestServer.run { server in
            for call in RawCall.closing + [RawCall.upgrade] {
                let client = try server.client()
                client.send(call.bytes + [0])
                #expect(client.messages().isEmpty, "\(call.name)")
            }
        }
    }

    @Test func `a bad message after good ones closes when those are answered`() async throws {
        try await TestServer.run { server in
            for call in RawCall.closing {
                let client = try server.client()
                let good = CallMessage(method: "org.example.test.Echo").encoded()
                client.send(good + good + call.bytes + [0] + good)
                #expect(client.messages() == ["{}", "{}"], "\(call.name)")
            }
        }
    }

    @Test func `a message sent byte by byte and several sent at once are answered in order`() async throws {
        try await TestServer.run { server in
            let client = try server.client()
            for byte in CallMessage(method: "org.example.test.Echo", parameters: Array(#"{"value":1}"#.utf8)).encoded()
            {
                client.send([byte])
            }
            #expect(client.message() == #"{"parameters":{"value":1}}"#)
            client.send(
                (0..<500).flatMap {
                    CallMessage(method: "org.example.test.Echo", parameters: Array(#"{"value":\#($0)}"#.utf8)).encoded()
                })
            for index in 0..<500 { #expect(client.message() == #"{"parameters":{"value":\#(index)}}"#) }
        }
    }

    @Test func `unknown names are answered with the error that says which`() async throws {
        try await TestServer.run { server in
            let client = try server.client()
            for (method, reply) in [
                (
                    "org.example.test.None",
                    #"{"error":"org.varlink.service.MethodNotFound","parameters":{"method":"org.example.test.None"}}"#
                ),
                (
                    "org.example.none.Echo",
                    #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":"org.example.none"}}"#
                ),
                ("Echo", #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":""}}"#),
                ("", #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":""}}"#),
            ] {
                client.send(CallMessage(method: method).encoded())
                #expect(client.message() == reply)
            }
        }
    }

    @Test func `parameters that do not fit are refused by name, and decimal strings are integers`() async throws {
        try await TestServer.run { server in
            let client = try server.client()
            for (parameters, name) in [
                (#"{"value":"x"}"#, "value"), (#"{"text":1}"#, "text"), (#"{"other":null}"#, "other"),
            ] {
                client.call("Echo", parameters)
                #expect(
                    client.message()
                        == #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"\#(name)"}}"#)
            }
            client.call("Fail")
            #expect(
                client.message() == #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"n"}}"#)
            client.call("Echo", #"{"value":"-9223372036854775808"}"#)
            #expect(client.message() == #"{"parameters":{"value":-9223372036854775808}}"#)
        }
    }

    @Test func `a oneway call is silent whatever becomes of it`() async throws {
        try await TestServer.run { server in
            let client = try server.client()
            client.call("Echo", mode: .oneway)
            client.call("Fail", #"{"n":1}"#, mode: .oneway)
            client.call("Fail", #"{"wrong":1}"#, mode: .oneway)
            client.call("None", mode: .oneway)
            client.call("Count", #"{"n":3}"#, mode: .oneway)
            client.send(CallMessage(method: "no.such.Thing", mode: .oneway).encoded())
            client.call("Fail", #"{"n":7}"#)
            #expect(client.message() == #"{"error":"org.example.test.Failed","parameters":{"n":7}}"#)
        }
    }

    @Test func `a half-closed connection is answered and then closed`() async throws {
        try await TestServer.run { server in
            let client = try server.client()
            client.call("Hold")
            client.call("Echo", #"{"value":1}"#)
            client.endOutput()
            let other = try server.client()
            other.call("Release")
            #expect(other.message() == "{}")
            #expect(client.messages() == ["{}", #"{"parameters":{"value":1}}"#])

            let silent = try server.client()
            silent.endOutput()
            #expect(silent.messages().isEmpty)
        }
    }

    @Test func `calls sent before a hang-up are still carried out, oneway or not`() async throws {
        try await TestServer.run { server in
            let other = try server.client()
            do {
                let client = try server.client()
                client.call("Hold")
                for _ in 0..<10 { client.call("Echo", mode: .oneway) }
                client.call("Echo")
                // The server has taken the first call when it has answered a later one of somebody else.
                other.call("Calls")
                _ = other.message()
            }
            other.call("Release")
            #expect(other.message() == "{}")
            // Everything that could run has run when the loop gets to this call.
            other.call("Calls")
            #expect(other.message() == #"{"parameters":{"n":13}}"#)
        }
    }

    @Test func `replies come in the order of the calls, whatever each takes`() async throws {
        try await TestServer.run { server in
            let client = try server.client()
            client.call("Hold")
            for index in 0..<20 { client.call("Echo", #"{"value":\#(index)}"#) }
            client.call("Count", #"{"n":3}"#, mode: .more)
            client.call("Echo", #"{"value":99}"#)
            let other = try server.client()
            other.call("Calls")
            #expect(other.message()?.contains("n") == true)
            other.call("Release")
            #expect(other.message() == "{}")
            #expect(client.message() == "{}")
            for index in 0..<20 { #expect(client.message() == #"{"parameters":{"value":\#(index)}}"#) }
            #expect(client.message() == #"{"parameters":{"n":1},"continues":true}"#)
            #expect(client.message() == #"{"parameters":{"n":2},"continues":true}"#)
            #expect(client.message() == #"{"parameters":{"n":3}}"#)
            #expect(client.message() == #"{"parameters":{"value":99}}"#)
        }
    }
}
