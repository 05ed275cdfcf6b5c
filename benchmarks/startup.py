"""What a check costs as a whole process, beside `python -c "import click"`, in one run: python benchmarks/startup.py

The two take turns, so that whatever else the machine does hits both; the figure is the ratio, not the seconds.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROUNDS = 40
SCRIPT = str(Path(sys.executable).with_name("calendar-tool"))
COMMANDS = {
    "python -c 'import click'": [sys.executable, "-c", "import click"],
    "calendar-tool check 2026-05-14": [SCRIPT, "check", "2026-05-14"],
    "calendar-tool check 2022-05-27 --body SRO": [SCRIPT, "check", "2022-05-27", "--body", "SRO"],
}


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def main() -> None:
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for round_ in range(ROUNDS + 2):
        for name, command in COMMANDS.items():
            spent = seconds(command)
            if round_ >= 2:  # the first ones fill the disk cache
                taken[name].append(spent)
    base = median(next(iter(taken.values())))
    for name, values in taken.items():
        spread = f"median {median(values) * 1000:6.1f} ms  least {min(values) * 1000:6.1f} ms"
        print(f"{name:45} {spread}  x {median(values) / base:.2f}")


if __name__ == "__main__":
    main()
