"""How fast a pack is set, how much memory it takes, and whether its pages are right.

``python -m benchmarks.pack [--cases 100] [--rounds 3]`` makes up a pack, sets it in a fresh process
each round, and prints medians. CPU seconds run from the interpreter's start to the written file.
"""

import argparse
import json
import pickle
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pypdfium2

from casearchive.child import settle_process
from casearchive.printing.blocks import (
    Align,
    Block,
    Column,
    Cover,
    DataTable,
    Fact,
    FactsTable,
    Heading,
    ListEntry,
    Paragraph,
    Part,
    Publication,
    Question,
    Questions,
    Run,
    Runs,
    SourceEntry,
    SourceList,
    plain,
    texts_of,
)
from casearchive.printing.faces.fonts import resolve_fonts
from casearchive.printing.pdf import render_pdf
from casearchive.printing.setting.linebreak import NOT_AT_END, NOT_AT_START
from casearchive.printing.worker import MEMORY_LIMIT

CHARACTERS = 2_500  # of body text in one case
SECTIONS = ("基本情况", "背景与问题", "主要做法", "主要成效", "存在问题")
WHO = ("村支部", "合作社", "理事会", "妇女小组", "驻村队员", "种植大户", "几位老人", "返乡青年")
DID = (
    "先试了一季",
    "把账本贴上了墙",
    "请来了技术员",
    "重新量了地界",
    "开了三次院坝会",
    "改了分红办法",
)
WHY = (
    "因为水不够用",
    "怕的是卖不出去",
    "为了还清旧账",
    "图的是省工",
    "要让人人看得见",
    "当时谁也没有把握",
)
THEN = (
    "第二年来的人多了一倍",
    "结果比预想的慢",
    "只有一半的人家跟上",
    "收成刚够本钱",
    "邻村也来看",
)
SAID = (
    "先算账，再动工",
    "亏了怎么办？",
    "这件事急不得！",
    "有账可查，心里才踏实",
    "一家一户做不成",
)
NAMES = ("青禾", "石桥", "柳湾", "双泉", "白杨", "新渠", "南坡", "河沿")
LATIN = ("GAP", "e-commerce", "pH 6.5", "Wi-Fi", "K-12", "App")
LINE = 20  # characters from which a printed line counts as one of running text


def made_up_pack(cases: int, seed: int = 7) -> Publication:
    """Return a pack of `cases` made-up cases; the same seed gives the same one."""
    return Publication(
        title="乡村案例汇编",
        subtitle="测量用的虚构材料",
        edition="教师版",
        cover=Cover("内部培训资料，非公文", (Fact("收入案例", plain(f"{cases} 个")),)),
        parts=tuple(_case(number, random.Random(f"{seed}/{number}")) for number in range(cases)),
    )


def _case(number: int, dice: random.Random) -> Part:
    anchor, title = f"case-{number}", f"{dice.choice(NAMES)}村：{dice.choice(DID)}（之{number}）"
    facts = (("地点", f"某县{dice.choice(NAMES)}村"), ("时间", "2019–2023年"), ("主题", "产业振兴"))
    blocks: list[Block] = [
        Heading(1, title, anchor, in_contents=True, kicker=f"T-{number:04}"),
        FactsTable(tuple(Fact(name, plain(value)) for name, value in facts)),
        Paragraph(plain(_sentences(dice, 120)), lead=True),
    ]
    for order, name in enumerate(SECTIONS):
        blocks.append(Heading(2, name, f"{anchor}-{order}"))
        room = CHARACTERS // len(SECTIONS)
        while room > 0:
            paragraph = _paragraph(dice, min(room, dice.randint(110, 260)), anchor)
            room -= sum(len(run.text) for run in paragraph)
            blocks.append(Paragraph(paragraph))
    blocks += [ListEntry(plain(_sentences(dice, 50)), f"{n}.") for n in (1, 2, 3)]
    blocks += [_outcomes(dice), *_questions(dice, anchor)]
    return Part(title, tuple(blocks))


def _paragraph(dice: random.Random, length: int, anchor: str) -> Runs:
    runs = [Run(_sentences(dice, length))]
    if dice.random() < 0.4:
        mark = Run("[1]", link=f"#{anchor}-source", raised=True)
        runs += [mark, Run(dice.choice(SAID), bold=True), Run("——"), Run(_sentences(dice, 30))]
    return tuple(runs)


