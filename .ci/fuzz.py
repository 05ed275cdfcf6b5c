"""Feeds the reader what no one thought of: python .ci/fuzz.py [SECONDS] [--seed SEED | --random] [--case NUMBER].

Case NUMBER of a SEED is the same each time. Each must end in a reading or an InputError, within LIMIT seconds, and the
reading must account for every date, month and impossible date of the text exactly once. Stops at the first failure and
prints how to make it again. Exit code 1 on a failure.
"""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from pdf_samples import grid as ruled
from pdf_samples import page as pdf_page
from pdf_samples import stream
from pdf_samples import text as pdf_text

from calendar_tool import locale
from calendar_tool.problem import InputError
from calendar_tool.reading import grids, minutes, published
from calendar_tool.reading.expressions import DateToken, Impossible, MonthToken, WeekToken, scan
from calendar_tool.reading.kinds import kind_of
from calendar_tool.reading.page import Page
from calendar_tool.reading.phrases import interpret
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import Document, document_from_bytes

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 20
MOST_SHOWN = 2000  # characters of a case; its number makes it again
NO_DATES = ("a rhythm", "numbers that may be days")  # how the reasons of what is no date begin
BODIES = (
    "KS", "KF", "KSAU", "BUN", "SRO", "VVG/covid-19", "Kommunstyrelsen", "Byggnadsnämnden", "FoU-råd", "nämnden",
    "Rådet_för_trygghet_(RFT)",
)  # fmt: skip
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december", "jan", "feb", "Okt.", "Dec",
)  # fmt: skip
DAYS = (
    "måndag", "tisdagar", "ons", "torsdagen", "fre", "lör", "(sön)", "den",
)  # fmt: skip
JOINS = (
    "\n", "\n", "\n", "\n\n", " ", "", "\t", "  ", ", ", "; ", " | ", " och ", " - ", "–", ".", ":", "*", "\u00a0",
    "\f",
)  # fmt: skip
PHRASES = (
    "Mötestider {y}", "Mötestider {y}/{y}", "Sammanträdesdagar för {b} {y}", "{b}", "{b} {b} {b}",
    "Organ\t{m}\t{m}\t{m}\t{m}", "Månad {b} {b}", "{b}\t{d}\t{d}\t{d}\t{d}", "{b} {d} {d} {d} {d}", "{m} {d} {d} {d}",
    "{m} {d}, {d} {d}", "{n} {d}/{o} kl. {h} {d}/{o} {h}", "- {d} {m} kl {h}", "{w} {d} {m} {y}", "{d} {m}",
    "{d}-{d} {m}", "{d}/{o}", "{d}.{o}.{y}", "{y}-{o}-{d}", "{y}{o}{d}", "v. {n}", "vecka {n}-{n} {w}",
    "{b} v {n} {w} {h}", "Datum: {d} {m} {y}", "Tid: {h}", "Plats: Stadshuset, sal {n}",
    "Mötesform: Teams (tills vidare)", "Protokoll {b}", "Kallelse {b}", "Nästa möte är den {d} {m} kl {h}.",
    "senast {d} {m}", "Sista dag att lämna ärenden", "mellan den {d} {m} och {d}", "{m} {y}", "i {m}",
    "Mötet den {d} {m} är inställt.", "Mötet den {d} {m} flyttas till den {d} {m}.",
    "{b} möts klockan {h} dessa datum:", "Möten för {b} hålls 1 gång/vecka under våren.",
    "möten samma dagar som {b} har sina möten", "Sida {n} ({n})", "{n}.", "{h}", "({d} {m})", "Datum\tTid\tOrgan",
    "{d} {m}\t{h}\t{b}", "{b} sammanträder sista {w} i månaden.", "VT {y}", "HT", "{y}", "Obs! preliminärt",
    "{d} {m} (inställt)", "{b} = {b}, kl. {h}", "jämna veckor", "varannan {w}", "om två veckor", "{d}:e {m}",
    "första {w} i {m}", "{d} och {d} {m}", "{m} {m} {m} {m}",
)  # fmt: skip
STRANGE = (
    "\x00", "\x1b", "\u2028", "\ufeff", "\u202e", "\xbd", "\xb2", "\u0661", "\xdf", "\u0130", "\U0001f4c5", "\ufffd",
    "9999999999", "0", "-1", "31", "13", "//", "((", "))", "::", "..", "\u2013\u2013", "\r",
    " " * 3000, "\t" * 3000, " - " * 1000, "och " * 1000,
)  # fmt: skip
TAGS = (
    "p", "div", "table", "tr", "td", "th", "ul", "li", "h1", "h2", "br", "b", "sup", "span", "script", "style", "dl",
    "dt", "dd", "!--", "/td", "/table",
)  # fmt: skip


