internal import HabitEngine
package import HabitKit
package import Varlink
package import VarlinkServer

/// `io.habitd.Control`: turns calls into events for the keeper and entries for the history, and what they answer into
/// replies. One file a group of methods.
package struct ControlService: VarlinkService {
    package let interface: VarlinkInterface
    let keeper: HabitKeeper
    let history: History
    let standings: StandingBook
    let watchers: Watchers
    let cache: StatusCache
    let clock: @Sendable () -> Instant
    /// What Associations asks.
    let questions: [AssociationQuestion]
    /// Looks for plugins and reads the configuration again; throws what is wrong with it, and returns what is wrong with
    /// plugins.
    let reload: @Sendable () async throws(ReloadRefused) -> [Control.ConfigProblem]
    let setup: @Sendable () async -> Setup

    /// What is configured, as far as it shows.
    package struct Setup: Sendable {
        package var registry: PluginRegistry
        /// What status should lead with.
        package var problems: [String]

        package init(registry: PluginRegistry, problems: [String]) {
            self.registry = registry
            self.problems = problems
        }
    }

    package func handle(_ call: ServiceCall) async throws -> ServiceReply {
        // An unchanged reply costs neither a hop to the keeper nor an encoding.
        if call.method == "Status", let bytes = cache.reply(at: clock()) { return ServiceReply(encoded: bytes) }
        do {
            return try await answer(call)
        } catch let error as HistoryError {
            throw ControlError.history(error)
        }
    }

    private func answer(_ call: ServiceCall) async throws -> ServiceReply {
        switch call.method {
        case "Status": ServiceReply(encoded: try await status())
        case "Habits": try .encoding(await habits())
        case "Plugins": try .encoding(await plugins())
        case "Reload": try .encoding(try await reloadConfiguration())
        case "Backups": try .encoding(await backups())
        case "Record": try await record(try call.decode(Control.RecordCall.self))
        case "Amend": try .encoding(try await amend(try call.decode(Control.AmendCall.self)))
        case "Undo": try .encoding(try await undo(try call.decode(Control.UndoCall.self)))
        case "Skip": try .encoding(try await skip(try call.decode(Control.SkipCall.self)))
        case "CheckIn": try .encoding(try await checkIn(try call.decode(Control.CheckInCall.self)))
        case "Tell": try .encoding(try await tell(try call.decode(Control.TellCall.self)))
        case "Book": try .encoding(try await book(try call.decode(Control.BookCall.self)))
        case "Snooze": try .encoding(try await snooze(try call.decode(Control.SnoozeCall.self)))
        case "Pause": try .encoding(try await pause(try call.decode(Control.PauseCall.self)))
        case "Resume": try await resume()
        case "SetMode": try .encoding(try await setMode(try call.decode(Control.SetModeCall.self)))
        case "SetPresence": try .encoding(try await setPresence(try call.decode(Control.SetPresenceCall.self)))
        case "Preview": try .encoding(try await preview(try call.decode(Control.PreviewCall.self)))
        case "Explain": try .encoding(try await explain(try call.decode(Control.ExplainCall.self)))
        case "Routine": try .encoding(try await routine(try call.decode(Control.RoutineCall.self)))
        case "Trends": try await trends(try call.decode(Control.TrendsCall.self))
        case "Associations": try .encoding(try await associations())
        case "Watch": try await watch(call)
        case "History": try await history(call)
        case "Export": try await export(call)
        case "Report": try await report(call)
        case "Forget": try .encoding(try await forget(try call.decode(Control.ForgetCall.self)))
        case "Import": try .encoding(try await importItems(try call.decode(Control.ImportCall.self)))
        default: throw VarlinkError.methodNotImplemented("\(interface.name).\(call.method)")
        }
    }

    /// The habit that `text` means; one that is switched off is refused with the way to switch it on.
    func habit(_ text: String) async throws(VarlinkError) -> HabitRoster.Habit {
        let roster = await keeper.roster
        let id: String
        do {
            id = try HabitResolver(roster.names).resolve(text)
        } catch {
            // A plugin that never said who it is has no habit, but the person who wrote it asks for one.
            if let reason = await setup().registry.absent[text.lowercased()]?.reason {
                throw ControlError.habitFailed(text.lowercased(), "its plugin cannot be used: \(reason)")
            }
            throw ControlError.noSuchHabit(error)
        }
        guard let habit = roster[id] else { throw ControlError.noSuchHabit(.noSuchHabit(text, candidates: [])) }
        guard habit.isEnabled else {
            throw ControlError.habitFailed(
                id, "it is switched off; “enabled = true” under [habits.\(id)] in the configuration switches it on")
        }
        return habit
    }

    /// The same for a method that needs what the plugin says of itself.
    func knownHabit(_ text: String) async throws(VarlinkError) -> (habit: HabitRoster.Habit, manifest: Manifest) {
        let habit = try await habit(text)
        guard let manifest = habit.manifest else {
            throw ControlError.habitFailed(habit.id, habit.failure ?? "its plugin is not known")
        }
        return (habit, manifest)
    }

    /// What the user said must survive a power cut before it is acknowledged.
    func keepMemory() async throws(HistoryError) {
        try await MemorySaver(keeper: keeper, history: history).saveNow()
    }
}

/// The new configuration has problems, so the old one stays in force.
package struct ReloadRefused: Error, Sendable, Equatable {
    package let problems: [Control.ConfigProblem]

    package init(problems: [Control.ConfigProblem]) {
        self.problems = problems
    }
}
