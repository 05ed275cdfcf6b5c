"""Names of bodies in Swedish text: the words that name an organ, and what a bare "nämnden" stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from calendar_tool.model.body import plain

_STEMS = (
    "nämnd|(?<!om)råd|styrelse|fullmäktige|utskott|beredning|grupp|presidi|direktion|kommitté|delegation|förbund|förening"
    r"|samverkan|forum|nätverk|kommission|bolag|stiftelse|(?<=\w)organ|stämma|senat|församling|kansli|kollegi|revision|revisor"
)
_ORGAN = re.compile(rf"(?P<stem>{_STEMS})(?:en|et|er|erna|n|na|ens|ets|ns|s|um|ums|an|ans|a|e|es)?$", re.I)
_DEFINITE = {  # the endings of its definite form: "nämnden"
    "nämnd": "en",
    "direktion": "en",
    "styrelse": "n",
    "råd": "et",
    "utskott": "et",
    "förbund": "et",
    "delegation": "en",
}
_COMPANY = re.compile(r"\b(?:AB|HB|KB|Aktiebolag)\b|\bek\. för\.")
_GENERIC = re.compile(
    r"(?:nämnden|nämnderna|rådet|styrelsen|fullmäktige|arbetsutskottet|utskottet|beredningen|gruppen|presidiet|direktionen|kommittén"
    r"|föreningen|forumet|delegationen|förbundet)s?(?:\s+och\s+\w+)?|nämnd och utskott|nämnd",
    re.I,
)
_SHORT = re.compile(r"(?<![\w/-])[A-ZÅÄÖ][A-ZÅÄÖ/]{1,7}(?![\w/-])")
_WORD = re.compile(r"[\wÅÄÖåäöéü/&-]+")
_ADJECTIVE = re.compile(
    r"[A-ZÅÄÖ][a-zåäöé]{3,}a|tekniska|kommunala|sociala|lokala|gemensamma|regionala|politiska|centrala"
)  # Tekniska nämnden, Kommunala rådet
_NOT_ADJECTIVE = {"mötena", "samtliga", "alla", "hela", "andra", "denna", "båda", "nästa", "följande", "våra"}
_HEAD = re.compile(r"\s+[-–(]|[,:]|\s(?:i|för|med|av|vid|på|till|om|inom|hos|mellan)\s", re.I)
_VERB = re.compile(
    r"\b(?:är|har|börjar|startar|slutar|ansvarar|arbetar|består|sitter|beslutar|möts|träffas|sammanträder|hålls|ska|kan|gör|finns|leder|utser|består"
    r"|bevakar|förbereder|sköter|handlägger|får|vill|tar|ger|blir|kontakta|fråga|välkommen|träffa|möt|behandlade|beslutade|antog|godkände)\b",
    re.I,
)
_LIST_OF_MATTERS = re.compile(r"-\s?,|,[^,]*-\s+och\s")  # "Skol-, kultur- och fritidsnämnden"
_NO_NAME = re.compile(
    r"\bkl(?:ockan)?\.?\s*\d|\d[.:]\d\d|\t|\||\S\s{4,}\S|^\W*(?:tid|plats|datum|månad|organ|sidan)\b|\b(?:uppdatera|publicera)\w*|:\s*$",
    re.I,
)
_MATTERS = re.compile(
    r" för (?!år|våren|hösten|att|den|alla|samtliga)[a-zåäö]+(?: och [a-zåäö]+)?"
    r"(?= (?:sammanträder|möts|träffas|samlas|ses|har)\b)"
)
_EXPLAINED = re.compile(r"(?<!\w)(?P<short>[A-ZÅÄÖ]{2,6})\s*[=:]\s*(?P<name>[A-Za-zÅÄÖåäö][^,;=\n]*)")
_LINKED = {"och", "samt", "&"}
_GENITIVE = re.compile(r"(?:(?<=en)|(?<=et)|(?<=an)|(?<=ge)|(?<=én))s$")


@lru_cache(maxsize=4096)
def organ(word: str) -> str | None:
    """The kind of organ that a word names, "nämnd" for "Omsorgsnämndens"; None if it names none."""
    found = _ORGAN.search(word.strip(" ,.:;()*#?!–-"))
    return found["stem"].lower() if found else None


def names_organ(text: str) -> bool:
    """Whether words name an organ or a company: "Miljö- och byggnadsnämnden", "Centrumbostäder AB"."""
    return any(organ(word) for word in text.split()) or bool(_COMPANY.search(text))


def is_body(text: str) -> bool:
    """Whether a whole line is the name of a body: its head word is an organ, and it is no sentence about one."""
    if _COMPANY.search(text):
        return True
    if _VERB.search(text):
        return False
    if _LIST_OF_MATTERS.search(text) and (last := text.split()[-1].strip("*:#")) and organ(last):
        return not _is_genitive(last)
    return any(_is_headed(part) for part in re.split(r"\s[-–]\s", text))


def _is_headed(text: str) -> bool:
    head = _HEAD.split(text, maxsplit=1)[0].split()
    if not head:
        return False
    last, first = head[-1].strip("*:#"), head[0].strip("*:#")
    if len(head) > 1 and last.upper() == "AU" and organ(head[-2]) is not None:
        return True  # "Kyrkorådets AU"
    if organ(first) is not None and not _is_genitive(first) and all(w[0].isupper() for w in head[1:]):
        return True  # "Miljönämnden Mora Orsa"
    return (organ(last) is not None and not _is_genitive(last)) or (organ(first) is not None and _indefinite(first))


def _indefinite(word: str) -> bool:
    return organ(word) is not None and not re.search(r"(?:en|et|n|s)$", word.lower())


def unwrapped(first: str, second: str) -> str:
    """A name that was broken over two lines: "utbildnings-", "nämnden"; but "Barn-", "och ungdomsnämnden" are words."""
    broken = first.endswith("-") and second[:1].islower() and not re.match(r"(?:och|eller|samt)\b", second)
    return first[:-1] + second if broken else f"{first} {second}"


@lru_cache(maxsize=4096)
def is_sane(name: str) -> bool:
    """Whether words can be a name at all: they hold letters, and no hours, no column's mark, no words for a column."""
    return bool(re.search(r"[A-Za-zÅÄÖåäö]{2}", name)) and not _NO_NAME.search(name)


