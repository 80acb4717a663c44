"""Readings and form settings as JSON bytes, over the pipe between the reader and its contained child."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from ingest.reading import FormSettings, Reading

_READING = TypeAdapter(Reading)
_SETTINGS = TypeAdapter(FormSettings)


class Garbled(Exception):
    """The bytes are no reading: the child is not to be believed."""


def pack(reading: Reading) -> bytes:
    """A reading as JSON."""
    return _READING.dump_json(reading)


def unpack(content: bytes) -> Reading:
    """A reading from JSON, every type checked. Raises `Garbled`."""
    try:
        return _READING.validate_json(content)
    except ValidationError as error:
        raise Garbled from error


def pack_settings(settings: FormSettings) -> bytes:
    """Form settings as JSON."""
    return _SETTINGS.dump_json(settings)


def unpack_settings(content: bytes) -> FormSettings:
    """Form settings from JSON."""
    return _SETTINGS.validate_json(content)
