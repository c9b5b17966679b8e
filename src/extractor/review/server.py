"""The review page's server: this machine only, one reviewer, nothing written for anybody else.

Four walls, each enough for the usual attack: it listens on the loopback address; the Host header must name
it (a rebound DNS name does not); a one-time token in the first address becomes a cookie that other sites
cannot send (SameSite=Strict, HttpOnly); and what writes must be JSON from the page's own origin. The content
policy allows the page's own script and style and nothing else. Files are looked up in a fixed list, never by path.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, urlsplit

from extractor.model.errors import ExtractorError, UsageError
from extractor.review.actions import act
from extractor.review.session import Session
from extractor.review.view import detail, summary

_FILES = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
    "/parts.js": ("parts.js", "text/javascript; charset=utf-8"),
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_LARGEST = 4 << 20
"""Bytes of the largest request that is read."""


class ReviewServer(ThreadingHTTPServer):
    """Serves one session on 127.0.0.1. `url` is the address to open, with its one-time token."""

    daemon_threads = True

    def __init__(self, session: Session, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Visit)
        self.session = session
        self.lock = threading.Lock()
        self.token: str | None = secrets.token_urlsafe(32)
        self.secret = secrets.token_urlsafe(32)
        self.port = int(self.server_address[1])
        self.hosts = (f"127.0.0.1:{self.port}", f"localhost:{self.port}")
        self.cookie = f"review-{self.port}"
        self.url = f"http://127.0.0.1:{self.port}/?token={self.token}"


class _RefusedError(Exception):
    """A request that is not answered; the status and a sentence for the client."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class _Visit(BaseHTTPRequestHandler):
    """One connection."""

    server: ReviewServer
    protocol_version = "HTTP/1.1"
    server_version = "review"
    sys_version = ""
    timeout = 60
    disable_nagle_algorithm = True  # small answers are sent at once

    def do_GET(self) -> None:
        """The page, its files, and what it asks for."""
        self._answer(self._get)

    def do_POST(self) -> None:
        """What the reviewer decides."""
        self._answer(self._post)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal belongs to the reviewer, and addresses hold the token."""

    def _answer(self, method: Callable[[], None]) -> None:
        try:
            self._check_host()
            method()
        except _RefusedError as refused:
            self.close_connection = True  # a body that was not read must not be taken for the next request
            self._send_json({"error": str(refused)}, refused.status)
        except UsageError as error:
            self._send_json({"error": str(error)}, HTTPStatus.BAD_REQUEST)
        except ExtractorError as error:
            self._send_json({"error": str(error)}, HTTPStatus.CONFLICT)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _check_host(self) -> None:
        if self.headers.get_all("Host") not in [[host] for host in self.server.hosts]:
            raise _RefusedError(HTTPStatus.MISDIRECTED_REQUEST, "this page is served to this machine only")

    def _check_cookie(self) -> None:
        try:
            found = SimpleCookie(self.headers.get("Cookie", "")).get(self.server.cookie)
        except CookieError:
            found = None
        if found is None or not hmac.compare_digest(found.value.encode(), self.server.secret.encode()):
            raise _RefusedError(HTTPStatus.FORBIDDEN, "open the address that `extractor review` printed; it works once")

    def _get(self) -> None:
        where = urlsplit(self.path)
        query = parse_qs(where.query)
        if where.path == "/" and "token" in query:
            self._let_in(query["token"][0])
            return
        self._check_cookie()
        if where.path in _FILES:
            name, kind = _FILES[where.path]
            self._send((files("extractor.review") / "page" / name).read_bytes(), kind)
        elif where.path == "/api/changes":
            session = self.server.session
            with self.server.lock:
                rows = [summary(item) for item in session.items.values()]
            self._send_json({"by": session.by, "golden": session.golden.name, "items": rows})
        elif where.path == "/api/change":
            key = query.get("key", [""])[0]
            if key not in self.server.session.items:
                raise _RefusedError(HTTPStatus.NOT_FOUND, "no change has that id")
            with self.server.lock:
                self._send_json(detail(self.server.session, key))
        else:
            raise _RefusedError(HTTPStatus.NOT_FOUND, "there is nothing here")

    def _let_in(self, token: str) -> None:
        """Turn the one-time token into the cookie; a second use needs the cookie already."""
        with self.server.lock:
            right = self.server.token is not None and hmac.compare_digest(token.encode(), self.server.token.encode())
            if right:
                self.server.token = None
        if not right:
            self._check_cookie()
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", "/")
        if right:
            cookie = f"{self.server.cookie}={self.server.secret}; Path=/; HttpOnly; SameSite=Strict"
            self.send_header("Set-Cookie", cookie)
        self._end(b"")

    def _post(self) -> None:
        self._check_cookie()
        if self.headers.get("Origin") not in [f"http://{host}" for host in self.server.hosts]:
            raise _RefusedError(HTTPStatus.FORBIDDEN, "only the page itself may write")
        if self.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise _RefusedError(HTTPStatus.FORBIDDEN, "only the page itself may write")
        if self.headers.get_content_type() != "application/json":
            raise _RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "expected JSON")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _LARGEST:
            raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "a request with a length of at most 4 MiB is read")
        raw = self.rfile.read(int(length))
        verb = urlsplit(self.path).path.removeprefix("/api/")
        try:
            body = json.loads(raw)
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            raise _RefusedError(HTTPStatus.BAD_REQUEST, "expected a JSON object")
        with self.server.lock:
            self._send_json(act(self.server.session, verb, body))

    def _send_json(self, value: Any, status: HTTPStatus = HTTPStatus.OK) -> None:
        content = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self._send(content, "application/json; charset=utf-8", status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self._end(content)

    def _end(self, content: bytes) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
