"""python3 -m measure SCRATCH [ROW...]: the rows, in the order of the table; without names, all of them."""

import sys

from measure import carry, clients, idle, lateness, memory, plugins, report, simulation, startup, throughput, trends
from measure.bench import Bench

ROWS = {
    "wakeups": idle.measure,
    "memory": memory.measure,
    "start": startup.measure,
    "habitctl": clients.measure,
    "status": throughput.measure_status,
    "entries": throughput.measure_entries,
    "lateness": lateness.measure,
    "year": simulation.measure,
    "report": report.measure,
    "trends": trends.measure,
    "import": carry.measure,
    "plugins": plugins.measure_questions,
    "declarative": plugins.measure_declarative,
}


def main() -> int:
    scratch, chosen = sys.argv[1], sys.argv[2:] or list(ROWS)
    unknown = [name for name in chosen if name not in ROWS]
    if unknown:
        print(f"no such row: {', '.join(unknown)}; there are: {', '.join(ROWS)}", file=sys.stderr)
        return 2
    bench = Bench(scratch)
    for name in chosen:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        try:
            ROWS[name](bench)
        except Exception as problem:  # one row that cannot be measured must not hide the others
            bench.table.broken(name, problem)
        finally:
            bench.end_all()
    print(bench.table.text())
    return 0 if bench.table.all_met else 1


sys.exit(main())
