"""What one expression means in its context, as tables: whole results, problems too.

Unless a test says otherwise the year is 2026 and the day that is counted from is Tuesday 10 March 2026.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.reading.expressions import MONTHS
from calendar_tool.reading.phrases import Phrase, interpret
from calendar_tool.reading.words import ORDINALS

REFERENCE = date(2026, 3, 10)


def said(phrase: Phrase) -> str:
    """A phrase in the notation of the tables below."""
    days = f"{phrase.dates[0]}..{phrase.end_date}" if phrase.end_date else " ".join(map(str, phrase.dates))
    hours = f"{phrase.start:%H:%M}" + (f"-{phrase.end:%H:%M}" if phrase.end else "") if phrase.start else ""
    problem = f"! {phrase.problem}" if phrase.problem else ""
    all_day = "all day" if phrase.all_day else ""
    return ", ".join(filter(None, (days, hours, phrase.day_part, all_day, phrase.rule, problem)))


# what well-known libraries read wrong in silence
SILENT = [
    ("26 augusti", "2026-08-26"),
    ("3/2", "2026-02-03"),
    ("19-20 mars 2020", "2020-03-19..2020-03-20"),
    ("den 31 november", "! november has no day 31"),
    ("kl. 9-12", "09:00-12:00"),
    ("10 maj kl. 9-12", "2026-05-10, 09:00-12:00"),
    ("13-15", "13:00-15:00"),
    ("tisdag 24 september 2021", "! the date is another day of the week in 2021"),
    ("1 10/2 kl. 10-12", "2026-02-10, 10:00-12:00"),
]

PLAIN = [
    ("16 september kl:14:00 – 15:30", "2026-09-16, 14:00-15:30"),
    ("26 augusti", "2026-08-26"),
    ("15 febr kl. 9-12", "2026-02-15, 09:00-12:00"),
    ("3/2 kl 8-8.30", "2026-02-03, 08:00-08:30"),
    ("1/3 kl 8 – 8.30", "2026-03-01, 08:00-08:30"),
    ("10/1 kl. 12:30-15:00", "2026-01-10, 12:30-15:00"),
    ("27 september 2023", "2023-09-27"),
    ("mellan den 1 oktober och 31 december 2021", "2021-10-01..2021-12-31"),
    ("12 mars kl 18 (kvällsmöte)", "2026-03-12, 18:00"),
    ("17 oktober (val)", "2026-10-17"),
    ("16 febr. 2026", "2026-02-16"),
    ("20260216", "2026-02-16"),
    ("260216", "2026-02-16"),
    ("2026-02-16 Anteckning.pdf", "2026-02-16"),
    ("16/2-26", "2026-02-16"),
    ("16-maj-26", "2026-05-16"),
    ("KS:s 14/3", "2026-03-14"),
    ("Grupp 3/2 kl 13", "2026-02-03, 13:00"),
    ("16.2.2026", "2026-02-16"),
    ("12.03.2026", "2026-03-12"),
    ("den sextonde februari", "2026-02-16"),
    ("Den 2:a februari 2026", "2026-02-02"),
    ("3:e mars", "2026-03-03"),
    ("MÅNDAG 16 FEBRUARI 2026", "2026-02-16"),
    ("Mån. 16 feb kl. 9.00", "2026-02-16, 09:00"),
    ("Må 16/2", "2026-02-16"),
    ("Tisdagen den 3:e mars klockan 18:30", "2026-03-03, 18:30"),
    ("fredag 20/3, kl. 08.30 - 12.00, Skövde", "2026-03-20, 08:30-12:00"),
    ("torsdag 12 mars", "2026-03-12"),
    ("fredag 12 mars", "! there is no such date, or it is another day of the week"),
    ("12 mars (fredag)", "! there is no such date, or it is another day of the week"),
    ("lördag-söndag 14-15/3", "2026-03-14..2026-03-15"),
    ("tis–ons 10–11 mars", "2026-03-10..2026-03-11"),
    ("10-11 mars (tis-ons)", "2026-03-10..2026-03-11"),
    ("29 februari", "! there is no such date, or it is another day of the week"),
    ("29/2 2028", "2028-02-29"),
    ("29/2 2026", "! februari has no day 29"),
    ("31 april", "! april has no day 31"),
    ("1.13.2026", "! there is no such date"),
    ("0 mars", "! there is no such date"),
    ("20260230", "! februari has no day 30"),
    ("260230", ""),
    ("13/13", ""),
    ("Sammanträde den 3 mars 2026 kl 13.00–16.00, sal A 2", "2026-03-03, 13:00-16:00"),
    ("12/3 13:00-16:00 Teams", "2026-03-12, 13:00-16:00"),
    ("12 mars, 13.00", "2026-03-12, 13:00"),
    ("kl. 13:00-16:00 den 12/3", "2026-03-12, 13:00-16:00"),
    ("2025: 3/2", "2025-02-03"),
    ("2025 v. 12", "2025-03-17..2025-03-23"),
    ("år 2025, tisdag 4 mars", "2025-03-04"),
    ("12 mars (budget 2027)", "2026-03-12"),
    ("3 mars -26", "2026-03-03"),
    ("senast 3 maj", "2026-05-03"),
    ("2026-13-01", "! there is no such date"),
    ("3/2/22", "! may be read in two ways"),
    ("03-02-2022", "! may be read in two ways"),
    ("26.2.25", "! may be read in two ways"),
    ("16-feb-26", "2026-02-16"),
    ("(SRO 191101)", "2019-11-01"),
    ("12 mars 2026 kl. xx.xx", "2026-03-12"),
]

SEVERAL = [
    ("3/2, 17/2 och 3/3", "2026-02-03 2026-02-17 2026-03-03"),
    ("3/2,17/2,3/3", "2026-02-03 2026-02-17 2026-03-03"),
    ("15, 16 och 18 februari", "2026-02-15 2026-02-16 2026-02-18"),
    ("14 mars,15 mars", "2026-03-14 2026-03-15"),
    ("2 november,23 november", "2026-11-02 2026-11-23"),
    ("sal 3, 14 mars", "2026-03-14"),
    ("3 februari, 10 mars, 14 april 2025", "2025-02-03 2025-03-10 2025-04-14"),
    ("11-13 och 18 juni", "2026-06-11 2026-06-12 2026-06-13 2026-06-18"),
    ("5 mars kl 9-12, 12 mars kl 9-12", "2026-03-05 2026-03-12, 09:00-12:00"),
    ("3/2 kl 9 och 4/3 kl 13", "2026-02-03 2026-03-04"),
    ("ti 17/2, on 18/2", "2026-02-17 2026-02-18"),
    ("31/4 och 3/5", "! april has no day 31"),
    ("15–16/4", "2026-04-15..2026-04-16"),
    ("30/3–1/4", "2026-03-30..2026-04-01"),
    ("30 mars – 1 april", "2026-03-30..2026-04-01"),
    ("2/3-4/3", "2026-03-02..2026-03-04"),
    ("2-4/3-26", "2026-03-02..2026-03-04"),
    ("30/12-2/1 2027", "2026-12-30..2027-01-02"),
    ("den 1:a till 3:e juni", "2026-06-01..2026-06-03"),
    ("1 mars - 15 juni", "2026-03-01..2026-06-15"),
    ("14 februari-1 mars", "2026-02-14..2026-03-01"),
    ("mellan 3 mars och 5 mars", "2026-03-03..2026-03-05"),
    ("mellan den 15 november och den 15 januari", "2026-11-15..2027-01-15"),
    ("5/3 - 3/3", "! the days are in the wrong order"),
    ("16/2 kl 9 - 17/2 kl 12", "2026-02-16..2026-02-17, 09:00-12:00"),
    ("2026-02-16 kl. 09:00 – 2026-02-17 kl. 12:00", "2026-02-16..2026-02-17, 09:00-12:00"),
    ("flyttat från 3/2 till 10/2", "! a date is said to be left out or moved"),
    ("ej 3/2", "! a date is said to be left out or moved"),
    ("i stället för 3/2: 10/2", "! a date is said to be left out or moved"),
]

HOURS = [
    ("10.00-11.50", "10:00-11:50"),
    ("klockan 14.15", "14:15"),
    ("klockan 13.00-15.00 (så länge mötet hålls digitalt)", "13:00-15:00"),
    ("kl 0830-1200", "08:30-12:00"),
    ("8³⁰–12⁰⁰", "08:30-12:00"),
    ("08.30–12", "08:30-12:00"),
    ("13-15", "13:00-15:00"),
    ("13-15 deltagare", ""),
    ("1-2", ""),
    ("20-25", ""),
    ("9.00 - 10.30 via Teams", "09:00-10:30"),
    ("från kl. 13 till kl. 16", "13:00-16:00"),
    ("kl. 9–11.30", "09:00-11:30"),
    ("kl 9, ca 2 tim", "09:00-11:00"),
    ("kl 9 (2 timmar)", "09:00-11:00"),
    ("kl 9 ca 1,5 tim", "09:00-10:30"),
    ("kl 13, 90 min", "13:00-14:30"),
    ("kl 23, 2 tim", "23:00"),
    ("18.00 (OBS tiden)", "18:00"),
    ("2.10 Ekonomi", ""),
    ("kl 9.75", ""),
    ("kl 25", ""),
    ("kl. 15-13", ""),
    ("kl. xx.xx", ""),
    ("kvart över nio", "09:15"),
    ("kvart i nio", "08:45"),
    ("tio över åtta", "08:10"),
    ("tio i nio", "08:50"),
    ("fem i halv nio", "08:25"),
    ("halv tre", "14:30"),
    ("halv åtta", ""),
    ("klockan halv nio", "08:30"),
    ("klockan nio", "09:00"),
    ("klockan sju", ""),
    ("klockan sju på kvällen", "19:00"),
    ("klockan tre på eftermiddagen", "15:00"),
    ("fm", "fm"),
    ("förmiddag", "fm"),
    ("kväll", "kväll"),
    ("em 12 mars", "2026-03-12, em"),
    ("12 mars eftermiddag", "2026-03-12, em"),
    ("heldag 12 mars", "2026-03-12, all day"),
    ("lunch till lunch 11-12 mars", "2026-03-11..2026-03-12, lunch till lunch"),
    ("12 mars tid meddelas", "2026-03-12"),
    ("tisdag 9-11", "09:00-11:00, ! a weekday without a date"),
]

WEEKS = [
    ("vecka 7 2026", "2026-02-09..2026-02-15"),
    ("vecka 1 2026", "2025-12-29..2026-01-04"),
    ("v.7–8", "2026-02-09..2026-02-22"),
    ("v. 53", "2026-12-28..2027-01-03"),
    ("v 53 2025", "! 2025 has no week 53"),
    ("v. 54", "! there is no such week"),
    ("v. 51–2", "2026-12-14..2027-01-17"),
    ("v. 20–12", "! the weeks are in the wrong order"),
    ("v12", "2026-03-16..2026-03-22"),
    ("veckorna 7 och 8", "2026-02-09..2026-02-22"),
    ("veckorna 7, 8 och 10", "! several weeks"),
    ("torsdagen i vecka 45", "2026-11-05"),
    ("vecka 12, tisdag", "2026-03-17"),
    ("tisdag v. 12", "2026-03-17"),
    ("tis v 12 kl 9-11", "2026-03-17, 09:00-11:00"),
    ("tisdag-onsdag v. 12", "2026-03-17..2026-03-18"),
    ("måndag och onsdag v. 12", "2026-03-16 2026-03-18"),
    ("v. 12, tisdag 17/3", "2026-03-17"),
    ("v. 13, tisdag 17/3", "! the date is in another week than stated"),
    ("måndag vecka 12 2027", "2027-03-22"),
]

ODD = ",".join(str(week) for week in range(1, 54, 2))
EVEN = ",".join(str(week) for week in range(2, 54, 2))
RULES = [
    ("första måndagen i månaden", "FREQ=MONTHLY;BYDAY=1MO"),
    ("första och tredje måndagen i månaden kl. 14", "14:00, FREQ=MONTHLY;BYDAY=1MO,3MO"),
    ("första måndagen varannan månad", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO"),
    ("andra tisdagen varje månad", "FREQ=MONTHLY;BYDAY=2TU"),
    ("sista fredagen i varje månad", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("sista vardagen i månaden", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    ("första helgfria vardagen varje månad", "! working days of a month are not counted"),
    ("tredje onsdagen i månaden, dock ej juli", "! a rule with an exception"),
    ("den 15:e varje månad", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("den 1:a och 15:e varje månad", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
    ("varannan onsdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
    ("var tredje tisdag", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU"),
    ("varje tisdag kl 9–10", "09:00-10:00, FREQ=WEEKLY;BYDAY=TU"),
    ("varje tisdag utom 3/3", "! a date is said to be left out or moved"),
    ("varje tisdag i mars", "! a rule for a part of the year"),
    ("torsdagar v. 12-20", "! a rule for a part of the year"),
    ("varje torsdag från 5 mars", "2026-03-05, FREQ=WEEKLY;BYDAY=TH"),
    ("tisdagar och torsdagar 9-11", "09:00-11:00, FREQ=WEEKLY;BYDAY=TU,TH"),
    ("varje vardag kl 8", "08:00, FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("varannan vecka", "FREQ=WEEKLY;INTERVAL=2"),
    ("onsdag udda veckor", f"FREQ=YEARLY;BYWEEKNO={ODD};BYDAY=WE"),
    ("tisdagar jämna veckor kl 13-15", f"13:00-15:00, FREQ=YEARLY;BYWEEKNO={EVEN};BYDAY=TU"),
    ("sista torsdagen i november kl 13-16", "2026-11-26, 13:00-16:00"),
    ("näst sista torsdagen i maj", "2026-05-21"),
    ("tredje torsdagen i mars, juni, september och december", "2026-03-19 2026-06-18 2026-09-17 2026-12-17"),
    ("första onsdagen i september 2025", "2025-09-03"),
    ("femte måndagen i februari", "! there is no such date"),
    ("sista torsdagen i mars, 26/3", "2026-03-26"),
    ("sista torsdagen i mars, 25/3", "! the days contradict each other"),
    ("en gång i månaden", ""),
]

NAMED = [
    ("Kristi himmelsfärdsdag 2026", "2026-05-14"),
    ("annandag påsk", "2026-04-06"),
    ("påskafton", "2026-04-04"),
    ("skärtorsdagen kl 9", "2026-04-02, 09:00"),
    ("långfredagen", "2026-04-03"),
    ("pingstdagen 2027", "2027-05-16"),
    ("nationaldagen", "2026-06-06"),
    ("dagen före nationaldagen", "2026-06-05"),
    ("dagen efter midsommardagen", "2026-06-21"),
    ("midsommarafton", "2026-06-19"),
    ("trettondagsafton", "2026-01-05"),
    ("trettondag jul", "2026-01-06"),
    ("Luciadagen", "2026-12-13"),
    ("valborg", "2026-04-30"),
    ("Första maj", "2026-05-01"),
    ("den första maj", "2026-05-01"),
    ("alla helgons dag", "2026-10-31"),
    ("allhelgonaafton", "2026-10-30"),
    ("julafton", "2026-12-24"),
    ("annandag jul", "2026-12-26"),
    ("nyårsafton 2025", "2025-12-31"),
    ("första advent", "2026-11-29"),
    ("tredje advent 2026", "2026-12-13"),
    ("fars dag", "2026-11-08"),
    ("mors dag", "2026-05-31"),
    ("nationaldagen 1985", "! the holidays are known for 1990–2060 only"),
    ("nationaldagsfirande", ""),
    ("före midsommar", ""),
]

RELATIVE = [
    ("idag", "2026-03-10"),
    ("i morgon kl 9", "2026-03-11, 09:00"),
    ("i övermorgon", "2026-03-12"),
    ("igår", "2026-03-09"),
    ("i förrgår", "2026-03-08"),
    ("om 14 dagar", "2026-03-24"),
    ("om fjorton dagar", "2026-03-24"),
    ("om två veckor", "2026-03-24"),
    ("för tre dagar sedan", "2026-03-07"),
    ("om 20 ledamöter", ""),
    ("denna vecka", "2026-03-09..2026-03-15"),
    ("nästa vecka", "2026-03-16..2026-03-22"),
    ("förra veckan", "2026-03-02..2026-03-08"),
    ("tisdag nästa vecka", "2026-03-17"),
    ("nästa månad", "2026-04-01..2026-04-30"),
    ("nu på fredag 9-11", "2026-03-13, 09:00-11:00"),
    ("på tisdag", "2026-03-17"),
    ("i fredags", "2026-03-06"),
    ("nästa torsdag", "! may be read in two ways"),
    ("på tisdag om en vecka", "! may be read in two ways"),
]

PERIODS = [
    ("maj 2026", "2026-05-01..2026-05-31"),
    ("i maj", "2026-05-01..2026-05-31"),
    ("jun 2026", "2026-06-01..2026-06-30"),
    ("Juni – oktober 2021", "2021-06-01..2021-10-31"),
    ("november – januari", "2026-11-01..2027-01-31"),
    ("november – januari 2027", "2026-11-01..2027-01-31"),
    ("nov 2025 – jan 2026", "2025-11-01..2026-01-31"),
    ("VT 2026", "2026-01-01..2026-06-30"),
    ("HT 26", "2026-07-01..2026-12-31"),
    ("vårterminen 2025", "2025-01-01..2025-06-30"),
    ("HT 2026 och VT 2027", "! several periods"),
    ("kvartal 2 2026", "2026-04-01..2026-06-30"),
    ("andra kvartalet 2025", "2025-04-01..2025-06-30"),
    ("Q2-Q3 2026", "! several periods"),
    ("kvartal 5", ""),
    ("sista februari", "2026-02-28"),
    ("sista maj 2024", "2024-05-31"),
    ("början av mars", "! the day of the month is missing"),
    ("månadsskiftet mars/april", "! the day of the month is missing"),
    ("mars, maj och juni", "! the day of the month is missing"),
    ("heldag i juni", "all day, ! the day of the month is missing"),
    ("sept kl 14:00-15:30", "14:00-15:30, ! the day of the month is missing"),
    ("våren 2026", ""),
]

NOTHING = [
    "v1",
    "/public/v1/source/12",
    "s. 3/12",
    "v. 3/12",
    "punkt 3.2",
    "SFS 2017:725",
    "tel. 033-35 70 00",
    "0500-12 34 56",
    "rs6400-302917419-302",
    "50 % tjänst",
    "8 ledamöter och 4 ersättare",
    "20.000:-",
    "20 000 kr",
    "dnr 2023/BUN 0214",
    "KS 2021/123",
    "2021/123",
    "89,2",
    "3-2",
    "50/50",
    "s. 12-14",
    "sid 3/12",
    "nr 3/12",
    "§ 12",
    "5 kap. 13 §",
    "2 timmar",
    "2 gånger per år",
    "1 gång/vecka",
    "1/2-dag",
    "1/2 tjänst",
    "2026",
    "8",
    "tills vidare",
    "version 3.2.26",
    "Tel 16/2",
    "",
]

CELLS = [
    ("16:e", "2026-03-16"),
    ("den 16", "2026-03-16"),
    ("16, kl. 08:15", "2026-03-16, 08:15"),
    ("19(13.00)", "2026-03-19, 13:00"),
    ("2,30", "2026-03-02 2026-03-30"),
    ("22**,27", "2026-03-22 2026-03-27"),
    ("11*,25", "2026-03-11 2026-03-25"),
    ("9 13.00-15.00", "2026-03-09, 13:00-15:00"),
    ("30 8-12", "2026-03-30, 08:00-12:00"),
    ("to 12", "2026-03-12"),
    ("tor 12 kl 9", "2026-03-12, 09:00"),
    ("fre 12", "! there is no such date, or it is another day of the week"),
    ("12 tor", "2026-03-12"),
    ("16 Skövde", "2026-03-16"),
    ("16 extra möte", "2026-03-16"),
    ("8 personer", ""),
    ("19:e-21:a", "2026-03-19..2026-03-21"),
    ("11-13:e* kl. 08.30", "2026-03-11..2026-03-13, 08:30"),
    ("22:e kl. xx.xx", "2026-03-22"),
    ("14, 16-18", "2026-03-14 2026-03-16 2026-03-17 2026-03-18"),
    ("32", "! there is no such date"),
    ("-", ""),
    ("15 och 16", "2026-03-15 2026-03-16"),
    ("4/1-22", "2022-01-04"),
    ("5/5", "! the month is not the one of the column"),
    ("16,14", "! there is no such date, or it is another day of the week"),
    ("31 kl 9", "2026-03-31, 09:00"),
    ("2026-03-09", "2026-03-09"),
    ("16¹", "2026-03-16"),
    ("kl 9-12", "09:00-12:00"),
    ("9-12", "2026-03-09..2026-03-12"),
    ("16 (inställt)", "2026-03-16"),
    ("16 kl. 8.30-16.30", "2026-03-16, 08:30-16:30"),
    ("16, 8.30", "2026-03-16, 08:30"),
    ("16,14", "! there is no such date, or it is another day of the week"),
    ("3.5", ""),
    ("8 ledamöter", ""),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*SILENT, *PLAIN, *SEVERAL, *HOURS, *WEEKS, *RULES, *NAMED, *RELATIVE, *PERIODS]
)
def test_interpret(text: str, expected: str) -> None:
    with locale.use("en"):
        assert said(interpret(text, 2026, reference=REFERENCE)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_neither_a_date_nor_hours(text: str) -> None:
    assert interpret(text, 2026, reference=REFERENCE) == Phrase()


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_the_cells_of_a_column_for_march(text: str, expected: str) -> None:
    with locale.use("en"):
        assert said(interpret(text, 2026, month=3)) == expected


TURNS = [
    ("4/1", 12, "2027-01-04"),
    ("22/12", 1, "2025-12-22"),
    ("4/1-22", 12, "2022-01-04"),
    ("29", 2, "! there is no such date"),
]


@pytest.mark.parametrize(("text", "month", "expected"), TURNS)
def test_a_column_at_the_turn_of_the_year(text: str, month: int, expected: str) -> None:
    with locale.use("en"):
        assert said(interpret(text, 2026, month)) == expected


TWO_YEARS = [
    ("11/12 kl. 9-12", "18 jan kl. 9-12", None, "2020-12-11, 09:00-12:00"),
    ("11/12 kl. 9-12", "18 jan kl. 9-12", 2021, "2020-12-11, 09:00-12:00"),
    ("11/12", "15/12", None, "! the year may be 2020 or 2021"),
    ("11/12", "", None, "! the year may be 2020 or 2021"),
    ("18 jan", "15 febr", 2021, "2021-01-18"),
    ("18 jan", "15 febr", None, "! the year may be 2020 or 2021"),
    ("måndag 18 jan", "", None, "2021-01-18"),
    ("29 februari", "", None, "2020-02-29"),
    ("12/3 2021", "18 jan", None, "2021-03-12"),
    ("14 juni", "12 maj", None, "! the year may be 2020 or 2021"),
]


@pytest.mark.parametrize(("text", "following", "year", "expected"), TWO_YEARS)
def test_two_years_and_the_next_row(text: str, following: str, year: int | None, expected: str) -> None:
    with locale.use("en"):
        assert said(interpret(text, year, years=(2020, 2021), following=following)) == expected


UNKNOWN = [
    ("12 mars kl 9", "09:00, ! the year is not stated"),
    ("vecka 12", "! the year is not stated"),
    ("annandag påsk", "! the year is not stated"),
    ("sista torsdagen i mars", "! the year is not stated"),
    ("maj", "! the year is not stated"),
    ("idag", "! the day that it is counted from is not known"),
    ("varje tisdag", "FREQ=WEEKLY;BYDAY=TU"),
    ("12 mars 2026", "2026-03-12"),
]


@pytest.mark.parametrize(("text", "expected"), UNKNOWN)
def test_nothing_is_known_around_it(text: str, expected: str) -> None:
    with locale.use("en"):
        assert said(interpret(text)) == expected


WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
SHORT = {
    "d/m": lambda d: f"{d.day}/{d.month}",
    "month": lambda d: f"{d.day} {MONTHS[d.month - 1]}",
    "ordinal": lambda d: f"den {d.day}:e {MONTHS[d.month - 1]}",
    "words": lambda d: f"den {next(w for w, n in ORDINALS.items() if n == d.day)} {MONTHS[d.month - 1].upper()}",
    "weekday": lambda d: f"{WEEKDAYS[d.weekday()]} {d.day}/{d.month}",
    "weekday of a week": lambda d: f"{WEEKDAYS[d.weekday()]}en i vecka {d.isocalendar().week} {d.isocalendar().year}",
    "iso": lambda d: d.isoformat(),
    "six digits": lambda d: f"{d:%y%m%d}",
}
DAYS = st.dates(date(2020, 1, 1), date(2039, 12, 31))


@given(DAYS, st.sampled_from(sorted(SHORT)))
def test_any_date_in_any_notation_reads_back(day: date, notation: str) -> None:
    assert interpret(SHORT[notation](day), day.year) == Phrase((day,))


BEFORE = (
    "",
    "Möte ",
    "Nämnden sammanträder ",
    "Sal 3, ",
    "§ 12 ",
    "kl. 13, ",
    "Nr 4: ",
    "Grupp 2, ",
    "- ",
    "v. 8, ",
    "10 st ",
)
AFTER = ("", ".", " kl 9", ", sal 14", " (3 st)", " 12 personer", "*", "²", " 2)", " § 4", ", 50 %", " nr 3", " 5 tr")


@given(
    DAYS,
    st.sampled_from(["d/m", "month", "ordinal", "weekday", "iso"]),
    st.sampled_from(BEFORE),
    st.sampled_from(AFTER),
)
def test_what_stands_beside_a_date_never_makes_another_date(day: date, notation: str, before: str, after: str) -> None:
    found = interpret(before + SHORT[notation](day) + after, day.year)
    assert found.end_date is None
    assert found.dates in ((day,), ())
    assert found.dates or found.problem


@given(
    st.dates(date(2020, 1, 1), date(2039, 12, 1)),
    st.integers(1, 20),
    st.sampled_from([" – ", "–", " till ", " t.o.m. "]),
)
def test_spans_read_back(first: date, days: int, to: str) -> None:
    last = first + timedelta(days=days)
    text = f"{first.day} {MONTHS[first.month - 1]}{to}{last.day} {MONTHS[last.month - 1]} {last.year}"
    assert interpret(text, 1999) == Phrase((first,), last)


@given(st.dates(date(2020, 1, 1), date(2039, 12, 31)), st.lists(st.integers(1, 60), min_size=1, max_size=5))
def test_lists_read_back(first: date, steps: list[int]) -> None:
    days = [first]
    for step in steps:
        if (following := days[-1] + timedelta(days=step)).year == first.year:
            days.append(following)
    text = ", ".join(f"{d.day}/{d.month}" for d in days[:-1]) + (" och " if len(days) > 1 else "")
    assert interpret(f"{text}{days[-1].day}/{days[-1].month} {first.year}", 1999) == Phrase(tuple(days))


@given(st.text(alphabet="0123456789/.-–:, kldenmarsjuiobtfvpåwöxhg", max_size=40), st.sampled_from([None, 3, 12]))
def test_any_text_is_read_without_a_crash(text: str, month: int | None) -> None:
    found = interpret(text, 2026, month, REFERENCE, (2025, 2026), text)
    assert found.end_date is None or found.dates[0] <= found.end_date
