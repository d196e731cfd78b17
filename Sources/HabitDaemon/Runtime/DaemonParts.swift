internal import HabitEngine
internal import HabitKit
internal import Logging
internal import NIOCore

/// Everything a running habitd consists of, once it has been put together. Values and references only: what they do
/// together is in ``Daemon``, ``Reloader`` and ``Housekeeping``.
struct DaemonParts: Sendable {
    var eventLoop: any EventLoop
    var clock: @Sendable () -> Instant
    var logger: Logger
    var writer: JournalWriter
    var notifier: Notifier
    /// The plugins there are; what is in force of them is in ``setup``.
    var shelf: PluginShelf
    var folders: PluginFolders
    /// What the files said at the start.
    var document: ConfigDocument
    var readDocument: @Sendable () -> ConfigDocument
    var history: History
    var setup: SetupBook
    var cache: StatusCache
    var keeper: HabitKeeper
    var standings: StandingBook
    var watchers: Watchers
    var journal: JournalAnnouncer
    var command: ReminderCommand
    /// With `--foreground`.
    var printer: ForegroundPrinter?

    /// What the user must know whatever the configuration says: a history that had to be begun anew.
    var lastingProblems: [String] { history.rescue.map { [$0.message] } ?? [] }

    /// Tells everyone who speaks of habits what they are called now.
    func tellAnnouncers(habits: [PlannedHabit], zone: Zone) {
        journal.update(habits: habits, zone: zone)
        watchers.update(habits: habits, zone: zone)
        printer?.update(habits: habits, zone: zone)
    }
}
