"""What the archive of the screens holds besides the sample, and the files that are brought in."""

from pathlib import Path

from PIL import Image

from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import attach_file
from casearchive.services.briefing.packs import create_pack, list_packs
from casearchive.services.cases.drafting import load_draft
from casearchive.services.cases.drafts import CaseDraft, SectionDraft
from casearchive.services.cases.editing import save_draft, trash_case
from casearchive.services.cases.reading import read_case
from casearchive.services.library.collections import add_to_collection, create_collection
from casearchive.services.opening import create_archive
from casearchive.services.packages.exporting import export_package
from casearchive.services.packages.merging import merge_package
from casearchive.services.printing.editions.freezing import freeze_pack
from casearchive.services.searching.recent import note_search
from casearchive.services.searching.saved_searches import save_search
from casearchive.services.study.studying import (
    answer_question,
    mark_passage,
    part_texts,
    star_cases,
)
from casearchive.settings import Settings

FAMILIAR, LONG_ONE = "AL-2023-002", "AL-9100"
EMPTY_PACK = "空包"
TEXT = """甲村的账本

乙县丙镇甲村过去账目不清，村民意见大。2021年起，村里把每一笔收支按月贴在村口。

主要做法
一是每月5日公开收支；二是村民代表先看账，再签字；三是大额开支先议后办。

主要成效
2022年村集体经济收入12万元，比上年增加3万元。
"""
MANGLED = """青竹村：辣椒產(chǎn)業(yè)
2023-05-20 10:00  來源:鄉(xiāng)村報  作者:通訊員 李某
二、主要做法
浙江省安吉縣孝豐鎮(zhèn)青竹村黨(dǎng)支部書記說:“先算賬?！?月8日,村集體經(jīng)濟收入170萬元。
"""
LONG = "某省某自治州某县某镇某村以“一户一码、一事一议、一月一评”推进乡村治理数字化转型的探索与实践"
TABLE = "编号,标题,村,状态\nAL-9001,丁村的水塔,丁村,草稿\nAL-9002,戊村的夜校,戊村,未知\n"


def id_of(archive: Archive, code: str) -> str:
    """Return the id of a case."""
    with archive.rows() as connection:
        row = connection.execute('SELECT id FROM "case" WHERE code = ?', (code,)).fetchone()
    return str(row[0])


def fill(archive: Archive, home: Path, settings: Settings) -> None:
    """Add to the sample what a used archive has, lay out what is to be brought in; close it."""
    case_id = id_of(archive, FAMILIAR)
    export_package(archive, home / "给别处.casepack")
    draft = load_draft(archive, case_id)
    draft.title, draft.abstract = f"{draft.title}（校）", draft.abstract.replace("。", "；", 1)
    save_draft(archive, draft)  # a history
    _study(archive, case_id)
    photo = home / "村口的公开栏.png"
    Image.new("RGB", (640, 420), "#7a9a6a").save(photo)
    attach_file(archive, case_id, photo, "村口的公开栏")
    _write_cases(archive)
    folder = create_collection(archive, "2026年秋季班")
    inner = create_collection(archive, "第一周：集体经济怎样起步，账怎样算给村民看", folder)
    add_to_collection(archive, inner, [case_id, id_of(archive, LONG_ONE)])
    save_search(archive, "集体收入过百万", "集体经济收入>=100万")
    freeze_pack(archive, list_packs(archive)[0].id, note="第一次印", allow_missing=True)
    create_pack(archive, EMPTY_PACK, [])
    for typed in ("集体经济", "主题=产业振兴 -旅游"):
        note_search(settings, typed)
    archive.close()
    _lay_out(home, settings)


def _write_cases(archive: Archive) -> None:
    """Write a case with long words, two nearly the same, and one that is thrown away."""
    long = CaseDraft(code=LONG_ONE, title=LONG, themes=["治理有效", "组织振兴"], abstract=LONG * 3)
    long.sections = [SectionDraft(type="主要做法", title=LONG, body=f"{LONG}。\n\n" * 4)]
    save_draft(archive, long)
    for code, body in (("AL-9101", TEXT), ("AL-9102", TEXT.replace("12万", "13万"))):
        twin = CaseDraft(code=code, title="甲村的账本", themes=["组织振兴"], abstract=body)
        twin.sections = [SectionDraft(type="主要做法", body=body * 3)]
        save_draft(archive, twin)
    wrong = CaseDraft(code="AL-9103", title="写错了的案例", themes=["产业振兴"])
    trash_case(archive, save_draft(archive, wrong))


def _study(archive: Archive, case_id: str) -> None:
    """Mark passages, write a note, answer a question, give a star."""
    case = read_case(archive, case_id)
    parts = list(part_texts(case).items())
    colours = ("yellow", "green", "blue", "pink")
    for (part, text), colour in zip(parts[2:6], colours, strict=False):
        note = "这一句可以拿来问学员：钱从哪里来？" if colour == "green" else ""
        mark_passage(archive, case, [(part, text, 8, min(len(text), 40))], colour, note)
    if case.questions:
        question = case.questions[0]
        answer_question(archive, case_id, question.id, question.stem, "先看账，再问人。")
    star_cases(archive, [case_id], on=True)


def _lay_out(home: Path, settings: Settings) -> None:
    """Write files to be imported, and a package of somebody who has changed the same case."""
    (home / "来稿.txt").write_text(TEXT, encoding="utf-8")
    (home / "来表.csv").write_text(TABLE, encoding="utf-8")
    (home / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    other = create_archive(home / "别处.casearchive", settings)
    merge_package(other, home / "给别处.casepack")
    draft = load_draft(other, id_of(other, FAMILIAR))
    draft.title, draft.abstract = "对方改过的标题", draft.abstract + "对方补了一句。"
    save_draft(other, draft)
    save_draft(other, CaseDraft(code="AL-9001", title="丁村的水塔", themes=["生态振兴"]))
    export_package(other, home / "来包.casepack")
    other.close()
