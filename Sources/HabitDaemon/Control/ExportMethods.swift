internal import HabitKit
internal import Varlink
internal import VarlinkServer

/// Everything there is, for another program or another machine: Export. Import takes it in again as it was.
extension ControlService {
    /// Read from the history at a time.
    private static let exportPage = 200

    func export(_ call: ServiceCall) async throws -> ServiceReply {
        guard call.wantsMore else { throw VarlinkError.expectedMore }
        let starts = await keeper.calendar.dayStarts
        var batch = EntryBatch()
        var cursor: HistoryCursor?
        repeat {
            let page = try await history.datedPage(after: cursor, limit: Self.exportPage)
            for dated in page.entries {
                let entry = Self.exported(dated, dayStarts: starts)
                guard !batch.add(entry) else { continue }
                try await call.reply(continuing: batch.take())
                _ = batch.add(entry)
            }
            cursor = page.next
        } while cursor != nil
        return try await exportPlans(call, behind: batch.take().entries)
    }

    private func exportPlans(_ call: ServiceCall, behind entries: [Control.Entry]) async throws -> ServiceReply {
        var reply = Control.ExportReply(entries: entries)
        var last: DayPlan?
        repeat {
            let plans = try await history.plans(after: last, limit: Self.exportPage)
            last = plans.count < Self.exportPage ? nil : plans.last
            reply.plans = plans.map { plan in
                Control.Plan(
                    habit: plan.habit, day: plan.day.text, target: plan.target, period: plan.period,
                    mode: plan.mode?.rawValue)
            }
            if last != nil {
                try await call.reply(continuing: reply)
                reply = Control.ExportReply(entries: [])
            }
        } while last != nil
        return try .encoding(reply)
    }

    /// With its time to the microsecond, and with its date where the time alone would say another.
    private static func exported(_ dated: DatedEntry, dayStarts: LocalTime) -> Control.Entry {
        let entry = dated.entry
        var wired = Wire(zone: .utc).entry(entry)
        wired.at = entry.at.onWire(offset: entry.offset)
        if Day.date(of: entry.at, offset: entry.offset, starts: dayStarts) != dated.day {
            wired.day = dated.day.text
        }
        return wired
    }
}
