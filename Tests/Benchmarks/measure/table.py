"""The table that the bench prints: each figure beside its floor, and whether it meets its target."""


class Table:
    HEADINGS = ("what", "habitd", "floor", "ratio", "to reach", "")

    def __init__(self):
        self.rows = []
        self.all_met = True

    def add(self, what, ours, floor, ratio, target, met):
        self.rows.append((what, ours, floor, ratio, target, "ok" if met else "MISS"))
        self.all_met = self.all_met and met

    def at_most(self, what, ours, limit, *, unit, floor=None, digits=1):
        """A figure with a limit of its own; its floor is shown for comparison."""
        self.add(
            what,
            f"{ours:.{digits}f} {unit}",
            "" if floor is None else f"{floor:.{digits}f} {unit}",
            f"{ours / floor:.2f}" if floor else "",
            f"≤ {limit:g} {unit}",
            ours <= limit,
        )

    def at_most_times(self, what, ours, floor, times, *, unit, digits=2):
        ratio = ours / floor
        self.add(what, f"{ours:.{digits}f} {unit}", f"{floor:.{digits}f} {unit}", f"{ratio:.2f}", f"≤ {times:g} × floor", ratio <= times)

    def at_least_times(self, what, ours, floor, times, *, unit):
        ratio = ours / floor
        self.add(what, f"{ours:,.0f} {unit}", f"{floor:,.0f} {unit}", f"{ratio:.2f}", f"≥ {times:g} × floor", ratio >= times)

    def at_least(self, what, ours, least, *, unit, floor=None):
        self.add(
            what,
            f"{ours:,.0f} {unit}",
            "" if floor is None else f"{floor:,.0f} {unit}",
            f"{ours / floor:.2f}" if floor else "",
            f"≥ {least:,} {unit}",
            ours >= least,
        )

    def broken(self, what, problem):
        self.rows.append((what, "not measured", "", "", str(problem).splitlines()[0][:60] if str(problem) else repr(problem), "MISS"))
        self.all_met = False

    def text(self):
        rows = [self.HEADINGS, *self.rows]
        widths = [max(len(row[column]) for row in rows) for column in range(len(self.HEADINGS))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
        lines.insert(1, "-" * max(map(len, lines)))
        return "\n".join(lines)
