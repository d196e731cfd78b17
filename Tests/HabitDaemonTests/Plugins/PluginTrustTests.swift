import Foundation
import Glibc
import Testing

@testable import HabitDaemon

/// Each file as it may lie in a plugin folder, and what is said of it.
struct PluginTrustTests {
    private let folder: StoreFolder
    private var file: String { folder.root + "/eyes" }
    /// The folder as it is told: without links and double slashes.
    private var told: String { URL(fileURLWithPath: folder.root).resolvingSymlinksInPath().path }

    init() throws {
        folder = try StoreFolder()
        try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: folder.root + "/eyes"))
        chmod(folder.root + "/eyes", 0o755)
    }

    @Test func `a program of one's own may be run`() {
        #expect(PluginTrust.problem(of: file) == nil)
    }

    @Test(
        arguments: [
            (0o644, "it is not executable; chmod +x FILE makes it so"),
            (0o775, "others can write to it; chmod go-w FILE ends that"),
            (0o757, "others can write to it; chmod go-w FILE ends that"),
            (0o500, nil),
        ] as [(mode_t, String?)])
    func `rights that are wrong are told with their cure`(mode: mode_t, problem: String?) {
        chmod(file, mode)
        #expect(PluginTrust.problem(of: file) == problem?.replacingOccurrences(of: "FILE", with: file))
    }

    @Test func `a declarative file need not be executable`() {
        chmod(file, 0o600)
        #expect(PluginTrust.problem(of: file, isProgram: false) == nil)
    }

    @Test(
        arguments: [
            (0o777, "others can write to the folder FOLDER; chmod go-w FOLDER ends that"),
            (0o775, "others can write to the folder FOLDER; chmod go-w FOLDER ends that"),
            (0o1777, nil),
        ] as [(mode_t, String?)])
    func `a folder in which others could replace the file is as bad`(mode: mode_t, problem: String?) {
        chmod(folder.root, mode)
        #expect(PluginTrust.problem(of: file) == problem?.replacingOccurrences(of: "FOLDER", with: told))
        chmod(folder.root, 0o700)
    }

    @Test func `the folders above count too, but a group may write there`() throws {
        let inner = folder.root + "/plugins"
        mkdir(inner, 0o700)
        try FileManager.default.moveItem(atPath: file, toPath: inner + "/eyes")
        chmod(folder.root, 0o775)
        #expect(PluginTrust.problem(of: inner + "/eyes") == nil)
        chmod(folder.root, 0o777)
        #expect(
            PluginTrust.problem(of: inner + "/eyes")?.hasPrefix("others can write to the folder \(told);")
                == true)
        chmod(folder.root, 0o700)
    }

    @Test func `a link is as good as the file and the folder that it leads to`() throws {
        let inner = folder.root + "/elsewhere"
        mkdir(inner, 0o700)
        symlink("elsewhere/eyes", folder.root + "/link")
        #expect(
            PluginTrust.problem(of: folder.root + "/link")
                == "it is a link to \(folder.root)/elsewhere/eyes, which is not there")
        try FileManager.default.moveItem(atPath: file, toPath: inner + "/eyes")
        #expect(PluginTrust.problem(of: folder.root + "/link") == nil)
        chmod(inner, 0o777)
        #expect(PluginTrust.problem(of: folder.root + "/link")?.hasPrefix("others can write to the folder") == true)
    }

    @Test func `a link that leads back to itself is told`() {
        symlink("circle", folder.root + "/circle")
        #expect(PluginTrust.problem(of: folder.root + "/circle") == "it is a link that leads back to itself")
    }

    @Test func `what is no file is told`() {
        mkdir(folder.root + "/plugins", 0o700)
        mkfifo(folder.root + "/pipe", 0o700)
        #expect(PluginTrust.problem(of: folder.root + "/plugins") == "it is a directory, not a program")
        #expect(PluginTrust.problem(of: folder.root + "/pipe") == "it is not a regular file")
        #expect(PluginTrust.problem(of: folder.root + "/nothing") == "there is no such file")
    }

    @Test func `a file of anyone else's is refused, one of root's is not`() throws {
        let owner = geteuid()
        try #require(owner != 4242)
        let other = PluginTrust.problem(of: file, user: 4242)
        if owner == 0 {
            #expect(other == nil)
            chown(file, 4242, 4242)
            #expect(
                PluginTrust.problem(of: file) == "it belongs to user 4242, and only your own files and root's are used")
            #expect(PluginTrust.problem(of: file, user: 4242) == nil)
        } else {
            #expect(other?.hasPrefix("its folder") == true)
        }
    }
}
