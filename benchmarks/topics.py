"""Topics that a few made-up cases are about, and that many others only mention.

What a case is about is known by construction. The case *about* a topic is the only one whose
summary and every section come back to the topic's words (a dozen times and more); most name it in
the title too, some only in a tag or nowhere but in the text. Others mention a topic once to three
times in one section; where a query has two words, rivals have the last one in their titles and only
mention the first; where only the text is about a topic, rivals name it eight times, but in a single
section. Two topics are also subjects of governance that other cases may bear as a label;
the rest stand in no other list of the corpus.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A planted case: its `title`, the `words` it is about, and what is typed to find it.

    `province` and `tags` are the case's; empty ones are drawn like everybody's.
    """

    typed: str
    kind: str
    title: str
    words: tuple[str, ...]
    tags: tuple[str, ...] = ()
    province: str = ""


_TITLED = """
积分超市|{village}的积分超市怎样不断货
石榴籽服务站|{village}：石榴籽服务站里的三张桌子
村民说事|从一次村民说事看{village}的转变
共享菜园|{village}共享菜园：三分地租给谁
红薯粉条|{village}：把红薯粉条卖到县城以外
稻鱼共生|{village}稻鱼共生两年账
林下养鸡|{village}：林下养鸡为什么先小后大
晾晒棚|一座晾晒棚与{village}的一季收成
竹编工坊|竹编工坊：{village}的慢生意
村史馆|{village}村史馆：谁来讲，讲什么
古井修复|{village}的古井修复
便民流动车|便民流动车开进{village}之后
"""
_APART = """
土坯房 书吧|{village}：空了十年的土坯房，如今是书吧
盐碱地 枸杞|{village}在盐碱地上种出枸杞
大歌 研学|{village}：唱大歌的孩子和来研学的孩子
河长 巡护|{village}的小河长怎样结伴巡护
羊肚菌 轮作|{village}羊肚菌与水稻轮作的得失
彩礼 公约|彩礼降下来以后：{village}的一份公约
荒坡 油橄榄|{village}：荒坡八百亩，油橄榄八万株
渔民 上岸|{village}渔民：上岸第三年
旧窑洞 写生|画家到{village}旧窑洞住下写生
驼绒 被服厂|{village}的驼绒，送进自家被服厂
"""
_IN_THE_TEXT = """
代耕代种 互助食堂 厕所革命 数字门牌 断头路 村级公证 秸秆还田 防返贫监测 邻里说和 雨水花园
"""
_TAGGED = """
快递进村 暖心饭桌 撂荒地复耕 团结大院 田间夜校 水票制
"""
_HALF_TITLED = """
板栗 糖炒车间|{village}：满山板栗出路何在
苦荞 早餐铺|{village}苦荞的第二条路
刺绣 计件工资|{village}的刺绣班
黄精 仿野生|黄精下山：{village}五年
蜜桃 错峰上市|{village}蜜桃多卖半个月
奶酪 牧户联营|{village}：奶酪作坊开门
"""
_PLACED = """
藜麦|青海省|{village}藜麦试种记
藜麦|甘肃省|{village}：藜麦订单的第一年
古茶树|云南省|{village}古茶树挂牌以后
古茶树|贵州省|{village}：谁来管古茶树
海带|福建省|{village}海带上岸
海带|山东省|{village}海带：从晒场到车间
"""
_WRITTEN_OTHERWISE = {
    "積分超市": "积分超市",
    "稻魚共生": "稻鱼共生",
    '"村史馆"': "村史馆",
    "鹽鹼地 枸杞": "盐碱地 枸杞",
    "標題:古井": "古井修复",
    "晾晒棚 -积分超市": "晾晒棚",
    "红薯粉条 OR 红苕粉条": "红薯粉条",
    "林下养鸡 主题:振兴": "林下养鸡",
    "代耕代种 农户": "代耕代种",
    "村民 互助食堂": "互助食堂",
    "断头路 资金": "断头路",
    "厕所革命 产业 发展": "厕所革命",
    "村民说事 村委会": "村民说事",
    "合作社 竹编": "竹编工坊",
    "板栗 合作社": "板栗 糖炒车间",
}


def _lines(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


def _planted() -> tuple[Topic, ...]:
    topics = [Topic(typed, "标题", title, (typed,)) for typed, title in _lines(_TITLED)]
    topics += [
        Topic(typed, "标题分开", title, tuple(typed.split())) for typed, title in _lines(_APART)
    ]
    topics += [Topic(word, "正文", "{village}调研手记", (word,)) for word in _IN_THE_TEXT.split()]
    topics += [Topic(word, "标签", "{village}的一年", (word,), (word,)) for word in _TAGGED.split()]
    topics += [
        Topic(typed, "标题加正文", title, tuple(typed.split()))
        for typed, title in _lines(_HALF_TITLED)
    ]
    topics += [
        Topic(f"{word} {province}", "加地点", title, (word,), province=province)
        for word, province, title in _lines(_PLACED)
    ]
    return tuple(topics)


TOPICS = _planted()


def topic_queries() -> tuple[tuple[str, str, int], ...]:
    """Return what is typed, its kind, and the place in TOPICS of the case it should find first."""
    queries = [(topic.typed, topic.kind, place) for place, topic in enumerate(TOPICS)]
    places = {topic.typed: place for place, topic in enumerate(TOPICS)}
    queries += [(typed, "写法不同", places[plain]) for typed, plain in _WRITTEN_OTHERWISE.items()]
    return tuple(queries)
