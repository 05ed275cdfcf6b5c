"""The reader's speed beside dateparser's, its growth, its memory; in one run: python benchmarks/speed.py [CORPUS]

The figures to go by are ratios: the readers take turns on the same documents, and the time a character is compared
between lengths of one document. The documents are those of reading.py.
"""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

sys.path.insert(0, str(Path(__file__).parent.parent))

ROUNDS = 3
TIMES = (1, 10, 100)
PAGES = 300
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
BODIES = ("KS", "KF", "BUN", "SN", "MBN")
_CHILD = """
import resource, sys
from time import perf_counter
begin = perf_counter()
from pathlib import Path
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import read_document
found = len(read(read_document(Path(sys.argv[1]))).meetings)
own, parser = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(found, perf_counter() - begin, own, parser)
"""


def main() -> None:
    memory()  # first: a child is charged with what this process holds when it starts
    growth()
    beside_dateparser(sys.argv[1] if sys.argv[1:] else None)


def seconds(work: Callable[[], object]) -> float:
    begin = process_time()  # others use the machine too
    work()
    return process_time() - begin


# -- memory


def memory() -> None:
    """The most that a PDF of many pages takes, of the reader and of the process that it has the PDF parsed in."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "long.pdf")
        path.write_bytes(pdf([plan(1990 + n % 70, "list") for n in range(PAGES)]))
        command = [sys.executable, "-c", _CHILD, str(path)]
        said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    found, spent, own, parser = said.stdout.split()
    print(
        f"a PDF of {PAGES} pages: {found} meetings in {float(spent):.1f} s;"
        f" most memory {int(own) / 1000:.0f} MB in the reader, {int(parser) / 1000:.0f} MB in its parser of PDF"
    )


# -- growth


def plan(year: int, layout: str) -> str:
    """The meetings of a year, as text."""
    if layout == "list":
        rows = [f"- {7 + (year + n) % 19} {month} kl. 9-12" for n, month in enumerate(MONTHS)]
        return "\n".join([f"Sammanträdesdagar för Kommunstyrelsen {year}", "", *rows])
    if layout == "grid":
        rows = ["\t".join([body, *(str(7 + n + i) for n in range(len(MONTHS)))]) for i, body in enumerate(BODIES)]
        return "\n".join([f"Mötestider {year}", "", "\t".join(["Organ", *map(str.capitalize, MONTHS)]), *rows])
    if layout == "table":
        rows = [f"KS\t{7 + (year + n) % 19} {month} {year}\t09:00-12:00\tStadshuset" for n, month in enumerate(MONTHS)]
        return "\n".join([f"Sammanträdesplan {year}", "", "Organ\tDatum\tTid\tPlats", *rows])
    said = [
        f"Nämnden sammanträder den {7 + (year + n) % 19} {month} {year} kl. 13 i Stadshuset. Handlingar skickas innan."
        for n, month in enumerate(MONTHS)
    ]
    return "\n\n".join(said)


def html(plans: list[str]) -> bytes:
    """A page with a heading and a table or paragraphs for each plan."""
    out = ["<!DOCTYPE html><html lang=sv><meta charset=utf-8><body>"]
    for text in plans:
        title, _blank, *rows = text.split("\n")
        cells = "".join(f"<tr><td>{row.replace(chr(9), '</td><td>')}</td></tr>\n" for row in rows)
        out.append(f"<h2>{title}</h2>\n<table>\n{cells}</table>")
    return "\n".join(out).encode()


def pdf(plans: list[str]) -> bytes:
    """A PDF of a page a plan."""
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, invariant=1)
    for text in plans:
        for n, row in enumerate(text.split("\n")):
            for i, cell in enumerate(row.split("\t")):
                canvas.drawString(50 + 100 * i, 780 - 16 * n, cell)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def growth() -> None:
    """How the time a character grows with the length of a document; of a linear reader the ratios stay near 1."""
    from calendar_tool.reading.isolated import read_here
    from calendar_tool.reading.kinds import Kind
    from calendar_tool.reading.reader import read
    from calendar_tool.reading.source import Document

    def file(kind: Kind, raw: bytes) -> None:  # in this process: starting another takes the same time for any length
        read(Document("x", tuple(read_here(kind, raw).texts)))

    print(f"\n{'time a character':18}" + "".join(f"{f'x {times}':>22}" for times in TIMES))
    for layout in ("list", "grid", "prose", "table", "html", "pdf"):
        shown, first = f"{layout:18}", None
        for times in TIMES:
            plans = [plan(1990 + n % 70, {"html": "table", "pdf": "list"}.get(layout, layout)) for n in range(times)]
            text = "\n\n".join(plans)
            work = {
                "html": partial(file, Kind.HTML, html(plans)),
                "pdf": partial(file, Kind.PDF, pdf(plans)),
            }.get(layout, lambda text=text: read(Document.from_text(text, "x")))
            work() if times == 1 else None  # what is loaded once
            each = min(seconds(work) for _round in range(ROUNDS if times < TIMES[-1] else 1)) / len(text) * 1e6
            first = first or each
            shown += f"{each:10.2f} µs (x {each / first:5.2f})"
        print(shown, flush=True)


# -- beside dateparser


def beside_dateparser(folder: str | None) -> None:
    """Documents a second of both, in turns, and the F1 of the dates of both."""
    from dateparser.search import search_dates

    from benchmarks import corpus

    warnings.simplefilter("ignore")  # dateparser's own
    documents = corpus.load(folder)

    def others(document: corpus.Labelled, **said: list[str]) -> corpus.Facts:
        found = search_dates(document.text, **said) or []
        return {"meetings": [{"date": moment.date().isoformat()} for _words, moment in found]}

    readers: dict[str, Callable[[corpus.Labelled], corpus.Facts]] = {
        "calendar_tool": corpus.Labelled.read,
        "dateparser": others,
        "dateparser, told that it is Swedish": partial(others, languages=["sv"]),
    }
    spent: dict[str, list[float]] = {name: [] for name in readers}
    totals = {name: Counter[str]() for name in readers}
    for round_ in range(ROUNDS + 1):
        for name, reads in readers.items():
            begin = process_time()
            said = [reads(document) for document in documents]
            if round_:  # the first one loads what is loaded once
                spent[name].append(process_time() - begin)
            else:
                for document, facts in zip(documents, said, strict=True):
                    totals[name] += corpus.score(document.truth, facts)
    print(f"\n{len(documents)} documents")
    for name in readers:
        rate, date = len(documents) / median(spent[name]), corpus.f1(totals[name], "date")
        print(f"{name:36}{rate:9.1f} documents a second   date F1 {date:.3f}   wrong {totals[name]['wrong']}")
    own, *theirs = spent.values()
    for name, taken in zip(list(readers)[1:], theirs, strict=True):
        ratio = median(b / a for a, b in zip(own, taken, strict=True))
        print(f"calendar_tool is {ratio:.0f} times as fast as {name}")


if __name__ == "__main__":
    main()
