internal import HabitKit
internal import ArgumentParser
internal import Varlink

extension Verb {
    struct Version: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "version", abstract: "The versions of habitctl and of the habitd that runs.")

        static let client = Control.productVersion

        @OptionGroup var output: OutputOptions

        func run() throws {
            let daemon = try? ControlClient().serviceInfo().version
            guard output.json else {
                let other = daemon.map { "habitd \(SafeText.oneLine($0))" } ?? "habitd is not running"
                return try Output.print(["habitctl \(Self.client)", other])
            }
            var bytes = Array("{\"habitctl\":\"\(Self.client)\",\"habitd\":".utf8)
            if let daemon { JSONText.append(daemon, to: &bytes) } else { bytes += "null".utf8 }
            try Output.write(bytes + Array("}\n".utf8))
        }
    }
}
