import Foundation
import Glibc
import NIOCore
import Testing

@testable import Varlink
@testable import VarlinkServer

@Suite(.serialized) struct SocketTests {
    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    @Test func `the socket is its owner's only while it lives, whatever the umask, and gone afterwards`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "varlink-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = directory + "/socket"
        try await TestServer.run(at: [.path(path)], path: path) { server in
            #expect(mode(path) == 0o600)
        }
        #expect(mode(path) == nil)
    }

    @Test func `a socket that took our place is left alone`() async throws {
        try await TestServer.run { server in
            #expect(unlink(server.path) == 0)
            let other = try ListeningSocket(path: server.path)
            defer { close(other.fileDescriptor) }
            await server.bound.close()
            #expect(mode(server.path) == 0o600)
            other.removeFile()
            #expect(mode(server.path) == nil)
        }
    }

    @Test func `what lies at the path is never overwritten`() async throws {
        try await TestServer.run { server in
            await #expect(throws: ListenError(path: server.path, code: .system(EADDRINUSE))) {
                try await TestServer.run(at: [.path(server.path)], path: server.path) { _ in }
            }
            let client = try server.client()
            client.call("Echo")
            #expect(client.message() == "{}")
        }
        let long = "/" + String(repeating: "x", count: 107)
        await #expect(throws: ListenError(path: long, code: .pathTooLong)) {
            try await TestServer.run(at: [.path(long)], path: long) { _ in }
        }
    }

    @Test func `a listening socket that was handed over is served and not unlinked`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "varlink-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = directory + "/socket"
        let socket = try ListeningSocket(path: path)
        let addresses = ListenAddress.activated(Activation(fileDescriptors: [(socket.fileDescriptor, name: "x")]))
        #expect(addresses == [.listening(socket.fileDescriptor)])
        try await TestServer.run(at: addresses, path: path) { server in
            let client = try server.client()
            client.call("Echo")
            #expect(client.message() == "{}")
        }
        #expect(mode(path) == 0o600)
    }

    @Test func `a connected socket that was handed over is served, and the server ends with it`() async throws {
        var pair: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        let addresses = ListenAddress.activated(Activation(fileDescriptors: [(pair[0], name: "varlink")]))
        #expect(addresses == [.connected(pair[0])])
        let end = pair[1]
        try await TestServer.run(at: addresses, path: "") { server in
            let client = RawClient(owning: end)
            client.call("Echo", #"{"value":3}"#)
            #expect(client.message() == #"{"parameters":{"value":3}}"#)
            client.endOutput()
            #expect(client.messages().isEmpty)
            await server.ended.wait()
        }
    }

    @Test func `the peer is who the kernel says`() async throws {
        try await TestServer.run(configure: { $0.allowedUserIDs = [geteuid()] }) { server in
            let connection = try VarlinkConnection(path: server.path)
            let told = try connection.call("org.example.test.Whoami", returning: TestService.Credentials.self)
            #expect(told == TestService.Credentials(pid: getpid(), uid: geteuid(), gid: getegid()))
        }
    }

    @Test func `a server says who it is and shows its interfaces word for word`() async throws {
        struct Info: Decodable, Equatable { var vendor, product, version, url: String; var interfaces: [String] }
        struct Name: Encodable { var interface: String }
        struct Description: Decodable { var description: String }
        try await TestServer.run { server in
            let connection = try VarlinkConnection(address: "unix:\(server.path);mode=0600")
            let info = try connection.call("org.varlink.service.GetInfo", returning: Info.self)
            #expect(
                info
                    == Info(
                        vendor: "Example", product: "Test", version: "1", url: "https://example.org",
                        interfaces: ["org.varlink.service", "org.example.test"]))
            for interface in [VarlinkInterface.service, server.service.interface] {
                let told = try connection.call(
                    "org.varlink.service.GetInterfaceDescription", Name(interface: interface.name),
                    returning: Description.self)
                #expect(told.description == interface.description)
            }
            let error = #expect(throws: VarlinkError.self) {
                try connection.call(
                    "org.varlink.service.GetInterfaceDescription", Name(interface: "a.b"), returning: Description.self)
            }
            #expect(error == .interfaceNotFound("a.b"))
        }
    }

    @Test func `the client streams from a real server and may stop early`() async throws {
        try await TestServer.run { server in
            let connection = try VarlinkConnection(path: server.path)
            var seen: [Int] = []
            try connection.stream("org.example.test.Count", TestService.Number(n: 5), of: TestService.Number.self) {
                seen.append($0.n)
                return true
            }
            #expect(seen == [1, 2, 3, 4, 5])
            try connection.stream("org.example.test.Flood", TestService.Number(n: 9), of: NoParameters.self) { _ in
                false
            }
        }
    }

    @Test func `a task on the loop's executor runs on the loop's thread`() async throws {
        try await TestServer.run { server in
            let loop = server.bound.acceptor.eventLoop
            let isThere = await withTaskExecutorPreference(EventLoopTaskExecutor(loop)) {
                await withTaskGroup(of: Bool.self) { group in
                    group.addTask { loop.inEventLoop }
                    return await group.next() == true
                }
            }
            #expect(isThere)
        }
    }
}
