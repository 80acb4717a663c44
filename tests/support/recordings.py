"""Recorded answers of the real Sheets and Drive APIs, played back against the emulator's core.

The recordings are no part of the project: a test that uses them is skipped where they are absent. Files that
lay in the recorder's Drive before are made first, as far as the recording itself tells of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.sheets_emulator.core import FILES, SHEETS, Emulator
from tests.sheets_emulator.drive import new_book
from tests.sheets_emulator.state import Sheet
from tests.support.discovery import watch

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "gspread-recordings" / "cassettes"
DRIVE = "https://www.googleapis.com/auth/drive https://www.googleapis.com/auth/spreadsheets"
RECORDER, SOMEBODY_ELSE = "recorder@branch.example", "somebody.else@branch.example"
IDS = ("spreadsheetId", "id", "sheetId", "namedRangeId", "protectedRangeId")
BESIDE_THE_POINT = {"createdTime", "modifiedTime", "spreadsheetUrl", "defaultFormat", "spreadsheetTheme"}
PASSING = re.compile(r'https?://|\d{4}-\d\d-\d\dT|"[\w-]+"$|[^@\s]+@[^@\s]+$')
"""Texts that differ from run to run by their nature: addresses, moments, etags and people."""
PASSING_NUMBERS = {"version", "permissionId", "fileSize", "quotaBytesUsed"}


@dataclass(slots=True)
class Playback:
    """One recording on its way: ids of the recording and what they are in the emulator."""

    emulator: Emulator = field(default_factory=Emulator)
    texts: dict[str, str] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)

    def request(self, value: Any) -> Any:
        """A recorded request body with the emulator's ids in it."""
        if isinstance(value, dict):
            return {name: self._id(name, self.request(part)) for name, part in value.items()}
        return [self.request(part) for part in value] if isinstance(value, list) else value

    def _id(self, name: str, value: Any) -> Any:
        if name not in IDS:
            return value
        return self.numbers.get(value, value) if isinstance(value, int) else self.texts.get(value, value)

    def url(self, url: str) -> str:
        for old, new in self.texts.items():
            if len(old) > 20:
                url = url.replace(old, new)
        return url

    def learn(self, recorded: Any, ours: Any) -> None:
        """Pair the ids of a recorded answer with those of ours, by their place in the answer."""
        if isinstance(recorded, dict) and isinstance(ours, dict):
            for name, value in recorded.items():
                if name in IDS and name in ours:
                    if isinstance(value, int):
                        self.numbers[value] = ours[name]
                    else:
                        self.texts[value] = ours[name]
                else:
                    self.learn(value, ours.get(name))
        elif isinstance(recorded, list) and isinstance(ours, list):
            for one, other in zip(recorded, ours, strict=False):
                self.learn(one, other)


def comparable(value: Any) -> Any:
    """An answer without ids, times, addresses, sizes and the theme; fractions to four places."""
    if isinstance(value, dict):
        kept = {name: part for name, part in value.items() if name not in BESIDE_THE_POINT}
        hidden = {*IDS, *PASSING_NUMBERS, "users"}
        return {name: "*" if name in hidden else comparable(part) for name, part in kept.items()}
    if isinstance(value, list):
        return [comparable(part) for part in value]
    if isinstance(value, float):
        return round(value, 4)
    return "*" if isinstance(value, str) and PASSING.match(value) else value


@dataclass(frozen=True, slots=True)
class Played:
    """One pair of the recordings: what was asked, what the real server said, what ours said."""

    recording: str
    method: str
    url: str
    body: str
    recorded: tuple[int, Any]
    ours: tuple[int, Any]
    laid_ready: bool  # it asks for files that were made from what the recording tells
    undescribed: tuple[str, ...] = ()  # what in it is not as Google describes its API

    def same(self) -> bool:
        return self.recorded == self.ours


def play(path: Path) -> Iterator[Played]:
    """Feed one recording's requests to an emulator in their order, to a new one for each take of the test."""
    for pairs in takes(json.loads(path.read_text(encoding="utf-8"))["interactions"]):
        yield from _play_take(path.stem, pairs)


