"""How a source is cited: GB/T 7714-2015, sections 8.1 (print) and 8.8 (electronic)."""

from casearchive.domain.evidence import Source


def citation(source: Source) -> str:
    """Return the reference of `source`, e.g. ``谢令. 题名[EB/OL]. 发布者, (2023-04-14).``.

    A part that is not known is left out; nothing is filled in.
    """
    head = f"{source.author}. " if source.author else ""
    head += f"{source.title}[{source.type}]. "
    return (head + (_online(source) if "/OL" in source.type else _printed(source))).strip()


def _online(source: Source) -> str:
    dates = f"({source.published})" if source.published else ""
    if source.accessed:
        dates += f"[{source.accessed}]"
    parts = ", ".join(part for part in (source.publisher, dates) if part)
    address = f" {source.url}." if source.url else ""
    return f"{parts}.{address}"


def _printed(source: Source) -> str:
    issue = f"({source.issue})" if source.issue else ""
    parts = ", ".join(part for part in (source.publisher, (source.published or "") + issue) if part)
    return f"{parts}."
