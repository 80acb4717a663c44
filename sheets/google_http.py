"""Calls to the Sheets API: who we are, how long we wait, what is tried again, and what an error means.

The only file that knows gspread and google-auth. Their own ways of trying again are not used: gspread's never
gives up and repeats writes (SHEETS.md §4.2), and google-auth's session asks another host for the regions an
account may use; here the token is put on each call by hand.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import ipaddress
import json
import logging
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import requests
import urllib3.exceptions
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.auth.transport.requests import Request
from google.oauth2.service_account import Credentials
from gspread.http_client import HTTPClient
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL

from sheets.answers import read_answer
from sheets.budget import Budget
from sheets.register import OutcomeUnknown, RegisterBusy, RegisterError, RegisterUnreachable

GOOGLE = "https://sheets.googleapis.com"
SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)
"""Not Drive: the share of the one spreadsheet is the boundary (TRUST.md S18)."""

DRIVE = "https://www.googleapis.com"
VERSION_SCOPE = "https://www.googleapis.com/auth/drive.metadata.readonly"
"""Names, times and versions of the files that are shared with the account, and nothing of what is in them."""

Take = Callable[[dict[str, Any]], Any]
"""What is made of a row of an answer as soon as it is read (sheets/answers.py)."""

log = logging.getLogger("casework.google")
"""What a call is tried again for, in the sentence of its error."""

TRY_AGAIN = frozenset([408, 429, 500, 502, 503, 504])
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 64.0  # seconds; a quota fills up again within a minute


class ChangeRefused(RegisterError):
    """Google refused a request as wrong (400): nothing was applied. `reason` is Google's own sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__("Google Sheets refused a change to the register.")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one call may take, in seconds: to connect, for an answer, and for all tries together."""

    connect: float = 10.0
    answer: float = 60.0
    together: float = 30.0
    minute: float = 75.0  # for a quota that is used up: it fills again within a minute
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class Sheets:
    """An answer to spreadsheets.get."""

    answer: requests.Response

    def digest(self) -> str:
        """SHA-256 of its bytes: the same only while nothing that was asked for has changed."""
        return hashlib.sha256(self.answer.content).hexdigest()

    def read(self, take: Take | None = None) -> dict[str, Any]:
        """What it says, rows as `take` makes them. Raises `RegisterUnreachable` where it is not whole."""
        return _json(self.answer, take)


@dataclass(frozen=True, slots=True)
class Visible:
    """What Drive says of a spreadsheet: how many `others` the account sees besides it, whether it is open to
    everybody with the link or to a whole organisation, as far as the account may know, and whether it lies in
    the bin: there Google reads and writes it as before, until it is gone for good."""

    others: int
    open_to_many: bool = False
    in_bin: bool = False


