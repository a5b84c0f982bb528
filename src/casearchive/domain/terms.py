"""The words of the trade: fixed lists that the schema enforces, and terms a user may extend."""

from uuid import UUID, uuid4

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casearchive.domain.base import Base, not_blank

CASE_KINDS = ("典型", "教学")
CASE_ROLES = ("示范", "转化", "机制", "未达预期")
CASE_STATUSES = ("草稿", "待核", "已核", "定稿", "停用")
QUALIFIERS = ("=", "约", "多/余", "超过", "近", "不足", "以上", "区间")
PERIOD_KINDS = ("年度", "时点", "累计")
SOURCE_TYPES = (
    *("M", "C", "N", "J", "D", "R", "S", "P", "A", "DB", "Z"),
    *("EB/OL", "N/OL", "A/OL", "J/OL", "DB/OL"),
)
SOURCE_GRADES = ("A", "B", "C", "D", "E")
LICENCES = ("自有", "书面授权", "CC类许可", "政府公开信息", "仅供本班内部", "未知(禁止印发)")
CONSENTS = ("不涉及人像", "远景不可辨", "已书面同意", "未取得(禁止印发)")
PAIRING_KINDS = ("友谊乡", "友谊村", "产业对子", "结对共建")
EDITIONS = ("trainer", "trainee")

THEMES = ("产业振兴", "人才振兴", "文化振兴", "生态振兴", "组织振兴")
MAX_THEMES = len(THEMES)
MAX_ABSTRACT = 300

VOCABULARIES = (
    *("theme", "scope", "industry", "governance_topic", "income_path", "endowment"),
    *("terrain", "section_type", "question_type", "indicator", "site_kind", "unit"),
)


class Term(Base):
    """One word of a vocabulary that users may extend.

    The shipped words come from ``resources/vocabularies.json``; `built_in` tells them apart, so
    that a newer program can bring newer words without touching the user's own.
    """

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("vocabulary", "word"), not_blank("word"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    vocabulary: Mapped[str]
    word: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    english: Mapped[str] = mapped_column(default="")
    synonyms: Mapped[list[str]] = mapped_column(JSON, default=list)
    unit: Mapped[str] = mapped_column(default="")
    built_in: Mapped[bool] = mapped_column(default=False)
