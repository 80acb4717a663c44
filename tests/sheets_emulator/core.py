"""The server without a network: `handle(method, url, body, headers)` gives status, headers and body."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.sheets_emulator import drive, requests, routes, upload, whole_sheets
from tests.sheets_emulator.auth import Doorkeeper
from tests.sheets_emulator.errors import ApiError, Rejected, bad_field, no_permission, not_found
from tests.sheets_emulator.faults import Fault
from tests.sheets_emulator.grid import spreadsheet
from tests.sheets_emulator.quota import Quota
from tests.sheets_emulator.seen import Query, Seen
from tests.sheets_emulator.state import Book, Json
from tests.sheets_emulator.ways import USUAL, Ways

Answer = tuple[int, dict[str, str], Json | bytes | None]
Request = tuple[str, str, bytes, Mapping[str, str]]
"""Method, address, body and headers."""

SHEETS = re.compile(r"^/v4/spreadsheets/(?P<id>[^/:]+)(?P<rest>[:/].*)?$")
READING = re.compile(r":(batchGet|batchGetByDataFilter|getByDataFilter|search)$")
COPY_TO = re.compile(r"^/sheets/(\d+):copyTo$")
FILES = re.compile(r"^/drive/v3/files(?:/(?P<id>[^/]+)(?P<rest>/.*)?)?$")
UPLOADS = re.compile(r"^/upload/drive/v2/files/(?P<id>[^/]+)$")


@dataclass(slots=True)
class Emulator:
    """All that the server knows. Everything happens under one lock, as if one request came at a time.

    `quota` None: as many requests as one likes. `told` hears of each request as it was answered. `late` are
    requests that are still to be applied, each with its time on `clock`, though whoever sent them knows
    nothing of it: that happens when the next request comes, before it.
    """

    books: dict[str, Book] = field(default_factory=dict)
    door: Doorkeeper = field(default_factory=Doorkeeper)
    faults: list[Fault] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    crashes: list[BaseException] = field(default_factory=list)  # of the server itself
    ways: Ways = USUAL
    quota: Quota | None = None
    told: list[Callable[[Seen, Json | bytes | None], None]] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    hooks: dict[str, list[Callable[[], None]]] = field(default_factory=lambda: {"read": [], "write": []})
    clock: Callable[[], float] = time.monotonic
    late: list[tuple[float, Request]] = field(default_factory=list)

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

    def postpone(self, seconds: float, request: Request) -> None:
        """Apply a request later, and answer it to nobody."""
        with self.lock:
            self.late.append((self.clock() + seconds, request))

    def handle(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Answer one request. `headers` with lower-case names. Never raises for a request that is wrong."""
        with self.lock:
            due = [request for at, request in self.late if at <= self.clock()]
            self.late = [each for each in self.late if each[0] > self.clock()]
            for request in due:
                self._answer(*request)
            return self._answer(method, url, body, headers)

    def _answer(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
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
            seen = Seen(method, parts.path, query, given, answer[0])
            self.seen.append(seen)
        for listener in self.told:
            listener(seen, answer[2])
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
        if path == "/v4/spreadsheets" and method == "POST":
            return 200, {}, self._create(body, who)
        if match := SHEETS.match(path):
            return 200, {}, self._sheets(method, match["id"], match["rest"] or "", query, body, who)
        if match := FILES.match(path):
            self.door.may_use_drive(headers)
            return self._drive(method, match["id"], match["rest"] or "", dict(query), body, who)
        raise not_found()

    def _open(self, book_id: str, who: str, write: bool) -> Book:
        if self.quota is not None:
            self.quota.take(who, write)
        for callback in self.hooks["write" if write else "read"][:1]:
            del self.hooks["write" if write else "read"][0]
            callback()
        book = self.books.get(book_id)
        if book is None:
            raise not_found()
        right = drive.may(book, who)
        if not right or (write and right != "write"):
            raise no_permission()
        book.ways = self.ways
        return book

    def _create(self, body: Json, who: str) -> Json:
        if self.door.is_service_account(who):
            raise no_permission()  # it has no room of its own
        book = drive.new_book((body.get("properties") or {}).get("title") or "Untitled spreadsheet", who)
        book.ways = self.ways
        self.books[book.id] = book
        return spreadsheet(book, [], "", False)

    def _sheets(self, method: str, book_id: str, rest: str, query: Query, body: Json, who: str) -> Json:
        write = method != "GET" and not READING.search(rest)
        book = self._open(book_id, who, write)
        options = dict(query)
        ranges = [value for name, value in query if name == "ranges"]
        if method == "GET" and not rest:
            with_grid = options.get("includeGridData", "").lower() == "true"
            return spreadsheet(book, ranges, options.get("fields", ""), with_grid)
        if not write:
            return routes.read(method, rest, book, ranges, body, options)
        if rest == ":batchUpdate" and method == "POST":
            after, answer = requests.batch_update(book, body, options.get("fields", ""), who)
        elif found := COPY_TO.match(rest):
            return self._copy_sheet(book, int(found[1]), str(body.get("destinationSpreadsheetId")), who)
        elif rest.startswith("/values"):
            after = book.copy()
            answer = routes.write(method, rest.removeprefix("/values"), after, body, options, who)
        else:
            raise not_found()
        self._keep(after)
        return answer

    def _copy_sheet(self, book: Book, sheet_id: int, target_id: str, who: str) -> Json:
        target = self.books.get(target_id)
        if target is None:
            raise not_found()
        if drive.may(target, who) != "write":
            raise no_permission()
        try:
            return whole_sheets.copy_to(book.sheet(sheet_id), target)
        except Rejected as no:
            raise ApiError(400, str(no)) from no

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


def _json(body: bytes, headers: Mapping[str, str]) -> Json:
    if not body or "json" not in headers.get("content-type", "json"):
        return {}
    try:
        given = json.loads(body)
    except ValueError as no:
        raise bad_field("Invalid JSON payload received. Unexpected token.", "") from no
    return given if isinstance(given, dict) else {}
