"""Made-up report text: Chinese that reads like village reports, of words drawn by Zipf's law.

A clause is a pattern with its gaps filled: by the commonest words of village work, by what the
case is about, by figures, and by rare made-up names, so that some pieces stand in most cases and
some in a handful. As in reports, many clauses are ones that others have written before. A report
of 3,000 characters has about as many different pairs of characters as the sample cases have, and
packs about as well (`python -m benchmarks.made_text` prints both).
"""

import random
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from casearchive.resources import resource_path
from casearchive.search.text.fold import fold, words


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a text that are parted by spaces."""
    return tuple(text.split())


CROPS = listed("辣椒 茶叶 苹果 柑橘 猕猴桃 食用菌 中药材 水稻 小龙虾 蜂蜜 花椒 葡萄 油茶 竹笋 蓝莓")
NAME_CHARACTERS = (
    "翠岚岫芷蘅沅澧岷崆峒渭泾汾洮湟澜沧雅砻赤醴苍洱漓邕珙珲瑷珏璞琮霁霖雯霄骊骥鸾鹭"
    "杏梅桐榆槐柏枫樟楠椿荷莲蓉菱芦荻蒲苇桑麻黍稷梁穗禾秧埂畈圩堰渠坎垭岽峪崖嵩巍磐砚"
)
# Gap -> what fills it, the commonest first.
WORDS = {
    "who": listed(
        """
        村党支部 村民 合作社 农户 村委会 党员 驻村工作队 群众 干部 村民代表 返乡青年 种植大户
        致富带头人 妇女小组 老支书 网格员 乡镇党委 龙头企业 家庭农场 供销社 农技员 村民小组长
        第一书记 志愿者 脱贫户 外出务工人员 退役军人 乡贤 大学生村官 手艺人 老党员 议事会成员
        """
    ),
    "do": listed(
        """
        带动 推动 组织 引导 建设 发展 成立 实施 推广 完善 开展 探索 利用 整合 改造 引进 建立 规范
        盘活 打造 提升 牵头 动员 落实 修订 公开 对接 培育 协调 试种 丈量 登记 承包 托管 申报 验收
        评比 走访 摸排 签订 返租 补贴 修缮 腾退 疏浚 补植 嫁接 采摘 分拣 烘干 包装 直销 代办 调解
        """
    ),
    "what": listed(
        """
        产业 集体经济 土地 基地 旅游 环境 资金 项目 积分制 道路 垃圾分类 民宿 电商 品牌 培训 水利
        文化 生态 手工艺 非遗 标准化 冷链 物流 股份 分红 网格 议事会 医疗 养老 教育 数字化 平台
        直播 订单 宅基地 大棚 厂房 车间 仓库 茶园 果园 鱼塘 水渠 梯田 山林 老屋 祠堂 戏台 集市
        食堂 卫生室 文化站 公示栏 村规民约 红白理事会 合同 账目 台账 种苗 肥料 农机 滴灌 收购价
        保底价 保险 贷款 用工 工资 租金 门票 停车场 步道 路灯 水厂 污水管网 公厕 菜园 小花园
        """
    ),
    "how": listed(
        """
        逐步 主动 统一 共同 分批 继续 定期 积极 重新 全部 逐户 先后 多次 及时 公开 自愿 就近 提前
        反复 一律 轮流 集中 联合 当场 就地
        """
    ),
    "when": listed(
        """
        当年 第二年 年底 春节前 农闲时 起初 后来 三年间 第1年 入冬以后 收获季 换届以后 疫情期间
        雨季 赶集日 每月初五 每周一 上半年 秋收后 开春
        """
    ),
    "state": listed(
        """
        稳定 不高 明显改善 参差不齐 逐年增加 还不够 有了着落 难以为继 一度停滞 比较分散 有账可查
        卖不上价 无人问津 供不应求 写进了章程 挂在墙上 说不清楚 人人知道 超出预算 拖了两年
        各有说法 没有写明 得到认可 少了一半 翻了一番 因户而异 不温不火 心中有数 越来越多
        """
    ),
    "unit": listed("万元 户 亩 人 % 元 次 家 吨 公里 天 个 平方米 批"),
    "kind": listed("合作社 公司 专业队 品牌 工坊 基地 水库 古道 驿站 农场 组 集市 书院 车间"),
}
PATTERNS = listed(
    """
    {who}{how}{do}{what} {who}{do}{what}和{what} 由{who}牵头{do}{what} {when}，{who}{do}了{what}
    {what}的{what}{state} {do}{what}{n}{unit} {crop}种植面积{n}亩 {crop}的收购价{state}
    {who}把{what}交给{who} 共有{n}户{who}参加 {name}{kind}{do}{what} 与{name}{kind}签订{what}合同
    {who}认为{what}{state} 在{name}{do}{what} 每{unit}{do}{n}元 {n}名{who}到{name}{do}{what}
    先{do}{what}再{do}{what} 谁{do}谁得益 {what}收入{n}万元 其中{what}占{n}% 户均增收{n}元
    {who}与{who}之间的{what}{state} 以{what}换{what} 一边{do}{what}一边{do}{what}
    {crop}{what}从{n}亩到{n}亩 把{crop}做成{what} {name}{kind}收购{crop} {how}{do}{crop}
    对{what}{how}{do} 按{what}{how}{do} {who}{when}{do}{crop} {what}由{who}{how}{do}
    {name}一带的{what}{state} 不{do}{what}的{n}户 从{name}引进{crop} {who}说，{what}要{how}{do}
    {n}{unit}{what} {what}、{what}和{what} {topic}{state} {who}{do}{topic} {topic}由{who}{do}
    围绕{topic}{do}{what} 因为{topic}，{what}{state} {what}没有{do}{what}之前 让{who}算清{what}账
    """
)
# What a search easily misses.
ODDITIES = (
    "產業振興帶動農戶增收，臺賬與賬目公開",
    "按ＧＡＰ标准种植，引进ＬＥＤ补光灯２００盏",
    "第5批示范村，集体收入170万元，增长3.5%，棚内气温25℃",
    "使用 casearchive 与 e-commerce 平台，4G 信号、WiFi 全覆盖",
    "ئۇيغۇر تىلى دەرسى 双语公示，يېزا كەنت 名册",
    "𠮷野家体验店与𪚥字牌匾，㕔堂挂牌👍",
    "村里建了café，菜单写着résumé与naïve",
    "原文写“五彩椒”，《章程》叫「彩椒」，又名‘甜椒’",
    "公式 a*b>=c AND (d OR e) NOT f，NEAR(x y, 2)",
    "'; DROP TABLE documents; -- 100%_\\",
    "标题:不是字段 -不是排除 主题=写在正文里",
    "价格1,280.50元，编号GZ-0007/A，比例1:3",
)
ENDINGS = "。。。。。；！"
_gap = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Writer:
    """Writes clauses, sentences, paragraphs; the stock of common clauses depends on the seed."""

    seed: int

    def paragraph(self, dice: random.Random, length: int, topics: Sequence[str]) -> str:
        """Return sentences of at least `length` characters that come back to the topics."""
        sentences: list[str] = []
        written = 0
        while written < length:
            clauses = [self.clause(dice, topics) for _number in range(dice.randint(1, 4))]
            sentences.append("，".join(clauses) + dice.choice(ENDINGS))
            written += len(sentences[-1])
        return "".join(sentences)

    def clause(self, dice: random.Random, topics: Sequence[str]) -> str:
        """Return a clause without punctuation at its end."""
        if dice.random() < 0.2:
            (stock,) = dice.choices(self._stock, cum_weights=self._stock_weights)
            return stock
        return self._fresh(dice, topics)

    def name(self, dice: random.Random) -> str:
        """Return a made-up name of two characters, some commoner than others."""
        return self._word(dice, "name")

    def _fresh(self, dice: random.Random, topics: Sequence[str]) -> str:
        parts = []
        for number, part in enumerate(dice.choice(_patterns)):
            if number % 2 == 0:
                parts.append(part)
            elif part == "n":
                parts.append(_number(dice))
            elif part in {"topic", "crop"}:
                parts.append(dice.choice(topics or CROPS))
            else:
                parts.append(self._word(dice, part))
        return "".join(parts)

    def _word(self, dice: random.Random, gap: str) -> str:
        (word,) = dice.choices(self._fillings[gap], cum_weights=self._weights[gap])
        return word

    @cached_property
    def _fillings(self) -> dict[str, Sequence[str]]:
        names = [first + second for first in NAME_CHARACTERS for second in NAME_CHARACTERS]
        random.Random(self.seed).shuffle(names)
        return {**WORDS, "name": names}

    @cached_property
    def _weights(self) -> dict[str, Sequence[float]]:
        return {gap: zipf(len(fillings), first=12) for gap, fillings in self._fillings.items()}

    @cached_property
    def _stock(self) -> Sequence[str]:
        dice = random.Random(self.seed)
        return tuple(self._fresh(dice, ()) for _number in range(5000))

    @cached_property
    def _stock_weights(self) -> Sequence[float]:
        return zipf(5000, 0.8, 10)


def zipf(count: int, power: float = 1.0, first: int = 3) -> Sequence[float]:
    """Return running sums of weights by which the n-th word is drawn about 1/n as often."""
    return tuple(accumulate(1 / rank**power for rank in range(first, count + first)))


def _number(dice: random.Random) -> str:
    value = dice.randint(2, 10 ** dice.randint(1, 4))
    return f"{value / 10:.1f}" if dice.random() < 0.15 else str(value)


def _parsed() -> Iterator[list[str]]:
    for pattern in PATTERNS:
        yield _gap.split(pattern)


_patterns = tuple(_parsed())


def main() -> None:
    """Print how varied made-up text is beside the sample's."""
    dice = random.Random(1)
    made = Writer(7).paragraph(dice, 3000, ("辣椒", "积分制"))
    sample = resource_path("sample", "sample.json").read_text(encoding="utf-8")
    bodies = "".join(re.findall(r'"body": "(.*)"', sample))[:3000]
    for name, text in {"made up": made[:3000], "sample": bodies}.items():
        pairs = {pair for word in words(fold(text)) for pair in pairwise(word)}
        packed = len(zlib.compress(text.encode())) / len(text.encode())
        varied = len(pairs) / len(text)
        print(f"{name}: {varied:.2f} different pairs a character, packs to {packed:.0%}")
    print(made[:400])


if __name__ == "__main__":
    main()