def is_generic(name: str) -> bool:
    """Whether a name is only the word for the organ ("nämnden", "Rådet"): what it stands for is said elsewhere."""
    return bool(_GENERIC.fullmatch(name.strip(" ,.:;()*#")))


_PART = re.compile(r"(?:arbetsutskottets?|presidiets?|presidiums?|au)", re.I)


def part_of(name: str) -> str | None:
    """The part of a board that a bare name is: "arbetsutskott" for "Arbetsutskottet"; None if it is none."""
    if not _PART.fullmatch(name.strip(" ,.:;()*#")):
        return None
    return "presidium" if name.strip().lower().startswith("presid") else "arbetsutskott"


def is_board(name: str) -> bool:
    """Whether a body can have a working committee: a board or a council, not a committee itself."""
    kinds = {organ(w) for w in name.split() if not w.lower().startswith("samråd")}
    return bool(kinds & {"nämnd", "styrelse", "råd", "direktion", "fullmäktige"})


def with_part(board: str, part: str) -> str:
    """The name of a board's part: "Socialnämndens arbetsutskott"."""
    short = re.sub(r"\s*\([^()]*\)$", "", board)
    kind = organ(short.split()[-1])
    if kind is None:
        return f"{short} {part}"
    genitive = (
        short if short.endswith("s") else f"{short}{_DEFINITE.get(kind, '') if short.lower().endswith(kind) else ''}s"
    )
    return f"{genitive} {part}"


def resolve(name: str, known: Iterable[str]) -> str:
    """What a bare "nämnden" means: the first of the known names with that organ in it; the name itself if none has."""
    if not is_generic(name):
        return name
    kind = organ(name)
    for full in known:
        if not is_generic(full) and any(organ(word) == kind for word in full.split()):
            return full
    return name


def in_sentence(text: str, short: Iterable[str] = ()) -> list[str]:
    """The organs that running text names, in order: "kommunstyrelsens arbetsutskott", "rådet".

    `short` are abbreviations that the document explains; they count as names too. A genitive ("rådets möten") gives
    the name itself.
    """
    known, words = set(short), list(_WORD.finditer(text))
    found, used = [], -1
    for i, match in enumerate(words):
        if match[0] in known:
            found.append(match[0])
            continue
        if organ(match[0]) is None or i <= used:
            continue
        last = i
        while last + 1 < len(words) and _is_genitive(words[last][0]) and organ(words[last + 1][0]):
            last += 1
        first = i
        while first > 0 and _belongs(words, first):
            first -= 1
        used = last
        end = words[last].end()
        if tail := _MATTERS.match(text, end):  # "Rådet för trygghet och hälsa"
            end = tail.end()
        name = text[words[first].start() : end]
        found.append(_GENITIVE.sub("", name))
    return found


def _is_genitive(word: str) -> bool:
    return word.lower().endswith("s") and organ(word) is not None


def _belongs(words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether the word before words[at] is a part of the name: "Barn- och", "Tekniska"."""
    before, word = words[at - 1][0], words[at][0]
    between = words[at].string[words[at - 1].end() : words[at].start()]
    if between.strip(" ,"):
        return False
    if before.endswith("-"):
        return True
    if before.lower() in _LINKED and at > 1:
        return words[at - 2][0].endswith("-")
    if word.lower() in _LINKED:
        return before.endswith("-")
    return "," not in between and bool(_ADJECTIVE.fullmatch(before)) and before.lower() not in _NOT_ADJECTIVE


def of_meetings(word: str) -> bool:
    """Whether a word names an organ's meetings: "styrelsemöten"."""
    return bool(re.match(rf"(?:{_STEMS})s?(?:möte|sammanträde)", word, re.I))


def abbreviations(text: str) -> set[str]:
    """The short names that a document explains: "(KPR)", "KF = kommunfullmäktige", "Kommunfullmäktige KF"."""
    found = {
        m[1] for m in re.finditer(r"\(([A-ZÅÄÖ][A-Za-zÅÄÖåäö /-]{1,9})\)", text) if sum(map(str.isupper, m[1])) > 1
    }
    found |= {m[1] for m in re.finditer(r"(?:^|[,;]\s*)([A-ZÅÄÖ]{2,8})\s*[=:–-]\s*[a-zåäöA-ZÅÄÖ]", text, re.M)}
    return found


def same(a: str, b: str) -> bool:
    """Whether two names can mean one body: equal, or one is the other's beginning with more words."""
    x, y = plain(a), plain(b)
    return bool(x and y) and (x == y or x.startswith(y) or y.startswith(x))


def legend(text: str) -> dict[str, str]:
    """The names that a document explains, by their short ones reduced to letters: "KF = kommunfullmäktige"."""
    return {plain(m["short"]): m["name"].strip() for m in _EXPLAINED.finditer(text)}
