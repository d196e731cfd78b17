import HabitKit

// Announcements: who is told now, who joins, who is held back.
extension Planner {
    /// Announces what is due and allowed, as one.
    mutating func speak(at now: Instant) {
        let due = tracks.indices.compactMap { dueVoice(of: $0, at: now) }
        guard !due.isEmpty else { return }
        if let silence = silence(at: now) { return hold(due, silence, at: now) }
        if tracks.indices.contains(where: { tracks[$0].holdsOthers(at: now) }) { return }
        let isFree = due.contains(where: \.isFree)
        if !isFree, let restraint = pacing.allowed(notBefore: now, policy: policy).restraint {
            return hold(due, restraint.silence, at: now)
        }
        let voices = inOrder(due + joining(due, at: now))
        if askBeforeTelling(voices, at: now) { return }
        pacing.note(now, counts: !isFree)
        announce(voices, at: now)
    }

    /// What was planned a while ago is asked for once more before it is told: its reason tells the numbers of then.
    private mutating func askBeforeTelling(_ voices: [Voice], at now: Instant) -> Bool {
        var isAsking = false
        for voice in voices where voice.kind == .first && tracks[voice.index].isOld(at: now) {
            freshen(voice.index)
            isAsking = true
        }
        return isAsking
    }

    private func dueVoice(of index: Int, at now: Instant) -> Voice? {
        guard let voice = voice(of: index, at: now), voice.due <= now else { return nil }
        if voice.kind == .first, tracks[index].isUnsettled(at: now) { return nil }
        return voice
    }

    /// Those with slack that fall due so soon that they are better told now.
    private func joining(_ due: [Voice], at now: Instant) -> [Voice] {
        let told = Set(due.map(\.index))
        return tracks.indices.compactMap { index in
            guard !told.contains(index), let plan = tracks[index].plan,
                let voice = voice(of: index, at: now), voice.kind == .first, voice.due <= plan.due,
                voice.due <= now + policy.together, plan.joins <= now
            else { return nil }
            return voice
        }
    }

    /// Firm ones first, then as they fall due, then as configured.
    private func inOrder(_ voices: [Voice]) -> [Voice] {
        voices.sorted { ($0.isFirm ? 0 : 1, $0.due, $0.index) < ($1.isFirm ? 0 : 1, $1.due, $1.index) }
    }

    private mutating func hold(_ voices: [Voice], _ cause: Silence, at now: Instant) {
        for voice in voices {
            guard tracks[voice.index].hold?.told != cause else { continue }
            tracks[voice.index].hold = HabitTrack.Hold(since: voice.due, cause: cause, told: cause)
            note("held back", cause.text, on: voice.index, at: now)
        }
    }

    private mutating func announce(_ voices: [Voice], at now: Instant) {
        let place = outbox.count
        var prompts: [AnnouncedPrompt] = []
        for voice in voices {
            explain(voice, among: voices, at: now)
            guard let open = told(voice, at: now) else { continue }
            prompts.append(AnnouncedPrompt(open, of: tracks[voice.index].habit))
        }
        outbox.insert(.announce(Announcement(at: now, prompts: prompts)), at: place)
        isMemoryChanged = true
    }

    /// Brings a prompt's life to its next announcement.
    private mutating func told(_ voice: Voice, at now: Instant) -> OpenPrompt? {
        let index = voice.index
        tracks[index].spokenAt = now
        tracks[index].hold = nil
        switch voice.kind {
        case .first: openPrompt(of: index, at: now)
        case .again:
            tracks[index].open?.repeated += 1
            tellAnew(index, at: now)
        case .returning:
            tracks[index].open?.snoozedUntil = nil
            tracks[index].last?.outcome = .announced
            tellAnew(index, at: now)
        }
        return tracks[index].open
    }

    /// What is told once more is what the habit counts from: its next prompt does not follow on its heels.
    private mutating func tellAnew(_ index: Int, at now: Instant) {
        tracks[index].open?.count += 1
        tracks[index].open?.lastAnnouncedAt = now
        tracks[index].last?.announcedAt = now
        ask(index)
    }

