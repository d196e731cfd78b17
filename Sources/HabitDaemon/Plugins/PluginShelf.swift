package import HabitKit
package import NIOCore

/// The plugins there are now: what lies in the folders, each program with the host that runs it.
///
/// Looking is quick and runs nothing; who a program is, it is asked beside everything else while ``run()`` runs.
package actor PluginShelf {
    package struct Surroundings: Sendable {
        package var builtIns: [any HabitPlugin]
        package var folders: PluginFolders
        package var eventLoop: any EventLoop
        /// Ours; the programs see a part of it.
        package var environment: [String: String]
        package var limits = PluginLimits()
        /// What a declarative file holds, or all that is wrong with it.
        package var read: @Sendable (String) -> (plugin: (any HabitPlugin)?, problems: [Control.ConfigProblem])
        /// Takes the lines that programs print, with the plugin's id.
        package var log: @Sendable (_ plugin: String, _ line: String) -> Void

        package init(
            builtIns: [any HabitPlugin], folders: PluginFolders, eventLoop: any EventLoop,
            environment: [String: String],
            read:
                @escaping @Sendable (String) -> (
                    plugin: (any HabitPlugin)?, problems: [Control.ConfigProblem]
                ) = DeclarationReader.read,
            log: @escaping @Sendable (_ plugin: String, _ line: String) -> Void
        ) {
            self.builtIns = builtIns
            self.folders = folders
            self.eventLoop = eventLoop
            self.environment = environment
            self.read = read
            self.log = log
        }
    }

    private enum Job: Sendable {
        case ask(path: String, question: Int, Reason)
        case close(PluginHost)
    }

    private enum Reason: Sendable {
        case isNew
        /// Its file is another one.
        case hasChanged
        /// It failed a while ago.
        case again
        /// The user wants another try of what failed.
        case mending
    }

    private let surroundings: Surroundings
    private let builtIns: Set<String>
    private var candidates: [PluginCandidate] = []
    private var folderProblems: [Control.ConfigProblem] = []
    private var programs: [String: ShelvedProgram] = [:]
    private var declarations: [String: ShelvedDeclaration] = [:]
    /// Hosts whose files are gone, until nobody has a habit of theirs any more.
    private var leaving: [PluginHost] = []
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private let jobs: AsyncStream<Job>
    private let job: AsyncStream<Job>.Continuation

    package private(set) var registry: PluginRegistry
    /// Yields when ``registry`` may be another; any number of changes are one. For one reader.
    nonisolated package let changes: AsyncStream<Void>
    private let changed: AsyncStream<Void>.Continuation

    nonisolated package var unownedExecutor: UnownedSerialExecutor {
        surroundings.eventLoop.executor.asUnownedSerialExecutor()
    }

    package init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        registry = PluginRegistry(builtIns: surroundings.builtIns)
        builtIns = Set(registry.ids)
        (jobs, job) = AsyncStream.makeStream(of: Job.self)
        (changes, changed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Asks the programs that are to be asked, until cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for await job in jobs {
                group.addTask { await self.perform(job) }
            }
            group.cancelAll()
        }
    }

    /// Looks what lies in the folders. Declarative files that are new are read at once, programs are asked soon.
    ///
    /// - Parameter mending: what failed is tried again, though its file is the same.
    package func look(mending: Bool = false) {
        let found = PluginFinder.find(surroundings.folders)
        folderProblems = found.problems
        candidates = PluginSearch.arrange(found.candidates, builtIns: builtIns)
        let used = candidates.filter(\.isUsed)
        takePrograms(used.filter { $0.origin == .executable }, mending: mending)
        takeDeclarations(used.filter { $0.origin == .declarative }, mending: mending)
        publish()
    }

    /// The plugins there are, all asked who they are, for whoever runs none of them afterwards.
    package func survey() async -> PluginRegistry {
        look()
        await withTaskGroup { group in
            group.addTask { await self.run() }
            await settle()
            group.cancelAll()
        }
        await close()
        return registry
    }

    /// Returns when nobody is being asked any more, and at the latest after a while.
    package func settle() async {
        guard programs.values.contains(where: \.isAsked) else { return }
        // A program has to answer sooner; this holds also where nobody runs us any more.
        let limit = surroundings.eventLoop.scheduleTask(in: (surroundings.limits.deadline * 3).timeAmount) {
            [weak self] in
            self?.assumeIsolated { $0.resumeWaiters() }
        }
        await withCheckedContinuation { waiters.append($0) }
        limit.cancel()
    }

    /// The registry is in force: nobody asks those any more that are not in it.
    package func dismiss() {
        for host in leaving { job.yield(.close(host)) }
    }

    /// Ends every program whole.
    package func close() async {
        job.finish()
        changed.finish()
        for path in programs.keys { programs[path]?.retry?.cancel() }
        let hosts = leaving + programs.values.map(\.host)
        await withDiscardingTaskGroup { group in
            for host in hosts { group.addTask { await host.close() } }
        }
        resumeWaiters()
    }

    // MARK: What was found

    private func takePrograms(_ used: [PluginCandidate], mending: Bool) {
        let paths = Set(used.map(\.path))
        for (path, program) in programs where !paths.contains(path) {
            program.retry?.cancel()
            leaving.append(program.host)
            programs[path] = nil
        }
        for candidate in used {
            guard let known = programs[candidate.path] else {
                programs[candidate.path] = program(candidate)
                ask(candidate.path, .isNew)
                continue
            }
            programs[candidate.path]?.identity = candidate.identity
            if known.identity != candidate.identity {
                ask(candidate.path, .hasChanged)
            } else if mending, !known.isAsked {
                ask(candidate.path, .mending)
            }
        }
    }

    private func program(_ candidate: PluginCandidate) -> ShelvedProgram {
        let host = PluginHost(
            path: candidate.path, eventLoop: surroundings.eventLoop, limits: surroundings.limits,
            environment: surroundings.environment,
            log: { [log = surroundings.log, id = candidate.id] line in log(id, line) })
        return ShelvedProgram(id: candidate.id, path: candidate.path, identity: candidate.identity, host: host)
    }

    private func takeDeclarations(_ used: [PluginCandidate], mending: Bool) {
        var taken: [String: ShelvedDeclaration] = [:]
        taken.reserveCapacity(used.count)
        for candidate in used {
            let known = declarations[candidate.path]
            if let known, known.identity == candidate.identity, known.problems.isEmpty || !mending {
                taken[candidate.path] = known
            } else {
                taken[candidate.path] = ShelvedDeclaration(
                    candidate, last: known?.plugin, read: surroundings.read)
            }
        }
        declarations = taken
    }

    private func publish() {
        let files = candidates.compactMap { candidate in
            PluginRecord.unused(candidate) ?? programs[candidate.path]?.record ?? declarations[candidate.path]?.record
        }
        var registry = PluginRegistry(builtIns: surroundings.builtIns, files: files)
        registry.folderProblems = folderProblems
        if !registry.isSame(as: self.registry) {
            registry.version = self.registry.version + 1
            self.registry = registry
            changed.yield()
        }
        if !programs.values.contains(where: \.isAsked) { resumeWaiters() }
    }

    private func resumeWaiters() {
        let waiting = waiters
        waiters = []
        for waiter in waiting { waiter.resume() }
    }

    // MARK: Who the programs are

    private func ask(_ path: String, _ reason: Reason) {
        guard var program = programs[path] else { return }
        program.question += 1
        program.isAsked = true
        program.retry?.cancel()
        program.retry = nil
        if reason == .hasChanged || reason == .mending { program.failures = 0 }
        programs[path] = program
        job.yield(.ask(path: path, question: program.question, reason))
    }

    private func perform(_ job: Job) async {
        switch job {
        case .ask(let path, let question, let reason): await perform(path, question, reason)
        case .close(let host):
            await host.close()
            leaving.removeAll { $0 === host }
        }
    }

    private func perform(_ path: String, _ question: Int, _ reason: Reason) async {
        guard let program = programs[path], program.question == question else { return }
        let answer = await answer(of: program, reason)
        // It may have been changed, or taken away, while it was asked.
        guard programs[path]?.question == question else { return }
        if let answer { programs[path]?.take(answer) } else { programs[path]?.isAsked = false }
        if let pause = programs[path]?.pause, answer != nil {
            programs[path]?.retry = surroundings.eventLoop.scheduleTask(in: pause.timeAmount) { [weak self] in
                self?.assumeIsolated { $0.ask(path, .again) }
            }
        }
        publish()
    }

    /// Nil where there was no need to ask.
    private func answer(of program: ShelvedProgram, _ reason: Reason) async -> Result<Manifest, PluginFailure>? {
        if reason == .mending, program.failure == nil, await program.host.standing.lastError == nil { return nil }
        if reason == .mending || reason == .hasChanged { await program.host.mend() }
        do throws(PluginFailure) {
            return program.judged(try await program.host.describe())
        } catch {
            return .failure(error)
        }
    }
}
