"""Whole documents, read: the traps of real ones, each with all that becomes of its dates."""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.model.meeting import Meeting
from calendar_tool.model.reading import Reading
from calendar_tool.reading.expressions import DateToken, Impossible, MonthToken, scan
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import Document, read_document

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"


def said(m: Meeting) -> str:
    hours = f" {m.start:%H:%M}" + (f"-{m.end:%H:%M}" if m.end else "") if m.start else ""
    words = [m.form.value if m.form else "", *([] if m.status == "confirmed" else [m.status.value])]
    words += ["held"] if m.kind == "held" else []
    notes = "".join(f" ({c})" for c in m.conditions)
    days = f"{m.date}..{m.end_date}" if m.end_date else f"{m.date}"
    return f"{m.sources[0].line} {m.body} {days}{hours} {' '.join(filter(None, words))}".strip() + notes


def whole(reading: Reading) -> list[str]:
    """A reading as lines: meetings, implied ones (~), unresolved (?) and explained (=)."""
    return [
        *(said(m) for m in reading.meetings),
        *(f"~ {said(m)}" for m in reading.implied),
        *(f"? {u.source.line} {u.source.text}: {u.reason}" for u in reading.unresolved),
        *(f"= {e.source.line} {e.source.text}: {e.reason}" for e in reading.explained),
    ]


def read_text(text: str, year: int | None = None) -> list[str]:
    with locale.use("en"):
        return whole(read(Document.from_text(textwrap.dedent(text).strip("\n"), "x.txt"), year))


