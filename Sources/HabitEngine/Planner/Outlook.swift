import HabitKit

/// When each habit is told next if nobody answers, as far as the plans of now reach.
struct Outlook {
    /// By the habits' places: when, and what keeps it from being told when it wants to. No time where no one can say, or
    /// not today any more.
    var telling: [(at: Instant?, cause: Silence?)]
}

/// A prompt in the outlook that is not placed yet.
private struct Candidate {
    var voice: Voice
    /// From then on it may join another.
    var joins: Instant
    /// A repeat that is not told by then lapses.
    var lapses: Instant
    var repeats: Int
    /// The habit's own next one, not the repeat of one that is placed.
    var isNext: Bool
}

extension Planner {
    /// Places every habit's next prompt one after the other, by the rules that hold when they come: those told earlier
    /// use up the gap and the hour's announcements, and take along what is due then or joins.
    ///
    /// It only compares times: a few microseconds for a handful of habits.
    func outlook(at now: Instant) -> Outlook {
        var waiting: [Candidate] = []
        var outlook = Outlook(telling: Array(repeating: (nil, nil), count: tracks.count))
        for index in tracks.indices {
            guard let candidate = candidate(index, at: now) else { continue }
            outlook.telling[index] = speaking(candidate.voice, at: now)
            waiting.append(candidate)
        }
        guard presence.state.counts else { return outlook }
        var pacing = pacing
        var time = now
        // A prompt is placed once and repeated at most a few times, so this ends; the bound keeps it cheap.
        for _ in 0..<(tracks.count * 3) {
            var next = earliest(of: waiting, at: time, pacing)
            if giveUpLapsed(&waiting, by: next ?? .distantFuture, in: &outlook, at: time) {
                next = earliest(of: waiting, at: time, pacing)
            }
            guard let next else { break }
            time = next
            place(&waiting, in: &outlook, at: time, &pacing)
            if !waiting.contains(where: \.isNext) { break }
        }
        return outlook
    }

    private func candidate(_ index: Int, at now: Instant) -> Candidate? {
        guard let voice = voice(of: index, at: now) else { return nil }
        let lapses = voice.kind == .again ? tracks[index].wait?.lapsesAt(policy) : nil
        return Candidate(
            voice: voice, joins: joins(voice), lapses: lapses ?? .distantFuture, repeats: repeats(after: voice),
            isNext: true)
    }

    /// A repeat that finds no room in its time leaves its place to the habit's next prompt, where one is planned.
    private func giveUpLapsed(
        _ waiting: inout [Candidate], by next: Instant, in outlook: inout Outlook, at time: Instant
    ) -> Bool {
        var hasChanged = false
        for place in waiting.indices where waiting[place].isNext && waiting[place].lapses <= next {
            guard waiting[place].voice.kind == .again else { continue }
            let index = waiting[place].voice.index
            outlook.telling[index] = (nil, nil)
            waiting[place].isNext = false
            hasChanged = true
            guard let first = firstVoice(of: index) else { continue }
            waiting[place] = Candidate(
                voice: first, joins: joins(first), lapses: .distantFuture, repeats: repeats(after: first), isNext: true)
            outlook.telling[index] = speaking(first, at: time)
        }
        return hasChanged
    }

    private func joins(_ voice: Voice) -> Instant {
        guard voice.kind == .first, let plan = tracks[voice.index].plan, voice.due <= plan.due else { return voice.due }
        return max(plan.joins, voice.due - policy.together)
    }

    private func repeats(after voice: Voice) -> Int {
        switch voice.kind {
        case .first: tracks[voice.index].plan?.repeats ?? 0
        case .again, .returning: 0
        }
    }

    private func earliest(of waiting: [Candidate], at time: Instant, _ pacing: Pacing) -> Instant? {
        var earliest: Instant?
        for candidate in waiting {
            guard let at = speaking(candidate.voice, at: time, pacing: pacing).at, at < candidate.lapses else {
                continue
            }
            if earliest.map({ at < $0 }) ?? true { earliest = at }
        }
        return earliest
    }

    /// Tells, in the outlook, what is due at `time` and what joins it.
    private func place(
        _ waiting: inout [Candidate], in outlook: inout Outlook, at time: Instant, _ pacing: inout Pacing
    ) {
        let before = pacing
        let isFree = waiting.contains { $0.voice.isFree && $0.voice.due <= time }
        pacing.note(time, counts: !isFree)
        var rest: [Candidate] = []
        for candidate in waiting where candidate.lapses > time {
            guard candidate.joins <= time else {
                rest.append(candidate)
                continue
            }
            let index = candidate.voice.index
            if candidate.isNext {
                let cause = speaking(candidate.voice, at: candidate.voice.due, pacing: before).cause
                outlook.telling[index] = (time, time > candidate.voice.due ? cause : nil)
            }
            if candidate.repeats > 0 { rest.append(again(candidate, after: time)) }
        }
        waiting = rest
    }

    private func again(_ told: Candidate, after time: Instant) -> Candidate {
        let due = time + max(policy.repeatAfter, policy.minimumGap)
        let voice = Voice(index: told.voice.index, kind: .again, due: due, isFirm: told.voice.isFirm)
        let lapses = told.voice.isFirm ? Instant.distantFuture : due + max(policy.repeatAfter, .seconds(1))
        return Candidate(voice: voice, joins: due, lapses: lapses, repeats: told.repeats - 1, isNext: false)
    }
}
