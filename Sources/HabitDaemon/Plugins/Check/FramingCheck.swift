internal import HabitKit
internal import Varlink

/// Whether a program speaks the protocol however its calls arrive, and leaves when it is told to.
struct FramingCheck {
    let launch: PluginLaunch
    /// An Assess that the plugin has already answered.
    let assess: [UInt8]
    private let describe = CallMessage(method: PluginWire.describe).encoded()

    init(launch: PluginLaunch, assess: [UInt8]) {
        self.launch = launch
        self.assess = assess
    }

    func lines() -> [CheckLine] {
        [pieces(), twoAtOnce(), unknownMethod(), introspection(), end()]
    }

    private func pieces() -> CheckLine {
        line("pieces", "a call in three pieces", "gather what you read until a NUL byte comes") {
            talk throws(PluginFailure) in
            talk.send(describe, inPieces: 3)
            _ = try Self.answer(talk.reply().message)
        }
    }

    private func twoAtOnce() -> CheckLine {
        line(
            "two at once", "two calls in one write, answered in order",
            "split what you read at each NUL byte, and keep what follows the last one for the next read"
        ) { talk throws(PluginFailure) in
            talk.send(describe + assess)
            let first = try Self.answer(talk.reply().message)
            let second = try Self.answer(talk.reply().message)
            guard (try? PluginWire.manifest(fromReply: first)) != nil else {
                throw PluginFailure(.unsound, "the first answer is none to Describe")
            }
            guard (try? PluginWire.assessment(fromReply: second)) != nil else {
                throw PluginFailure(.unsound, "the second answer is none to Assess")
            }
        }
    }

    private func unknownMethod() -> CheckLine {
        var name = ""
        var line = line(
            "unknown method", "", "answer any other method with the error org.varlink.service.MethodNotFound"
        ) { talk throws(PluginFailure) in
            talk.send(CallMessage(method: PluginWire.interfaceName + ".NoSuchMethod").encoded())
            guard let error = try talk.reply().message.error else {
                throw PluginFailure(.unasked, "a method that does not exist was answered as if it did")
            }
            name = error
        }
        line.told = name.isEmpty ? "" : "answered with \(String(name.prefix(80)))"
        return line
    }

    /// Nobody needs it, so that its absence is told and no more; varlinkctl introspect works where it is there.
    private func introspection() -> CheckLine {
        do throws(PluginFailure) {
            let talk = try RawTalk(launch)
            talk.send(CallMessage(method: "org.varlink.service.GetInfo").encoded())
            let isThere = try talk.reply().message.error == nil
            return CheckLine("introspection", isThere ? "answers GetInfo" : "none, and none is needed")
        } catch { return CheckLine("introspection", "none, and none is needed") }
    }

    private func end() -> CheckLine {
        let advice = "end when reading from descriptor 3 gives no more bytes"
        do throws(PluginFailure) {
            let talk = try RawTalk(launch)
            talk.send(describe)
            _ = try talk.reply()
            guard let time = talk.hangUp() else {
                let problem = "it still ran a second after its socket was closed"
                return CheckLine("end", "its socket closed", problems: [problem], advice: advice)
            }
            return CheckLine("end", "\(CheckTimesText.print(time)) after its socket was closed")
        } catch { return CheckLine("end", "its socket closed", problems: [error.description], advice: advice) }
    }

    private func line(
        _ check: String, _ told: String, _ advice: String, _ body: (RawTalk) throws(PluginFailure) -> Void
    ) -> CheckLine {
        do throws(PluginFailure) {
            try body(try RawTalk(launch))
            return CheckLine(check, told)
        } catch { return CheckLine(check, told, problems: [error.description], advice: advice) }
    }

    private static func answer(_ reply: ReplyMessage) throws(PluginFailure) -> [UInt8] {
        guard let error = reply.error else { return reply.parameters }
        throw PluginFailure(.refused, "it answered with an error", words: error)
    }
}

/// Times as a check tells them.
enum CheckTimesText {
    static func print(_ duration: Duration) -> String { print(CheckTimes.milliseconds(duration)) }

    /// Three digits are enough: `0.31 ms`, `12.4 ms`, `340 ms`.
    static func print(_ milliseconds: Double) -> String {
        let places = milliseconds >= 100 ? 1.0 : milliseconds >= 1 ? 10 : 100
        return NumberText.print((milliseconds * places).rounded() / places) + " ms"
    }

    static func size(_ bytes: Int) -> String {
        bytes < 1024 ? "\(bytes) bytes" : NumberText.print((Double(bytes) / 102.4).rounded() / 10) + " KiB"
    }
}
