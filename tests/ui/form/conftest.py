"""What the form's tests share: an archive with a case worth editing, and a form on it."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.cases.drafts import (
    AttachmentDraft,
    CaseDraft,
    OutcomeDraft,
    PlaceDraft,
    PlanStepDraft,
    QuestionDraft,
    SectionDraft,
    SourceDraft,
    TeachingNoteDraft,
)
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.opening import create_archive
from casearchive.settings import Settings
from casearchive.ui.form.case_form import CaseForm
from casearchive.ui.look import Look
from casearchive.ui.tasks import Tasks


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """One archive for all tests of a module; each has a case of its own in it."""
    home = tmp_path_factory.mktemp("archive")
    settings = Settings(home / "documents", home / "cache", home / "config")
    made = create_archive(home / "档案.casearchive", settings)
    yield made
    made.close()


def whole_draft() -> CaseDraft:
    """A case that has one of everything."""
    return CaseDraft(
        code="AL-2020-001",
        title="山脚村的账本",
        abstract="一个村怎样把账算清。",
        themes=["组织振兴"],
        tags=["公开课"],
        place=PlaceDraft(name="山脚村", province="某省"),
        sections=[
            SectionDraft(type="基本情况", body="村在山脚。"),
            SectionDraft(type="主要做法", body="记账。"),
        ],
        sources=[
            SourceDraft(title="第一篇报道", publisher="某报"),
            SourceDraft(title="第二篇报道", publisher="某报"),
        ],
        outcomes=[
            OutcomeDraft(
                indicator="村级集体经济收入", value="170", unit="万元", source=1, quote="第三段"
            )
        ],
        questions=[QuestionDraft(stem="账怎么公开？", answer="贴在村口。")],
        teaching_note=TeachingNoteDraft(
            audience="村干部",
            objectives="会记账",
            plan=[PlanStepDraft(minutes="10", step="讲"), PlanStepDraft(minutes="25", step="议")],
        ),
        attachments=[
            AttachmentDraft(sha256="0" * 64, name="账本.jpg", size=2_500_000, caption="账本第一页")
        ],
    )


@pytest.fixture
def case_id(archive: Archive) -> str:
    draft = whole_draft()
    draft.code = f"AL-2020-{uuid4().hex}"
    return save_draft(archive, draft)


@pytest.fixture(scope="module")
def one_form(archive: Archive, _fonts_once: Look) -> Iterator[CaseForm]:
    """One form for all tests of a module: it is made for one case after another."""
    tasks = Tasks()
    made = CaseForm(archive, tasks, _fonts_once)
    made.resize(1052, 760)
    yield made
    made.close()
    made.deleteLater()
    # At once: every widget that still waits for its end is styled anew with each later look.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert tasks.close()


@pytest.fixture
def form(one_form: CaseForm, archive: Archive, case_id: str, qtbot: QtBot) -> Iterator[CaseForm]:
    """The form, editing a case, shown, with its words arrived."""
    with qtbot.waitActive(one_form):
        one_form.show()
        one_form.activateWindow()
    one_form.edit(load_draft(archive, case_id))
    qtbot.waitUntil(lambda: not one_form._tasks.busy)
    yield one_form
    qtbot.waitUntil(lambda: not one_form._tasks.busy)


@pytest.fixture
def save(form: CaseForm, qtbot: QtBot) -> Callable[[], str]:
    """Saves the form and returns the id of the case."""

    def saving() -> str:
        with qtbot.waitSignal(form.saved) as caught:
            form.save()
        args = caught.args
        assert args is not None
        return str(args[0])

    return saving
