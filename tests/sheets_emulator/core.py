"""The server without a network: `handle(method, url, body, headers)` gives status, headers and body."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.sheets_emulator import drive, requests, upload, values
from tests.sheets_emulator.auth import Doorkeeper
from tests.sheets_emulator.errors import ApiError, bad_field, no_permission, not_found
from tests.sheets_emulator.faults import Fault
from tests.sheets_emulator.grid import spreadsheet
from tests.sheets_emulator.state import Book, Json

Answer = tuple[int, dict[str, str], Json | bytes | None]
Query = list[tuple[str, str]]

SHEETS = re.compile(r"^/v4/spreadsheets/(?P<id>[^/:]+)(?P<rest>[:/].*)?$")
FILES = re.compile(r"^/drive/v3/files(?:/(?P<id>[^/]+)(?P<rest>/.*)?)?$")
UPLOADS = re.compile(r"^/upload/drive/v2/files/(?P<id>[^/]+)$")


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came in, and how it was answered."""

    method: str
    path: str
    query: Query
    body: Json
    status: int

    def what(self) -> str:
        """`spreadsheets.get`, `spreadsheets.batchUpdate`, `values.append`, `token`, `drive`..."""
        if self.path == "/token":
            return "token"
        if "/drive/" in self.path:
            return "drive"
        if "/values" in self.path:
            _, colon, verb = unquote(self.path).rpartition(":")
            plain = "values.get" if self.method == "GET" else "values.update"
            return (
                f"values.{verb}"
                if colon and re.fullmatch(r"[A-Za-z]+", verb) and verb[0].islower()
                else plain
            )
        return "spreadsheets.batchUpdate" if self.path.endswith(":batchUpdate") else "spreadsheets.get"


