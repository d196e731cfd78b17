import Foundation
import Synchronization
import Varlink
import VarlinkServer

/// `org.varlink.certification`: each method takes what the one before returned and returns a fixed value. The service
/// checks the order of the calls and every value, and answers `CertificationError` with what it wanted and what it got.
struct CertificationService: VarlinkService {
    /// One step: the method, what it must be called with besides `client_id`, how, and what it returns.
    private struct Step: Sendable {
        let method: String
        let wants: String
        var more = false
        var oneway = false
        let returns: String
    }

    private static let pi = "3.141592653589793"
    private static let parts = #""bool":false,"int":2,"float":\#(pi),"string":"a lot of string""#
    private static let map = #""map":{"foo":"Foo","bar":"Bar"}"#
    private static let set = #""set":{"one":{},"two":{},"three":{}}"#
    private static let myType = #"""
        "mytype":{"object":{"method":"org.varlink.certification.Test09","parameters":{\#(map)}},"enum":"two",
        "struct":{"first":1,"second":"2"},"array":["one","two","three"],"dictionary":{"foo":"Foo","bar":"Bar"},
        "stringset":{"one":{},"two":{},"three":{}},"interface":{"foo":[null,{"foo":"foo","bar":"bar"},null,
        {"one":"foo","two":"bar"}],"anon":{"foo":true,"bar":false}}}
        """#
    private static let replies = (1...10).map { "Reply number \($0)" }

    private static let steps = [
        Step(method: "Test01", wants: "{}", returns: #"{"bool":true}"#),
        Step(method: "Test02", wants: #"{"bool":true}"#, returns: #"{"int":1}"#),
        Step(method: "Test03", wants: #"{"int":1}"#, returns: #"{"float":1.0}"#),
        Step(method: "Test04", wants: #"{"float":1.0}"#, returns: #"{"string":"ping"}"#),
        Step(method: "Test05", wants: #"{"string":"ping"}"#, returns: "{\(parts)}"),
        Step(method: "Test06", wants: "{\(parts)}", returns: #"{"struct":{\#(parts)}}"#),
        Step(method: "Test07", wants: #"{"struct":{\#(parts)}}"#, returns: "{\(map)}"),
        Step(method: "Test08", wants: "{\(map)}", returns: "{\(set)}"),
        Step(method: "Test09", wants: "{\(set)}", returns: "{\(myType)}"),
        Step(method: "Test10", wants: "{\(myType)}", more: true, returns: #"{"string":"Reply number 10"}"#),
        Step(
            method: "Test11", wants: #"{"last_more_replies":["\#(replies.joined(separator: #"",""#))"]}"#, oneway: true,
            returns: "{}"),
        Step(method: "End", wants: "{}", returns: #"{"all_ok":true}"#),
    ]

    let interface: VarlinkInterface
    /// The step that each client must take next.
    private let clients = SharedClients()

    /// - Parameter text: the interface as the certification's authors publish it; it is not in the portable subset.
    init(text: String) throws {
        interface = try VarlinkInterface(parsing: text, dialect: .full)
    }

    /// How many clients have passed every step.
    var certified: Int { clients.next.withLock { $0.values.count { $0 == Self.steps.count } } }

    func handle(_ call: ServiceCall) async throws -> ServiceReply {
        if call.method == "Start" {
            let id = UUID().uuidString
            clients.next.withLock { $0[id] = 0 }
            return ServiceReply(encoded: Array(#"{"client_id":"\#(id)"}"#.utf8))
        }
        let step = try take(call)
        if step.more {
            for reply in Self.replies.dropLast() {
                try await call.reply(continuingEncoded: Array(#"{"string":"\#(reply)"}"#.utf8))
            }
        }
        return ServiceReply(encoded: Array(step.returns.utf8))
    }

    /// Checks that the call is the client's next step, to the last value.
    private func take(_ call: ServiceCall) throws -> Step {
        var got = try object(call.parameters)
        guard let id = got.removeValue(forKey: "client_id") as? String, let index = clients.next.withLock({ $0[id] })
        else { throw VarlinkError("\(interface.name).ClientIdError") }
        guard index < Self.steps.count, case let step = Self.steps[index], step.method == call.method,
            step.more == call.wantsMore, step.oneway == call.isOneway,
            NSDictionary(dictionary: withoutNulls(got)) == NSDictionary(dictionary: try object(Array(step.wants.utf8)))
        else {
            clients.next.withLock { $0[id] = nil }
            throw failure(index < Self.steps.count ? Self.steps[index].method : "Start", call)
        }
        clients.next.withLock { $0[id] = index + 1 }
        return step
    }

    private func failure(_ wanted: String, _ call: ServiceCall) -> VarlinkError {
        let got = String(decoding: call.parameters, as: UTF8.self)
        return VarlinkError(
            "\(interface.name).CertificationError",
            encoded: Array(
                #"{"wants":{"method":"\#(wanted)"},"got":{"method":"\#(call.method)","parameters":\#(got)}}"#.utf8))
    }

    private func object(_ bytes: [UInt8]) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
    }

    /// A nullable field of `MyType` may be absent or null: the two are equal.
    private func withoutNulls(_ parameters: [String: Any]) -> [String: Any] {
        parameters.mapValues { value in
            (value as? [String: Any])?.filter { !($0.value is NSNull) } ?? value
        }
    }
}

/// The clients that have started, each with the index of its next step.
private final class SharedClients: Sendable {
    let next = Mutex<[String: Int]>([:])
}
