internal import Varlink

/// What a plugin's program answers, whatever the calls come through: `io.habitd.Plugin` and `org.varlink.service`.
struct PluginService<Plugin: HabitPlugin> {
    private let plugin: Plugin
    private let manifest: Manifest

    init(_ plugin: Plugin) {
        self.plugin = plugin
        manifest = plugin.manifest
    }

    /// The reply to one call.
    func answer(_ call: CallMessage) async -> ReplyMessage {
        do {
            return ReplyMessage(parameters: try await parameters(of: call))
        } catch let error as VarlinkError {
            return ReplyMessage(error)
        } catch let error as PluginWireProblem {
            return ReplyMessage(.invalidParameter(error.path))
        } catch {
            return ReplyMessage(PluginInterface.failed(Self.told(error)))
        }
    }

    private func parameters(of call: CallMessage) async throws -> [UInt8] {
        // Who only wants to know the plugin does not wait until the interface's text is read.
        if call.method == PluginWire.describe, JSONText.isEmptyObject(call.parameters) {
            return try PluginWire.describeReply(manifest)
        }
        let target = try PluginInterface.methods.find(call.method)
        let parameters = try target.checked(call.parameters)
        switch call.method {
        case PluginWire.describe: return try PluginWire.describeReply(manifest)
        case PluginWire.assess: return try await assess(parameters)
        default: return try introspection.answer(target.method.name, parameters)
        }
    }

    private func assess(_ parameters: [UInt8]) async throws -> [UInt8] {
        let (moment, settings) = try PluginWire.call(fromParameters: parameters, specs: manifest.settings)
        let habit = try BoundHabit(manifest.id, plugin: plugin, settings: settings)
        return try PluginWire.assessReply(
            try await habit.assess(moment), offset: moment.zone.offset(at: moment.now))
    }

    private var introspection: Introspection {
        Introspection(
            Introspection.Identity(vendor: "", product: manifest.id, version: "", url: ""),
            serving: [PluginInterface.plugin])
    }

    /// Why there is no assessment, in one line.
    private static func told(_ error: any Error) -> String {
        if error is EncodingError { return "the assessment holds a number that is not finite" }
        return SafeText.oneLine("\(error)")
    }
}

/// The interface as far as serving needs it read. Nothing of it is read before the first call that does.
enum PluginInterface {
    static let plugin: VarlinkInterface = {
        do {
            return try VarlinkInterface(parsing: PluginWire.interfaceText)
        } catch {
            // The text is a file of the source, and a test reads it: this cannot be reached.
            preconditionFailure("\(PluginWire.interfaceName): \(error)")
        }
    }()

    static let methods = MethodTable([plugin, .service])

    /// The error by which a plugin says that it could not make an assessment.
    static func failed(_ message: String) -> VarlinkError {
        VarlinkError(PluginWire.failed, PluginWire.Failed(message: message))
    }
}