class SheetsClient(HTTPClient):
    """gspread's client with our rules. Not for several threads at once."""

    def __init__(
        self,
        credentials: Path,
        endpoint: str = "",
        patience: Patience = PATIENCE,
        budget: Budget | None = None,
        scopes: Sequence[str] = SCOPES,
    ) -> None:
        """Raises `RegisterUnreachable` for a key file of no use or an unsafe endpoint."""
        self._base = _safe_base(endpoint or GOOGLE)
        self._drive = self._base if endpoint else DRIVE
        self.key = credentials
        self._credentials = _load(credentials, scopes)
        self.account: str = self._credentials.service_account_email
        self.scope_names = " and ".join(scope.rpartition("/")[2] for scope in scopes)
        self._patience = patience
        self._budget = budget or Budget()
        self.calls = 0  # requests made: what the quota counts
        self.server_time: datetime | None = None  # by the last answer
        super().__init__(auth=self._credentials, session=requests.Session())

    def get_sheets(self, spreadsheet: str, fields: str, take: Take | None = None) -> dict[str, Any]:
        """spreadsheets.get of everything: tried again until the time is up; rows as `take` makes them."""
        return self.fetch(spreadsheet, fields, []).read(take)

    def fetch(self, spreadsheet: str, fields: str, ranges: list[str]) -> Sheets:
        """The same of some ranges, not yet read: whoever knows its `digest` need not.

        `ChangeRefused`: a range is not there.
        """
        params: dict[str, Any] = {"fields": fields}
        if ranges:
            params["ranges"] = ranges
        return Sheets(self.request("get", SPREADSHEET_URL % spreadsheet, params=params))

    def change(
        self, spreadsheet: str, body: Mapping[str, Any], fields: str, take: Take | None = None
    ) -> dict[str, Any]:
        """spreadsheets.batchUpdate: tried again only where Google said "not now" (429).

        Raises `ChangeRefused`, `RegisterBusy` and `RegisterUnreachable` (not applied), or `OutcomeUnknown`.
        """
        url = SPREADSHEET_BATCH_UPDATE_URL % spreadsheet
        return _json(self.request("post", url, params={"fields": fields}, json=body), take)

    def version(self, spreadsheet: str) -> str:
        """Drive's number of the file's version, one call that no quota of Sheets counts; "" if there is none.

        It tells only that nothing changed: whatever goes wrong, the sheet itself is read.
        """
        try:
            answer = self.session.request(
                "get",
                f"{self._drive}/drive/v3/files/{spreadsheet}",
                params={"fields": "version", "supportsAllDrives": "true"},
                headers={"Authorization": f"Bearer {self._token(False)}"},
                timeout=(self._patience.connect, self._patience.connect),
                allow_redirects=False,
            )
            return str(answer.json().get("version", "")) if answer.status_code == 200 else ""
        except (requests.RequestException, GoogleAuthError, ValueError, AttributeError):
            return ""

    def ask(
        self, method: str, path: str, params: Mapping[str, str] | None = None, body: Any = None
    ) -> tuple[int, dict[str, Any]]:
        """One call as it is, tried once; its status and answer, whatever they are. For scripts/live_check.

        Raises `RegisterUnreachable` where there is no answer.
        """
        base = self._drive if path.startswith("/drive/") else self._base
        try:
            answer = self.session.request(
                method,
                base + path,
                params=params,
                json=body,
                headers={"Authorization": f"Bearer {self._token(False)}"},
                timeout=(self._patience.connect, self._patience.answer),
                allow_redirects=False,
            )
            return answer.status_code, dict(answer.json())
        except GoogleAuthError as error:
            raise _no_token(error) from error
        except (requests.RequestException, ValueError) as error:
            raise RegisterUnreachable("Google Sheets gave no answer that could be read.") from error

    def visible(self, spreadsheet: str) -> Visible | None:
        """What the account sees besides that spreadsheet, and who else sees it; None where Drive does not
        say."""
        looking = _load(self.key, (VERSION_SCOPE,))
        try:
            looking.refresh(functools.partial(Request(self.session), timeout=self._patience.connect))
            answer = self.session.request(
                "get",
                f"{self._drive}/drive/v3/files",
                params={
                    "fields": "files(id,trashed,permissions(type))",
                    "pageSize": "100",
                    "supportsAllDrives": "true",
                    "includeItemsFromAllDrives": "true",
                },
                headers={"Authorization": f"Bearer {looking.token}"},
                timeout=(self._patience.connect, self._patience.answer),
                allow_redirects=False,
            )
            found = answer.json()["files"] if answer.status_code == 200 else None
        except (requests.RequestException, GoogleAuthError, ValueError, KeyError, TypeError):
            return None
        if found is None:
            return None
        own = [each for each in found if each.get("id") == unquote(spreadsheet)]
        shares = {share.get("type") for each in own for share in each.get("permissions", ())}
        others = sum(1 for each in found if each not in own and not each.get("trashed"))
        return Visible(others, bool(shares & {"anyone", "domain"}), any(each.get("trashed") for each in own))

    def close(self) -> None:
        """Close the connections."""
        self.session.close()

    def request(self, method: str, endpoint: str, **options: Any) -> requests.Response:  # type: ignore[override]
        """One call with all its tries; any answer but 200 is raised as one of the register's errors."""
        url = self._base + endpoint.removeprefix(GOOGLE)
        reading = method.lower() == "get"
        patience = self._patience
        start, wait = patience.clock(), _FIRST_WAIT
        bucket = self._budget.of(reading)
        while True:
            if (pause := bucket.wait(patience.clock())) > 0:
                patience.sleep(pause)
            bucket.take(patience.clock())
            answer, error, again = self._once(method, url, reading, options)
            if answer is not None:
                return answer
            used_up = isinstance(error, RegisterBusy)
            if used_up:
                bucket.empty(patience.clock())
            pause = patience.chance() * wait
            longest = patience.minute if used_up else patience.together
            if not again or patience.clock() + pause > start + longest:
                raise error
            log.info("%s", error)
            patience.sleep(pause)
            wait = min(2 * wait, _LONGEST_WAIT)

    def _once(
        self, method: str, url: str, reading: bool, options: Mapping[str, Any]
    ) -> tuple[requests.Response | None, RegisterError, bool]:
        """The answer; or else the error, and whether the call may be made again."""
        for fresh_token in (False, True):
            try:
                token = self._token(fresh_token)
            except GoogleAuthError as error:
                return None, _no_token(error), reading and bool(getattr(error, "retryable", False))
            self.calls += 1
            try:
                answer = self.session.request(
                    method,
                    url,
                    params=options.get("params"),
                    json=options.get("json"),
                    headers={"Authorization": f"Bearer {token}"},
                    timeout=(self._patience.connect, self._patience.answer),
                    allow_redirects=False,
                )
            except requests.RequestException as error:
                return None, _no_answer(error, reading), reading
            self.server_time = _date_of(answer) or self.server_time
            if answer.status_code != 401:
                break
        if answer.status_code == 200 and "json" in answer.headers.get("content-type", ""):
            return answer, RegisterError(), False
        again = answer.status_code == 429 or (reading and answer.status_code in (*TRY_AGAIN, 200))
        return None, _refusal(answer, reading, self.account), again

    def _token(self, fresh: bool) -> str:
        if fresh or not self._credentials.valid:
            self._credentials.refresh(
                functools.partial(Request(self.session), timeout=self._patience.connect)
            )
        return str(self._credentials.token)


