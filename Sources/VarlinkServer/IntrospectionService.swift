internal import Varlink

/// `org.varlink.service`: every server answers who it is and what it offers.
struct IntrospectionService: VarlinkService {
    let interface = VarlinkInterface.service
    private let introspection: Introspection

    init(_ configuration: ServerConfiguration, serving interfaces: [VarlinkInterface]) {
        introspection = Introspection(
            Introspection.Identity(
                vendor: configuration.vendor, product: configuration.product, version: configuration.version,
                url: configuration.url),
            serving: interfaces)
    }

    func handle(_ call: ServiceCall) async throws -> ServiceReply {
        ServiceReply(encoded: try introspection.answer(call.method, call.parameters))
    }
}