def takes(pairs: Sequence[Any]) -> Iterator[list[Any]]:
    """Most recordings hold one test twice, weeks apart: a take ends as its last own file is deleted."""
    take: list[Any] = []
    alive = 0
    for pair in pairs:
        asked = pair["request"]
        if asked["method"] == "POST" and alive == 0 and take and _path(asked["uri"]).startswith("/drive/"):
            yield take
            take = []
        alive += {"POST": 1, "DELETE": -1}.get(asked["method"], 0) if "/drive/v3/files" in asked["uri"] else 0
        take.append(pair)
    yield take


def _play_take(recording: str, pairs: Sequence[Any]) -> Iterator[Played]:
    playback = Playback()
    wrong = watch(playback.emulator)
    token = playback.emulator.door.grant(RECORDER, DRIVE)
    lay_ready(playback.emulator, pairs)
    ready = set(playback.emulator.books)
    for pair in pairs:
        asked, recorded = pair["request"], pair["response"]
        body = asked["body"] or ""
        kind = "application/json" if body.startswith("{") else "text/plain"
        if body.startswith("{"):
            body = json.dumps(playback.request(json.loads(body)))
        headers = {"authorization": f"Bearer {token}", "content-type": kind}
        url = playback.url(_path(asked["uri"]))
        status, _, ours = playback.emulator.handle(asked["method"], url, body.encode(), headers)
        truth = _parsed(recorded["body"]["string"])
        answer = ours.decode() if isinstance(ours, bytes) else ours
        playback.learn(truth, answer)
        yield Played(
            recording,
            asked["method"],
            asked["uri"],
            asked["body"] or "",
            (recorded["status"]["code"], comparable(truth)),
            (status, comparable(answer)),
            any(book_id in url for book_id in ready) or bool(ready and "pageSize" in url),
            tuple(wrong),
        )
        wrong.clear()


def lay_ready(emulator: Emulator, pairs: Sequence[Any]) -> None:
    """Make the files that the recording reads without having made them: the recorder's own, and others'."""
    made: set[str] = set()
    for pair in pairs:
        asked, answer = pair["request"], _parsed(pair["response"]["body"]["string"])
        path = _path(asked["uri"])
        if asked["method"] == "POST" and path.startswith("/drive/") and isinstance(answer, dict):
            made.add(answer.get("id", ""))
        elif asked["method"] == "GET" and (found := SHEETS.match(path.partition("?")[0])):
            _lay_ready(emulator, found["id"], pair["response"]["status"]["code"], answer, made)
        elif asked["method"] == "GET" and FILES.match(path.partition("?")[0]) and isinstance(answer, dict):
            for entry in answer.get("files", [answer]):
                if entry.get("id") in emulator.books and "createdTime" in entry:
                    emulator.books[entry["id"]].created = datetime.fromisoformat(entry["createdTime"])
                elif entry.get("id") and entry["id"] not in made and "name" in entry:
                    _lay_ready(emulator, entry["id"], 200, {"properties": {"title": entry["name"]}}, made)
                    emulator.books[entry["id"]].created = datetime.fromisoformat(entry["createdTime"])


def _lay_ready(emulator: Emulator, book_id: str, status: int, answer: Any, made: set[str]) -> None:
    if book_id in made or status not in (200, 403):
        return
    book = emulator.books.get(book_id) or new_book("", RECORDER if status == 200 else SOMEBODY_ELSE)
    emulator.books[book_id], book.id = book, book_id
    told = answer.get("properties", {})
    book.title = told.get("title", book.title)
    book.locale, book.zone = told.get("locale", book.locale), told.get("timeZone", book.zone)
    tabs = [sheet["properties"] for sheet in answer.get("sheets", ()) if "properties" in sheet]
    if tabs:
        sizes = [tab["gridProperties"] for tab in tabs]
        book.sheets = [
            Sheet(tab["sheetId"], tab["title"], size["rowCount"], size["columnCount"])
            for tab, size in zip(tabs, sizes, strict=True)
        ]


def _path(uri: str) -> str:
    return re.sub(r"^https://[^/]+", "", uri)


def _parsed(text: str) -> Any:
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text
