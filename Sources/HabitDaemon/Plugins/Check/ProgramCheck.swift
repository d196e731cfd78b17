internal import HabitKit
internal import HabitTesting
internal import NIOCore
internal import Varlink

/// The whole contract, put to a program.
struct ProgramCheck {
    let path: String
    let id: String
    let environment: [String: String]
    let eventLoop: any EventLoop
    let tell: (CheckLine) -> Void

    func run() async -> CheckTimes {
        var times = CheckTimes()
        let host = host(environment)
        let manifest: Manifest
        do throws(PluginFailure) {
            manifest = try await start(host, &times)
        } catch {
            tell(CheckLine("start", "", problems: [error.description], advice: CheckAdvice.advice(on: error)))
            await host.close()
            return times
        }
        tell(ContractLine.identity(manifest, id))
        let interview = Interview()
        let plugin = InterviewedPlugin<SettingTable>(
            manifest: manifest, interview: interview,
            ask: { try await host.assess($0, settings: $1, manifest: manifest) }, mend: { await host.mend() })
        _ = await PluginContract.check(plugin) { result in tell(ContractLine.line(result)) }
        if !interview.isOver {
            tell(await again(plugin, manifest))
            await host.close()
            for line in FramingCheck(launch: launch, assess: call(manifest)).lines() { tell(line) }
            tell(size(manifest))
        }
        await host.close()
        times.takeOver(interview.durations)
        tell(ContractLine.time(times, deadline: launch.limits.deadline))
        return times
    }

    private var launch: PluginLaunch { PluginLaunch(path: path, limits: PluginLimits(), environment: environment) }

    private func host(_ environment: [String: String]) -> PluginHost {
        PluginHost(path: path, eventLoop: eventLoop, environment: environment, log: { _ in })
    }

    private func start(_ host: PluginHost, _ times: inout CheckTimes) async throws(PluginFailure) -> Manifest {
        let start = ClockReading.sinceBoot()
        let manifest = try await host.describe()
        let described = ClockReading.sinceBoot()
        guard try await host.describe() == manifest else {
            throw PluginFailure(.changed, "it told another manifest the second time")
        }
        let (cold, warm) = (described - start, ClockReading.sinceBoot() - described)
        times.coldStart = CheckTimes.milliseconds(cold)
        times.describe = CheckTimes.milliseconds(warm)
        tell(CheckLine("start", "\(CheckTimesText.print(cold)) to its first answer"))
        return manifest
    }

    /// Another process, with another zone and home, must say the same.
    private func again(_ plugin: InterviewedPlugin<SettingTable>, _ manifest: Manifest) async -> CheckLine {
        var elsewhere = environment
        elsewhere["TZ"] = "Pacific/Kiritimati"
        elsewhere["HOME"] = "/"
        let host = host(elsewhere)
        let moments = PluginContract.edgeMoments(for: manifest)
        var line = CheckLine("new process", "\(moments.count) moments, in another time zone")
        do {
            guard try await host.describe() == manifest else {
                throw PluginFailure(.changed, "it told another manifest")
            }
            let settings = try BoundHabit(manifest.id, plugin: plugin).settings
            for (name, moment) in moments {
                // What it does not answer is told already.
                guard let first = try? await plugin.assess(moment, settings: settings) else { continue }
                let second = try await host.assess(moment, settings: settings, manifest: manifest)
                guard first != second else { continue }
                line.problems.append("\(name): it answered “\(first.reason)”, and then “\(second.reason)”")
            }
        } catch { line.problems.append("\(error)") }
        await host.close()
        if !line.isSound {
            line.advice =
                "take the time and the zone from the moment: moment.now, moment.zone; read no clock and no file"
        }
        return line
    }

    private func call(_ manifest: Manifest) -> [UInt8] {
        let settings = Dictionary(uniqueKeysWithValues: manifest.settings.map { ($0.key, $0.defaultValue) })
        guard let moment = PluginContract.edgeMoments(for: manifest).first?.moment,
            let parameters = try? PluginWire.assessCall(moment, settings: settings)
        else { return [] }
        return CallMessage(method: PluginWire.assess, parameters: parameters).encoded()
    }

    private func size(_ manifest: Manifest) -> CheckLine {
        do throws(PluginFailure) {
            let talk = try RawTalk(launch)
            talk.send(CallMessage(method: PluginWire.describe).encoded())
            let description = try talk.reply().size
            talk.send(call(manifest))
            let answer = try talk.reply().size
            let sizes = "Describe \(CheckTimesText.size(description)), Assess \(CheckTimesText.size(answer))"
            return CheckLine("size", "\(sizes); up to 1 MiB is taken")
        } catch {
            return CheckLine("size", "", problems: [error.description], advice: CheckAdvice.advice(on: error))
        }
    }
}
