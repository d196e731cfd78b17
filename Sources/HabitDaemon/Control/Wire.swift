internal import HabitEngine
internal import HabitKit

/// The engine's values as the control interface says them.
struct Wire {
    let zone: Zone

    func time(_ instant: Instant) -> String { instant.iso8601(in: zone) }

    /// An entry keeps the offset it was made in.
    func entry(_ entry: Entry) -> Control.Entry {
        Control.Entry(
            id: entry.id, habit: entry.habit, kind: entry.kind.rawValue, at: entry.at.iso8601(offset: entry.offset),
            amount: entry.amount, unit: entry.unit.symbol, attributes: entry.attributes, note: entry.note)
    }

    func status(_ view: HabitView, plugin: String, standing: Standing?) -> Control.HabitStatus {
        Control.HabitStatus(
            id: view.id, title: view.title, plugin: plugin, state: view.state.rawValue,
            progress: view.progress.map {
                Control.Progress(done: $0.done, target: $0.target, unit: $0.unit.symbol)
            },
            next: view.next.map(time), reason: view.reason, streak: standing?.streak ?? 0,
            score: standing?.score ?? 0, prompt: view.open.map(prompt),
            firm: view.prompt?.isFirm == true ? true : nil)
    }

    private func prompt(_ open: OpenPrompt) -> Control.OpenPrompt {
        Control.OpenPrompt(
            id: open.id, message: open.prompt.message, due: time(open.prompt.due),
            announcedAt: time(open.announcedAt), snoozes: open.snoozes)
    }

    func planned(_ prompt: AnnouncedPrompt, at instant: Instant) -> Control.PlannedPrompt {
        Control.PlannedPrompt(
            habit: prompt.habit, title: prompt.title, at: time(instant), message: prompt.message,
            reason: prompt.reason)
    }

    func routine(_ routine: Routine) -> Control.RoutineReply {
        Control.RoutineReply(
            id: routine.id, title: routine.title,
            steps: routine.steps.map {
                Control.Step(
                    instruction: $0.instruction, holdSeconds: $0.holdSeconds, repetitions: $0.repetitions,
                    bothSides: $0.bothSides)
            })
    }
}