def _sentences(dice: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        form = dice.randrange(5)
        who, did, why, then = (dice.choice(words) for words in (WHO, DID, WHY, THEN))
        if form == 0:
            text += (
                f"{dice.randint(2012, 2024)}年{dice.randint(1, 12)}月，{who}{did}，{why}；{then}。"
            )
        elif form == 1:
            text += f"{who}说：“{dice.choice(SAID)}”{then}，约{dice.randint(3, 980)}户受益。"
        elif form == 2:
            text += f"{did}（{why}、{then}）……{who}没有退，{dice.randint(5, 95)}%的人家留了下来。"
        elif form == 3:
            text += f"《{dice.choice(NAMES)}村账目公开办法》写明：“{did}”——{why}，{then}！"
        else:
            text += (
                f"{who}用{dice.choice(LATIN)}记录，每亩收入{dice.uniform(0.3, 9):.1f}万元，{then}。"
            )
    return text


def _outcomes(dice: random.Random) -> DataTable:
    columns = (
        Column("指标", 3),
        Column("数值", 2, Align.RIGHT),
        Column("年份", 1),
        Column("口径", 1),
    )
    rows = tuple(
        (plain(name), plain(f"约{dice.randint(2, 900)}万元"), plain("未载"), plain("年度"))
        for name in ("村级集体经济收入", "村级集体资产", "村民人均可支配收入", "带动就业")
    )
    return DataTable(columns, rows, caption="成效指标", note=plain("数值照录出处，未作推算。"))


def _questions(dice: random.Random, anchor: str) -> tuple[Block, ...]:
    question = Question(plain(f"{dice.choice(WHO)}为什么{dice.choice(DID)}？"), "分析题")
    source = SourceEntry(
        1, plain(f"某县日报, 2022-01-03({dice.randint(1, 8)})."), f"{anchor}-source"
    )
    return (
        Heading(2, "思考题", f"{anchor}-questions"),
        Questions((question, question)),
        Heading(2, "出处", f"{anchor}-sources"),
        SourceList((source,)),
    )


# --- measuring -----------------------------------------------------------------------------------


def set_once(source: Path, target: Path) -> None:
    """Set the pickled publication `source` and print what this process has used so far."""
    settle_process(MEMORY_LIMIT)
    publication: Publication = pickle.loads(source.read_bytes())
    rendered = render_pdf(publication)
    target.write_bytes(rendered.data)
    used = {"pages": rendered.pages, "cpu": time.process_time(), "peak": _peak()}
    print(json.dumps(used | {"missing": len(rendered.missing)}))


def _peak() -> float:
    """Return the most memory this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.is_file():  # the kernel's figure for this program alone, without its parent's
        (line,) = (row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return float("nan")


def fresh_process(publication: Publication, rounds: int) -> tuple[dict[str, float], bytes]:
    """Return medians over `rounds` fresh processes, and the file they made."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "pack.pickle"), Path(folder, "pack.pdf")
        source.write_bytes(pickle.dumps(publication))
        command = [sys.executable, "-m", "benchmarks.pack", "--set", str(source), str(target)]
        told = [json.loads(subprocess.check_output(command, text=True)) for _ in range(rounds)]
        medians = {name: statistics.median(one[name] for one in told) for name in told[0]}
        return medians, target.read_bytes()


def warm_seconds(rounds: int = 5) -> float:
    """Return the median wall time of a one-case print in a process that has printed before."""
    publication = made_up_pack(1)
    taken = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        render_pdf(publication, fonts=resolve_fonts())
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


def printed_lines(data: bytes) -> list[str]:
    """Return every line of text in the file, as a reader's program finds them."""
    document = pypdfium2.PdfDocument(data)
    lines: list[str] = []
    for page in document:
        text = page.get_textpage()
        # PDFium takes a hyphen at a line's end for one it may drop, and gives U+0002 instead.
        lines += text.get_text_bounded().replace("\x02", "-").splitlines()
        text.close()
        page.close()
    document.close()
    return lines


def kinsoku_faults(lines: list[str]) -> tuple[int, int]:
    """Return how many lines of running text there are, and how many break a rule."""
    full = [line.strip() for line in lines if len(line.strip()) >= LINE]
    return len(full), sum(line[0] in NOT_AT_START or line[-1] in NOT_AT_END for line in full)


def characters_lost(publication: Publication, lines: list[str]) -> int:
    """Return how many characters of the publication the file's text lacks."""
    wanted = Counter("".join("".join(texts_of(publication)).split()))
    return sum((wanted - Counter("".join("".join(lines).split()))).values())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--set", nargs=2, type=Path, metavar=("SOURCE", "TARGET"))
    wish = parser.parse_args()
    if wish.set:
        set_once(*wish.set)
        return
    publication = made_up_pack(wish.cases)
    used, data = fresh_process(publication, wish.rounds)
    lines = printed_lines(data)
    full, faults = kinsoku_faults(lines)
    print(f"cases {wish.cases}, pages {used['pages']:.0f}, file {len(data) / 1e6:.2f} MB")
    print(f"CPU {used['cpu']:.2f} s, {used['pages'] / used['cpu']:.0f} pages/CPU-s")
    print(f"peak {used['peak']:.0f} MB")
    print(f"kinsoku faults {faults} in {full} lines")
    print(f"characters lost {characters_lost(publication, lines)}, without glyph {used['missing']}")
    print(f"one case, warm {warm_seconds():.3f} s")


if __name__ == "__main__":
    main()
