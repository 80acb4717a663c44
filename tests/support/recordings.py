"""Recorded answers of the real Sheets and Drive APIs, played back against the emulator's core.

The recordings are no part of the project: a test that uses them is skipped where they are absent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.sheets_emulator.core import Emulator

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "gspread-recordings" / "cassettes"
DRIVE = "https://www.googleapis.com/auth/drive https://www.googleapis.com/auth/spreadsheets"
IDS = ("spreadsheetId", "id", "sheetId", "namedRangeId", "protectedRangeId")
BESIDE_THE_POINT = {"createdTime", "modifiedTime", "spreadsheetUrl", "defaultFormat", "spreadsheetTheme"}


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
    """An answer without ids, times, addresses and the theme; colours to two places."""
    if isinstance(value, dict):
        kept = {name: part for name, part in value.items() if name not in BESIDE_THE_POINT}
        return {name: "*" if name in (*IDS, "users") else comparable(part) for name, part in kept.items()}
    if isinstance(value, list):
        return [comparable(part) for part in value]
    if isinstance(value, float):
        return round(value, 4)
    return value


@dataclass(frozen=True, slots=True)
class Played:
    """One pair of the recordings: what was asked, what the real server said, what ours said."""

    recording: str
    method: str
    url: str
    body: str
    recorded: tuple[int, Any]
    ours: tuple[int, Any]

    def same(self) -> bool:
        return self.recorded == self.ours


def play(path: Path) -> Iterator[Played]:
    """Feed one recording's requests to a new emulator in their order."""
    playback = Playback()
    token = playback.emulator.door.grant("recorder@branch.example", DRIVE)
    for pair in json.loads(path.read_text(encoding="utf-8"))["interactions"]:
        asked, recorded = pair["request"], pair["response"]
        body = asked["body"] or ""
        kind = "application/json" if body.startswith("{") else "text/plain"
        if body.startswith("{"):
            body = json.dumps(playback.request(json.loads(body)))
        headers = {"authorization": f"Bearer {token}", "content-type": kind}
        url = playback.url(re.sub(r"^https://[^/]+", "", asked["uri"]))
        status, _, ours = playback.emulator.handle(asked["method"], url, body.encode(), headers)
        truth = _parsed(recorded["body"]["string"])
        answer = ours.decode() if isinstance(ours, bytes) else ours
        playback.learn(truth, answer)
        yield Played(
            path.stem,
            asked["method"],
            asked["uri"],
            asked["body"] or "",
            (recorded["status"]["code"], comparable(truth)),
            (status, comparable(answer)),
        )


def _parsed(text: str) -> Any:
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text
