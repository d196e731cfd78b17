public import HabitKit
public import Walk

extension WalkPlugin: PluginExecutable {}

/// A built-in habit as a program of its own.
@main enum WalkProgram {
    static func main() async { await WalkPlugin.main() }
}
