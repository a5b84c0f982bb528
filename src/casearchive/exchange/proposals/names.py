"""Persons named in a text, to be replaced by the post they hold; numbers that may be a person's.

Rules, no dictionary of names: a surname behind a post (村党支部书记王某某说) or before a form of
address (王某某同志), and names with a dot between their parts (艾尔肯·买买提). They only propose:
whoever reads decides, and a name without a post beside it is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casearchive.exchange.proposals.result import NameProposal, NumberWarning, Span

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕"
    "单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚"
    "娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池"
    "查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴"
)
_DOUBLE = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|宇文|端木|长孙|夏侯"
_POSTS = (
    "党支部书记|党总支书记|党委书记|第一书记|支部书记|总支书记|副书记|书记|村委会主任|居委会主任|副主任|主任"
    "|副主席|主席|村支书|支书|村主任|村长|会计|村医|文书|监委会主任|网格员|干事|镇长|乡长|县长|区长|市长|局长|处长|科长"
    "|站长|所长|校长|院长|部长|队长|组长|委员|理事长|董事长|总经理|经理|厂长|场长|负责人|带头人|能手|大户|种植户"
    "|养殖户|经营户|农户|脱贫户|贫困户|村民|学员|党员|教师|老师|教授|专家|技术员|农技员|工作人员|志愿者|队员|代表|老人|店主|老板|社员"
)
_ADDRESSES = "同志|先生|女士|大姐|大哥|大叔|大娘|大妈|大爷|老人|老师|书记|主任|支书|村长|镇长|乡长"
_TRANSLITERATED = (
    "阿艾爱安敖奥巴拜班保贝比别博卜布才察次达丹旦德迪地丁都多顿额恩尔法孜格贡古哈海汗罕合和赫胡霍吉加贾江居卡凯坎康"
    "克肯库拉来莱兰朗勒雷里力丽利莉林龙鲁伦罗洛马玛买麦曼蔓梅美米密木穆那娜纳乃南尼努诺帕培平普齐其奇恰强琴热仁"
    "日茹如萨赛散桑沙山莎商舍什史斯司松苏孙荪索塔台太坦唐特提帖铁廷通图吐托瓦外万旺维卫文翁乌吾西希夏先翔谢辛雅亚"
    "延杨也叶依伊衣益英尤玉约云再赞扎泽者珠卓祖佐孜娅蒂妮依甫拉甫江昆东永措姆姐姑"
)
_ENDS = (
    "说道讲介表告为在是的和与有带从向对把给也就都还又将被深坦感认谈看指算做笑回想今正"
    "，。、：；！？“”（）()《》 \n　"
)
_SPECIAL_NAME = f"[{_TRANSLITERATED}]{{2,8}}(?:[·•・][{_TRANSLITERATED}]{{1,8}}){{1,3}}"
_PLAIN_NAME = f"(?:(?:{_DOUBLE})[㐀-\u9fff]{{1,2}}|[{_SURNAMES}][㐀-\u9fff]{{1,2}})"
_AFTER_POST = re.compile(f"(?P<post>{_POSTS})(?:、)?(?P<name>{_SPECIAL_NAME}|{_PLAIN_NAME})")
_BEFORE_ADDRESS = re.compile(
    f"(?<![㐀-\u9fff])(?P<name>{_PLAIN_NAME})(?P<address>{_ADDRESSES})|(?P<special>{_SPECIAL_NAME})"
)
_HELD = re.compile("[㐀-\u9fff（）()]{1,30}$")
_PLACE_IN_POST = re.compile(
    "[㐀-\u9fff]{1,8}?(?:村|社区|镇|乡|街道|县|合作社|公司)(?=[㐀-\u9fff（])"
)
_DIGITS = re.compile(r"(?<![\dA-Za-z])(?:\d{17}[\dXx]|\d{11})(?![\dA-Za-z])")
_NO_NAMES = re.compile(
    "^(?:[㐀-\u9fff](?:部|会|们|等|个|些|里|家|户|组|队|村|镇|乡|县|员|长|书|主)|和|与|于|任|时|成|解|连|向|应|全|明确|关于|方面|文件|"
    "高度|高质|安排|成为|任务|包括|关键|简单|农村|农民|农户|农业|路上|位于|温暖|华|强|满|花|区|原|海|单|商|项目|房|车|党|安全|康|古|武|景)"
)


def find_names(text: str) -> tuple[NameProposal, ...]:
    """Return the persons a text names, in the order they come, with the post held."""
    posts: dict[str, str] = {}
    first: dict[str, int] = {}
    for name, post, start in _introduced(text):
        if post or name not in posts:
            posts[name] = posts.get(name) or post
        first.setdefault(name, start)
    return tuple(
        _proposal(text, name, posts[name]) for name in sorted(first, key=lambda one: first[one])
    )


def _introduced(text: str) -> Iterator[tuple[str, str, int]]:
    for match in _AFTER_POST.finditer(text):
        name = _bounded(match["name"])
        if name:
            yield name, _post(text, match), match.start("name")
    for match in _BEFORE_ADDRESS.finditer(text):
        if match["special"]:
            yield match["special"], "", match.start()
        elif not _NO_NAMES.match(match["name"]):
            post = match["address"] if len(match["address"]) > 1 else ""
            yield match["name"], post if post in _POSTS.split("|") else "", match.start()


def _bounded(name: str) -> str:
    """Return how much of what stands behind a post is the name; nothing if it is none."""
    if "·" in name or "•" in name or "・" in name:
        return name
    if _NO_NAMES.match(name):
        return ""
    double = re.match(_DOUBLE, name)
    shortest = 3 if double else 2
    if len(name) > shortest and name[shortest] in _ENDS:
        return name[:shortest]
    return name


def _post(text: str, match: re.Match[str]) -> str:
    """Return the post as the text words it, from the village or office on."""
    held = _HELD.search(text[: match.end("post")])
    said = held[0] if held else match["post"]
    places = list(_PLACE_IN_POST.finditer(said))
    return said[places[-1].start() :].lstrip("省市县区") if places else match["post"]


def _proposal(text: str, name: str, post: str) -> NameProposal:
    spans: list[Span] = [match.span() for match in re.finditer(re.escape(name), text)]
    endings = tuple(_POSTS.split("|"))
    following = tuple(span for span in spans if text[: span[0]].endswith(endings))
    return NameProposal(name, post or "当事人", tuple(spans), following)


def replace_names(text: str, names: tuple[NameProposal, ...]) -> str:
    """Return any text with posts in the place of these names: for quotes and prose."""
    endings = tuple(_POSTS.split("|"))
    for name in sorted(names, key=lambda one: -len(one.name)):
        parts = text.split(name.name)
        joined = parts[0]
        for part in parts[1:]:
            joined += ("" if joined.endswith(endings) else name.post) + part
        text = joined
    return text


def find_warnings(text: str) -> tuple[NumberWarning, ...]:
    """Return the numbers of 11 and 18 digits, which may be telephones and identity cards."""
    return tuple(
        NumberWarning("identity" if len(m[0]) == 18 else "telephone", m[0], m.span())
        for m in _DIGITS.finditer(text)
    )
