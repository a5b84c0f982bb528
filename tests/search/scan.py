"""The truth a search is held against: reading every text of every document from end to end."""

from casearchive.search.documents import Document
from casearchive.search.language.parse import Every, Facet, Node, Not, Term, parse
from casearchive.search.text.fold import fold, settle


def keys_by_scan(documents: list[Document], typed: str) -> set[str]:
    """Return the keys of the documents that match, found without any index."""
    tree = parse(typed)
    return {d.key for d in documents if tree.parts and _matches(tree, d)}


def _matches(node: Node, document: Document) -> bool:
    match node:
        case Term(text, field):
            return any(text in fold(settle(part)) for part in _texts(document, field))
        case Facet(name, text):
            return any(text in fold(settle(v)) for v in document.filters.get(name, ()))
        case Not(part):
            return not _matches(part, document)
        case Every(parts):
            return all(_matches(part, document) for part in parts)
        case _:
            raise AssertionError(node)


def _texts(document: Document, field: str) -> list[str]:
    heads = {
        "code": [document.code],
        "title": [document.title],
        "place": [document.place],
        "tags": [*document.tags],
    }
    if field:
        return heads[field]
    return [t for texts in heads.values() for t in texts] + [s.text for s in document.sections]
