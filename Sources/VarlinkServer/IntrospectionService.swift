internal import Varlink

/// `org.varlink.service`: every server answers who it is and what it offers.
struct IntrospectionService: VarlinkService {
    private struct Info: Encodable {
        let vendor, product, version, url: String
        let interfaces: [String]
    }

    private struct DescriptionCall: Decodable {
        let interface: String
    }

    private struct Description: Encodable {
        let description: String
    }

    let interface = VarlinkInterface.service
    private let info: Info
    private let descriptions: [String: String]

    init(_ configuration: ServerConfiguration, serving interfaces: [VarlinkInterface]) {
        let all = [VarlinkInterface.service] + interfaces
        info = Info(
            vendor: configuration.vendor, product: configuration.product, version: configuration.version,
            url: configuration.url, interfaces: all.map(\.name))
        descriptions = Dictionary(all.map { ($0.name, $0.description) }) { first, _ in first }
    }

    func handle(_ call: ServiceCall) async throws -> ServiceReply {
        switch call.method {
        case "GetInfo":
            return try .encoding(info)
        case "GetInterfaceDescription":
            let name = try call.decode(DescriptionCall.self).interface
            guard let description = descriptions[name] else { throw VarlinkError.interfaceNotFound(name) }
            return try .encoding(Description(description: description))
        default:
            throw VarlinkError.methodNotImplemented("\(interface.name).\(call.method)")
        }
    }
}
