"""All mapped classes, so that whoever needs the whole schema imports one module."""

from casearchive.domain.base import Base
from casearchive.domain.case import Case, CaseSource, CaseTheme, Outcome, Section
from casearchive.domain.collection import Collection, CollectionEntry
from casearchive.domain.edition import FrozenCase, FrozenEdition
from casearchive.domain.evidence import Attachment, Source
from casearchive.domain.history import Revision
from casearchive.domain.lecturer import Lecturer
from casearchive.domain.pack import BriefingPack, ChosenCase, PackItem
from casearchive.domain.place import Place, PlaceFigure
from casearchive.domain.saved_search import SavedSearch
from casearchive.domain.tag import Tag
from casearchive.domain.teaching import PlanStep, Question, TeachingNote
from casearchive.domain.terms import Term
from casearchive.domain.training import (
    Course,
    Pairing,
    Programme,
    ProgrammeCount,
    ProgrammeStep,
    Route,
    Session,
    Site,
    Stop,
)

__all__ = [
    "Attachment",
    "Base",
    "BriefingPack",
    "Case",
    "CaseSource",
    "CaseTheme",
    "ChosenCase",
    "Collection",
    "CollectionEntry",
    "Course",
    "FrozenCase",
    "FrozenEdition",
    "Lecturer",
    "Outcome",
    "PackItem",
    "Pairing",
    "Place",
    "PlaceFigure",
    "PlanStep",
    "Programme",
    "ProgrammeCount",
    "ProgrammeStep",
    "Question",
    "Revision",
    "Route",
    "SavedSearch",
    "Section",
    "Session",
    "Site",
    "Source",
    "Stop",
    "Tag",
    "TeachingNote",
    "Term",
]
