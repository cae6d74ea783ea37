"""`make oracle`: random processes on our interpreter, on what their blocks say, and on SpiffWorkflow.

  python tools/oracle_bpmn.py [--models 1000] [--from 0] [--list 5]

Each model comes of its number and lives through up to forty random acts. After each act all three must have the same
open steps. A difference to the blocks is a fault of ours; one to SpiffWorkflow is told with its reason.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict

from okienko.language.tests.engines import Life, played, reason


def main() -> int:
    """Prints the figures; 0 when our interpreter always did what the blocks say, and every difference has a reason."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=int, default=1_000, help="how many models")
    parser.add_argument("--from", type=int, default=0, dest="first", help="number of the first")
    parser.add_argument("--list", type=int, default=2, dest="shown", help="differences shown of each reason")
    given = parser.parse_args()
    began, acts, refused = time.process_time(), 0, 0
    ours: list[int] = []
    theirs: defaultdict[str, list[tuple[int, Life]]] = defaultdict(list)
    for seed in range(given.first, given.first + given.models):
        life = played(seed)
        acts, refused = acts + life.acts, refused + life.refused
        if life.slow:
            ours.append(seed)
            print(f"  model {seed}: {life.slow}")
        elif life.spiff:
            theirs[reason(life)].append((seed, life))
    seconds = time.process_time() - began
    print(f"modeli {given.models}, w tym {refused} odmówionych przy publikacji (koło, w którym nikt na nic nie czeka)")
    print(f"aktów {acts}, {seconds:.0f} s")
    print(f"różnic między nami a znaczeniem bloków: {len(ours)}")
    print(f"różnic między nami a SpiffWorkflow, w których bloki mówią to co my: {sum(map(len, theirs.values()))}")
    for why, lives in sorted(theirs.items()):
        print(f"  {len(lives):5} {why}")
        for seed, life in lives[: given.shown]:
            print(f"        model {seed}, po {life.acts} aktach: {life.spiff[:150]}")
    return 1 if ours or "niewyjaśniona" in theirs else 0


if __name__ == "__main__":
    sys.exit(main())
