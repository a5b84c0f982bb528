"""A start in haste: PySide leaves sources alone, garbage is collected again afterwards."""

import gc
import subprocess
import sys
from pathlib import Path

from casearchive.ui.start.haste import in_haste


def _lines_read(start: str, tmp_path: Path) -> int:
    """Return how many lines of a module imported after PySide Python has in memory."""
    (tmp_path / "late_module.py").write_text("FIRST = 1\nSECOND = 2\n", encoding="utf-8")
    code = (
        f"{start}\nimport linecache, sys\nsys.path.insert(0, {str(tmp_path)!r})\n"
        "import late_module\n"
        "print(len(linecache.cache.get(late_module.__file__, ('', '', []))[2]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_pyside_reads_no_sources_of_modules_imported_later(tmp_path: Path) -> None:
    """The first line says what for: should it fail, PySide has mended that and haste can go."""
    assert _lines_read("import PySide6.QtCore", tmp_path) == 2
    haste = (
        "from casearchive.ui.start.haste import in_haste\nwith in_haste(): import PySide6.QtCore"
    )
    assert _lines_read(haste, tmp_path) == 0


def test_garbage_is_collected_as_before() -> None:
    was = gc.isenabled()
    try:
        gc.enable()
        with in_haste():
            assert not gc.isenabled()
        assert gc.isenabled()
        gc.disable()
        with in_haste():
            pass
        assert not gc.isenabled()
    finally:
        (gc.enable if was else gc.disable)()
