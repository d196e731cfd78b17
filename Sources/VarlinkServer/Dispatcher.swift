internal import Logging
internal import Varlink

/// Finds the method that a call names, checks the parameters and lets the service answer.
struct Dispatcher: Sendable {
    private struct Target: Sendable {
        let service: any VarlinkService
        let interface: VarlinkInterface
        let method: InterfaceMethod
    }

    private let targets: [String: Target]
    private let interfaces: Set<String>
    private let checksReplies: Bool
    private let logger: Logger

    init(services: [any VarlinkService], checksReplies: Bool, logger: Logger) {
        var targets: [String: Target] = [:]
        var interfaces: Set<String> = []
        for service in services {
            let interface = service.interface
            precondition(interfaces.insert(interface.name).inserted, "\(interface.name) is served twice")
            for method in interface.methods.values {
                targets["\(interface.name).\(method.name)"] = Target(
                    service: service, interface: interface, method: method)
            }
        }
        self.targets = targets
        self.interfaces = interfaces
        self.checksReplies = checksReplies
        self.logger = logger
    }

    /// The reply to a call, or nil when there is none that would be true and the connection must end.
    func answer(
        _ message: CallMessage, from peer: PeerCredentials, replies: any ContinuingReplies
    ) async -> ReplyMessage? {
        guard let target = targets[message.method] else { return ReplyMessage(unknown(message.method)) }
        do {
            let call = ServiceCall(
                method: target.method.name, parameters: try checked(message.parameters, target),
                wantsMore: message.mode == .more, isOneway: message.mode == .oneway, peer: peer, replies: replies)
            let reply = try await target.service.handle(call)
            return fits(reply.encoded, message.method) ? ReplyMessage(parameters: reply.encoded) : nil
        } catch let error as VarlinkError {
            return ReplyMessage(error)
        } catch is CancellationError {
            return nil
        } catch {
            logger.error("\(message.method) failed without an error that can be answered: \(error)")
            return nil
        }
    }

    /// Whether a reply is what the interface declares. The service's fault if not, and said so.
    func fits(_ parameters: [UInt8], _ method: String) -> Bool {
        guard checksReplies, let target = targets[method] else { return true }
        do {
            try target.interface.check(output: parameters, of: target.method)
            return true
        } catch {
            logger.error("The reply of \(method) does not fit its interface: \(error.path) \(error.problem)")
            return false
        }
    }

    private func checked(_ parameters: [UInt8], _ target: Target) throws(VarlinkError) -> [UInt8] {
        do throws(InterfaceMismatch) {
            return try target.interface.check(input: parameters, of: target.method)
        } catch {
            throw .invalidParameter(error.path)
        }
    }

    private func unknown(_ method: String) -> VarlinkError {
        let interface = method.lastIndex(of: ".").map { String(method[..<$0]) } ?? ""
        return interfaces.contains(interface) ? .methodNotFound(method) : .interfaceNotFound(interface)
    }
}
