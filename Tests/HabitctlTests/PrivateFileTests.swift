import Foundation
import Glibc
import Testing

@testable import habitctl

/// A file for the user alone, whole or not there.
@Suite struct PrivateFileTests {
    /// A folder that is gone when the test is.
    private final class Folder {
        let path: String

        init() throws {
            var template = Array((NSTemporaryDirectory() + "/habitctl-XXXXXX").utf8CString)
            try #require(mkdtemp(&template) != nil)
            path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
        func text(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }
    }

    @Test func `it appears at the end, readable by its owner alone`() throws {
        let folder = try Folder()
        let file = try PrivateFile(folder.path + "/report.html")
        try file.write(Array("one ".utf8))
        #expect(!folder.names.contains("report.html"))
        try file.write(Array("two".utf8))
        try file.finish()
        #expect(folder.names == ["report.html"])
        #expect(try folder.text("report.html") == "one two")
        var status = stat()
        #expect(stat(folder.path + "/report.html", &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func `what is given up leaves nothing, and what was there stays`() throws {
        let folder = try Folder()
        try Data("old".utf8).write(to: URL(fileURLWithPath: folder.path + "/report.html"))
        do {
            let file = try PrivateFile(folder.path + "/report.html")
            try file.write(Array("new".utf8))
        }
        #expect(folder.names == ["report.html"])
        #expect(try folder.text("report.html") == "old")
        let file = try PrivateFile(folder.path + "/report.html")
        try file.write(Array("new".utf8))
        try file.finish()
        #expect(try folder.text("report.html") == "new")
    }

    @Test func `links, folders, pipes and places that are not there are refused`() throws {
        let folder = try Folder()
        try Data("theirs".utf8).write(to: URL(fileURLWithPath: folder.path + "/other"))
        symlink(folder.path + "/other", folder.path + "/link")
        symlink(folder.path + "/nowhere", folder.path + "/dangling")
        mkdir(folder.path + "/folder", 0o700)
        mkfifo(folder.path + "/pipe", 0o600)
        let before = folder.names
        for name in ["link", "dangling", "folder", "folder/", "pipe", "no/such/file"] {
            let failure = #expect(throws: Failure.self) { try PrivateFile(folder.path + "/" + name) }
            #expect(failure?.status == .data && failure?.line.contains("Nothing was changed") == true, "\(name)")
        }
        #expect(folder.names == before)
        #expect(try folder.text("other") == "theirs")
    }
}
