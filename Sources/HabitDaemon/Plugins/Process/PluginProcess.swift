internal import Glibc
internal import HabitKit
internal import NIOCore
internal import Varlink

/// One run of a plugin's program, from its start until nothing of it is left. Everything here happens on the event loop.
///
/// It is over when the program has been reaped, everything that bore its mark with it, and its socket and its output have
/// been read to their ends.
final class PluginProcess {
    /// What happens while nothing is asked.
    enum Surprise {
        /// It broke a rule, and is being ended.
        case misbehaved(PluginFailure)
        /// It ended, well or with a failure.
        case left(PluginFailure?)
    }

    private(set) var answers = 0
    /// What it did against the rules though nothing was asked.
    private(set) var misdeed: PluginFailure?
    private let limits: PluginLimits
    private let eventLoop: any EventLoop
    private let onSurprise: (PluginProcess, Surprise) -> Void
    private var connection: PluginConnection?
    private var child: ChildProcess?
    private var waiter: ((Result<ReplyMessage, PluginFailure>) -> Void)?
    private var deadline: Scheduled<Void>?
    private var patience: Scheduled<Void>?
    private var isEnding = false
    private var closedWithinMessage: Bool?
    private var ending: (how: ChildProcess.Ending, lastWords: String?)?
    private var farewells: [() -> Void] = []

    /// - Parameter onSurprise: called once at most, on the event loop, and only if nothing is asked.
    init(
        _ launch: PluginLaunch, log: PluginLog, eventLoop: any EventLoop,
        onSurprise: @escaping (PluginProcess, Surprise) -> Void
    ) throws(PluginFailure) {
        self.limits = launch.limits
        self.eventLoop = eventLoop
        self.onSurprise = onSurprise
        let (mark, output) = (ProcessMark(), eventLoop.makePromise(of: PluginOutput.self))
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let started: PluginLaunch.Started
        do throws(PluginFailure) {
            started = try launch.start(mark: mark) { ending in
                // On the child's own queue, where waiting is allowed: what it left behind goes first, so that nobody holds
                // the output open.
                mark.endAll()
                output.futureResult.whenSuccess { output in
                    output.finish { lastWords in
                        eventLoop.execute { bound.value.ended(ending, lastWords) }
                    }
                }
            }
        } catch {
            output.fail(error)
            throw error
        }
        output.succeed(PluginOutput(descriptor: started.output, log: log))
        child = started.child
        let connection = PluginConnection(limit: limits.reply, eventLoop: eventLoop) { [weak self] event in
            self?.connectionTold(event)
        }
        self.connection = connection
        connection.open(started.socket)
    }

    /// Whether it can be asked.
    var isUsable: Bool { !isEnding && closedWithinMessage == nil && ending == nil }

    /// Sends a call. Call it when it can be asked and no other question is under way.
    ///
    /// - Parameter answer: called once, with the one answer, or with what went wrong; the program is then being ended.
    func ask(_ call: [UInt8], _ answer: @escaping (Result<ReplyMessage, PluginFailure>) -> Void) {
        guard !isEnding, ending == nil, let connection, waiter == nil else {
            return answer(.failure(misdeed ?? tooLate))
        }
        waiter = answer
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        deadline = eventLoop.scheduleTask(in: limits.deadline.timeAmount) { bound.value.timedOut() }
        // Where its socket is closed already, its own end is about to tell why.
        if closedWithinMessage == nil { connection.ask(call) }
    }

    /// It has ended between its start, or its latest answer, and the question.
    private var tooLate: PluginFailure {
        PluginFailure(ending?.how ?? .exited(0), lastWords: ending?.lastWords, wasAsked: answers == 0)
    }

    /// The question under way, if any, is not to be answered any more: the program is ended, since its answer would come.
    func takeBack(_ failure: PluginFailure) {
        guard waiter != nil else { return }
        end()
        conclude(failure)
    }

    /// Closes its socket, and ends it by force if it does not go by itself.
    func end() {
        guard !isEnding else { return }
        isEnding = true
        connection?.close()
        killLater()
    }

    /// Ends it at once.
    func kill() {
        isEnding = true
        connection?.close()
        child?.signalGroup(SIGKILL)
    }

    /// Whether nothing of it is left.
    var isOver: Bool { ending != nil && closedWithinMessage != nil }

    /// Calls `farewell` when nothing of it is left, if something still is.
    func onGone(_ farewell: @escaping () -> Void) {
        if !isOver { farewells.append(farewell) }
    }

    private func killLater() {
        guard patience == nil, ending == nil else { return }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        patience = eventLoop.scheduleTask(in: limits.grace.timeAmount) { bound.value.lostPatience() }
    }

    // MARK: What happens to it

    private func connectionTold(_ event: PluginConnection.Event) {
        switch event {
        case .reply(let reply):
            answers += 1
            answer(.success(reply))
        case .broken(let failure):
            kill()
            conclude(failure)
        case .closed(let withinMessage):
            closedWithinMessage = withinMessage
            // Whether it closed its socket or has ended, its own end will tell.
            if ending == nil { killLater() }
            concludeIfOver()
        }
    }

    private func ended(_ how: ChildProcess.Ending, _ lastWords: String?) {
        ending = (how, lastWords)
        patience?.cancel()
        concludeIfOver()
    }

    /// What it sent before it ended is read first.
    private func concludeIfOver() {
        guard isOver, let ending else { return }
        if !isEnding {
            isEnding = true
            conclude(failure(ending.how, ending.lastWords))
        }
        child = nil
        connection = nil
        let farewells = self.farewells
        self.farewells = []
        for farewell in farewells { farewell() }
    }

    private func failure(_ how: ChildProcess.Ending, _ lastWords: String?) -> PluginFailure? {
        if waiter == nil, how == .exited(0) { return nil }
        if closedWithinMessage == true { return PluginFailure(.exited, "it ended in the middle of its answer") }
        return PluginFailure(how, lastWords: lastWords, wasAsked: waiter != nil || answers == 0)
    }

    private func timedOut() {
        kill()
        conclude(PluginFailure(.timedOut, "it did not answer within \(limits.deadline.inWords)"))
    }

    private func lostPatience() {
        guard ending == nil else { return }
        let wasAskedToGo = isEnding
        kill()
        if !wasAskedToGo { conclude(PluginFailure(.closed, "it closed its socket and went on running")) }
    }

    /// Tells whoever waits, or whoever it surprises; nil is a good end.
    private func conclude(_ failure: PluginFailure?) {
        if waiter != nil {
            answer(.failure(failure ?? PluginFailure(.exited, "it ended before it answered")))
        } else if ending != nil {
            onSurprise(self, .left(failure))
        } else if let failure {
            misdeed = failure
            onSurprise(self, .misbehaved(failure))
        }
    }

    private func answer(_ result: Result<ReplyMessage, PluginFailure>) {
        deadline?.cancel()
        deadline = nil
        let waiter = self.waiter
        self.waiter = nil
        waiter?(result)
    }
}