    private mutating func openPrompt(of index: Int, at now: Instant) {
        guard let prompt = tracks[index].scheduled else { return }
        if tracks[index].open != nil { close(index, .lapsed, "a newer prompt took its place", at: now) }
        tracks[index].dropPlan()
        if prompt.isFirm { tracks[index].agenda = nil }
        tracks[index].open = OpenPrompt(
            id: OpenPrompt.id(habit: tracks[index].id, due: prompt.due), prompt: prompt,
            reason: whyDue(prompt, of: index, at: now), announcedAt: now, lastAnnouncedAt: now)
        tracks[index].last = PromptRecord(key: prompt.key, due: prompt.due, announcedAt: now, outcome: .announced)
        tracks[index].told.append(prompt.due.seconds)
        ask(index)
    }

    /// The plugin's reason; of a prompt that joins others before its time, the plugin still speaks as of one to come.
    private func whyDue(_ prompt: Prompt, of index: Int, at now: Instant) -> String {
        if prompt.due > now { return "due at \(clock(prompt.due)), told a little early" }
        return tracks[index].assessment?.reason ?? "it is due"
    }

    /// Notes why it is told now: the plugin's reason, what it waited for, and in whose company.
    private mutating func explain(_ voice: Voice, among voices: [Voice], at now: Instant) {
        let track = tracks[voice.index]
        var parts: [String] = []
        switch voice.kind {
        case .first: parts.append(track.scheduled.map { whyDue($0, of: voice.index, at: now) } ?? "it is due")
        case .again: parts.append("unanswered")
        case .returning: parts.append("the snooze is over")
        }
        if let hold = track.hold, now > hold.since {
            parts.append("waited \(DurationText.print(now - hold.since)): \(hold.cause.text)")
        }
        let company = Array(voices.lazy.filter { $0.index != voice.index }.prefix(5)).map { tracks[$0.index].id }
        if !company.isEmpty {
            parts.append("told together with \(Self.list(company, of: voices.count - 1))")
        }
        note(voice.kind == .again ? "told again" : "announced", parts.joined(separator: "; "), on: voice.index, at: now)
    }

    private static func list(_ habits: [String], of count: Int) -> String {
        let (shown, more) = (habits.joined(separator: ", "), count - habits.count)
        return more > 0 ? "\(shown) and \(more) more" : shown
    }

    /// Lets go of prompts that nobody answered in their time.
    mutating func lapse(at now: Instant) {
        for index in tracks.indices {
            guard let lapsesAt = tracks[index].wait?.lapsesAt(policy), lapsesAt <= now else { continue }
            let isAway = presence.state == .away
            if isAway, credit(now - presence.began, to: index, at: now) { continue }
            close(index, .lapsed, isAway ? "unanswered, you were away" : "unanswered", at: now)
        }
    }

    /// An absence as long as a habit's own break answers its prompt: whoever was up and about is not told again.
    mutating func credit(_ absence: Duration, at now: Instant) {
        for index in tracks.indices { credit(absence, to: index, at: now) }
    }

    @discardableResult
    private mutating func credit(_ absence: Duration, to index: Int, at now: Instant) -> Bool {
        guard let prompt = tracks[index].open?.prompt, !prompt.isFirm, let enough = prompt.naturalBreak,
            absence >= enough
        else { return false }
        close(index, .lapsed, "you were away for \(DurationText.print(absence)), a break in itself", at: now)
        return true
    }
}

extension AnnouncedPrompt {
    init(_ open: OpenPrompt, of habit: PlannedHabit) {
        self.init(
            id: open.id, habit: habit.id, title: habit.title, message: open.prompt.message, due: open.prompt.due,
            reason: open.reason, count: open.count, isFirm: open.prompt.isFirm, isPrivate: habit.isPrivate)
    }
}
