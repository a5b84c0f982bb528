"""The words of the trade: shipped in a file, extended by users."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain import terms
from casearchive.domain.terms import VOCABULARIES, Term
from casearchive.domain.text import clean_text
from casearchive.services.archive import Archive
from casearchive.services.labels import label, shipped_words

_CHOICES = {
    "kind": terms.CASE_KINDS,
    "role": terms.CASE_ROLES,
    "status": terms.CASE_STATUSES,
    "qualifier": terms.QUALIFIERS,
    "period_kind": terms.PERIOD_KINDS,
    "source_type": terms.SOURCE_TYPES,
    "source_grade": terms.SOURCE_GRADES,
    "licence": terms.LICENCES,
    "portrait_consent": terms.CONSENTS,
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word to pick: as it is kept, and as its reader sees it."""

    word: str
    label: str
    synonyms: tuple[str, ...] = ()
    unit: str = ""


def load_built_in_terms(archive: Archive) -> None:
    """Put the shipped words into an archive; the user's own stay as they are."""
    with archive.writing() as session:
        present = {(term.vocabulary, term.word): term for term in session.scalars(select(Term))}
        for vocabulary in VOCABULARIES:
            for position, entry in enumerate(shipped_words(vocabulary)):
                term = present.get((vocabulary, entry["word"]))
                if term is None:
                    # A fixed id, so that archives of different makers agree on shipped words.
                    key = uuid5(NAMESPACE_URL, f"casearchive:{vocabulary}:{entry['word']}")
                    term = Term(id=key, vocabulary=vocabulary, word=entry["word"])
                    session.add(term)
                term.position = position
                term.english = entry.get("english", "")
                term.synonyms = entry.get("synonyms", [])
                term.unit = entry.get("unit", "")
                term.built_in = True


def learn_words(session: DatabaseSession, vocabulary: str, typed: Iterable[str]) -> None:
    """Add words of the user's own to a vocabulary; those it has already stay as they are."""
    wanted = list(dict.fromkeys(word for text in typed if (word := clean_text(text).strip())))
    query = select(Term.word).where(Term.vocabulary == vocabulary, Term.word.in_(wanted))
    known = set(session.scalars(query))
    for word in wanted:
        if word not in known:
            session.add(Term(vocabulary=vocabulary, word=word))


def words(archive: Archive, vocabulary: str) -> tuple[Word, ...]:
    """Return a vocabulary's words, the shipped ones first, then the user's by name."""
    query = (
        select(Term)
        .where(Term.vocabulary == vocabulary)
        .order_by(Term.built_in.desc(), Term.position, Term.word)
    )
    with archive.reading() as session:
        return tuple(
            Word(t.word, label(vocabulary, t.word), tuple(t.synonyms), t.unit)
            for t in session.scalars(query)
        )


def choices(name: str) -> tuple[str, ...]:
    """Return a fixed list: kind, role, status, qualifier, period_kind, source_type, …"""
    return _CHOICES[name]
