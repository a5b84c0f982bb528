"""What the desk's tests share: an archive with a few cases, and a desk on it."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack
from casearchive.services.cases.drafts import CaseDraft, QuestionDraft, SectionDraft
from casearchive.services.cases.editing import save_draft
from casearchive.services.opening import create_archive
from casearchive.settings import Settings
from casearchive.ui.look import Look
from casearchive.ui.packs.pack_desk import PackDesk
from casearchive.ui.tasks import Tasks

TITLES = ("甲村的账本", "乙村的水渠", "丙村的果园")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """One archive for all tests of a module; each has a pack of its own in it."""
    home = tmp_path_factory.mktemp("archive")
    settings = Settings(home / "documents", home / "cache", home / "config")
    made = create_archive(home / "档案.casearchive", settings)
    yield made
    made.close()


@pytest.fixture(scope="module")
def case_ids(archive: Archive) -> list[str]:
    return [save_draft(archive, short_case(title)) for title in TITLES]


def short_case(title: str) -> CaseDraft:
    """A case of one page, with something in it that trainees must not see."""
    return CaseDraft(
        code=f"AL-2020-{uuid4().hex[:6]}",
        title=title,
        themes=["组织振兴"],
        sections=[SectionDraft(type="主要做法", body=f"{title}是这样做的。")],
        questions=[QuestionDraft(stem="怎么看？", answer="答案只给教师")],
    )


@pytest.fixture
def pack_id(archive: Archive, case_ids: list[str]) -> str:
    return create_pack(archive, f"材料 {uuid4().hex[:6]}", case_ids)


@pytest.fixture(scope="module")
def one_desk(archive: Archive, _fonts_once: Look) -> Iterator[PackDesk]:
    """One desk for all tests of a module: it takes up one pack after another."""
    tasks = Tasks()
    made = PackDesk(archive, tasks, _fonts_once)
    made.resize(1052, 760)
    yield made
    made.close()
    assert tasks.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def ready(one_desk: PackDesk, qtbot: QtBot) -> Callable[[], None]:
    """Waits until the pages show the pack as it stands."""

    def wait() -> None:
        qtbot.waitUntil(lambda: one_desk.press.printed is not None, timeout=30_000)

    return wait


@pytest.fixture
def desk(one_desk: PackDesk, pack_id: str, qtbot: QtBot) -> Iterator[PackDesk]:
    """The desk with a pack on it, shown; its pages are still being set."""
    with qtbot.waitActive(one_desk):
        one_desk.show()
        one_desk.activateWindow()
    one_desk.show_pack(pack_id)
    qtbot.waitUntil(lambda: one_desk.pack.id == pack_id)
    yield one_desk
    one_desk.press.flush()
    one_desk.press.stop()
    qtbot.waitUntil(lambda: not one_desk.press.busy and not one_desk._tasks.busy, timeout=30_000)