@dataclass(slots=True)
class Emulator:
    """All that the server knows. Everything happens under one lock, as if one request came at a time."""

    books: dict[str, Book] = field(default_factory=dict)
    door: Doorkeeper = field(default_factory=Doorkeeper)
    faults: list[Fault] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    crashes: list[BaseException] = field(default_factory=list)  # of the server itself
    lock: threading.RLock = field(default_factory=threading.RLock)
    hooks: dict[str, list[Callable[[], None]]] = field(default_factory=lambda: {"read": [], "write": []})

    def before_apply(self, callback: Callable[[], None], times: int = 1) -> None:
        """Call `callback` just before the next `times` writes apply: somebody is quicker than we are."""
        self.hooks["write"] += [callback] * times

    def before_read(self, callback: Callable[[], None], times: int = 1) -> None:
        """Call `callback` just before the next `times` reads."""
        self.hooks["read"] += [callback] * times

    def counts(self) -> Counter[str]:
        """How many requests of each kind came, tokens left out."""
        return Counter(seen.what() for seen in self.seen if seen.what() != "token")

    def forget(self) -> None:
        """Start counting anew."""
        self.seen.clear()

    def fault(self, method: str, path: str, after: bool) -> Fault | None:
        """The fault that strikes this request at this moment, if any."""
        with self.lock:
            return next((f for f in self.faults if f.after == after and f.strikes(method, path)), None)

    def handle(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Answer one request. `headers` with lower-case names. Never raises for a request that is wrong."""
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True)
        given: Json = {}
        with self.lock:
            try:
                if parts.path == "/token":
                    answer: Answer = 200, {}, self.door.exchange(body)
                else:
                    who = self.door.who(headers)
                    if match := UPLOADS.match(parts.path):
                        answer = 200, {}, self._upload(match["id"], body, who, headers)
                    else:
                        given = _json(body, headers)
                        answer = self._route(method, parts.path, query, given, who, headers)
            except ApiError as no:
                answer = no.code, {}, no.body
            self.seen.append(Seen(method, parts.path, query, given, answer[0]))
        return answer

    def _route(
        self,
        method: str,
        path: str,
        query: Query,
        body: Json,
        who: str,
        headers: Mapping[str, str],
    ) -> Answer:
        if match := SHEETS.match(path):
            return 200, {}, self._sheets(method, match["id"], match["rest"] or "", query, body, who)
        if match := FILES.match(path):
            self.door.may_use_drive(headers)
            return self._drive(method, match["id"], match["rest"] or "", dict(query), body, who)
        raise not_found()

    def _open(self, book_id: str, who: str, write: bool) -> Book:
        for callback in self.hooks["write" if write else "read"][:1]:
            del self.hooks["write" if write else "read"][0]
            callback()
        book = self.books.get(book_id)
        if book is None:
            raise not_found()
        right = drive.may(book, who)
        if not right or (write and right != "write"):
            raise no_permission()
        return book

    def _sheets(self, method: str, book_id: str, rest: str, query: Query, body: Json, who: str) -> Json:
        write = method != "GET" and not rest.endswith(":batchGet")
        book = self._open(book_id, who, write)
        options = dict(query)
        mask = options.get("fields", "")
        ranges = [value for name, value in query if name == "ranges"]
        if not rest and method == "GET":
            return spreadsheet(book, ranges, mask, options.get("includeGridData", "").lower() == "true")
        if rest == ":batchUpdate" and method == "POST":
            after, answer = requests.batch_update(book, body, mask, who)
            self._keep(after)
            return answer
        if rest.startswith("/values"):
            after = book.copy() if write else book
            answer = _values(method, rest.removeprefix("/values"), after, ranges, body, options, who)
            if write:
                self._keep(after)
            return answer
        raise not_found()

    def _keep(self, book: Book) -> None:
        book.touch()
        self.books[book.id] = book

    def _upload(self, file_id: str, content: bytes, who: str, headers: Mapping[str, str]) -> Json:
        self.door.may_use_drive(headers)
        book = self.books.get(file_id)
        if book is None or drive.may(book, who) != "write":
            raise drive.missing(file_id)
        return upload.replace_by_csv(book, content, who)

    def _drive(
        self, method: str, file_id: str | None, rest: str, query: Json, body: Json, who: str
    ) -> Answer:
        if file_id is None:
            if method == "POST":
                return 200, {}, drive.create(self.books, body, who, self.door.is_service_account(who))
            return 200, {}, drive.listing(self.books, query, who)
        book = self.books.get(file_id)
        if book is None or not drive.may(book, who):
            raise drive.missing(file_id)
        match method, rest:
            case "GET", "":
                return 200, {}, drive.get(book, query)
            case "DELETE", "":
                del self.books[file_id]
                return 204, {}, None
            case "POST", "/copy":
                return 200, {}, drive.copy(self.books, book, body, who)
            case "GET", "/comments":
                return 200, {}, {"comments": []}
            case "GET", "/export" if query.get("mimeType") == "text/csv":
                return 200, {"content-type": "text/csv"}, drive.export_csv(book)
            case "GET", "/permissions":
                return 200, {}, drive.permissions(book)
            case "POST", "/permissions":
                return 200, {}, drive.share(book, body)
            case "DELETE", _ if rest.startswith("/permissions/"):
                drive.unshare(book, unquote(rest.removeprefix("/permissions/")))
                return 204, {}, None
        raise not_found()


def _values(
    method: str, rest: str, book: Book, ranges: list[str], body: Json, options: Json, who: str
) -> Json:
    if rest.startswith("/"):
        text, verb = unquote(rest[1:]), ""
        for name in (":append", ":clear"):
            if method == "POST" and text.endswith(name):
                text, verb = text.removesuffix(name), name
        match method, verb:
            case "GET", _:
                return values.get(book, text, options)
            case "PUT", _:
                return values.update(book, text, body, options, who)
            case "POST", ":append":
                return values.append(book, text, body, options, who)
            case "POST", ":clear":
                return values.clear(book, text, who)
    match method, rest:
        case "GET", ":batchGet":
            return values.batch_get(book, ranges, options)
        case "POST", ":batchUpdate":
            return values.batch_update(book, body, who)
        case "POST", ":batchClear":
            return values.batch_clear(book, body.get("ranges") or [], who)
    raise not_found()


def _json(body: bytes, headers: Mapping[str, str]) -> Json:
    if not body or "json" not in headers.get("content-type", "json"):
        return {}
    try:
        given = json.loads(body)
    except ValueError as no:
        raise bad_field("Invalid JSON payload received. Unexpected token.", "") from no
    return given if isinstance(given, dict) else {}
