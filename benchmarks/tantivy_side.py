"""The same texts and queries on tantivy, the upper bound: a second engine, written in Rust.

It is given our folded texts cut into our own tokens: every pair of neighbouring characters, with
their positions, so that a word is a phrase of pairs and nothing is missed; single characters apart.
A token that no text holds stands between words, lest a phrase run across punctuation. What is
wanted in a head (title, place, labels) is wanted in the text too, and weighs more.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any as Answer

import tantivy

from benchmarks.made_archive import texts_of
from casearchive.search.documents import Document
from casearchive.search.language.nodes import Any, Every, Node, Not, Term
from casearchive.search.language.parse import parse
from casearchive.search.text.fold import fold, settle, words

_BETWEEN = "\u00a6"  # folded texts hold no such character inside a word
_KEYS = "keys.txt"  # of the cases, by row: beside its own files
_WRITER_BYTES = 256 << 20
_HEAD_WEIGHT = 6.0
FIELDS = {"": "text", "code": "code", "title": "title", "place": "place", "tags": "tags"}


class QueryIsBeyondIt(Exception):
    """The query asks what only a filter, a number or a look at the text can answer."""


class TantivySide:
    """An index in a folder of its own, written by one thread as ours is."""

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("row", fast=True)
        for name in (*FIELDS.values(), "head"):
            builder.add_text_field(name, tokenizer_name="cut", index_option="position")
            builder.add_text_field(f"{name}_one", tokenizer_name="cut", index_option="freq")
        self._schema = builder.build()
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(folder))
        cut = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("cut", cut)
        self._folder = folder
        keys = folder / _KEYS
        self._keys: list[str] = keys.read_text("utf-8").split() if keys.exists() else []
        self._searcher = self._index.searcher()

    def build(self, documents: Iterable[Document]) -> None:
        """Index the documents."""
        writer = self._index.writer(_WRITER_BYTES, 1)
        for row, document in enumerate(documents):
            self._keys.append(document.key)
            writer.add_document(_to_tantivy(row, document))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        (self._folder / _KEYS).write_text("\n".join(self._keys), "utf-8")

    @property
    def is_built(self) -> bool:
        """Whether the documents are in it, as when an earlier run has kept its folder."""
        return bool(self._keys)

    @property
    def megabytes(self) -> float:
        """The size of its files."""
        files = (file for file in self._folder.iterdir() if file.name != _KEYS)
        return sum(file.stat().st_size for file in files) / 1e6

    def query(self, typed: str) -> tantivy.Query:
        """Return what was typed as its query. Raises QueryIsBeyondIt."""
        return self._query(parse(typed).tree)

    def first(self, query: tantivy.Query, limit: int) -> list[str]:
        """Return the keys of the best cases, best first."""
        found = self._searcher.search(query, limit, count=False)
        rows = self._searcher.fast_field_values("row", [place for _score, place in found.hits])
        return [self._keys[int(row or 0)] for row in rows]

    def count(self, query: tantivy.Query) -> int:
        """Return how many cases match."""
        found: Answer = self._searcher.search(query, 1)  # its stubs leave `count` out
        return int(found.count)

    def _query(self, node: Node) -> tantivy.Query:
        match node:
            case Term(text, field):
                return self._term(text, field)
            case Every(parts):
                wanted = [part for part in parts if not isinstance(part, Not)]
                unwanted = [part.part for part in parts if isinstance(part, Not)]
                every = [tantivy.Query.all_query()] if not wanted else []
                return tantivy.Query.boolean_query(
                    [(tantivy.Occur.Must, q) for q in every]
                    + [(tantivy.Occur.Must, self._query(part)) for part in wanted]
                    + [(tantivy.Occur.MustNot, self._query(part)) for part in unwanted]
                )
            case Any(parts):
                either = [(tantivy.Occur.Should, self._query(part)) for part in parts]
                return tantivy.Query.boolean_query(either)
            case Not():
                return self._query(Every((node,)))
            case _:
                raise QueryIsBeyondIt

    def _term(self, text: str, field: str) -> tantivy.Query:
        if words(text) != [text]:
            raise QueryIsBeyondIt
        wanted = self._phrase(FIELDS[field], text)
        if field:
            return wanted
        heavier = tantivy.Query.boost_query(self._phrase("head", text), _HEAD_WEIGHT)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, wanted), (tantivy.Occur.Should, heavier)]
        )

    def _phrase(self, field: str, word: str) -> tantivy.Query:
        if len(word) == 1:
            return tantivy.Query.term_query(self._schema, f"{field}_one", word)
        pairs: list[str | tuple[int, str]] = [*_pairs(word)]
        if len(word) == 2:
            return tantivy.Query.term_query(self._schema, field, word)
        return tantivy.Query.phrase_query(self._schema, field, pairs)


def _to_tantivy(row: int, document: Document) -> tantivy.Document:
    made = tantivy.Document()
    made.add_unsigned("row", row)
    heads = {
        "code": [document.code],
        "title": [document.title],
        "place": [document.place],
        "tags": document.tags,
    }
    head = [text for texts in heads.values() for text in texts]
    whole = {**heads, "text": list(texts_of(document)), "head": head}
    for field, texts in whole.items():
        found = [word for text in texts for word in words(fold(settle(text)))]
        made.add_text(field, f" {_BETWEEN} ".join(" ".join(_pairs(word)) for word in found))
        made.add_text(f"{field}_one", " ".join(" ".join(word) for word in found))
    return made


def _pairs(word: str) -> Iterator[str]:
    return (word[start : start + 2] for start in range(max(1, len(word) - 1)))


def beyond_it(side: TantivySide, queries: Sequence[str]) -> set[str]:
    """Return the queries that it cannot answer."""
    found = set()
    for typed in queries:
        try:
            side.query(typed)
        except QueryIsBeyondIt:
            found.add(typed)
    return found
