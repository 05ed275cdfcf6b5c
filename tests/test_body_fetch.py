"""What comes back from the net: a real server with each of its answers, and no server at all."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from calendar_tool import locale
from calendar_tool.cli import fetch as module
from calendar_tool.cli.fetch import fetch
from calendar_tool.problem import InputError

FEED = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


class Handler(BaseHTTPRequestHandler):
    """Answers as the path asks for."""

    def do_GET(self) -> None:
        path = self.path.strip("/")
        if path == "slow":
            time.sleep(1.5)
        if path == "drops":
            self.drops()
        elif path in ("", "slow"):
            self.answer(200, FEED)
        elif path == "packed":
            assert self.headers["Accept-Encoding"] == "gzip"
            self.answer(200, gzip.compress(FEED), {"Content-Encoding": "gzip"})
        elif path == "bomb":
            self.answer(200, gzip.compress(bytes(3_000_000)))
        elif path == "torn":
            self.answer(200, gzip.compress(FEED)[:-9])
        elif path == "huge":
            self.answer(200, b"x" * 2_000_000)
        elif path == "empty":
            self.answer(200, b" \r\n")
        elif path == "short":
            self.answer(200, FEED, {"Content-Length": "1000"})
        elif path == "moved":
            self.answer(301, b"", {"Location": "/"})
        elif path == "circle":
            self.answer(302, b"", {"Location": "/circle"})
        elif path == "to-file":
            self.answer(302, b"", {"Location": "file:///etc/passwd"})
        elif path == "to-ftp":
            self.answer(302, b"", {"Location": "ftp://127.0.0.1/x.ics"})
        else:
            self.answer(int(path), b"<html>no</html>")

    def answer(self, code: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drops(self) -> None:
        """Never silent for long, and never done."""
        try:
            for _ in range(100):
                self.wfile.write(b"H")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that left is no error."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "*")
    with Server(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with locale.use("en"):
        yield


def wrong(address: str, timeout: float = 5) -> tuple[str, str]:
    """The code and the text of the error, whose place is the address."""
    with pytest.raises(InputError) as error:
        fetch(address, timeout)
    (problem,) = error.value.problems
    assert problem.place is not None
    assert problem.place.file == address
    return problem.code, problem.text


@pytest.mark.parametrize("path", ["/", "/packed", "/moved"])
def test_the_calendar_comes(server: str, path: str) -> None:
    assert fetch(server + path) == FEED


ANSWERS = [
    ("401", "http-status", "the server lets nobody in without a login (401); ask for an address that is open"),
    ("403", "http-status", "the server lets nobody in without a login (403); ask for an address that is open"),
    ("404", "http-status", "there is no such page (404): is the address still right?"),
    ("410", "http-status", "there is no such page (410): is the address still right?"),
    ("429", "http-status", "the server wants to be left alone for a while (429)"),
    ("418", "http-status", "the server refuses (418)"),
    ("503", "http-status", "the server has trouble of its own (503); try again later"),
    ("circle", "http-status", "the server sends on in a circle, or to something that is no web page (302)"),
    ("to-file", "http-status", "the server sends on in a circle, or to something that is no web page (302)"),
    ("to-ftp", "http-status", "the server sends on in a circle, or to something that is no web page (302)"),
    ("empty", "empty", "the calendar is empty"),
    ("short", "unreachable", "the answer was cut off"),
    ("torn", "unreachable", "the answer was cut off"),
]


@pytest.mark.parametrize(("path", "code", "text"), ANSWERS, ids=[c[0] for c in ANSWERS])
def test_what_is_no_calendar_is_told_in_words(server: str, path: str, code: str, text: str) -> None:
    assert wrong(f"{server}/{path}") == (code, text)


@pytest.mark.parametrize("path", ["huge", "bomb"])
def test_what_is_too_large(server: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1_000_000)
    assert wrong(f"{server}/{path}") == ("too-large", "is larger than 1 MB, which no calendar of meetings is")


def test_what_is_too_slow(server: str) -> None:
    begun = time.monotonic()
    assert wrong(f"{server}/slow", 0.2) == ("timeout", "no whole answer within 0.2 seconds")
    assert wrong(f"{server}/drops", 0.2) == ("timeout", "no whole answer within 0.6 seconds")
    assert time.monotonic() - begun < 2


def test_nobody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        port = taken.getsockname()[1]
        assert wrong(f"http://127.0.0.1:{port}/x.ics") == ("unreachable", "nobody answers there")
        assert wrong(f"webcal://127.0.0.1:{port}/x.ics") == ("unreachable", "nobody answers there")
    assert wrong("http://no-such-host.invalid/")[1] == "there is no such server, or no connection to the net"


def test_a_server_that_speaks_otherwise(server: str) -> None:
    address = server.replace("http:", "https:")
    code, text = wrong(address)
    assert (code, text.split(":")[0]) == ("certificate", "no secure connection could be made")
    assert wrong(server.replace("http:", "webcal:"))[0] == "certificate"  # which is https


def test_an_answer_of_another_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            client, _address = listening.accept()
            with client:
                client.recv(1000)
                client.sendall(b"220 mail.example.org ESMTP\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        assert wrong(address) == ("unreachable", "the answer is not one of a web server")
        thread.join()


ADDRESSES = [
    ("ftp://example.org/x.ics", "only http, https and webcal are known; for a file give its path"),
    ("file:///etc/passwd", "only http, https and webcal are known; for a file give its path"),
    ("http://", "is no address"),
    ("http://example.org:x/", "is no address"),
    ("http://[::1/", "is no address"),
    ("http://example.org/a b", "is no address"),
    ("http://me:secret@example.org/", "addresses with a user and a password are not taken"),
]


@pytest.mark.parametrize(("address", "text"), ADDRESSES)
def test_addresses_that_are_not_asked(address: str, text: str) -> None:
    assert wrong(address) == ("address", text)
