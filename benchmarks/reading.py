"""What the reader finds, by layout, against labels: python benchmarks/reading.py [CORPUS]

One line for each tag that the documents have; a document counts in each of its own. Without CORPUS the documents are
those of ../shared/corpus beside the repository, if it is there, else made ones; see corpus.py for what a score means.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import corpus

HEAD = f"{'layout':28}{'docs':>5}{'labels':>8}{'found':>7}   date P    R   F1   full F1  wrong  silent"


def line(name: str, counts: Counter[str]) -> str:
    """A row under HEAD."""
    precision, recall = (counts["date"] / counts[key] if counts[key] else 1.0 for key in ("found", "labels"))
    levels = f"{precision:9.2f}{recall:5.2f}{corpus.f1(counts, 'date'):5.2f}{corpus.f1(counts, 'full'):10.2f}"
    sizes = f"{counts['documents']:5}{counts['labels']:8}{counts['found']:7}"
    return f"{name:28}{sizes}{levels}{counts['wrong']:7}{counts['silent']:8}"


def main() -> None:
    documents = corpus.load(sys.argv[1] if sys.argv[1:] else None)
    by_tag: defaultdict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    mean: Counter[str] = Counter()
    begin = perf_counter()
    for document in documents:
        counts = corpus.score(document.truth, document.read())
        total += counts
        mean += Counter({level: corpus.f1(counts, level) / len(documents) for level in ("date", "time", "full")})
        mean["perfect"] += counts["full"] == counts["labels"] == counts["found"]
        for tag in document.tags:
            by_tag[tag] += counts
    spent = perf_counter() - begin
    print(HEAD)
    for tag, counts in sorted(by_tag.items(), key=lambda item: (corpus.f1(item[1], "full"), item[0])):
        print(line(tag, counts))
    print(line("all", total))
    for level in ("date", "time", "full"):
        print(f"{level:5} F1 micro {corpus.f1(total, level):.4f}  macro {mean[level]:.4f}")
    print(
        f"documents {total['documents']}  perfect {mean['perfect']}  crashed {total['crashed']}"
        f"  missed {total['missed']}  seconds {spent:.1f}"
    )


if __name__ == "__main__":
    main()