CASES = {
    "a numbered table": (
        """
        Mötestider 2020

        Möte nr VVG SRO
        1 10/2 kl. 10-12 10/1 kl. 12:30-15:00
        2 16/3 kl. 9-12 6/3 kl. 14:30-16:30
        """,
        [
            "4 VVG 2020-02-10 10:00-12:00",
            "4 SRO 2020-01-10 12:30-15:00",
            "5 VVG 2020-03-16 09:00-12:00",
            "5 SRO 2020-03-06 14:30-16:30",
        ],
    ),
    "minutes with a header": (
        """
        Protokoll

        Rådet för trygghet (RFT)
        Datum: 3 mars 2022
        Tid: 9-10.30
        Plats: Stadshuset, sal 2

        Nästa möte är den 5 maj kl. 9.
        """,
        [
            "4 Rådet för trygghet (RFT) 2022-03-03 09:00-10:30 physical held",
            "8 Rådet för trygghet (RFT) 2022-05-05 09:00",
        ],
    ),
    "a notice announces a meeting": (
        """
        Kallelse KSAU
        Datum: 2022-03-03
        Tid: kl. 9
        Plats: Teams
        """,
        ["2 KSAU 2022-03-03 09:00 teams"],
    ),
    "a list with its hours and form above": (
        """
        Mötesdatum för BUN år 2022
        Mötesform: Teams (tills vidare)
        Mötestid: 13-15

        19 januari
        24 februari kl. 9-10
        31 november
        """,
        [
            "5 BUN 2022-01-19 13:00-15:00 teams (Teams (tills vidare))",
            "6 BUN 2022-02-24 09:00-10:00 teams (Teams (tills vidare))",
            "? 7 31 november: november has no day 31",
        ],
    ),
    "an impossible date in the middle of a list": (
        """
        Mötestider för BUN 2022
        19 januari
        31 februari
        28 april
        """,
        ["2 BUN 2022-01-19", "4 BUN 2022-04-28", "? 3 31 februari: februari has no day 31"],
    ),
    "an impossible date in a table": (
        """
        Mötestider 2022

        KS KF
        4/2 kl. 9-12 31/2 kl. 13-15
        4/3 kl. 9-12 5/3 kl. 13-15
        """,
        [
            "4 KS 2022-02-04 09:00-12:00",
            "5 KS 2022-03-04 09:00-12:00",
            "5 KF 2022-03-05 13:00-15:00",
            "? 4 31/2 kl. 13-15: februari has no day 31",
        ],
    ),
    "a weekday that contradicts its year": (
        """
        Sammanträdesdagar för KS 2021
        tisdag 24 september
        fredag 1 oktober
        """,
        [
            "3 KS 2021-10-01",
            "? 2 tisdag 24 september: there is no such date, or it is another day of the week",
        ],
    ),
    "a list without a year": (
        """
        Sammanträdesdagar för KS
        4 mars
        1 april
        """,
        ["? 2 4 mars: the year is not stated", "? 3 1 april: the year is not stated"],
    ),
    "a list without a body": (
        """
        Mötestider 2021
        4 mars
        1 april
        """,
        ["? 2 4 mars: whose meeting it is, is not stated", "? 3 1 april: whose meeting it is, is not stated"],
    ),
    "columns that nothing tells apart": (
        """
        Mötestider 2021

        KS KF
        4/2 kl. 9-12 5/2 kl. 9-12
        4/3 kl. 9-12 5/3 kl. 9-12
        8/4 kl. 9-12
        """,
        [
            "4 KS 2021-02-04 09:00-12:00",
            "4 KF 2021-02-05 09:00-12:00",
            "5 KS 2021-03-04 09:00-12:00",
            "5 KF 2021-03-05 09:00-12:00",
            "? 6 8/4 kl. 9-12: several columns are equally likely: KS, KF",
        ],
    ),
    "a head that can be divided in two ways": (
        """
        Mötestider 2021

        Nära vård Barn unga
        4/2 kl. 9-12 5/2 kl. 13-15 6/5 kl. 8-9
        4/3 kl. 9-12 5/3 kl. 13-15 6/6 kl. 8-9
        """,
        [
            f"? {line} {day}: no heading says whose meetings these are"
            for line, day in (
                (4, "4/2 kl. 9-12"), (4, "5/2 kl. 13-15"), (4, "6/5 kl. 8-9"),
                (5, "4/3 kl. 9-12"), (5, "5/3 kl. 13-15"), (5, "6/6 kl. 8-9"),
            )
        ],
    ),
    "a month over days that are not understood": (
        """
        Mötestider 2021
        Mars
        4, 11, 18
        """,
        ["? 2 Mars: a month as a heading; the days under it are not understood"],
    ),
    "a date in a sentence is not taken for a meeting": (
        """
        Kommunfullmäktige fattade beslutet den 3 maj 2021.
        Senast den 4 maj 2021 ska handlingarna skickas.
        Regeln gäller från den 5 maj 2021.
        Senast ändrad: 2021-05-06
        Två från rådet kommer till mötet den 7 maj 2021.
        """,
        [
            "? 1 den 3 maj 2021: nothing beside the date says what happens then",
            "? 5 den 7 maj 2021: a meeting is mentioned, but not whose it is",
            "= 2 den 4 maj 2021: a deadline",
            "= 3 den 5 maj 2021: the beginning, the end or a part of a period",
            "= 4 2021-05-06: the date of the page",
        ],
    ),
    "a name that ends like a word": (
        """
        Protokoll Byggnadsnämnden
        Datum: 2022-01-18
        """,
        ["2 Byggnadsnämnden 2022-01-18 held"],
    ),
    "a title with its own date goes before a date further down": (
        """
        Kallelse Samverkansrådet 24 november 2021 kl. 9-11
        1. Information
        Chefsdag
        Datum: 3 december 2021
        """,
        [
            "1 Samverkansrådet 2021-11-24 09:00-11:00",
            "? 4 3 december 2021: nothing beside the date says what happens then",
        ],
    ),
    "a meeting of two days": (
        """
        Protokoll KS
        Datum: 10-11 mars 2021

        Mötestider för KS 2022
        28-29 januari
        30-31 februari
        """,
        [
            "2 KS 2021-03-10..2021-03-11 held",
            "5 KS 2022-01-28..2022-01-29",
            "? 6 30-31 februari: februari has no day 31",
        ],
    ),
    "headings that announce no meetings": (
        """
        Protokoll
        Styrelsen
        Datum: 3 december 2021

        Handlingar ska vara inne:
        10 januari
        7 februari

        Presidiet
        11 januari
        8 februari

        Lovdagar 2022
        12 januari
        9 februari
        """,
        [
            "3 Styrelsen 2021-12-03 held",
            *(f"? {line} {day}: no heading says whose meetings these are"
              for line, day in ((10, "11 januari"), (11, "8 februari"), (14, "12 januari"), (15, "9 februari"))),
            "= 6 10 januari: a deadline",
            "= 7 7 februari: a deadline",
        ],
    ),
    "deadlines under the title of a schedule": (
        """
        Mötestider för KS 2022

        Sista dag att lämna ärenden
        10 januari
        7 februari
        """,
        ["= 4 10 januari: a deadline", "= 5 7 februari: a deadline"],
    ),
    "heads that are no bodies": (
        """
        Mötestider 2022

        Stopptid Sammanträde
        10/1 18/1
        7/2 15/2
        """,
        [
            "? 4 18/1: whose meeting it is, is not stated",
            "? 5 15/2: whose meeting it is, is not stated",
            "= 4 10/1: a deadline",
            "= 5 7/2: a deadline",
        ],
    ),
    "a page number in a table": (
        """
        Mötestider 2022

        KS KF
        10/1 18/1
        Sida 2 (3)
        7/2 15/2
        """,
        ["4 KS 2022-01-10", "4 KF 2022-01-18", "6 KS 2022-02-07", "6 KF 2022-02-15"],
    ),
    "a note in words of its own": (
        """
        Mötestider för KS 2022
        18 januari
        15 mars gemensamt med KF
        12 april
        10 maj
        """,
        [
            "2 KS 2022-01-18",
            "3 KS 2022-03-15 (gemensamt med KF)",
            "4 KS 2022-04-12",
            "5 KS 2022-05-10",
        ],
    ),
    "one cell a row under two heads": (
        """
        Mötestider 2022

        KS           KF
                     18/1 kl. 18
        11/2 kl. 13
                     22/2 kl. 18
        """,
        ["4 KF 2022-01-18 18:00", "5 KS 2022-02-11 13:00", "6 KF 2022-02-22 18:00"],
    ),
    "tabs, bars and dashes": (
        """
        Mötestider 2022

        KS\tKSAU\tKF
        8/2\t\t22/2
        \t9/3\t

        Mötestider 2023

        KS KSAU KF
        8/2 - 22/2
        - 9/3 -
        """,
        ["4 KS 2022-02-08", "4 KF 2022-02-22", "5 KSAU 2022-03-09",
         "10 KS 2023-02-08", "10 KF 2023-02-22", "11 KSAU 2023-03-09"],
    ),
    "a footnote mark is no empty cell": (
        """
        Mötestider 2022

        KS KF SRO
        11/1* 18/1 25/1
        8/2* 22/2
        """,
        [
            "4 KS 2022-01-11", "4 KF 2022-01-18", "4 SRO 2022-01-25",
            "? 5 8/2*: several columns are equally likely: KS, KF, SRO",
            "? 5 22/2: several columns are equally likely: KS, KF, SRO",
        ],
    ),
    "a year in two digits": (
        """
        Mötestider för KS 2021/22
        7 september
        12 oktober
        18 januari
        """,
        ["2 KS 2021-09-07", "3 KS 2021-10-12", "4 KS 2022-01-18"],
    ),
    "three years": (
        """
        Protokoll KS
        Datum: 3 december 2021

        Mötestider 2022-2024
        18 januari
        17 januari
        """,
        [
            "2 KS 2021-12-03 held",
            "? 5 18 januari: the years in the heading are not one or two in a row",
            "? 6 17 januari: the years in the heading are not one or two in a row",
        ],
    ),
    "two years, and a row that cannot be placed": (
        """
        Mötestider 2022 /2023

        KS KF
        4/2 kl. 9-12 5/2 kl. 9-12
        9/11 kl. 9-12
        4/3 kl. 9-12 5/3 kl. 9-12
        """,
        [
            "? 4 4/2 kl. 9-12: the year may be 2022 or 2023",
            "? 4 5/2 kl. 9-12: the year may be 2022 or 2023",
            "? 5 9/11 kl. 9-12: several columns are equally likely: KS, KF",
            "? 6 4/3 kl. 9-12: the year may be 2022 or 2023",
            "? 6 5/3 kl. 9-12: the year may be 2022 or 2023",
        ],
    ),
    "a list that runs into the next year": (
        """
        Mötestider för Skolrådet 2022
        7 september
        7 december
        18 januari
        """,
        [
            "2 Skolrådet 2022-09-07",
            "3 Skolrådet 2022-12-07",
            "? 4 18 januari: the year may be 2022 or 2023",
        ],
    ),
    "a month outside the season": (
        """
        Mötestider för KS hösten 2021
        17 mars
        6 december
        """,
        ["3 KS 2021-12-06", "? 2 17 mars: the month is not in the season of the heading"],
    ),
    "a year that is not the heading's": (
        """
        Mötestider för KS 2022
        18 januari
        2021-12-03
        """,
        ["2 KS 2022-01-18", "? 3 2021-12-03: the year is not one of the heading"],
    ),
    "words of status, form and weekday beside a date": (
        """
        Mötestider för KS 2022
        18 januari (inställt)
        15 februari preliminärt
        15 mars (reserv, Teams)
        12 april (måndag)
        11 maj (heldag)
        """,
        [
            "2 KS 2022-01-18 cancelled",
            "3 KS 2022-02-15 tentative",
            "4 KS 2022-03-15 teams tentative",
            "6 KS 2022-05-11 (heldag)",
            "? 5 12 april (måndag): there is no such date, or it is another day of the week",
        ],
    ),
    "the same list twice": (
        """
        Mötestider för KS 2022
        18 januari

        Mötestider för KS 2022
        18 januari
        """,
        ["2 KS 2022-01-18", "= 5 18 januari: the same as on line 2"],
    ),
    "what is said of the next meeting": (
        """
        Protokoll KS
        Datum: 3 november 2021

        Nästa möte är den 14 december via Teams. Ring kl. 8-9.
        Nästa möte den 12 januari är inställt.
        Synpunkter inför nästa möte lämnas den 3 december.
        Presidiets nästa möte är den 8 december.
        Ett extra möte ska vara den 9 december kl. 9-10.
        """,
        [
            "2 KS 2021-11-03 held",
            "4 KS 2021-12-14 teams",
            "7 KS presidium 2021-12-08",
            "? 5 den 12 januari: a meeting is said to be cancelled or moved",
            "? 6 den 3 december: a meeting is mentioned, but not whose it is",
            "? 8 den 9 december: a meeting is mentioned, but not whose it is",
        ],
    ),
    "a date alone under the title, and another conference's date below": (
        """
        Minnesanteckningar Samverkansrådet
        24 november 2021 kl. 9-11

        Chefsdagen hålls i december.
        Datum: 3 december 2021
        Tid: 9-16
        """,
        [
            "2 Samverkansrådet 2021-11-24 09:00-11:00 held",
            "? 5 3 december 2021: nothing beside the date says what happens then",
            "= 4 december: a month without a day, and no meeting",
        ],
    ),
    "blanks of one width between cells that do not stand under their heads": (
        """
        Mötestider 2022

        KS  KSAU  KF
        11/1  18/1  25/1
        8/2  22/2
        8/3  15/3  29/3
        """,
        [
            "4 KS 2022-01-11",
            "4 KSAU 2022-01-18",
            "4 KF 2022-01-25",
            "6 KS 2022-03-08",
            "6 KSAU 2022-03-15",
            "6 KF 2022-03-29",
            "? 5 8/2: several columns are equally likely: KS, KSAU, KF",
            "? 5 22/2: several columns are equally likely: KS, KSAU, KF",
        ],
    ),
    "hours in the title, in a sentence under it, on a line of their own": (
        """
        Mötestider för KS 2022, kl. 9-12
        18 januari

        Mötestider för KF 2022
        Mötena börjar kl. 18.
        24 januari

        Mötestider för BUN 2022
        25 januari
        kl. 13-15
        22 februari
        kl. 14-16
        """,
        [
            "2 KS 2022-01-18 09:00-12:00",
            "6 KF 2022-01-24 18:00",
            "9 BUN 2022-01-25 13:00-15:00",
            "11 BUN 2022-02-22 14:00-16:00",
        ],
    ),
    "notes with reservations state nothing but themselves": (
        """
        Mötestider för KS 2022
        18 januari (ställs in om inga ärenden)
        15 februari (ej Teams)
        15 mars (ev. heldag)
        12 april (preliminärt, beror på budgeten)
        10 maj (Teams tills vidare)
        14 juni (ev.)
        """,
        [
            "2 KS 2022-01-18 (ställs in om inga ärenden)",
            "3 KS 2022-02-15 (ej Teams)",
            "4 KS 2022-03-15 (ev. heldag)",
            "5 KS 2022-04-12 (preliminärt, beror på budgeten)",
            "6 KS 2022-05-10 teams (Teams tills vidare)",
            "7 KS 2022-06-14 tentative",
        ],
    ),
    "hours with an exception for some, and a weekday in the title": (
        """
        Mötestider för KS 2022 (onsdagar)
        Tid: 9-11 (maj: 13-15)
        12 januari
        11 maj
        10 november
        """,
        [
            "3 KS 2022-01-12 (9-11 (maj: 13-15))",
            "4 KS 2022-05-11 (9-11 (maj: 13-15))",
            "? 5 10 november: the heading names another weekday",
            "= 2 maj: means the meeting: KS 2022-05-11",
        ],
    ),
    "a name above the title, and the next meeting said twice": (
        """
        Vägföreningen Sjöbacken

        Protokoll fört vid styrelsemöte den 12 mars 2014 kl. 19
        Nästa möte den 9 april kl. 19.

        Mötestider 2014
        9 april
        14 maj
        """,
        [
            "3 Vägföreningen Sjöbacken 2014-03-12 19:00 held",
            "7 Vägföreningen Sjöbacken 2014-04-09 19:00",
            "8 Vägföreningen Sjöbacken 2014-05-14",
            "= 4 den 9 april: the same as on line 7",
        ],
    ),
    "other things on the day of a meeting": (
        """
        Protokoll NVR
        Datum: 3 mars 2022

        Mötestider 2022
        7 september

        Budgetmöte för SRO hålls den 7 september.
        Mötet den 7 september flyttas inte.
        NVR samlas den 7 september.
        """,
        [
            "2 NVR 2022-03-03 held",
            "5 NVR 2022-09-07",
            "? 7 den 7 september: a meeting is mentioned, but not whose it is",
            "? 8 den 7 september: a meeting is said to be cancelled or moved",
            "= 9 den 7 september: means the meeting: NVR 2022-09-07",
        ],
    ),
    "days that share a month, and notations that may be read in two ways": (
        """
        Rådet träffas den 14, 21 och 28 maj 2021.
        Sedan 3.2.2022, 2022-2-3, 3/2/22, 20220203 och vecka 12.
        """,
        [
            "1 Rådet 2021-05-14",
            "1 Rådet 2021-05-21",
            "1 Rådet 2021-05-28",
            "? 2 2022-2-3: nothing beside the date says what happens then",
            "? 2 3/2/22: may be read in two ways",
            "? 2 20220203: nothing beside the date says what happens then",
            "? 2 vecka 12: a week without a day",
            "= 2 3.2.2022: the beginning, the end or a part of a period",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_read(name: str) -> None:
    text, expected = CASES[name]
    assert read_text(text) == expected


TITLES = [
    ("Mötestider våren 2023", None),
    ("Kommande mötestider 2023", None),
    ("Mötestider VT 2023", None),
    ("Förslag på mötesdatum 2023", None),
    ("Mötestider för Skolrådet läsåret 2023", "Skolrådet"),
    ("Mötestider 2023 för direktionen, Norra förbundet", "direktionen"),
    ("Mötestider för Kommunstyrelsen (KS) 2023", "Kommunstyrelsen (KS)"),
    ("Styrgruppens mötestider 2023", "Styrgruppen"),
    ("VVG:s sammanträdesdagar 2023", "VVG"),
    ("Sammanträdestider presidiet 2023", "presidiet"),
    ("9. Mötesdatum för SRO år 2023 (se nästa sida)", "SRO"),
    ("Möten i kommunfullmäktige 2023", "kommunfullmäktige"),
    ("Nämnden beslutar att fastställa sammanträdestider för 2023 enligt följande:", None),
    ("§ 88 Mötestider för 2023 fastställs", None),
    ("Mötestider 2023 fastställda av Rådet", "Rådet"),
    ("Avstämda mötestider 2023", None),
    ("Sammanträdestider 2023 för styrelsen (torsdagar och fredagar)", "styrelsen"),
    ("Tidigare mötestider 2023", "no meetings"),
    ("Datum för brandövningar 2023", "no meetings"),
    ("Inställda mötesdatum 2023", "no meetings"),
    ("Följande mötestider är beslutade 2023", "no meetings"),
    ("Datum för inlämning av handlingar 2023", "no meetings"),
    ("Tider för utbetalning av bidrag 2023", "no meetings"),
]


@pytest.mark.parametrize(("line", "body"), TITLES)
def test_the_body_in_a_title(line: str, body: str | None) -> None:
    reading = read(Document.from_text(f"Protokoll Nämnden\n\n{line}\n19 januari\n16 februari", "x.txt"))
    assert {m.body for m in reading.meetings} == (set() if body == "no meetings" else {body or "Nämnden"})
    assert len(reading.meetings) + len(reading.unresolved) + len(reading.explained) == 2


def test_the_year_that_the_user_gives() -> None:
    assert read_text("Sammanträdesdagar för KS\n4 mars\n1 april", 2021) == ["2 KS 2021-03-04", "3 KS 2021-04-01"]


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda p: p.stem)
def test_the_shipped_documents(path: Path) -> None:
    expected = (Path(__file__).parent / "readings" / f"{path.stem}.txt").read_text("utf-8").splitlines()
    with locale.use("en"):
        assert whole(read(read_document(path))) == expected


PIECES = [
    "Mötestider 2021",
    "Mötestider 2020/2021",
    "Möte nr KS KF",
    "KS KF",
    "1 4/2 kl. 9-12 5/2 kl. 13-15",
    "4/2 kl. 9-12",
    " 5/2",
    "- sept kl 14-15.30",
    "Datum: 3 mars 2021",
    "Tid: 9-10",
    "Protokoll KS",
    "Agenda KF 3 mars 2021",
    "tisdag 24 september 2021",
    "Nästa möte är den 5 maj.",
    "mellan den 1 oktober och 31",
    "december 2021",
    "",
    "31 november",
    "Remisskonferenser:",
    "10-11/3",
    "möten samma dagar som Rådet (R) har sina möten",
    "Möten för KS hålls 1 gång/vecka under våren.",
    "SRO 191101",
    "i mars",
    "Mars",
    "2021-02-03",
    "senast 3 maj",
    "4 mars, 5 april",
    "januari februari mars april",
]


@example(["Protokoll KS", "2021-02-03", "2021-02-03", "31 november"])
@given(st.lists(st.sampled_from(PIECES), max_size=14))
@settings(max_examples=300, deadline=None)
def test_every_date_ends_in_exactly_one_list(pieces: list[str]) -> None:
    document = Document.from_text("\n".join(pieces), "x.txt")
    reading = read(document)
    dates = [t for t in scan(document.text) if isinstance(t, DateToken | MonthToken | Impossible)]
    found = [m.sources[0] for m in reading.meetings]
    found += [u.source for u in reading.unresolved] + [e.source for e in reading.explained]
    found = [s for s in found if "vecka" not in s.text]  # a rhythm is accounted for too, and holds no date
    assert Counter(s.line for s in found) == Counter(document.text.count("\n", 0, t.begin) + 1 for t in dates)


def test_line_numbers_follow_the_document() -> None:
    text = (DOCUMENTS / "vvg-2021-motestider.txt").read_text("utf-8")
    moved = read(Document.from_text("\n\n\n" + text, "x.txt"))
    first = read(Document.from_text(text, "x.txt"))
    assert [m.sources[0].line for m in moved.meetings] == [m.sources[0].line + 3 for m in first.meetings]
