internal import Logging
internal import Varlink

/// Finds the method that a call names, checks the parameters and lets the service answer.
struct Dispatcher: Sendable {
    private let services: [any VarlinkService]
    private let table: MethodTable
    private let checksReplies: Bool
    private let logger: Logger

    init(services: [any VarlinkService], checksReplies: Bool, logger: Logger) {
        self.services = services
        table = MethodTable(services.map(\.interface))
        self.checksReplies = checksReplies
        self.logger = logger
    }

    /// The reply to a call, or nil when there is none that would be true and the connection must end.
    func answer(
        _ message: CallMessage, from peer: PeerCredentials, replies: any ContinuingReplies
    ) async -> ReplyMessage? {
        do {
            let target = try table.find(message.method)
            let call = ServiceCall(
                method: target.method.name, parameters: try target.checked(message.parameters),
                wantsMore: message.mode == .more, isOneway: message.mode == .oneway, peer: peer, replies: replies)
            let reply = try await services[target.service].handle(call)
            return fits(reply.encoded, message.method, target) ? ReplyMessage(parameters: reply.encoded) : nil
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
        guard checksReplies, let target = try? table.find(method) else { return true }
        return fits(parameters, method, target)
    }

    private func fits(_ parameters: [UInt8], _ method: String, _ target: MethodTable.Target) -> Bool {
        guard checksReplies else { return true }
        do {
            try target.check(reply: parameters)
            return true
        } catch {
            logger.error("The reply of \(method) does not fit its interface: \(error.path) \(error.problem)")
            return false
        }
    }
}