class Slow(BaseException):
    """The case took longer than LIMIT."""


# -- making cases


def phrase(chance: Random) -> str:
    """A line or a word as documents have them."""

    def word(match: re.Match[str]) -> str:
        hour = chance.randint(0, 25)
        return {
            "b": lambda: chance.choice(BODIES).replace("_", " "),
            "m": lambda: chance.choice(MONTHS),
            "w": lambda: chance.choice(DAYS),
            "d": lambda: str(chance.randint(0, 33)),
            "o": lambda: f"{chance.randint(0, 13):0{chance.randint(1, 2)}}",
            "n": lambda: str(chance.randint(0, 60)),
            "y": lambda: str(chance.randint(2018, 2026)),
            "h": lambda: chance.choice([f"{hour}-{hour + 2}", f"{hour}.30", f"{hour}:00–{hour + 1}.15", "xx.xx"]),
        }[match[1]]()

    return re.sub("{(.)}", word, chance.choice(PHRASES))


def text(chance: Random) -> str:
    """A document: phrases joined in some way, of which a piece may be repeated or broken."""
    join = chance.choice(JOINS) if chance.random() < 0.4 else "\n"
    out = "".join(
        phrase(chance) + (chance.choice(JOINS) if chance.random() < 0.2 else join)
        for _n in range(chance.choice((2, 5, 12, 40)))
    )
    for _n in range(chance.choice((0, 0, 1, 1, 4, 20))):
        out = mutated(chance, out)
    return out[:30_000]


def mutated(chance: Random, out: str) -> str:
    """The text with one piece lost, doubled, moved, broken, or repeated many times."""
    begin, end = sorted(chance.randint(0, len(out)) for _side in range(2))
    end = min(end, begin + chance.choice((1, 5, 50)))
    piece = out[begin:end]
    change = chance.choice(
        ("", piece * 2, piece * chance.choice((1, 1, 300)), chance.choice(STRANGE), phrase(chance), None)
    )
    if change is None:
        to = chance.randint(0, len(out))
        return out[:to] + piece + out[to:]
    return out[:begin] + change + out[end:]


def html(chance: Random) -> bytes:
    """A page: a fixture, or a text with tags in it; broken here and there."""
    out = fixture(chance, "*.html").decode()
    if chance.random() < 0.7:
        words = re.split(r"([\n\t])", text(chance))
        out = "<html><body><table><tr><td>" + "".join(w if chance.random() < 0.5 else tag(chance) + w for w in words)
    for _n in range(chance.choice((0, 1, 5))):
        out = mutated(chance, out)
    return out.encode("utf-8", "surrogatepass" if chance.random() < 0.1 else "replace")


def tag(chance: Random) -> str:
    spans = chance.choice(
        ("", "", " colspan=2", " rowspan=3", " colspan=-1 rowspan=x", " style='display:none'", " hidden")
    )
    return f"<{chance.choice(('', '/'))}{chance.choice(TAGS)}{spans}>"


def pdf(chance: Random) -> bytes:
    """A PDF of words anywhere, perhaps with a ruled table, or a fixture; broken here and there."""
    if chance.random() < 0.3:
        return broken(chance, fixture(chance, "*.pdf"))
    words = []
    for n in range(chance.choice((1, 8, 60))):
        x, y = (chance.uniform(-50, 900), chance.uniform(-50, 900)) if chance.random() < 0.2 else (60, 800 - 14 * n)
        said = phrase(chance).encode("cp1252", "ignore").decode("cp1252").replace("(", "[").replace(")", "]")
        words += [(x + 90 * i, y, cell) for i, cell in enumerate(said.split("\t"))]
    lines = ruled(*(sorted(chance.randint(0, 800) for _n in range(4)) for _axis in range(2)))
    content = pdf_text(*words, size=chance.choice((1, 8, 12, 60))) + (lines if chance.random() < 0.5 else b"")
    turned = b"/Rotate 90" if chance.random() < 0.1 else b""
    return (
        broken(chance, pdf_page(stream(content), about=turned)) if chance.random() < 0.5 else pdf_page(stream(content))
    )


