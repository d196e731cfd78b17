internal import HabitKit
internal import Varlink

/// From replies to values that keep every rule: a plugin can send anything.
struct PluginAnswers {
    private let interface: VarlinkInterface
    private let describe: InterfaceMethod
    private let assess: InterfaceMethod

    /// Read once: the interface's text is part of this program, and a test reads it.
    static let standard: Result<PluginAnswers, PluginFailure> = {
        do throws(InterfaceSyntaxError) {
            let interface = try VarlinkInterface(parsing: PluginWire.interfaceText)
            guard let describe = interface.methods["Describe"], let assess = interface.methods["Assess"] else {
                return .failure(PluginFailure(.unsound, "\(PluginWire.interfaceName) lacks a method"))
            }
            return .success(PluginAnswers(interface: interface, describe: describe, assess: assess))
        } catch {
            return .failure(PluginFailure(.unsound, "\(PluginWire.interfaceName) cannot be read: \(error)"))
        }
    }()

    func manifest(from reply: ReplyMessage) throws(PluginFailure) -> Manifest {
        try check(reply, describe)
        let manifest: Manifest
        do throws(PluginWireProblem) { manifest = try PluginWire.manifest(fromReply: reply.parameters) } catch {
            throw PluginFailure(.unsound, "its manifest does not fit", words: error.description)
        }
        guard let violation = manifest.violations.first else { return manifest }
        throw PluginFailure(.unsound, "its manifest breaks a rule", words: violation)
    }

    func assessment(
        from reply: ReplyMessage, at moment: Moment, _ manifest: Manifest
    ) throws(PluginFailure) -> Assessment {
        try check(reply, assess)
        let assessment: Assessment
        do throws(PluginWireProblem) { assessment = try PluginWire.assessment(fromReply: reply.parameters) } catch {
            throw PluginFailure(.unsound, "its answer does not fit", words: error.description)
        }
        guard let violation = assessment.violations(at: moment, manifest).first else { return assessment }
        throw PluginFailure(.unsound, "its answer breaks a rule", words: violation)
    }

    private func check(_ reply: ReplyMessage, _ method: InterfaceMethod) throws(PluginFailure) {
        if let error = reply.error {
            throw PluginFailure(.refused, "it answered with an error", words: Self.words(error, reply.parameters))
        }
        if reply.continues {
            throw PluginFailure(.unasked, "it announced a second answer, and one is all that was asked for")
        }
        do throws(InterfaceMismatch) { try interface.check(output: reply.parameters, of: method) } catch {
            let words = error.path.isEmpty ? error.problem : "\(error.path): \(error.problem)"
            throw PluginFailure(.unsound, "its answer is not one to \(method.name)", words: words)
        }
    }
}

extension PluginAnswers {
    /// What the plugin says for people; of an error that is not the interface's own, its name and all that came with it.
    private static func words(_ error: String, _ parameters: [UInt8]) -> String {
        if error == PluginWire.failed, let failed = try? JSONText.decode(PluginWire.Failed.self, from: parameters) {
            return failed.message
        }
        let details = JSONText.isEmptyObject(parameters) ? "" : String(decoding: parameters, as: UTF8.self)
        return "\(error) \(details)".trimmed
    }
}

extension String {
    fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}
