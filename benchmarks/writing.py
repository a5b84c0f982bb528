"""What a key costs in a long text: ``python -m benchmarks.writing [--letters 20000]``.

Opens made-up texts of five shapes in the editor offscreen and types into the middle of each, as a
form takes it: laid out, painted and turned into the stored text after every key. Prints wall clock
and the process's own time, in milliseconds: on a busy machine the second is the one to trust.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator

KEYS = 40
SENTENCE = "村里把大事小情都摆到桌面上，由村民代表一起商量，议定的事**当场公示**[1]，办完再回头看。"


def shapes(letters: int) -> Iterator[tuple[str, str]]:
    """Yield a name and a text of about so many letters."""
    paragraph = SENTENCE * 3
    count = max(2, letters // len(paragraph))
    yield "paragraphs", "\n\n".join([paragraph] * count)
    yield "short paragraphs", "\n\n".join([SENTENCE[:40]] * (letters // 40))
    yield "one list", "\n".join([f"- {paragraph}"] * count)
    rows = "\n".join([f"| {SENTENCE} | {SENTENCE} |"] * (count + count // 2))
    yield "one table", f"| 做法 | 说明 |\n| --- | --- |\n{rows}"
    yield "one paragraph", paragraph * count


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long work takes: wall clock, and the process's own time, in milliseconds."""
    wall, own = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - own) * 1000


def write(letters: int) -> None:
    """Open each text, type into it, and print what that took."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QTextCursor  # noqa: PLC0415 - after the platform is set
    from PySide6.QtTest import QTest  # noqa: PLC0415 - as above
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from casearchive.ui.form.prose_input import ProseInput  # noqa: PLC0415 - as above
    from casearchive.ui.look import Look  # noqa: PLC0415 - as above

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look = Look(app)

    def show(field: ProseInput, text: str) -> None:
        field.set_value(text)
        app.processEvents()

    print(f"{'':18}{'letters':>8}{'open':>8}{'key p50':>9}{'p95':>8}{'worst':>8}{'own p50':>9}")
    for name, text in shapes(letters):
        field = ProseInput(look)
        field.resize(800, 700)
        field.show()
        field.edited.connect(field.value)
        opened, _own = measured(lambda: show(field, text))  # noqa: B023
        assert field.value() == text
        cursor = field.rich.textCursor()
        cursor.setPosition(field.rich.document().characterCount() // 2)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        field.rich.setTextCursor(cursor)
        taken = [
            measured(lambda: (QTest.keyClicks(field.rich, "x"), app.processEvents()))  # noqa: B023
            for _key in range(KEYS)
        ]
        wall = sorted(one for one, _own in taken)
        own = statistics.median(one for _wall, one in taken)
        times = (opened, wall[KEYS // 2], wall[KEYS * 95 // 100], wall[-1], own)
        shown = "".join(
            f"{one:>{room}.1f}" for one, room in zip(times, (8, 9, 8, 8, 9), strict=True)
        )
        print(f"{name:18}{len(text):>8}{shown}")
        field.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=20_000)
    write(parser.parse_args().letters)
