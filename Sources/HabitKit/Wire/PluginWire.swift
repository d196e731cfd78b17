internal import Varlink

/// What `io.habitd.Plugin` says on the wire, both ways: habitd and a plugin served by HabitKit share it, so that a type
/// answers the same in and out of the process. Values in, text of a JSON object out.
package enum PluginWire {
    package static let interfaceName = "io.habitd.Plugin"
    package static let describe = interfaceName + ".Describe"
    package static let assess = interfaceName + ".Assess"
    /// The error by which a plugin says that it could not make an assessment.
    package static let failed = interfaceName + ".Failed"

    /// What comes with it.
    package struct Failed: Codable {
        /// For people, in one line.
        package let message: String
    }

    /// The interface's text, the very file of the source.
    package static var interfaceText: String {
        String(decoding: PackageResources.io_habitd_Plugin_varlink, as: UTF8.self)
    }

    private struct Description: Codable {
        var manifest: WireManifest
    }

    private struct Question: Codable {
        var moment: WireMoment
        var settings: [String: WireSettingValue]
    }

    private struct Answer: Codable {
        var assessment: WireAssessment
    }

    /// The reply to Describe.
    package static func describeReply(_ manifest: Manifest) throws -> [UInt8] {
        try JSONText.encode(Description(manifest: WireManifest(manifest)))
    }

    /// The manifest in a reply to Describe.
    package static func manifest(fromReply reply: [UInt8]) throws(PluginWireProblem) -> Manifest {
        try decode(Description.self, reply).manifest.manifest()
    }

    /// The parameters of a call of Assess.
    package static func assessCall(_ moment: Moment, settings: SettingTable) throws -> [UInt8] {
        try JSONText.encode(
            Question(moment: WireMoment(moment), settings: settings.mapValues { WireSettingValue(value: $0) }))
    }

    /// The moment and the settings in a call of Assess, which the interface has already checked.
    ///
    /// - Parameter specs: what the manifest declares; they tell a number of seconds from a whole number.
    package static func call(
        fromParameters parameters: [UInt8], specs: [SettingSpec]
    ) throws(PluginWireProblem) -> (moment: Moment, settings: SettingTable) {
        let question = try decode(Question.self, parameters)
        var settings: SettingTable = [:]
        for (key, value) in question.settings {
            guard let spec = specs.first(where: { $0.key == key }) else {
                throw PluginWireProblem("settings.\(key)", "the manifest declares no such setting")
            }
            settings[key] = try value.value(of: spec)
        }
        return (try question.moment.moment(), settings)
    }

    /// The reply to Assess; times are told with `offset` seconds east of UTC.
    package static func assessReply(_ assessment: Assessment, offset: Int) throws -> [UInt8] {
        try JSONText.encode(Answer(assessment: WireAssessment(assessment, offset: offset)))
    }

    /// The assessment in a reply to Assess.
    package static func assessment(fromReply reply: [UInt8]) throws(PluginWireProblem) -> Assessment {
        try decode(Answer.self, reply).assessment.assessment()
    }

    private static func decode<T: Decodable>(_ type: T.Type, _ text: [UInt8]) throws(PluginWireProblem) -> T {
        do {
            return try JSONText.decode(type, from: text)
        } catch let error as DecodingError {
            throw PluginWireProblem(error.parameterPath, error.problem)
        } catch {
            throw PluginWireProblem("", "\(error)")
        }
    }
}

/// What does not fit in a message, and where.
package struct PluginWireProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// `assessment.prompt.due`
    package let path: String
    /// One clause without a full stop: `“soon” is not an ISO 8601 time`.
    package let problem: String

    package init(_ path: String, _ problem: String) {
        self.path = path
        self.problem = problem
    }

    package var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}
