"""A Google Sheets server of our own on loopback, for unmodified gspread and google-auth. See README.md."""

from tests.sheets_emulator.core import Emulator
from tests.sheets_emulator.faults import Fault
from tests.sheets_emulator.human import Human
from tests.sheets_emulator.server import Running, start

__all__ = ["Emulator", "Fault", "Human", "Running", "start"]
