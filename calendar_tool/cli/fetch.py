"""Fetches calendars: the only place that touches the network, and only for `calendar-tool body`."""

from __future__ import annotations

import contextvars
import gzip
import http.client
import io
import re
import socket
import ssl
import threading
import zlib
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from calendar_tool import __version__
from calendar_tool.locale import _, os_reason
from calendar_tool.problem import InputError, input_error

MOST_BYTES = 20_000_000
"""The largest calendar that is read."""
PATIENCE = 3
"""How many times the timeout a whole answer may take."""
_SCHEMES = ("http", "https")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PIECE = 1 << 16


def is_address(text: str) -> bool:
    """Whether a text is an address in the net, and not a path."""
    return _ADDRESS.match(text) is not None


def read_file(path: Path) -> bytes:
    """What a file holds. InputError if it cannot be read, is too large or empty."""
    try:
        with path.open("rb") as opened:
            return _sound(opened.read(MOST_BYTES + 1), str(path))
    except OSError as error:
        raise input_error("unreadable", os_reason(error), str(path)) from None


def fetch(address: str, timeout: float = 20) -> bytes:
    """What stands at an address (http, https or webcal, which is https), unpacked.

    `timeout` is in seconds: so long may the server be silent, and PATIENCE times as long may all of it take.
    InputError with the address, and with what is wrong in words, if nothing can be had.
    """
    url = _url(address)
    result: list[bytes | BaseException] = []

    def get() -> None:
        try:
            result.append(_get(url, address, timeout))
        except BaseException as error:  # handed over to the caller
            result.append(error)

    context = contextvars.copy_context()  # the language
    thread = threading.Thread(target=context.run, args=(get,), daemon=True)
    thread.start()
    thread.join(timeout * PATIENCE)  # for the look-up of a name, or an answer in drops, has no timeout of its own
    if not result:
        raise _too_slow(address, timeout * PATIENCE)
    if isinstance(result[0], BaseException):
        raise result[0]
    return result[0]


def _url(address: str) -> str:
    try:
        parts = urlsplit(address)
        host, user = parts.hostname, parts.username
        parts.port  # noqa: B018 - a wrong one raises
    except ValueError:
        raise input_error("address", _("is no address"), address) from None
    if parts.scheme not in (*_SCHEMES, "webcal"):
        raise input_error("address", _("only http, https and webcal are known; for a file give its path"), address)
    if not host or not address.isascii() or re.search(r"[\x00-\x20\x7f]", address):
        raise input_error("address", _("is no address"), address)
    if user is not None:
        raise input_error("address", _("addresses with a user and a password are not taken"), address)
    return "https" + address[len("webcal") :] if parts.scheme == "webcal" else address


class _Redirects(HTTPRedirectHandler):
    """Follows redirects to web addresses only."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in _SCHEMES:
            return None  # as if the server had said nothing more
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _get(url: str, address: str, timeout: float) -> bytes:
    headers = {
        "User-Agent": f"calendar-tool/{__version__}",
        "Accept": "text/calendar, */*;q=0.1",
        "Accept-Encoding": "gzip",
    }
    try:
        with build_opener(_Redirects).open(Request(url, headers=headers), timeout=timeout) as answer:
            raw = b""
            while len(raw) <= MOST_BYTES and (piece := answer.read(_PIECE)):
                raw += piece
            if len(raw) <= MOST_BYTES and answer.length:  # what the server promised and did not send
                raise http.client.IncompleteRead(raw)
        return _sound(_unpacked(raw, address), address)
    except HTTPError as error:
        with error:
            raise input_error("http-status", _status(error.code), address) from None
    except TimeoutError:
        raise _too_slow(address, timeout) from None
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _too_slow(address, timeout) from None
        code = "certificate" if isinstance(error.reason, ssl.SSLError) else "unreachable"
        raise input_error(code, _reason(error.reason), address) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise input_error("unreachable", _reason(error), address) from None


def _status(code: int) -> str:
    """The answer of a server that gives no calendar, in words."""
    if code in (401, 403, 407):
        text = _("the server lets nobody in without a login ({code}); ask for an address that is open")
    elif code in (404, 410):
        text = _("there is no such page ({code}): is the address still right?")
    elif code == 429:
        text = _("the server wants to be left alone for a while ({code})")
    elif code >= 500:
        text = _("the server has trouble of its own ({code}); try again later")
    elif 300 <= code < 400:
        text = _("the server sends on in a circle, or to something that is no web page ({code})")
    else:
        text = _("the server refuses ({code})")
    return text.format(code=code)


def _reason(error: object) -> str:
    """Why there is no connection, in words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("the certificate of the server cannot be trusted: {reason}").format(reason=error.verify_message)
    if isinstance(error, ssl.SSLError):
        return _("no secure connection could be made: {reason}").format(reason=error.reason)
    if isinstance(error, socket.gaierror):
        return _("there is no such server, or no connection to the net")
    if isinstance(error, http.client.IncompleteRead):
        return _("the answer was cut off")
    if isinstance(error, http.client.HTTPException):
        return _("the answer is not one of a web server")
    if isinstance(error, ConnectionError):
        return _("nobody answers there")
    return os_reason(error) if isinstance(error, OSError) else str(error)


def _too_slow(address: str, seconds: float) -> InputError:
    text = _("no whole answer within {n} seconds").format(n=f"{seconds:g}")
    return input_error("timeout", text, address)


def _unpacked(raw: bytes, address: str) -> bytes:
    """What is packed by gzip, whatever the server says of it; no more than shows that it is too large."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
            return packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise input_error("unreachable", _("the answer was cut off"), address) from None


def _sound(raw: bytes, name: str) -> bytes:
    if len(raw) > MOST_BYTES:
        text = _("is larger than {n} MB, which no calendar of meetings is").format(n=MOST_BYTES // 1_000_000)
        raise input_error("too-large", text, name)
    if not raw.strip():
        raise input_error("empty", _("the calendar is empty"), name)
    return raw
