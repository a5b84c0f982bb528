"""What kinds of entities and their fields are called by those who read them: one word each."""

from __future__ import annotations

from casearchive.i18n import _


def kind_names() -> dict[str, str]:
    """Return what entities are called, by their lists in the JSON form."""
    return {
        "terms": _("词语"),
        "tags": _("标签"),
        "cases": _("案例"),
        "places": _("地点"),
        "sources": _("出处"),
        "attachments": _("附件"),
        "lecturers": _("师资"),
        "sites": _("教学点"),
        "routes": _("教学路线"),
        "courses": _("课程"),
        "programmes": _("培训项目记录"),
        "pairings": _("结对"),
        "collections": _("文件夹"),
        "saved_searches": _("智能列表"),
        "briefing_packs": _("材料包"),
        "frozen_editions": _("定版"),
        "revisions": _("历史记录"),
    }


def field_name(key: str) -> str:
    """Return what a field is called; one that has no name for readers is called by its key."""
    return field_names().get(key, key)


def field_names() -> dict[str, str]:
    """Return what the fields of all entities are called, by their keys in a state."""
    return {**_of_cases(), **_of_parts(), **_of_records()}


def _of_cases() -> dict[str, str]:
    return {
        "code": _("编号"),
        "title": _("标题"),
        "kind": _("类型"),
        "role": _("角色"),
        "scope": _("范围"),
        "status": _("状态"),
        "abstract": _("摘要"),
        "industry": _("产业"),
        "governance_topic": _("治理主题"),
        "income_path": _("增收路径"),
        "endowments": _("资源禀赋"),
        "period": _("时间"),
        "reviewed_by": _("评述者"),
        "trashed_at": _("回收站"),
        "place_id": _("地点"),
        "themes": _("主题"),
        "sections": _("章节"),
        "outcomes": _("成效指标"),
        "cited_sources": _("出处"),
        "questions": _("思考题"),
        "teaching_note": _("使用说明"),
        "attachments": _("附件"),
        "tags": _("标签"),
        "lecturers": _("师资"),
    }


def _of_parts() -> dict[str, str]:
    return {
        "body": _("正文"),
        "trainer_only": _("仅供教师"),
        "stem": _("题目"),
        "answer": _("答案"),
        "evidence": _("依据"),
        "audience": _("对象"),
        "objectives": _("目标"),
        "analysis": _("分析"),
        "theory": _("理论"),
        "key_points": _("要点"),
        "plan": _("教学安排"),
        "step": _("步骤"),
        "minutes": _("分钟"),
        "type": _("类型"),
        "caption": _("说明"),
        "creator": _("作者"),
        "licence": _("使用许可"),
        "portrait_consent": _("肖像同意"),
        "expires": _("到期日"),
        "indicator": _("指标"),
        "value": _("数值"),
        "unit": _("单位"),
        "year": _("年份"),
        "quote": _("出处位置"),
        "text": _("文字"),
    }


def _of_records() -> dict[str, str]:
    return {
        "name": _("名字"),
        "label": _("名字"),
        "author": _("作者"),
        "publisher": _("出版者"),
        "published": _("发布日期"),
        "accessed": _("引用日期"),
        "issue": _("版次"),
        "url": _("网址"),
        "grade": _("等级"),
        "province": _("省"),
        "city": _("市"),
        "county": _("县"),
        "township": _("乡镇"),
        "village": _("村"),
        "terrain": _("地形"),
        "figures": _("数字"),
        "items": _("内容"),
        "entries": _("案例"),
        "options": _("封面信息"),
        "template": _("版式"),
        "edition": _("版次"),
        "typed": _("搜索的写法"),
    }
