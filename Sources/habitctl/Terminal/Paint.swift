@preconcurrency internal import Rainbow

/// What a piece of text is, from which its colour follows.
enum Role: Sendable {
    case heading, title, message, command, dim, due, done, upcoming, resting, problem
}

/// Colours text by its role, where the terminal takes colours. Only the sixteen named ones are used, so that the user's own
/// palette decides how they look.
struct Paint: Sendable {
    let isOn: Bool

    init(_ terminal: Terminal) {
        isOn = terminal.hasColor
        if isOn { _ = Self.rainbow }
    }

    /// The terminal was judged by our own rules (`--color` first), so Rainbow is told not to judge again. Once.
    private static let rainbow: Void = {
        Rainbow.enabled = true
        Rainbow.outputTarget = .console
    }()

    func callAsFunction(_ text: String, _ role: Role) -> String {
        guard isOn, text.contains(where: { $0 != " " }) else { return text }
        let (color, styles) = Self.look(role)
        let segment = Rainbow.Segment(text: text, color: color.map { .named($0) }, styles: styles)
        return Rainbow.generateString(for: Rainbow.Entry(segments: [segment]))
    }

    private static func look(_ role: Role) -> (NamedColor?, [Style]?) {
        switch role {
        case .heading, .title: (nil, [.bold])
        case .message: (nil, [.bold])
        case .command: (.cyan, nil)
        case .dim: (nil, [.dim])
        case .due: (.yellow, [.bold])
        case .done: (.green, nil)
        case .upcoming: (.cyan, nil)
        case .resting: (.magenta, nil)
        case .problem: (.red, [.bold])
        }
    }
}
