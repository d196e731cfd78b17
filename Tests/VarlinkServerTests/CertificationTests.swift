import Foundation
import Testing

@testable import Varlink
@testable import VarlinkServer

/// What others say about this server.
@Suite(
    .serialized,
    .enabled(
        if: ProcessInfo.processInfo.environment["HABITD_TEST_VENV"] != "none", "PyPI cannot be reached from here"))
struct CertificationTests {
    private func withServer(
        _ body: @Sendable (TestServer, PythonVarlink, CertificationService) async throws -> Void
    ) async throws {
        let python = try await PythonVarlink()
        defer { python.remove() }
        let folder = try await python.testsFolder()
        let text = try String(contentsOf: folder.appending(path: "org.varlink.certification.varlink"), encoding: .utf8)
        let service = try CertificationService(text: text)
        let directory = FileManager.default.temporaryDirectory.appending(path: "varlink-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = directory + "/socket"
        try await TestServer.run(at: [.path(path)], path: path, services: [service, TestService()]) { server in
            try await body(server, python, service)
        }
    }

    @Test func `the certification client of the Python package passes`() async throws {
        try await withServer { server, python, service in
            let script = try await python.testsFolder().appending(path: "test_certification.py").path
            let output = try await python.run([script, "--client", "--varlink=unix:\(server.path)"])
            #expect(output.status == 0, "\(output.text)")
            #expect(output.text.contains("Certification passed"), "\(output.text)")
            #expect(output.text.contains("End: {'all_ok': True}"), "\(output.text)")
            #expect(service.certified == 1)
        }
    }

    @Test func `the Python command line introspects and calls`() async throws {
        try await withServer { server, python, _ in
            let info = try await python.run(["-m", "varlink.cli", "info", "unix:\(server.path)"])
            #expect(info.status == 0 && info.text.contains("org.example.test"), "\(info.text)")
            let help = try await python.run(["-m", "varlink.cli", "help", "unix:\(server.path)/org.example.test"])
            #expect(help.status == 0 && help.text.contains("method Undeclared() -> ()"), "\(help.text)")
            let call = try await python.run([
                "-m", "varlink.cli", "call", "unix:\(server.path)/org.example.test.Echo", #"{"value":7,"text":"é"}"#,
            ])
            #expect(call.status == 0 && call.text.contains(#""value": 7"#), "\(call.text)")
        }
    }

    @Test func `a step out of order or with another value is not certified`() async throws {
        try await withServer { server, _, service in
            struct Client: Codable { var client_id: String }
            struct Wrong: Codable { var client_id: String; var bool: Bool }
            let connection = try VarlinkConnection(path: server.path)
            let name = "org.varlink.certification"
            let client = try connection.call("\(name).Start", returning: Client.self)
            _ = try connection.callRaw("\(name).Test01", parameters: JSONText.encode(client))
            let wrong = #expect(throws: VarlinkError.self) {
                try connection.callRaw(
                    "\(name).Test02", parameters: JSONText.encode(Wrong(client_id: client.client_id, bool: false)))
            }
            #expect(wrong?.name == "\(name).CertificationError")
            let stranger = #expect(throws: VarlinkError.self) {
                try connection.callRaw("\(name).Test01", parameters: JSONText.encode(client))
            }
            #expect(stranger?.name == "\(name).ClientIdError")
            let second = try connection.call("\(name).Start", returning: Client.self)
            #expect(throws: VarlinkError.self) {
                try connection.callRaw("\(name).End", parameters: JSONText.encode(second))
            }
            #expect(service.certified == 0)
        }
    }
}
