"""Made-up cases in the thousands: the same seed gives the same ones, and none is anybody's text.

Words are drawn by Zipf's law from a vocabulary of village work, filled up with rare made-up words,
so that some pieces stand in most cases and some in a handful. As in reports, most clauses are ones
that others have written before.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, product

from casearchive.search.documents import Document, IndexedSection

PROVINCES = ("贵州省", "浙江省", "四川省", "云南省", "陕西省", "甘肃省", "湖南省", "福建省")
THEMES = ("产业振兴", "人才振兴", "文化振兴", "生态振兴", "组织振兴", "乡村治理")
SECTIONS = ("摘要", "背景", "主要做法", "取得成效", "经验启示", "思考题")
NAME_PARTS = ("花红金清龙凤石白青云东南西北大新", "茂岩溪坪湾岭塘桥坡河泉台沟寨坝林")
RARE_CHARACTERS = "翠岚岫芷蘅沅澧岷崆峒渭泾汾洮湟澜沧雅砻赤醴苍洱漓邕珙珲瑷珏璞琮霁霖雯霄骊骥鸾鹭"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


CROPS = _words("辣椒 茶叶 苹果 柑橘 猕猴桃 食用菌 中药材 水稻 小龙虾 蜂蜜 花椒 葡萄 油茶 竹笋 蓝莓")
COMMON = _words(
    """
    村民 发展 产业 合作社 集体 收入 党支部 乡村 振兴 农户 基地 建设 带动 治理 土地 流转 旅游
    民宿 培训 销售 电商 品牌 资金 项目 干部 群众 积分制 环境 整治 垃圾 分类 道路 水利 生态 保护
    文化 传统 手工艺 非遗 青年 返乡 创业 技术 标准化 种植 养殖 加工 冷链 物流 股份 分红 就业
    增收 脱贫 示范 推广 经验 机制 网格 议事会 服务 医疗 养老 教育 学校 数字化 平台 直播 订单
    龙头企业 家庭农场 改革 宅基地
    """
)
FUNCTION_WORDS = _words(
    "的 了 和 在 通过 以 为 与 并 由 对 从 等 及 将 把 使 不断 积极 进一步 形成 实现"
)
LATIN = _words("GAP APP WiFi 4G LED GPS PPP SOP casearchive e-commerce VR")


@dataclass(frozen=True)
class Corpus:
    """`cases` made-up documents of about 3,000 characters, oldest first."""

    cases: int
    seed: int = 7

    def documents(self) -> Iterator[Document]:
        """Yield the documents; each depends on the seed and its number alone."""
        for number in range(self.cases):
            yield self._document(number)

    @cached_property
    def vocabulary(self) -> Sequence[str]:
        """All words, the commonest first."""
        rare = ["".join(pair) for pair in product(RARE_CHARACTERS, repeat=2)]
        random.Random(self.seed).shuffle(rare)
        return (*FUNCTION_WORDS, *COMMON, *CROPS, *LATIN, *rare)

    @cached_property
    def _word_weights(self) -> Sequence[float]:
        return tuple(accumulate(1 / rank**1.2 for rank in range(3, len(self.vocabulary) + 3)))

    @cached_property
    def _stock_clauses(self) -> Sequence[str]:
        dice = random.Random(self.seed)
        return tuple("".join(self._fresh_clause(dice)) for _number in range(5000))

    @cached_property
    def _clause_weights(self) -> Sequence[float]:
        return tuple(accumulate(1 / rank**0.8 for rank in range(10, 5010)))

    def _document(self, number: int) -> Document:
        dice = random.Random(f"{self.seed}/{number}")
        village = "".join(map(dice.choice, NAME_PARTS)) + "村"
        crop, theme = dice.choice(CROPS), dice.choice(THEMES)
        province, year = dice.choice(PROVINCES), str(dice.randint(2015, 2025))
        subjects = (crop, *dice.sample(COMMON, 4))
        return Document(
            key=f"case-{number:06}",
            title=f"{village}：{crop}{dice.choice(COMMON)}与{dice.choice(COMMON)}的探索",
            code=f"AL-{number:06}",
            place=f"{province} {''.join(map(dice.choice, NAME_PARTS))}县 {village}",
            tags=(theme, crop, dice.choice(COMMON)),
            filters={"theme": (theme,), "province": (province,), "year": (year,)},
            sections=tuple(
                IndexedSection(label, self._text(dice, 500, subjects)) for label in SECTIONS
            ),
            updated=f"{number:08}",
        )

    def _text(self, dice: random.Random, length: int, subjects: Sequence[str]) -> str:
        sentences: list[str] = []
        written = 0
        while written < length:
            clauses = [self._clause(dice, subjects) for _number in range(dice.randint(1, 4))]
            sentences.append("，".join(clauses) + "。")
            written += len(sentences[-1])
        return "".join(sentences)

    def _clause(self, dice: random.Random, subjects: Sequence[str]) -> str:
        if dice.random() < 0.75:
            (clause,) = dice.choices(self._stock_clauses, cum_weights=self._clause_weights)
            return clause
        words = self._fresh_clause(dice)
        words[dice.randrange(len(words))] = dice.choice(subjects)
        if dice.random() < 0.5:
            words.append(f"{dice.randint(2, 400)}{dice.choice(['万元', '户', '亩', '%', '人'])}")
        return "".join(words)

    def _fresh_clause(self, dice: random.Random) -> list[str]:
        return dice.choices(self.vocabulary, cum_weights=self._word_weights, k=dice.randint(3, 7))
