internal import FoundationEssentials
package import HabitEngine
package import Logging

/// Keeps the planner's memory over a restart.
package struct MemorySaver: Sendable {
    private let keeper: HabitKeeper
    private let history: History

    package init(keeper: HabitKeeper, history: History) {
        self.keeper = keeper
        self.history = history
    }

    /// Keeps it soon if it changed: what the daemon itself noted may be lost in a power cut, entries never are.
    package func keepSoon() async {
        if let json = await encoded() { history.keepMemory(json) }
    }

    /// Keeps it at a clean end.
    package func saveLast() async throws(HistoryError) {
        if let json = Self.encode(await keeper.lastMemory()) { try await history.saveMemory(json) }
    }

    /// Keeps it if it changed, and returns when it is on the disk.
    package func saveNow() async throws(HistoryError) {
        guard let json = await encoded() else { return }
        do throws(HistoryError) {
            try await history.saveMemory(json)
        } catch {
            await keeper.keepMemory()
            throw error
        }
    }

    private func encoded() async -> [UInt8]? {
        await keeper.takeMemory().flatMap(Self.encode)
    }

    private static func encode(_ memory: PlannerMemory) -> [UInt8]? {
        (try? JSONEncoder().encode(memory)).map { [UInt8]($0) }
    }

    /// What an earlier run left; nil for none, and for one that cannot be read any more.
    package static func load(_ history: History, logger: Logger) throws(HistoryError) -> PlannerMemory? {
        guard let json = try history.loadMemory() else { return nil }
        do {
            return try JSONDecoder().decode(PlannerMemory.self, from: Data(json))
        } catch {
            logger.notice("What was planned before the restart cannot be read, so it is planned anew")
            return nil
        }
    }
}
