"""Made-up cases in the thousands: the same seed gives the same ones, and none is anybody's text.

They are whole cases of the domain (sections, figures, sources, questions, a note, pictures), with
about 3,000 characters of text each, so that they go the way of a user's: through SQLAlchemy into
an archive, and from there into the index. Some hold what is easily missed: Traditional characters,
full width, Uyghur, rare characters, quotation marks, pieces of query syntax.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from benchmarks.made_text import (
    CROPS,
    NAME_CHARACTERS,
    ODDITIES,
    WORDS,
    Writer,
    listed,
    zipf,
)
from benchmarks.topics import Topic
from casearchive.domain.case import Case, CaseSource, CaseTheme, Outcome, Section
from casearchive.domain.evidence import Attachment, Source
from casearchive.domain.place import Place
from casearchive.domain.tag import Tag
from casearchive.domain.teaching import PlanStep, Question, TeachingNote
from casearchive.domain.terms import CASE_STATUSES, MAX_ABSTRACT, THEMES
from casearchive.search.documents import Document
from casearchive.services.labels import shipped_words
from casearchive.services.searching.indexing import case_document

SECTIONS = listed("背景与问题 主要做法 主要成效 存在问题 经验启示 适用条件")
PROVINCES = listed(
    """
    贵州省 浙江省 四川省 云南省 陕西省 甘肃省 湖南省 福建省 山东省 青海省 江西省 安徽省 广东省
    广西壮族自治区 新疆维吾尔自治区 内蒙古自治区 河南省 湖北省 吉林省 海南省
    """
)
NAME_PARTS = ("花红金清龙凤石白青云东南西北大新", "茂岩溪坪湾岭塘桥坡河泉台沟寨坝林")
TITLES = listed(
    """
    {village}：{crop}{what}与{what}的探索 {village}怎样{do}{what} 从{what}到{what}：{village}的路
    {village}{crop}产业的得与失 {village}：{who}{do}{what} {crop}之外，{village}还有什么
    """
)
_STATUS_WEIGHTS = (15, 10, 40, 30, 5)
_FIRST_DAY = datetime(2018, 1, 1, tzinfo=UTC)
_FEW = ("示范", "转化", "机制", "未达预期")


@dataclass(frozen=True)
class Corpus:
    """`cases` made-up cases, oldest first; `planted` ones among them are each about a topic.

    A planted case has the code ZT-00, ZT-01, … by its topic's place.
    """

    cases: int
    seed: int = 7
    planted: tuple[Topic, ...] = ()

    def made(self) -> Iterator[Case]:
        """Yield the cases; each depends on the seed and its number alone.

        Two cases share the tags they have in common, as objects: a run is for one archive.
        """
        tags: dict[str, Tag] = {}
        for number in range(self.cases):
            yield _CaseMaker(self, number, tags).case()

    def documents(self) -> Iterator[Document]:
        """Yield what a search may find of the cases, without an archive."""
        return map(case_document, self.made())

    @cached_property
    def writer(self) -> Writer:
        """Who writes the texts."""
        return Writer(self.seed)

    @cached_property
    def tag_words(self) -> Sequence[str]:
        """Every tag there is, the commonest first."""
        dice = random.Random(self.seed)
        names = ["".join(dice.choices(NAME_CHARACTERS, k=2)) for _name in range(200)]
        return tuple(dict.fromkeys((*WORDS["what"], *CROPS, *names)))

    @cached_property
    def tag_weights(self) -> Sequence[float]:
        """How likely each tag is."""
        return zipf(len(self.tag_words))

    def topic_of(self, number: int) -> int:
        """Return the place of the topic that a case is about, -1 if it is about none."""
        step = self.cases // len(self.planted) if self.planted else 0
        place, rest = divmod(number, step) if step else (0, 1)
        return place if rest == 0 and place < len(self.planted) else -1


class _CaseMaker:
    """One case under way: its dice and what it is about."""

    def __init__(self, corpus: Corpus, number: int, tags: dict[str, Tag]) -> None:
        self._dice = random.Random(f"{corpus.seed}/{number}")
        self._corpus = corpus
        self._number = number
        self._tags = tags
        self._village = "".join(map(self._dice.choice, NAME_PARTS)) + "村"
        self._crop = self._dice.choice(CROPS)
        self._years = sorted(self._dice.sample(range(2012, 2026), 2))
        place = corpus.topic_of(number)
        self._topic = corpus.planted[place] if place >= 0 else None
        self._code = f"AL-{number:06}" if self._topic is None else f"ZT-{place:02}"
        self._about = (self._crop, *self._dice.sample(WORDS["what"], 3))
        if self._topic:
            self._about = (*self._topic.words, self._about[1])

    def case(self) -> Case:
        """Make the case."""
        dice = self._dice
        moment = _FIRST_DAY + timedelta(minutes=self._number)
        sources = [self._source() for _source in range(dice.choice((1, 1, 2)))]
        return Case(
            id=self._id(),
            code=self._code,
            kind=dice.choice(("典型", "典型", "典型", "教学")),
            title=self._title(),
            role=dice.choice(_FEW),
            scope="村",
            status=dice.choices(CASE_STATUSES, _STATUS_WEIGHTS)[0],
            abstract=self._text(160)[:MAX_ABSTRACT],
            industry=dice.choice((*_shipped("industry"), "")),
            governance_topic=dice.choice(("", *_shipped("governance_topic"))),
            income_path=dice.choice(("", *_shipped("income_path"))),
            endowments=dice.sample(_shipped("endowment"), dice.randint(0, 2)),
            period=f"{self._years[0]}—{self._years[1]}年",
            reviewed_by="",
            version=1,
            place=self._place(),
            created_at=moment,
            updated_at=moment,
            themes=[
                CaseTheme(word=word, position=position)
                for position, word in enumerate(dice.sample(THEMES, dice.choice((1, 1, 2, 3))))
            ],
            tags=[self._tag(word) for word in self._tag_words()],
            sections=self._sections(),
            outcomes=[self._outcome(n, sources) for n in range(dice.randint(1, 4))],
            cited_sources=[CaseSource(source=s, position=n) for n, s in enumerate(sources)],
            questions=[self._question(n) for n in range(dice.randint(1, 3))],
            teaching_note=self._note() if dice.random() < 0.6 else None,
            attachments=[self._picture()] if dice.random() < 0.4 else [],
            lecturers=[],
        )

    def _id(self) -> UUID:
        return UUID(int=self._dice.getrandbits(128), version=4)

    def _text(self, length: int) -> str:
        return self._corpus.writer.paragraph(self._dice, length, self._about)

    def _title(self) -> str:
        if self._topic:
            return self._topic.title.format(village=self._village)
        title = self._dice.choice(TITLES)
        for gap in ("what", "what", "who", "do"):
            title = title.replace(f"{{{gap}}}", self._dice.choice(WORDS[gap]), 1)
        title = title.format(village=self._village, crop=self._crop)
        if rival := self._rival():
            title += f"，兼谈{rival.words[-1]}"
        return title

    def _rival(self) -> Topic | None:
        """Return the topic of two words whose last one this case takes for its title."""
        topics = [topic for topic in self._corpus.planted if len(topic.words) > 1]
        if not topics or self._number % 5 != 1:
            return None
        return topics[self._number // 5 % len(topics)]

    def _lister(self) -> Topic | None:
        """Return the topic that this case names eight times in a list, and nowhere else."""
        topics = [topic for topic in self._corpus.planted if topic.kind == "正文"]
        if not topics or self._number % 5 != 2:
            return None
        return topics[self._number // 5 % len(topics)]

    def _place(self) -> Place:
        dice = self._dice
        city, county, township = ("".join(map(dice.choice, NAME_PARTS)) for _level in range(3))
        levels = {
            "province": dice.choice(PROVINCES[: 8 + self._number % 13]),
            "city": f"{city}市",
            "county": f"{county}县",
            "township": f"{township}{dice.choice('乡镇')}",
            "village": self._village,
        }
        if self._topic and self._topic.province:
            levels["province"] = self._topic.province
        name = "".join(levels.values()) if dice.random() < 0.5 else f"{county}县{self._village}"
        return Place(id=self._id(), name=name, terrain=dice.choice(_shipped("terrain")), **levels)

    def _tag_words(self) -> list[str]:
        corpus = self._corpus
        drawn = self._dice.choices(corpus.tag_words, cum_weights=corpus.tag_weights, k=3)
        own = self._topic.tags if self._topic else (self._crop,)
        return sorted({*own, *drawn})

    def _tag(self, word: str) -> Tag:
        if word not in self._tags:
            bits = random.Random(f"{self._corpus.seed}/tag/{word}").getrandbits(128)
            self._tags[word] = Tag(id=UUID(int=bits, version=4), name=word)
        return self._tags[word]

    def _sections(self) -> list[Section]:
        texts = ["\n\n".join((self._text(200), self._text(200))) for _type in SECTIONS]
        place = self._dice.randrange(len(texts))
        texts[place] += f"\n\n{self._mentions()}"
        return [
            Section(id=self._id(), type=word, title="", body=text, position=n, trainer_only=False)
            for n, (word, text) in enumerate(zip(SECTIONS, texts, strict=True))
        ]

    def _mentions(self) -> str:
        """Return a paragraph with what only comes up once: oddities, others' topics."""
        dice, planted = self._dice, self._corpus.planted
        parts = dice.sample(ODDITIES, dice.choice((0, 1, 1, 2)))
        if planted and self._topic is None:
            topics = dice.sample(planted, 3)
            topics += [rival] if (rival := self._rival()) else []
            for topic in topics:
                parts += [f"外村的{'与'.join(topic.words)}也听说过"] * dice.randint(1, 3)
            if lister := self._lister():
                parts += [f"{lister.words[0]}见{self._corpus.writer.name(dice)}一例"] * 8
        dice.shuffle(parts)
        clauses = [self._text(20).rstrip("。；！") for _part in parts]
        return "。".join(part for pair in zip(clauses, parts, strict=True) for part in pair) + "。"

    def _source(self) -> Source:
        dice = self._dice
        day = _FIRST_DAY + timedelta(days=dice.randrange(2800))
        return Source(
            id=self._id(),
            type="N/OL",
            title=f"{self._village}的{dice.choice(WORDS['what'])}",
            author="",
            publisher=f"{self._corpus.writer.name(dice)}日报",
            published=day.date().isoformat(),
            issue="",
            url=f"https://example.org/{self._number}",
            file_hash="",
            grade=dice.choice("BCD"),
            language_state="",
            repair_log="",
            created_at=day,
            updated_at=day,
        )

    def _outcome(self, position: int, sources: Sequence[Source]) -> Outcome:
        dice = self._dice
        entry = dice.choice(shipped_words("indicator"))
        value = Decimal(dice.randint(5, 10 ** dice.randint(2, 4))) / dice.choice((1, 1, 10))
        unit = str(entry.get("unit") or "个")
        if unit == "万元" and dice.random() < 0.3:
            value, unit = dice.choice(((value / 1000, "亿元"), (value * 10_000, "元")))
        qualifier = dice.choice(("=", "=", "=", "约", "多/余", "区间"))
        return Outcome(
            id=self._id(),
            position=position,
            indicator=str(entry["word"]),
            value=value,
            upper_value=value * 2 if qualifier == "区间" else None,
            qualifier=qualifier,
            unit=unit,
            year=dice.choice((*self._years, *self._years, None)),
            year_basis="",
            period_kind="年度",
            quote=f"第{dice.randint(1, 9)}段",
            source=dice.choice(sources),
        )

    def _question(self, position: int) -> Question:
        stem = f"如果你是{self._village}的{self._dice.choice(WORDS['who'])}，{self._text(20)}"
        answer = self._text(40)
        return Question(
            id=self._id(), position=position, type="分析题", stem=stem, answer=answer, evidence=""
        )

    def _note(self) -> TeachingNote:
        step = PlanStep(id=self._id(), position=0, minutes=20, step="分组讨论", board="得与失")
        return TeachingNote(
            id=self._id(),
            audience="村党组织书记",
            objectives=self._text(40),
            analysis=self._text(80),
            theory="",
            key_points="",
            plan=[step],
        )

    def _picture(self) -> Attachment:
        licence, consent = self._dice.choice(
            (("自有", "不涉及人像"), ("书面授权", "已书面同意"), ("未知(禁止印发)", "不涉及人像"))
        )
        return Attachment(
            id=self._id(),
            sha256=f"{self._dice.getrandbits(256):064x}",
            name="照片.jpg",
            media_type="image/jpeg",
            size=self._dice.randint(10_000, 900_000),
            caption=f"{self._village}{self._dice.choice(WORDS['what'])}",
            creator="",
            licence=licence,
            portrait_consent=consent,
        )


def _shipped(vocabulary: str) -> list[str]:
    return [str(entry["word"]) for entry in shipped_words(vocabulary)]
