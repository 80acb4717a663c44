"""How Google says no: the two shapes of error answer, and the exceptions that become them."""

from __future__ import annotations

from typing import Any

STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


class ApiError(Exception):
    """An answer other than 2xx, with the body that goes with it."""

    def __init__(self, code: int, message: str, body: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.body = body or sheets_error(code, message)


class Rejected(Exception):
    """A request of a batch that cannot be applied; the batch puts its place in front of the message."""


def sheets_error(code: int, message: str, details: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The Sheets API's error body."""
    error: dict[str, Any] = {"code": code, "message": message, "status": STATUS.get(code, "UNKNOWN")}
    if details:
        error["details"] = details
    return {"error": error}


def bad_field(message: str, field: str) -> ApiError:
    """A 400 for JSON that does not fit its field, with the detail that the real API adds."""
    violation = {"description": message} if not field else {"field": field, "description": message}
    detail = {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}
    return ApiError(400, message, sheets_error(400, message, [detail]))


def drive_error(code: int, message: str, domain: str, reason: str) -> ApiError:
    """The Drive API's error body, which has a list of errors and no status word."""
    entry = {"message": message, "domain": domain, "reason": reason}
    return ApiError(code, message, {"error": {"code": code, "message": message, "errors": [entry]}})


def not_found() -> ApiError:
    return ApiError(404, "Requested entity was not found.")


def no_permission() -> ApiError:
    return ApiError(403, "The caller does not have permission")
