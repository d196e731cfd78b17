/// Bold, dim and one colour, where the terminal takes them.
package struct TerminalStyle: Sendable {
    private let isOn: Bool

    package init(isTerminal: Bool, environment: [String: String]) {
        let refuses = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        isOn = isTerminal && !refuses && environment["TERM"] != "dumb"
    }

    func bold(_ text: String) -> String { wrapped(text, "1") }
    func dim(_ text: String) -> String { wrapped(text, "2") }
    func accent(_ text: String) -> String { wrapped(text, "1;36") }

    private func wrapped(_ text: String, _ code: String) -> String {
        isOn ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