def _date_of(answer: requests.Response) -> datetime | None:
    try:
        return parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError):
        return None


def _safe_base(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        raise RegisterUnreachable(
            "register.endpoint must begin with https:// or be an address of this machine: leave it out."
        )
    return endpoint.rstrip("/")


def account_of(key: Path) -> str:
    """The address of the service account whose key file that is. Raises `RegisterUnreachable`."""
    return str(_load(key, SCOPES).service_account_email)


def _load(path: Path, scopes: Sequence[str]) -> Any:
    try:
        load: Callable[..., Any] = Credentials.from_service_account_info
        told = json.loads(path.read_text(encoding="utf-8-sig"))  # an editor may have put its mark in front
        return load(told if isinstance(told, dict) else {}, scopes=list(scopes))
    except OSError as error:
        raise RegisterUnreachable(
            f"The service account's key file cannot be read ({error.strerror}): check register.credentials."
        ) from error
    except (ValueError, GoogleAuthError) as error:
        raise RegisterUnreachable(
            "The file in register.credentials is not a service account's key: in the Google Cloud console "
            "open the service account, Keys, Add key, JSON, and use the file that is saved."
        ) from error


def _no_token(error: GoogleAuthError) -> RegisterError:
    answered = any(isinstance(part, dict) for part in error.args)  # else a page of some gateway or firewall
    if not isinstance(error, RefreshError) or getattr(error, "retryable", False) or not answered:
        return RegisterUnreachable("Google's sign-in cannot be reached: check the internet connection.")
    told = str(error)
    if "short-lived token" in told:
        return RegisterUnreachable(
            "Google does not take the sign-in because the clock of this computer is wrong: set it to the "
            "right time."
        )
    if "invalid_scope" in told:
        return _no_scope()
    return RegisterUnreachable(
        "Google no longer takes the service account's key: in the Google Cloud console open the service "
        "account, Keys, Add key, JSON, and put the new file in the place of the old one. "
        "Check the clock of this computer too."
    )


def _no_scope() -> RegisterError:
    """No choice of ours: the sign-in asks for what it needs, and an organisation's rules may refuse it."""
    return RegisterUnreachable(
        "Google does not let the service account use Google Sheets (the scope spreadsheets is refused): ask "
        "whoever looks after your organisation's Google Workspace to allow it, or make the account in a "
        "project of the branch's own."
    )


def _no_answer(error: requests.RequestException, reading: bool) -> RegisterError:
    if reading or _never_sent(error):
        return RegisterUnreachable("Google Sheets cannot be reached: check the internet connection.")
    return OutcomeUnknown("Google Sheets did not answer to a change: whether it was made is looked up.")


def _never_sent(error: requests.RequestException) -> bool:
    """Whether not even a connection came about, so that nothing can have been applied."""
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(reason, urllib3.exceptions.NewConnectionError)


def _refusal(answer: requests.Response, reading: bool, account: str) -> RegisterError:
    reason, details = _reason(answer)
    match answer.status_code:
        case 400 | 403 if "protected cell" in reason:
            return RegisterUnreachable(
                "A part of the register that the service writes to is protected: in the spreadsheet open "
                f"Data, Protect sheets and ranges, and allow {account}."
            )
        case 400 if "not supported for this document" in reason:
            return RegisterUnreachable(
                "The register is an Excel file that is kept in Google Drive: open it there, choose File, "
                "Save as Google Sheets, share the new one, and put its code into register.spreadsheet."
            )
        case 400:
            return ChangeRefused(reason)
        case 401:
            return RegisterUnreachable(
                "Google did not take the service's sign-in: check the clock of this computer."
            )
        case 403 if "SERVICE_DISABLED" in details:
            return RegisterUnreachable(
                "The Google Sheets API is not switched on: in the Google Cloud console open APIs and "
                "services, Library, Google Sheets API, and press Enable."
            )
        case 403 if "SCOPE_INSUFFICIENT" in details or "authentication scopes" in reason:
            return _no_scope()
        case 403 if not reading:
            return RegisterUnreachable(
                "The register may not be written: in the spreadsheet press Share, and choose Editor for "
                f"{account}."
            )
        case 403:
            return RegisterUnreachable(
                f"The register is not shared with the service: in the spreadsheet press Share, add {account} "
                "and choose Editor."
            )
        case 404:
            return RegisterUnreachable(
                "There is no such spreadsheet, or it was deleted: check register.spreadsheet, the long code "
                "in the sheet's web address between /d/ and /edit."
            )
        case 429:
            return RegisterBusy(
                "Google's limit of calls in a minute is used up: the service tries again soon."
            )
    status = answer.status_code
    if reading or 300 <= status < 500 and status != 408:
        return RegisterUnreachable(
            f"Google Sheets is out of order just now ({status}): the service tries again."
        )
    return OutcomeUnknown(f"Google Sheets answered {status} to a change: whether it was made is looked up.")


def _reason(answer: requests.Response) -> tuple[str, str]:
    """Google's own message and the details as text; both empty for a page that is not JSON."""
    try:
        error = answer.json().get("error", {})
        return str(error.get("message", "")), str(error.get("details", ""))
    except (ValueError, AttributeError):
        return "", ""


def _json(answer: requests.Response, take: Take | None = None) -> dict[str, Any]:
    try:
        with uncollected():
            return dict(answer.json()) if take is None else read_answer(answer.content.decode(), take)
    except ValueError as error:
        raise _no_answer(requests.exceptions.InvalidJSONError(), answer.request.method == "GET") from error


@contextmanager
def uncollected() -> Iterator[None]:
    """Reading makes many thousand values and no garbage: looking for it would take most of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
