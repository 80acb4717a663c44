"""What disks and network drives say when they fail, in one plain sentence each: wait, or what to do.

Nothing is lost by any of them: what was to be written stands in the journal, and is written at the next turn
that can.
"""

from __future__ import annotations

import errno
from pathlib import Path

from sheets.register import RegisterBusy, RegisterError, RegisterUnreachable
from sheets.replacing import recover


def _codes(*names: str) -> frozenset[int]:
    """The numbers of errors by their names; not every system knows all of them."""
    return frozenset(getattr(errno, name) for name in names if hasattr(errno, name))


_IN_USE = _codes("EBUSY", "EACCES", "EPERM", "ETXTBSY")
_GONE_AWAY = _codes(
    "ESTALE", "EIO", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ECONNRESET",
    "ENOTCONN", "ENODEV", "ENXIO", "EREMOTEIO",
)  # fmt: skip
_FULL = _codes("ENOSPC", "EDQUOT", "EFBIG")
_STALE = _codes("ESTALE")


def read_file(path: Path) -> bytes:
    """The bytes of the register.

    A handle that a network drive let go of is asked for once more, and what a failed rename left beside the
    register is put back in its place. Raises OSError.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if not recover(path):
            raise
    except OSError as error:
        if error.errno not in _STALE:
            raise
    return path.read_bytes()


def unreachable(error: OSError) -> RegisterError:
    """Why the register could not be read."""
    if isinstance(error, FileNotFoundError):
        name = f" {Path(error.filename).name}" if error.filename else ""
        return RegisterUnreachable(
            f"The register{name} is not where it was: put the workbook back, or check that its disk is "
            "there. "
            'If it is lost, take it from a backup, or let "casework rebuild --register --yes" fill a new one.'
        )
    if error.errno in _GONE_AWAY:
        return _gone_away(error)
    return RegisterUnreachable(
        f"The register could not be read ({error.strerror}): check the permissions of the file."
    )


def not_saved(error: OSError) -> RegisterError:
    """Why the register could not be replaced. It is as it was."""
    said = error.strerror or type(error).__name__
    if error.errno in _IN_USE:
        return RegisterBusy(
            f"The register could not be replaced ({said}): somebody has it open, another program is at it, "
            "or its folder is closed to us. It is as it was, and is tried again by itself."
        )
    if error.errno in _GONE_AWAY:
        return _gone_away(error)
    if error.errno in _FULL:
        return RegisterUnreachable(
            f"The register could not be saved ({said}): make room on its disk. It is as it was."
        )
    if error.errno == errno.EXDEV:
        return RegisterUnreachable(
            f"The register cannot be replaced where it is ({said}): it lies alone on a disk of its own. "
            "Connect the folder that holds it instead of the single file. It is as it was."
        )
    if error.errno == errno.EROFS:
        return RegisterUnreachable(
            f"The register could not be saved ({said}): its disk can only be read. It is as it was."
        )
    return RegisterUnreachable(f"The register could not be saved ({said}): check the disk. It is as it was.")


def _gone_away(error: OSError) -> RegisterError:
    return RegisterUnreachable(
        f"The drive with the register does not answer ({error.strerror}): check the network. Nothing is "
        "lost, and it is tried again by itself."
    )
