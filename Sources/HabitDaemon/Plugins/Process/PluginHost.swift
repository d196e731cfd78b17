package import HabitKit
package import NIOCore
internal import Varlink

/// A plugin's program: starts it when asked, keeps it a short while, ends it whole. One per executable file.
///
/// Questions are answered one at a time, in order. What goes wrong in the program is a ``PluginFailure`` of the question
/// and nothing else; when it is asked again is up to ``Supervision``.
package actor PluginHost {
    /// How it stands with a plugin's program.
    package struct Standing: Sendable, Equatable {
        package var state: Supervision.State
        /// The latest failure; nil once it has answered again.
        package var lastError: String?
        /// Starts that became necessary because the program had ended or failed.
        package var restarts: Int
    }

    nonisolated package let path: String
    private let eventLoop: any EventLoop
    private let launch: PluginLaunch
    private let log: PluginLog
    private let clock: @Sendable () -> Duration

    private var supervision: Supervision
    private var turns = Turns()
    /// The number of the latest call.
    private var question = 0
    private var process: PluginProcess?
    /// The file that the latest run, or the latest failure, was of.
    private var file: FileIdentity?
    /// What the file said of itself; it says the same for as long as it is the same.
    private var manifest: Manifest?
    private var idleTimer: Scheduled<Void>?
    /// Programs that are ending.
    private var leaving: [ObjectIdentifier: PluginProcess] = [:]
    /// Whoever waits until the last of them is gone.
    private var farewells: [CheckedContinuation<Void, Never>] = []
    private var isClosed = false

    nonisolated package var unownedExecutor: UnownedSerialExecutor {
        eventLoop.executor.asUnownedSerialExecutor()
    }

    /// - Parameters:
    ///   - path: absolute.
    ///   - environment: ours; what a plugin may see of it is passed on.
    ///   - log: takes each line of the program's output, safe to show, in moderation and off the event loop.
    ///   - clock: the time since any fixed instant, suspends counted.
    package init(
        path: String, eventLoop: any EventLoop, limits: PluginLimits = PluginLimits(), environment: [String: String],
        log: @escaping @Sendable (String) -> Void,
        clock: @escaping @Sendable () -> Duration = { ClockReading.sinceBoot() }
    ) {
        self.path = path
        self.eventLoop = eventLoop
        self.launch = PluginLaunch(path: path, limits: limits, environment: environment)
        self.log = PluginLog(linesPerMinute: limits.linesPerMinute, clock: clock, sink: log)
        self.clock = clock
        var rules = Supervision.Rules()
        rules.keepFor = limits.keepFor
        rules.lifetime = limits.lifetime
        self.supervision = Supervision(rules: rules)
    }

    package var standing: Standing {
        Standing(
            state: supervision.state(at: clock()), lastError: supervision.lastError, restarts: supervision.restarts)
    }

    /// Who the plugin is: asked of the program itself, each time.
    package func describe() async throws(PluginFailure) -> Manifest {
        try await takeTurn()
        defer { leaveTurn() }
        do throws(PluginFailure) {
            let manifest = try await description()
            supervision.answered(at: clock())
            return manifest
        } catch {
            throw note(error)
        }
    }

    /// What a habit is at a moment.
    ///
    /// - Parameter manifest: what the plugin was when the habit was made.
    package func assess(
        _ moment: Moment, settings: SettingTable, manifest: Manifest
    ) async throws(PluginFailure) -> Assessment {
        let call = try Self.call(moment, settings)
        try await takeTurn()
        defer { leaveTurn() }
        do throws(PluginFailure) {
            let reply = try await reply(to: call, manifest)
            let assessment = try PluginAnswers.standard.get().assessment(from: reply, at: moment, manifest)
            supervision.answered(at: clock())
            return assessment
        } catch {
            throw note(error)
        }
    }

    /// The file changed or the user reloads: earlier failures are forgotten, and whoever the plugin was.
    package func mend() {
        supervision.mended()
        manifest = nil
        // What runs may have read what has changed since; a question under way is answered first.
        if !turns.isTaken { endProcess() }
    }

    /// Ends the program whole; whoever still asks is refused. Returns when nothing of it is left.
    package func close() async {
        isClosed = true
        turns.turnAllAway()
        process?.takeBack(Self.closing)
        endProcess()
        await withCheckedContinuation { waiter in
            // Looked at in here: on the way in the last of them may go.
            if leaving.isEmpty { waiter.resume() } else { farewells.append(waiter) }
        }
    }

    private static let takenBack = PluginFailure(.cancelled, "the question was taken back")
    private static let closing = PluginFailure(.closing, "habitd does not use it any more")

    // MARK: One after the other

    private func takeTurn() async throws(PluginFailure) {
        let number = turns.number()
        let isIn = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                // Looked at in here: what is taken back on the way in would wait for its turn all the same.
                if Task.isCancelled { waiter.resume(returning: false) } else { turns.wait(number, waiter) }
            }
        } onCancel: { [self] in
            eventLoop.execute { self.assumeIsolated { $0.turns.turnAway(number) } }
        }
        guard isIn else {
            throw isClosed ? Self.closing : Self.takenBack
        }
        idleTimer?.cancel()
        idleTimer = nil
        guard !isClosed else {
            leaveTurn()
            throw Self.closing
        }
    }

    private func leaveTurn() {
        turns.next()
        guard turns.isEmpty, let process, process.isUsable, let end = supervision.endsAt else { return }
        let bound = NIOLoopBound(process, eventLoop: eventLoop)
        idleTimer = eventLoop.scheduleTask(in: max(.zero, end - clock()).timeAmount) { [weak self] in
            // Where nobody has the host any more, its program goes as well.
            guard let self else { return bound.value.end() }
            assumeIsolated { $0.endProcess() }
        }
    }

    // MARK: Asking

    private static func call(_ moment: Moment, _ settings: SettingTable) throws(PluginFailure) -> [UInt8] {
        do {
            let parameters = try PluginWire.assessCall(moment, settings: settings)
            return CallMessage(method: PluginWire.assess, parameters: parameters).encoded()
        } catch {
            throw PluginFailure(.unsound, "the question cannot be put on the wire", words: "\(error)")
        }
    }

    // A program that answered before and has ended since, perhaps in this instant, gets no blame: another is asked.

    private func description() async throws(PluginFailure) -> Manifest {
        let (process, isFresh) = try readyProcess()
        do throws(PluginFailure) { return try await introduce(process) } catch {
            guard error.code == .exited, !isFresh else { throw error }
        }
        return try await introduce(try freshProcess(insteadOf: process))
    }

    private func reply(to call: [UInt8], _ manifest: Manifest) async throws(PluginFailure) -> ReplyMessage {
        let (process, isFresh) = try readyProcess()
        do throws(PluginFailure) { return try await ask(process, call, manifest) } catch {
            guard error.code == .exited, !isFresh else { throw error }
        }
        return try await ask(try freshProcess(insteadOf: process), call, manifest)
    }

    private func ask(
        _ process: PluginProcess, _ call: [UInt8], _ manifest: Manifest
    ) async throws(PluginFailure) -> ReplyMessage {
        if process.answers == 0 { _ = try await introduce(process) }
        guard manifest == self.manifest else {
            throw PluginFailure(.changed, "its file was replaced, and it is another plugin now; a reload takes it over")
        }
        return try await answer(of: process, to: call)
    }

    private func introduce(_ process: PluginProcess) async throws(PluginFailure) -> Manifest {
        let reply = try await answer(of: process, to: CallMessage(method: PluginWire.describe).encoded())
        let told = try PluginAnswers.standard.get().manifest(from: reply)
        guard manifest == nil || manifest == told else {
            throw PluginFailure(.changed, "it changed its manifest between two calls, though its file is the same")
        }
        manifest = told
        return told
    }

    private func answer(
        of process: PluginProcess, to call: [UInt8]
    ) async throws(PluginFailure) -> ReplyMessage {
        question += 1
        let question = question
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in ask(process, call) { waiter.resume(returning: $0) } }
        } onCancel: {
            eventLoop.execute { self.assumeIsolated { $0.takeBack(question) } }
        }
        let reply = try result.get()
        // It answered, and has answered again since.
        if let misdeed = process.misdeed { throw misdeed }
        return reply
    }

    /// A closure that waits must name the actor, or it does not run on it.
    private func ask(
        _ process: PluginProcess, _ call: [UInt8], _ answer: @escaping (Result<ReplyMessage, PluginFailure>) -> Void
    ) {
        // It may have been taken back on the way in.
        if Task.isCancelled { answer(.failure(Self.takenBack)) } else { process.ask(call, answer) }
    }

    /// It may have been answered meanwhile, and another be under way.
    private func takeBack(_ question: Int) {
        if question == self.question { process?.takeBack(Self.takenBack) }
    }

    // MARK: The program

    /// The program that can be asked now, started if need be.
    private func readyProcess() throws(PluginFailure) -> (process: PluginProcess, isFresh: Bool) {
        guard !isClosed else { throw Self.closing }
        let now = clock()
        let found = FileIdentity(of: path)
        let isSame = file == nil || found == file
        if !isSame { manifest = nil }
        switch supervision.asked(isSameFile: isSame, at: now) {
        case .refuse: throw refusal
        case .ask:
            if let process, process.isUsable { return (process, false) }
            // It is just going.
            endProcess()
        case .startAnew: endProcess()
        case .start: break
        }
        file = found
        return (try start(at: now), true)
    }

    private func freshProcess(insteadOf process: PluginProcess) throws(PluginFailure) -> PluginProcess {
        supervision.exited(nil)
        retire(process)
        return try readyProcess().process
    }

    private func start(at now: Duration) throws(PluginFailure) -> PluginProcess {
        // Just before it is executed: it may have changed since it was found.
        if let problem = PluginTrust.problem(of: path) { throw PluginFailure(.untrusted, problem) }
        let started = try PluginProcess(launch, log: log, eventLoop: eventLoop) {
            [weak self] process, surprise in
            let id = ObjectIdentifier(process)
            self?.assumeIsolated { $0.surprised(surprise, by: id) }
        }
        supervision.started(at: now)
        process = started
        return started
    }

    private var refusal: PluginFailure {
        let error = supervision.lastError ?? "it failed"
        guard supervision.hasGivenUp else { return PluginFailure(.waiting, error) }
        return PluginFailure(
            .stopped,
            "\(error) (\(supervision.failures) times in a row; tried again within an hour, or at once after a reload)")
    }

    /// Draws the conclusions from a failure, and returns it.
    private func note(_ problem: PluginFailure) -> PluginFailure {
        // The shell says "not found" of a file that is there, whose interpreter is not.
        let interpreter = problem.code == .notStarted ? Interpreter.problem(of: path) : nil
        let failure = interpreter.map { PluginFailure(.notStarted, $0) } ?? problem
        switch failure.code {
        case .waiting, .stopped, .closing: return failure
        case .cancelled: supervision.ended()
        case .untrusted: supervision.unusable(failure.description)
        default: supervision.failed(failure.description, at: clock())
        }
        if let process { retire(process, atOnce: failure.code != .cancelled) }
        return failure
    }

    /// A program did something though nothing was asked. Only the one that counts now is of interest.
    private func surprised(_ surprise: PluginProcess.Surprise, by id: ObjectIdentifier) {
        guard let process, ObjectIdentifier(process) == id else { return }
        switch surprise {
        // Whoever asks just now finds it out, and it counts once.
        case .misbehaved where turns.isTaken: return
        case .misbehaved(let failure): supervision.failed(failure.description, at: clock())
        case .left(let failure): supervision.exited(failure?.description)
        }
        retire(process)
    }

    /// Nobody asks any more: it ends by itself when its socket does.
    private func endProcess() {
        idleTimer?.cancel()
        idleTimer = nil
        supervision.ended()
        if let process { retire(process) }
    }

    /// Follows a program until nothing is left of it, out of the way of the next.
    private func retire(_ process: PluginProcess, atOnce: Bool = false) {
        if self.process === process { self.process = nil }
        if atOnce { process.kill() } else { process.end() }
        guard !process.isOver else { return }
        let id = ObjectIdentifier(process)
        leaving[id] = process
        process.onGone { [weak self] in self?.assumeIsolated { $0.left(id) } }
    }

    private func left(_ id: ObjectIdentifier) {
        leaving[id] = nil
        guard leaving.isEmpty else { return }
        for farewell in farewells { farewell.resume() }
        farewells = []
    }
}
