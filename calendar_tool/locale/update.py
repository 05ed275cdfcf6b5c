"""For developers: brings the texts of the code into the Swedish catalogue and compiles it (make messages).

New texts come in empty and are translated by hand in the .po file; texts that are gone leave it. Needs Babel.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from calendar_tool.locale import DIRECTORY, DOMAIN

PO = DIRECTORY / "sv" / "LC_MESSAGES" / f"{DOMAIN}.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "ngettext": (1, 2)}

# Texts of click that a user of ours can meet; it looks them up in our catalogue.
CLICK: tuple[str | tuple[str, str], ...] = (
    "Usage:",
    "Options",
    "Commands",
    "Positional arguments",
    "Show this message and exit.",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "Missing argument",
    "Missing option",
    "Missing command.",
    "No such command {name!r}.",
    "No such option {name!r}.",
    "Option {name!r} does not take a value.",
    "Aborted!",
    "Choose from:\n\t{choices}",
    "required",
    "default: {default}",
    "{value} is not in the range {range}.",
    "{value!r} is not a valid {number_type}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)


def template() -> Catalog:
    """Every text that the code asks for."""
    catalog = Catalog()
    package = str(Path(__file__).parents[1])
    for _file, _line, message, _comments, _context in extract_from_dir(package, keywords=KEYWORDS):
        catalog.add(message)
    for message in CLICK:
        catalog.add(message)
    return catalog


def updated() -> Catalog:
    """The Swedish catalogue with exactly the texts of the code."""
    old = read_po(BytesIO(PO.read_bytes())) if PO.exists() else Catalog()
    new = Catalog(locale="sv", domain=DOMAIN)
    for message in template():
        if message.id:
            kept = old.get(message.id)
            new.add(message.id, kept.string if kept else "", flags=message.flags - {"fuzzy"})
    return new


def po_text(catalog: Catalog) -> bytes:
    """The .po file: sorted, without the dates and places that would change it for nothing."""
    out = BytesIO()
    write_po(out, catalog, width=0, no_location=True, sort_output=True, omit_header=True)
    head = (
        'msgid ""\nmsgstr ""\n"Language: sv\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return f"# The Swedish texts. Brought up to date by: make messages\n{head}".encode() + out.getvalue()


def mo_bytes(po: bytes) -> bytes:
    """The compiled catalogue of a .po file."""
    catalog = read_po(BytesIO(po))
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # else they would be now
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def strings(message: Message) -> tuple[str, ...]:
    """The translations of a text: one, or one for each plural form."""
    said = message.string
    return (said,) if isinstance(said, str) else tuple(str(s) for s in said or ("",))


def main() -> None:
    """Rewrites both files."""
    text = po_text(updated())
    PO.write_bytes(text)
    MO.write_bytes(mo_bytes(text))
    missing = [m.id for m in read_po(BytesIO(text)) if m.id and not all(strings(m))]
    print(f"{PO}: {len(missing)} texts to translate")


if __name__ == "__main__":
    main()
