"""The sheet of rows that could not be imported, for somebody to correct and hand in again."""

from __future__ import annotations

from pathlib import Path

from casearchive.services.importing.candidates import Candidate
from casearchive.storage.files import write_whole


def write_error_sheet(candidate: Candidate, path: Path) -> int:
    """Write the rows of a table that have problems to an XLSX; return how many there are.

    Nothing is written where there are none. Raises FileCannotBeWritten.
    """
    from casearchive.exchange.reading.tables.error_rows import (  # noqa: PLC0415 - brings openpyxl
        error_sheet,
    )

    wrong = [row for row in candidate.rows if row.problems]
    if not wrong or candidate.read is None or candidate.mapping is None:
        return 0
    sheet = candidate.read.sheets[candidate.sheet]
    write_whole(path, error_sheet(sheet, candidate.mapping, wrong))
    return len(wrong)
