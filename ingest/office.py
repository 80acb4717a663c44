"""Word documents of before 2007 (.doc) as new ones, by LibreOffice where it is installed, contained.

LibreOffice's starter is not used, since it makes a session of its own, out of reach; on a fresh profile the
program itself ends with 81 ("start me again"), always.
"""

from __future__ import annotations

from pathlib import Path

from ingest.contained import Limits, installed, run

_SECONDS = 40.0
_OLD, _NEW = "in.doc", "in.docx"
_CONVERT = (
    '"$0" -env:OSL_SOCKET_PATH="$HOME" -env:UserInstallation=file://"$HOME"/profile --headless --norestore '
    f'--convert-to docx:"MS Word 2007 XML" --outdir out {_OLD}'
)
_SCRIPT = f"{_CONVERT}; [ $? = 81 ] && {_CONVERT}; mv out/{_NEW} {_NEW}"


def converts() -> bool:
    """Whether LibreOffice is installed."""
    return bool(_program())


def to_docx(content: bytes, seconds: float) -> bytes:
    """A .doc as a .docx. Raises `NotRun`."""
    wall = min(seconds, _SECONDS)
    limits = Limits(wall_seconds=wall, cpu_seconds=int(_SECONDS), own_sockets=True)
    return run(["/bin/sh", "-c", _SCRIPT, _program()], {_OLD: content}, [_NEW], limits)[_NEW]


def _program() -> str:
    starter = installed("soffice") or installed("libreoffice")
    program = Path(starter).resolve().parent / "soffice.bin" if starter else None
    return str(program) if program is not None and program.is_file() else ""
