"""The words of Swedish date and time expressions, and what a note beside a date says."""

from __future__ import annotations

import re

from calendar_tool import locale
from calendar_tool.model.meeting import Form, Status

MONTHS = locale.MONTHS["sv"]
SHORT_MONTHS = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
MONTH_NUMBERS = {**{name: i for i, name in enumerate(MONTHS, 1)}, **SHORT_MONTHS}
WORDS_FOR_MONTHS = tuple(sorted(MONTH_NUMBERS, key=len, reverse=True))
_WEEKDAYS = {"må": 0, "ti": 1, "on": 2, "to": 3, "fr": 4, "lö": 5, "sö": 6}
_UNITS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde")
_TEENS = (
    "tionde",
    "elfte",
    "tolfte",
    "trettonde",
    "fjortonde",
    "femtonde",
    "sextonde",
    "sjuttonde",
    "artonde",
    "nittonde",
    "tjugonde",
)
ORDINALS = {
    word: number
    for number, word in enumerate(
        (*_UNITS, *_TEENS, *(f"tjugo{unit}" for unit in _UNITS), "trettionde", "trettioförsta"), 1
    )
}
NUMBERS = {
    word: number
    for number, word in enumerate(
        ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"), 1
    )
}

DASH = "-\u2010\u2011\u2012\u2013\u2014\u2212"
MONTH = rf"(?:{'|'.join(WORDS_FOR_MONTHS)})(?![a-zåäö])\.?"
NOTE_MARK = r"(?:\*{1,5}|[¹²³⁴⁵⁶⁷⁸⁹†‡])"  # of a footnote
YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
WEEKDAY = r"(?:mån|tis|ons|tors?|fre|lör|sön)(?:d(?:ag)?)?"  # "mån", "månd", "måndag"
WEEKDAY_BEFORE = rf"(?:{WEEKDAY}(?:en)?|må|ti|on|to|lö|sö)(?![a-zåäö])"  # so short only directly before a date
ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_WEEKDAY_WORD = re.compile(rf"\b({WEEKDAY})(?:en|ar)?\b", re.I)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def month_number(word: str) -> int:
    """The number of a month from its name or one of its abbreviations ("Febr." is 2)."""
    return MONTH_NUMBERS[_folded(word).rstrip(".")]


def weekday_number(word: str) -> int:
    """The number of a weekday from its name or one of its abbreviations, 0 = Monday."""
    return _WEEKDAYS[_folded(word)[:2]]


def _folded(word: str) -> str:
    """The word in small letters, also those that a pattern without case takes for i and s ("İ", "ı", "ſ")."""
    return word.casefold().replace("\u0307", "").replace("ı", "i")


def digits(text: str) -> str:
    """The text with superscript digits as ordinary ones."""
    return text.translate(_SUPERSCRIPTS)


NEW_HOURS = re.compile(r"\b(?:tid(?:en)?\s+ändrad|ändrad\s+tid|ny\s+tid)\b", re.I)  # before the hours that hold
ONE_MEETING = re.compile(  # "Decembermötet", "Första mötet"
    rf"\b(?P<month>{'|'.join(MONTHS)})(?:mötet|sammanträdet)\b|\b(?:första|sista|andra)\s+(?:mötet|sammanträdet)\b",
    re.I,
)
_ROOM, _SCREEN = r"(?:fysiskt|på plats)", r"(?:teams|zoom|skype|digitalt)"
_STATUSES = (
    (Status.CANCELLED, re.compile(r"\b(?:inställ[dt]a?|utgår|ställs in)\b", re.I)),
    (Status.TENTATIVE, re.compile(r"\b(?:prel|preliminär(?:t|a)?|reserv\w*|vid behov|ev|eventuell\w*)\b", re.I)),
)
_FORMS = (
    (
        Form.HYBRID,
        re.compile(
            rf"\bhybrid|\b{_SCREEN} (?:och|eller|/) {_ROOM}|\w (?:och|eller|samt|/) (?:via |på )?{_SCREEN}", re.I
        ),
    ),
    (Form.TEAMS, re.compile(r"\bteams", re.I)),
    (Form.DIGITAL, re.compile(r"\b(?:zoom|skype|digital|distans|video|webb|telefon)", re.I)),
    (Form.PHYSICAL, re.compile(r"\b(?:fysisk|på plats)", re.I)),
)

_WORD = re.compile(r"[A-Za-zÅÄÖåäö]{3}")
_RESERVATION = re.compile(r"\b(?:ej|inte|om|såvida|beror|kanske)\b", re.I)
_PERHAPS = re.compile(r"\bev(?:entuell)?", re.I)


def form_in(text: str) -> Form | None:
    """The form that the words name ("Teamsmöte", "fysiskt möte", "digitalt"); None if they name none."""
    return next((form for form, pattern in _FORMS if pattern.search(text)), None) if text else None


def status_in(text: str) -> Status | None:
    """The status that a note states ("inställt", "prel.", "vid behov"); None if it states none."""
    return next((status for status, pattern in _STATUSES if pattern.search(text)), None)


def note_in(note: str) -> tuple[Form | None, Status | None, str]:
    """The form and the status that a note beside a date states, and the note itself where it says more than that.

    A note with a reservation ("ej Teams", "ställs in om ...", "ev. heldag") states neither; it is kept word for word.
    """
    if not note:
        return None, None, ""
    form, status = form_in(note), status_in(note)
    rest = note
    for _value, pattern in (*_FORMS, *_STATUSES):
        rest = pattern.sub("", rest)
    says_more = bool(_WORD.search(rest))
    if _RESERVATION.search(note) or (_PERHAPS.search(note) and (says_more or form)):
        return None, None, note
    return form, status, note if says_more else ""


def is_status(text: str) -> bool:
    """Whether words state a status and nothing else: "Inställt", "(prel.)"."""
    if status_in(text) is None or any(map(str.isdigit, text)):
        return False
    _form, status, more = note_in(text)
    return status is not None and not more


def weekday_in(text: str) -> int | None:
    """The weekday that a note names, 0 = Monday; None if it names none."""
    found = _WEEKDAY_WORD.search(text) if text else None
    return weekday_number(found[1]) if found else None
