"""Made-up packs of any size to measure with: prose, tables, questions, sources, photos, phrases."""

import hashlib
import random
from pathlib import Path

from PIL import Image

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
    Picture,
    Publication,
    Question,
    Questions,
    Run,
    Runs,
    SourceEntry,
    SourceList,
    plain,
)

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


PHOTO_EVERY = 3  # cases, of which one has a photo
PHOTO_SIZE = (1_200, 800)  # pixels
PHRASES = 200


def made_up_pack(cases: int, seed: int = 7, photos: Path | None = None) -> Publication:
    """Return a pack of `cases` made-up cases; the same seed gives the same one.

    Its photos are made in the folder `photos`; there are none where it is not given.
    """
    parts = [_case(number, random.Random(f"{seed}/{number}"), photos) for number in range(cases)]
    return Publication(
        title="乡村案例汇编",
        subtitle="测量用的虚构材料",
        edition="教师版",
        cover=Cover("内部培训资料，非公文", (Fact("收入案例", plain(f"{cases} 个")),)),
        parts=(*parts, _phrase_part(random.Random(f"{seed}/phrases"))),
    )


def mixed_phrases() -> list[str]:
    """Return 200 phrases that mix Chinese, Latin letters and digits, as readers search for them."""
    dice = random.Random("mixed phrases")
    forms = (
        "{latin}认证{number}项",
        "亩产{number}公斤的{name}{latin}田",
        "{year}年的{latin}数据",
        "投入{amount}万元建{latin}站",
        "{name}村（{latin}）{number}户",
        "{latin}与{latin2}两套系统",
        "比{year}年增长{amount}%",
        "{number}家{latin}网店",
    )
    phrases: dict[str, None] = {}
    while len(phrases) < PHRASES:
        form = forms[len(phrases) % len(forms)]
        phrase = form.format(
            latin=dice.choice(LATIN),
            latin2=dice.choice(LATIN),
            name=dice.choice(NAMES),
            year=dice.randint(2012, 2024),
            number=dice.randint(2, 9_800),
            amount=f"{dice.uniform(0.3, 90):.1f}",
        )
        phrases[phrase] = None
    return list(phrases)


def _phrase_part(dice: random.Random) -> Part:
    """Return an appendix with every phrase inside a sentence of its own.

    Its paragraphs are too short to run over to a further page, where no search could follow.
    """
    texts = [
        f"{dice.choice(WHO)}{dice.choice(DID)}，记下“{phrase}”，{dice.choice(THEN)}。"
        for phrase in mixed_phrases()
    ]
    blocks = [
        Paragraph(plain("".join(texts[start : start + 2]))) for start in range(0, len(texts), 2)
    ]
    return Part("附录：语汇", (Heading(1, "附录：语汇", "phrases", in_contents=True), *blocks))


def _photo(number: int, folder: Path) -> Picture:
    """Return a picture of coloured noise, soft as a photo of a field."""
    path = folder / f"photo-{number}.jpg"
    dice = random.Random(f"photo/{number}")
    small = Image.frombytes("RGB", (60, 40), dice.randbytes(60 * 40 * 3))
    small.resize(PHOTO_SIZE, Image.Resampling.BICUBIC).save(path, quality=80)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Picture(str(path), digest, f"{dice.choice(NAMES)}村的晒场（之{number}）", "村委会摄")


def _case(number: int, dice: random.Random, photos: Path | None) -> Part:
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
        if photos and order == 1 and number % PHOTO_EVERY == 0:
            blocks.append(_photo(number, photos))
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