def office(chance: Random) -> bytes:
    """A .docx, .xlsx or .ods whose parts are broken, or whose bytes are."""
    raw = fixture(chance, chance.choice(("*.docx", "*.xlsx", "*.ods", "*.xls")))
    if not raw.startswith(b"PK") or chance.random() < 0.2:
        return broken(chance, raw)
    with zipfile.ZipFile(BytesIO(raw)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    likely = [
        n
        for n in parts
        if re.search(r"document\.xml$|sheet\d*\.xml|content\.xml|sharedStrings|styles\.xml|workbook\.xml$", n)
    ]
    for name in chance.choices(likely, k=chance.choice((1, 1, 3))):
        out = parts[name].decode()
        for _n in range(chance.choice((1, 2, 8))):
            out = in_xml(chance, out)
        parts[name] = out.encode("utf-8", "replace")
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as whole:
        for name, part in parts.items():
            whole.writestr(zipfile.ZipInfo(name), part)
    return file.getvalue()


def in_xml(chance: Random, out: str) -> str:
    """The XML with one number, text or element changed so that it mostly stays XML; else broken anywhere."""
    places = list(re.finditer(r'(?<=")-?\d+(?=")|(?<=>)[^<>]+(?=<)|<(\w+:)?\w+(\s[^<>]*)?/>', out))
    if not places or chance.random() < 0.1:
        return mutated(chance, out)
    at = chance.choice(places)
    if at[0].startswith("<"):
        return out[: at.start()] + chance.choice(("", at[0] * 2)) + out[at.end() :]
    new = (
        chance.choice(("0", "-1", "99999", "x", "", "1.5", "1e9", "2026-02-30", "44000"))
        if at[0][-1].isdigit()
        else phrase(chance)
    )
    return out[: at.start()] + new + out[at.end() :]


def broken(chance: Random, raw: bytes) -> bytes:
    """Bytes of which some are lost, changed or doubled."""
    out = bytearray(raw)
    for _n in range(chance.choice((1, 3, 30))):
        at = chance.randrange(len(out) or 1)
        piece = out[at : at + chance.choice((1, 2, 30))]
        out[at : at + len(piece)] = chance.choice((b"", bytes(piece) * 2, chance.randbytes(len(piece)), b"0", b"99999"))
    return bytes(out)


def fixture(chance: Random, pattern: str) -> bytes:
    return chance.choice(sorted((ROOT / "tests/fixtures").glob(pattern))).read_bytes()


# -- what must hold


def reads(document: Document, year: int | None = None) -> None:
    """Every date, month and impossible date of the text is accounted for exactly once.

    In a grid days need no month of their own, and months are heads, so that there only what is lost can be told.
    """
    with locale.use("en"):
        reading = read(document, year)
    page = Page(document)
    tokens = page.tokens
    for before, after in pairwise(tokens):
        assert before.end <= after.begin, f"overlap: {before} {after}"
    for token in tokens:
        words = " ".join(document.text[token.begin : token.end].split())
        assert words.rstrip(".") == " ".join(token.text.split()).rstrip("."), (
            f"not the words {words!r} of its place: {token}"
        )
    least = Counter(page.line_of(t) for t in tokens if isinstance(t, DateToken | MonthToken | Impossible))
    weeks = Counter(page.line_of(t) for t in tokens if isinstance(t, WeekToken))
    said = [m.sources[0] for m in reading.meetings]
    said += [x.source for x in (*reading.unresolved, *reading.explained) if not x.reason.startswith(NO_DATES)]
    found = Counter(source.line for source in said)
    regions = (*grids.grids(page, set(minutes.header(page).lines)), *published.tables(page))  # ours may be grids too
    gridded = {line + 1 for region in regions for line in region.lines}
    for line in sorted({*least, *found} - gridded):
        assert least[line] <= found[line] <= least[line] + weeks[line], (
            f"line {line} {document.lines[line - 1]!r}: {least[line]} dates, {found[line]} accounted for"
        )


def read_text(chance: Random) -> tuple[str, Callable[[], None]]:
    case = text(chance).encode("utf-8", "replace").decode()
    year = chance.choice((None, None, 2024))
    return f"read(Document.from_text({case!r}, 'x'), {year})", lambda: reads(Document.from_text(case, "x"), year)


def read_phrase(chance: Random) -> tuple[str, Callable[[], None]]:
    case = " ".join(phrase(chance) for _n in range(chance.choice((1, 1, 2, 3))))
    case = mutated(chance, case) if chance.random() < 0.5 else case
    context = (
        chance.choice((None, 2024)),
        chance.choice((None, 1, 12)),
        chance.choice((None, date(2024, 2, 29), date(1990, 1, 1), date(2060, 12, 31))),
        chance.choice(((), (2024, 2025))),
        phrase(chance),
    )

    def check() -> None:
        interpret(case, *context)
        scan(case, parts=True)

    return f"interpret({case!r}, *{context!r})", check


def read_file(make: Callable[[Random], bytes]) -> Callable[[Random], tuple[str, Callable[[], None]]]:
    def case(chance: Random) -> tuple[str, Callable[[], None]]:
        raw = make(chance)
        return f"{make.__name__}: {len(raw)} bytes, {raw[:60]!r}…", lambda: reads_file(raw)

    return case


def reads_file(raw: bytes) -> None:
    try:
        document = document_from_bytes(raw, "x")
    except InputError as error:
        refusal = error
    else:
        reads(document)
        return
    assert len(str(refusal).splitlines()) == 1, "more than one line for the user"
    code = refusal.problems[0].code
    assert code != "too-slow", str(refusal)
    assert code != "unreadable" or not (why := own_fault(raw)), f"a reader of files failed: {why}"


def own_fault(raw: bytes) -> str | None:
    """The exception of our own that ended the process that reads a file; None if another's parser did, or memory."""
    command = [sys.executable, "-m", "calendar_tool.reading.isolated", kind_of(raw), "en"]
    child = subprocess.run(command, input=raw, capture_output=True, check=False, cwd=ROOT)
    last = (child.stderr.decode(errors="replace").strip().splitlines() or [""])[-1]
    known = not child.returncode or "PanicException" in last or "Memory" in last or "memory" in last or not last
    return None if known else last


TARGETS = {
    read_text: 60,
    read_phrase: 40,
    read_file(html): 2,
    read_file(pdf): 2,
    read_file(office): 2,
}


def attempt(seed: str, number: int, keep: Path | None = None) -> str | None:
    """What went wrong with a case, and the case; None if nothing did."""
    chance = Random(f"{seed}:{number}")
    (target,) = chance.choices(list(TARGETS), list(TARGETS.values()))
    shown, check = target(chance)
    signal.alarm(LIMIT)
    try:
        check()
    except InputError:
        return None
    except (Exception, Slow) as error:
        return f"{type(error).__name__}: {str(error)[:MOST_SHOWN]}\n{shown[:MOST_SHOWN]}"
    finally:
        signal.alarm(0)
    return None


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("seconds", nargs="?", type=float, default=20)
    options.add_argument("--seed", default="1")
    options.add_argument("--random", action="store_true", help="a seed of its own")
    options.add_argument("--case", type=int, help="only this one")
    options.add_argument("--go-on", action="store_true", help="past failures")
    given = options.parse_args()
    seed = str(Random().randrange(10**6)) if given.random else given.seed

    def stop(*_args: object) -> None:
        raise Slow(f"more than {LIMIT} seconds")

    signal.signal(signal.SIGALRM, stop)
    end = time.monotonic() + given.seconds
    number, failed = given.case or 0, 0
    while given.case is not None or time.monotonic() < end:
        if said := attempt(seed, number):
            failed += 1
            print(f"FAILED: python .ci/fuzz.py --seed {seed} --case {number}\n{said}", flush=True)
        number += 1
        if given.case is not None or (failed and not given.go_on):
            break
    print(f"fuzz: seed {seed}, {number} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
