"""The walls of the review page, tried from outside."""

import http.client
import json
import threading
from urllib.parse import urlsplit

import pytest
from review_folders import build, log, session

from extractor.review.server import ReviewServer

HOSTILE = "第{n}號<script>alert(1)</script>\n\n【山城日報訊】渠務處昨日宣布，撥款五千元，於8月1日<img src=x onerror=alert(1)>展開。\n\n前日另撥五千元。\n"


@pytest.fixture
def served(tmp_path):
    project = build(tmp_path, 2, HOSTILE)
    server = ReviewServer(session(project))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


class Client:
    """A browser that has nothing but what it was given."""

    def __init__(self, server, *, let_in=True):
        self.server = server
        self.cookie = None
        if let_in:
            where = urlsplit(server.url)
            status, headers, _ = self.ask("GET", f"{where.path}?{where.query}")
            assert status == 303 and headers["Location"] == "/"
            self.cookie = headers["Set-Cookie"].split(";")[0]

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
        sent = {"Cookie": self.cookie} if self.cookie else {}
        if method == "POST":
            sent |= {"Origin": f"http://127.0.0.1:{self.server.port}", "Content-Type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host="Host" in sent)
        content = None if body is None else json.dumps(body).encode()
        if content is not None:
            sent.setdefault("Content-Length", str(len(content)))
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(content)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def some_key(server):
    return next(iter(server.session.items))


def test_it_listens_on_the_loopback_address_only(served):
    assert served.server_address[0] == "127.0.0.1"


def test_the_token_works_once_and_becomes_a_strict_cookie(served):
    where = urlsplit(served.url)
    status, headers, _ = Client(served, let_in=False).ask("GET", f"/?{where.query}")
    assert status == 303
    assert "HttpOnly" in headers["Set-Cookie"] and "SameSite=Strict" in headers["Set-Cookie"]
    status, headers, _ = Client(served, let_in=False).ask("GET", f"/?{where.query}")
    assert status == 403 and "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/", "/page.js", "/api/changes", "/api/change?key=x", "/?token=wrong", "/?token="])
def test_without_the_token_nothing_is_shown(served, path):
    status, _, body = Client(served, let_in=False).ask("GET", path)
    assert status == 403
    assert b"paper" not in body


def test_without_the_token_nothing_is_written(served):
    stranger = Client(served, let_in=False)
    status, _, _ = stranger.ask("POST", "/api/accept", {"keys": [some_key(served)]})
    assert status == 403
    stranger.cookie = f"{served.cookie}=guess"
    assert stranger.ask("POST", "/api/accept", {"keys": [some_key(served)]})[0] == 403
    assert log(served.session.golden.parent) == []


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "localhost:1", ""])
def test_another_host_name_is_refused_also_with_the_cookie(served, host):
    client = Client(served)
    assert client.ask("GET", "/api/changes", Host=host)[0] == 421
    assert client.ask("POST", "/api/undo", {}, Host=host)[0] == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1", None])
def test_writing_from_another_origin_is_refused(served, origin):
    client = Client(served)
    status, _, _ = client.ask("POST", "/api/accept", {"keys": [some_key(served)]}, Origin=origin)
    assert status == 403
    assert log(served.session.golden.parent) == []


def test_a_form_of_another_site_is_refused(served):
    client = Client(served)
    body = {"keys": [some_key(served)]}
    assert client.ask("POST", "/api/accept", body, Content_Type="text/plain")[0] == 415
    assert client.ask("POST", "/api/accept", body, Sec_Fetch_Site="cross-site")[0] == 403
    assert client.ask("GET", "/api/accept?keys=" + some_key(served))[0] == 404, "reading never writes"


@pytest.mark.parametrize(
    "path",
    ["/../pyproject.toml", "/..%2f..%2fetc/passwd", "/page/../session.py", "//etc/passwd", "/api/change?key=../../x", "/page.css/.."],
)  # fmt: skip
def test_no_path_leads_out_of_the_fixed_list(served, path):
    assert Client(served).ask("GET", path)[0] == 404


def test_every_answer_carries_the_policy(served):
    client = Client(served)
    for path in ("/", "/page.js", "/page.css", "/api/changes", "/nothing"):
        _, headers, _ = client.ask("GET", path)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert "require-trusted-types-for 'script'" in policy and "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"


def test_the_page_has_no_inline_script_and_the_text_is_only_data(served):
    client = Client(served)
    page = client.ask("GET", "/")[2].decode()
    assert "<script>" not in page and "onclick" not in page and "style=" not in page
    status, headers, body = client.ask("GET", f"/api/change?key={some_key(served)}")
    assert status == 200 and headers["Content-Type"] == "application/json; charset=utf-8"
    shown = "".join(text for text, _ in json.loads(body)["text"]["segments"])
    assert shown == HOSTILE.format(n=1)
    for script in ("/page.js", "/parts.js"):
        source = client.ask("GET", script)[2].decode()
        assert not {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("} & set(source.split())
        assert "HTML" not in source


def test_what_makes_no_sense_is_said_and_changes_nothing(served):
    client = Client(served)
    for verb, body in (
        ("accept", {}), ("accept", {"keys": []}), ("accept", {"keys": "x"}), ("accept", {"keys": ["nothing"]}),
        ("accept", []), ("dance", {"keys": ["x"]}), ("reject", {"keys": [some_key(served)], "reason": 5}),
        ("../accept", {"keys": ["x"]}),
    ):  # fmt: skip
        status, _, answer = client.ask("POST", f"/api/{verb}", body)
        assert status == 400 and json.loads(answer)["error"], (verb, body)
    assert client.ask("POST", "/api/accept", {"keys": ["x"]}, Content_Length="99999999")[0] == 413
    assert log(served.session.golden.parent) == []


def test_accept_reject_undo(served):
    client = Client(served)
    first, second = list(served.session.items)[:2]
    assert client.ask("POST", "/api/accept", {"keys": [first]})[0] == 200
    status, _, answer = client.ask("POST", "/api/reject", {"keys": [second], "reason": " why\nnot "})
    assert status == 200 and json.loads(answer)["items"][0]["reason"] == "why not"
    assert json.loads(client.ask("POST", "/api/undo", {})[2])["message"] == "took back 1"
    rows = {row["key"]: row for row in json.loads(client.ask("GET", "/api/changes")[2])["items"]}
    assert (rows[first]["status"], rows[second]["status"]) == ("accepted", "open")
