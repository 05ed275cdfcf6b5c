"""Days told by a rule: "sista torsdagen i november", "varannan onsdag", "första måndagen i månaden"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from calendar_tool.locale import _
from calendar_tool.reading.tokens import Days
from calendar_tool.reading.words import MONTH, ORDINALS, YEAR, month_number, weekday_number

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKING = ",".join(_CODES[:5])
_NTH = r"(?:första|andra|tredje|fjärde|femte|(?:näst[ ]?)?sista|[1-5]:[ae])"
_WD = r"(?:mån|tis|ons|tors|fre|lör|sön)dag"
_AND = r"(?:,|[ ]?(?:och|samt|&|/))[ ]?"
_MONTHLY = r"(?:i[ ])?(?:varje|var)[ ]månad|i[ ]månaden|per[ ]månad|varannan[ ]månad|i[ ]varannan[ ]månad"
_NTH_WEEKDAY = re.compile(
    rf"\b(?P<nth>{_NTH}(?:{_AND}{_NTH}){{0,3}})[ ](?P<wd>(?:{_WD}|helgfria[ ]vardag|vardag)(?:en|arna)?)[ ]"
    rf"(?:(?P<monthly>{_MONTHLY})\b|(?:i|under)[ ](?P<months>{MONTH}(?:{_AND}{MONTH}){{0,11}})(?:,?[ ](?P<y>{YEAR}))?)",
    re.I,
)
_EVERY = re.compile(
    rf"\b(?:(?P<each>varje|alla|samtliga)|(?P<other>varannan)|var[ ](?P<nth>andra|tredje|fjärde|femte|sjätte))[ ]"
    rf"(?:(?P<wd>{_WD}(?:ar)?(?:{_AND}{_WD}(?:ar)?){{0,4}})|(?P<working>vardag(?:ar)?)|(?P<week>vecka|veckor)|(?P<month>månad)"
    r"|(?P<day>dag))(?![a-zåäö])",
    re.I,
)
_DAYS_OF_WEEK = re.compile(rf"\b(?P<wd>{_WD}ar(?:{_AND}{_WD}ar){{0,4}})\b", re.I)
_PARITY = re.compile(r"\b(?P<even>jämn)?(?(even)|udda)a?[ ](?:vecka|veckor|veckonummer)\b", re.I)
_ANY_WEEKDAY = re.compile(rf"\b({_WD})(?:en|ar)?\b", re.I)
_DAY = rf"(?:[0-9]{{1,2}}(?::?[ea])?|{'|'.join(ORDINALS)})"
_MONTH_DAY = re.compile(
    rf"\bden[ ](?P<days>{_DAY}(?:{_AND}(?:den[ ])?{_DAY}){{0,4}})[ ](?:(?:i[ ])?(?:varje|var)[ ]månad|i[ ]månaden)\b",
    re.I,
)
_EXCEPT = re.compile(r"\b(?:ej|inte|utom|förutom|undantag\w*)\b", re.I)


def rhythm(text: str, year: int | None) -> Days | None:
    """The days or the rule that a text tells; `year` is that of months without one. None if it tells none."""
    found = _told(text, year)
    if found and found.rule and _EXCEPT.search(text):
        return Days(found.end, problem=_("a rule with an exception"))
    return found


def _told(text: str, year: int | None) -> Days | None:
    if match := _NTH_WEEKDAY.search(text):
        return _nth_weekday(match, year)
    if match := _MONTH_DAY.search(text):
        words = re.findall(rf"[0-9]+|{'|'.join(sorted(ORDINALS, key=len, reverse=True))}", match["days"].lower())
        days = [int(word) if word.isdigit() else ORDINALS[word] for word in words]
        if not all(1 <= day <= 31 for day in days):
            return Days(match.end(), problem=_("there is no such date"))
        return Days(match.end(), rule="FREQ=MONTHLY;BYMONTHDAY=" + ",".join(str(day) for day in days))
    if match := _PARITY.search(text):
        return _parity(text, match)
    if match := _EVERY.search(text):
        return _every(match)
    if match := _DAYS_OF_WEEK.search(text):
        return Days(match.end(), rule=f"FREQ=WEEKLY;BYDAY={_codes(match['wd'])}")
    return None


def _codes(words: str) -> str:
    found = sorted({weekday_number(m[1]) for m in _ANY_WEEKDAY.finditer(words)})
    return ",".join(_CODES[n] for n in found)


def _number(word: str) -> int:
    word = word.lower().replace(" ", "")
    if word.endswith("sista"):
        return -2 if word.startswith("näst") else -1
    return int(word[0]) if word[0].isdigit() else ORDINALS[word]


def _nth_weekday(match: re.Match[str], year: int | None) -> Days:
    numbers = [_number(word) for word in re.findall(_NTH, match["nth"], re.I)]
    working = "vardag" in match["wd"].lower()
    if "helgfri" in match["wd"].lower() or (working and not match["monthly"]):
        return Days(match.end(), problem=_("working days of a month are not counted"))
    if match["monthly"]:
        every = ";INTERVAL=2" if "varannan" in match["monthly"].lower() else ""
        if working:
            places = ",".join(str(n) for n in numbers)
            return Days(match.end(), rule=f"FREQ=MONTHLY{every};BYDAY={_WORKING};BYSETPOS={places}")
        code = _CODES[weekday_number(match["wd"])]
        return Days(match.end(), rule=f"FREQ=MONTHLY{every};BYDAY=" + ",".join(f"{n}{code}" for n in numbers))
    stated = int(match["y"]) if match["y"] else year
    if stated is None:
        return Days(match.end(), problem=_("the year is not stated"))
    months = [month_number(word) for word in re.findall(MONTH, match["months"], re.I)]
    weekday = weekday_number(match["wd"])
    dates = [nth_weekday(stated, month, weekday, n) for month in months for n in numbers]
    if any(d is None for d in dates):
        return Days(match.end(), problem=_("there is no such date"))
    return Days(match.end(), tuple(d for d in dates if d))


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date | None:
    """The nth weekday (0 = Monday) of a month, from the end if negative; None if the month has no such."""
    days = [date(year, month, 1) + timedelta(days=n) for n in range(31)]
    found = [d for d in days if d.month == month and d.weekday() == weekday]
    return found[number - 1 if number > 0 else number] if abs(number) <= len(found) else None


def _every(match: re.Match[str]) -> Days:
    number = 1 if match["each"] else 2 if match["other"] else ORDINALS[match["nth"].lower()]
    interval = f";INTERVAL={number}" if number > 1 else ""
    if match["wd"]:
        rule = f"FREQ=WEEKLY{interval};BYDAY={_codes(match['wd'])}"
    elif match["working"]:
        rule = f"FREQ=WEEKLY;BYDAY={_WORKING}" if number == 1 else ""
    else:
        rule = f"FREQ={'WEEKLY' if match['week'] else 'MONTHLY' if match['month'] else 'DAILY'}{interval}"
    return Days(match.end(), rule=rule or None)


def _parity(text: str, match: re.Match[str]) -> Days:
    weeks = range(2, 54, 2) if match["even"] else range(1, 54, 2)
    codes = _codes(text)
    by_day = f";BYDAY={codes}" if codes else ""
    named: Sequence[re.Match[str]] = list(_ANY_WEEKDAY.finditer(text))
    end = max([match.end(), *(m.end() for m in named)])
    return Days(end, rule="FREQ=YEARLY;BYWEEKNO=" + ",".join(str(w) for w in weeks) + by_day)
