"""What can go wrong on the way, declared beforehand: which request, what, how often, before or after."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.sheets_emulator.errors import drive_error, sheets_error
from tests.sheets_emulator.state import Json

MESSAGES = {
    401: "Request had invalid authentication credentials.",
    403: "The caller does not have permission",
    404: "Requested entity was not found.",
    408: "The request timed out.",
    429: "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of"
    " service 'sheets.googleapis.com' for consumer 'project_number:1'.",
    500: "Internal error encountered.",
    503: "The service is currently unavailable.",
}
PAGE_502 = (
    b"<!DOCTYPE html>\n<html lang=en><title>Error 502 (Server Error)!!1</title><p>That is an error.</html>\n"
)
STORAGE = drive_error(
    403, "The user's Drive storage quota has been exceeded.", "usageLimits", "storageQuotaExceeded"
).body
DRIVE_RATE = drive_error(403, "User Rate Limit Exceeded.", "usageLimits", "userRateLimitExceeded").body
NO_GRANT: Json = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
NO_TOKEN: Json = {"error": "internal_failure", "error_description": "Backend Error"}

DISABLED = sheets_error(
    403,
    "Google Sheets API has not been used in project 1 before or it is disabled.",
    [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED"}],
)
NO_SCOPE = sheets_error(
    403,
    "Request had insufficient authentication scopes.",
    [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}],
)
WRONG_CLOCK: Json = {
    "error": "invalid_grant",
    "error_description": "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
    "timeframe. Check your iat and exp values in the JWT claim.",
}
REFUSED_SCOPE: Json = {
    "error": "invalid_scope",
    "error_description": "Invalid OAuth scope or ID token audience provided.",
}
OFFICE = sheets_error(400, "This operation is not supported for this document")

OTHERS: dict[str, tuple[int, Json]] = {
    "api disabled": (403, DISABLED),
    "office file": (400, OFFICE),
    "storage quota": (403, STORAGE),
    "drive rate": (403, DRIVE_RATE),
    "no scope": (403, NO_SCOPE),
    "invalid grant": (400, NO_GRANT),
    "wrong clock": (400, WRONG_CLOCK),
    "invalid scope": (400, REFUSED_SCOPE),
    "token failure": (500, NO_TOKEN),
}


@dataclass(slots=True)
class Fault:
    """One thing to go wrong with requests that match `method` and `path` (a regular expression).

    `kind`: an HTTP status ("429", "500", "502" as an HTML page, "503", "401", "403", "404", "408"), "storage
    quota" or "drive rate" (Drive's 403), "api disabled" (403: the project has not switched it on), "no scope"
    (403), "office file" (400: an Excel file in Drive), "invalid grant", "wrong clock", "invalid scope" or
    "token failure" (the sign-in's 400 and 500, with path "/token"), "reset" (the connection is cut), "slow"
    (the answer comes after `seconds`), "truncated" (half an answer) or "late" (the connection is cut, and the
    request is applied all the same, once `seconds` have gone by on the emulator's clock). `after`: it is
    applied, and only its answer goes wrong. It strikes `times` times, after `skip`
    requests that matched went well.
    """

    kind: str
    method: str = ""
    path: str = ""
    times: int = 1
    skip: int = 0
    after: bool = False
    seconds: float = 0.0

    def strikes(self, method: str, path: str) -> bool:
        """Whether it strikes this request; counts."""
        if self.times <= 0 or (self.method and self.method != method) or not re.search(self.path, path):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        return True

    def answer(self) -> tuple[int, Json | bytes]:
        """Status and body, for a kind that is an answer."""
        if self.kind in OTHERS:
            return OTHERS[self.kind]
        status = int(self.kind)
        return status, PAGE_502 if status == 502 else sheets_error(status, MESSAGES[status])
