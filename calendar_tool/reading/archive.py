"""What zipped documents (.docx, .xlsx, .ods) hold, inflated with a limit, and their XML."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Callable

from calendar_tool.locale import _
from calendar_tool.reading.kinds import encrypted
from calendar_tool.reading.lines import RefusedError

MOST_INFLATED = 50_000_000
"""Bytes that all the parts that are read may inflate to."""
_MOST_PARTS = 5000


def inflate(raw: bytes, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The parts of an archive whose names are wanted. RefusedError if it is broken, has a password or inflates too far.

    The sizes that the archive declares may not pass the limit, and no part may be larger than it declares.
    """
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            found = [info for info in archive.infolist() if wanted(info.filename)]
            if len(found) > _MOST_PARTS or sum(info.file_size for info in found) > MOST_INFLATED:
                raise _too_large()
            for info in found:
                if info.flag_bits & 1:
                    raise encrypted()
                with archive.open(info) as part:  # a stated length bounds what is inflated at once
                    parts[info.filename] = part.read(info.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise broken() from None
    return parts


def stored(parts: dict[str, bytes]) -> io.BytesIO:
    """An archive of the parts without compression: for those who inflate without a limit."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    result.seek(0)
    return result


def parse_xml(part: bytes) -> ET.Element:
    """The root of a part. RefusedError if it is broken or declares entities, which no office program writes."""
    try:
        return ET.fromstring(part, parser=ET.XMLParser(target=_NoEntities()))
    except ET.ParseError:
        raise broken() from None


class _NoEntities(ET.TreeBuilder):
    def doctype(self, _name: str, _pubid: str | None, _system: str | None) -> None:
        raise broken()


def broken() -> RefusedError:
    """The RefusedError of a file whose contents cannot be made out."""
    return RefusedError("broken", _("is broken: it cannot be read as the kind of file that it begins as"))


def _too_large() -> RefusedError:
    text = _("holds more than {n} MB when unpacked, which no schedule does").format(n=MOST_INFLATED // 1_000_000)
    return RefusedError("too-large", text)
