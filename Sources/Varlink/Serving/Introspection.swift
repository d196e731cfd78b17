/// What `org.varlink.service` answers: who serves here, and the interfaces word for word.
package struct Introspection: Sendable {
    /// Who the service is, as `GetInfo` tells it.
    package struct Identity: Sendable {
        package var vendor, product, version, url: String

        package init(vendor: String, product: String, version: String, url: String) {
            self.vendor = vendor
            self.product = product
            self.version = version
            self.url = url
        }
    }

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

    private let info: Info
    private let descriptions: [String: String]

    /// - Parameter interfaces: what is served besides `org.varlink.service` itself.
    package init(_ identity: Identity, serving interfaces: [VarlinkInterface]) {
        let all = [VarlinkInterface.service] + interfaces
        info = Info(
            vendor: identity.vendor, product: identity.product, version: identity.version, url: identity.url,
            interfaces: all.map(\.name))
        descriptions = Dictionary(all.map { ($0.name, $0.description) }) { first, _ in first }
    }

    /// Answers a method by its bare name; its parameters have been checked against the interface.
    ///
    /// - Returns: the reply's parameters, a JSON object as text.
    package func answer(_ method: String, _ parameters: [UInt8]) throws -> [UInt8] {
        switch method {
        case "GetInfo":
            return try JSONText.encode(info)
        case "GetInterfaceDescription":
            let name = try JSONText.decode(DescriptionCall.self, from: parameters).interface
            guard let description = descriptions[name] else { throw VarlinkError.interfaceNotFound(name) }
            return try JSONText.encode(Description(description: description))
        default:
            throw VarlinkError.methodNotImplemented("\(VarlinkInterface.service.name).\(method)")
        }
    }
}
