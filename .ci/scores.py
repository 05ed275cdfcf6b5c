"""Runs the scorers on labelled documents and holds their figures at thresholds, which only go up.

python .ci/scores.py SHARED, where SHARED has tools/ and the folders of documents.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

# folder: (least full F1, least date F1, most wrong, most crashes)
READING = {
    "seeds": (1.0, 1.0, 0, 0),
    "corpus": (0.986, 0.993, 0, 0),
}
# least F1 of planned days, exact and within three days
PLANNING = (0.80, 0.87)


def main() -> int:
    shared = Path(sys.argv[1])
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    failed = 0
    for folder, (full, date, wrong, crashed) in READING.items():
        command = [sys.executable, str(shared / "tools/score_reading.py"), "--corpus", str(shared / folder)]
        run = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PATH": path})
        print(f"reading {folder}\n{run.stdout}", end="")
        figures = {key: float(value) for key, value in re.findall(r"(\w+)\s+(?:F1 micro )?([0-9.]+)", run.stdout)}
        good = (
            figures["full"] >= full
            and figures["date"] >= date
            and figures["wrong"] <= wrong
            and figures["crashed"] <= crashed
        )
        print("holds" if good else f"FELL below full {full}, date {date} or above wrong {wrong}, crashed {crashed}")
        failed += not good
    command = [sys.executable, str(shared / "tools/score_planning.py")]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PATH": path})
    print(f"planning\n{run.stdout}", end="")
    (found,) = re.findall(r"^planner +F1 exact ([0-9.]+)  within 3 days ([0-9.]+)", run.stdout, re.M)
    good = all(float(value) >= least for value, least in zip(found, PLANNING, strict=True))
    print("holds" if good else f"FELL below {PLANNING}")
    failed += not good
    print("expressions")
    expressions = [sys.executable, str(Path(__file__).with_name("expressions.py")), str(shared / "expressions.json")]
    failed += subprocess.run(expressions, check=False).returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
