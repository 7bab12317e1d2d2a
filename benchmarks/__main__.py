"""`python -m benchmarks [NAME …] [--rounds N]`: a whole run is kept in RESULTS.md, a part of it only told."""

import argparse
import os
import sys
from importlib import import_module

from app.services.clock import Clock
from benchmarks.measuring import Result
from benchmarks.results import keep, load_average, surroundings, table

#: One module for each goal, in the order they are measured.
NAMES = (
    "window_shown",
    "first_data",
    "tree_paint",
    "tree_shown",
    "tree_filter",
    "budget_grid",
    "threads",
    "models",
    "papers",
    "agreement_paper",
    "agreement_batch",
    "long_document",
    "charts",
    "chart_redraw",
    "workbook",
    "recompute",
    "index_recompute",
    "scenarios",
    "wheel_frame",
    "wheel_lanes",
    "wheel_poster",
    "scorecard_card",
    "measure_import",
    "kolada_memory",
    "long_term",
)
ROUNDS = 15


def main(words: list[str] | None = None) -> int:
    """Measure what is asked for; 1 when a goal is missed."""
    parser = argparse.ArgumentParser("python -m benchmarks", description="Measures speed as ratios.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(NAMES)}; all by default")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"rounds of each goal, {ROUNDS} by default"
    )
    arguments = parser.parse_args(words)
    if unknown := set(arguments.names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    load = load_average()
    results: list[Result] = []
    for name in arguments.names or NAMES:
        results += import_module(f"benchmarks.{name}").run(arguments.rounds)
        print(f"{name} is measured", file=sys.stderr)
    command = " ".join(("python -m benchmarks", *(sys.argv[1:] if words is None else words)))
    about = surroundings(Clock(), command, load)
    print(f"{about}\n\n{table(results)}")
    if not arguments.names and arguments.rounds >= ROUNDS:
        keep(results, about)
    return int(any(each.met is False for each in results))


if __name__ == "__main__":
    sys.exit(main())
