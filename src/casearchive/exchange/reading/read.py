"""A stranger's file into drafts: the work of the child process, and the caller's side of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from casearchive.child import (
    Child,
    ChildEnded,
    ChildFailed,
    ChildRanOutOfMemory,
    ChildTookTooLong,
)
from casearchive.errors import reason_of
from casearchive.exchange.reading.result import FileIsRefused, ReadFile
from casearchive.i18n import _
from casearchive.progress import Progress, silent

# The libraries are heavy, and only the child needs them.
# ruff: noqa: PLC0415

TIME_LIMIT = 25.0  # s for one file
MEMORY_LIMIT = 900 * 1024**2  # bytes of address space; libraries alone map a good part of it


class FileReader:
    """Reads files one after another in a child process; close it, or use it in a ``with``.

    Pictures lie in the folder `scratch` afterwards, under their SHA-256.
    """

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self._child = Child(MEMORY_LIMIT)

    def read(self, path: Path, progress: Progress = silent) -> ReadFile:
        """Return the drafts in a file. Raises FileIsRefused, and what `progress` raises."""
        return self._in_child(path, read_file, path, self.scratch, progress=progress)

    def _in_child(
        self, path: Path, work: Callable[..., ReadFile], *arguments: object, progress: Progress
    ) -> ReadFile:
        try:
            return self._child.do(work, *arguments, progress=progress, time_limit=TIME_LIMIT)
        except ChildFailed as error:
            raise Refused(str(error)) from error
        except ChildTookTooLong as error:
            reason = _("读了 {seconds} 秒还没有读完，已停止。请拆成几个文件再导入。")
            raise FileIsRefused(path, reason.format(seconds=round(TIME_LIMIT))) from error
        except ChildRanOutOfMemory as error:
            raise FileIsRefused(path, _("太大，内存不够。请拆成几个文件再导入。")) from error
        except ChildEnded as error:
            raise FileIsRefused(path, _("的内容让读取中断了，可能已损坏，没有导入。")) from error

    def read_text(self, text: str, title: str, progress: Progress = silent) -> ReadFile:
        """Return the drafts in a text that was pasted. Raises what :meth:`read` raises."""
        name = Path(title or "text")
        return self._in_child(name, read_text, text, title, progress=progress)

    def close(self) -> None:
        """End the child."""
        self._child.close()

    def __enter__(self) -> FileReader:
        """Use the reader."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the child."""
        self.close()


class Refused(FileIsRefused):
    """A refusal that the child has put into words."""

    def __init__(self, message: str) -> None:
        Exception.__init__(self, message)
        self.message = message


def read_text(text: str, title: str, progress: Progress = silent) -> ReadFile:
    """Return the drafts in a text that was pasted; what the child does."""
    from casearchive.exchange.reading.plain import MOST_LETTERS, text_as_file

    del progress
    return text_as_file(text[:MOST_LETTERS], title)


def read_file(path: Path, scratch: Path, progress: Progress = silent) -> ReadFile:
    """Return the drafts in the file at `path`; what the child does.

    Raises FileIsRefused, whatever the file makes the libraries raise.
    """
    try:
        return _read(path, scratch, progress)
    except (FileIsRefused, MemoryError):
        raise
    except OSError as error:
        reason = _("读不出来：{reason}。").format(reason=reason_of(error))
        raise FileIsRefused(path, reason) from error
    except RecursionError as error:
        raise FileIsRefused(path, _("的内容嵌套太深，没有读取。")) from error
    except Exception as error:  # a stranger's file may make the libraries raise anything
        raise FileIsRefused(path, _("已损坏或不完整，读不出内容。请重新取得这个文件。")) from error


def _read(path: Path, scratch: Path, progress: Progress) -> ReadFile:
    from casearchive.exchange.file_text import extract
    from casearchive.exchange.reading.kinds import kind_of
    from casearchive.exchange.reading.pictures import PictureStore

    store = PictureStore(scratch)
    match kind_of(path):
        case "docx":
            from casearchive.exchange.reading.office.word import read_docx

            return replace(read_docx(path, store), text=extract(path, progress))
        case "pptx":
            from casearchive.exchange.reading.office.slides import read_pptx

            return read_pptx(path, store)
        case "pdf":
            from casearchive.exchange.reading.portable import read_pdf

            return read_pdf(path, progress)
        case "xlsx":
            from casearchive.exchange.reading.tables.sheets import read_xlsx

            return read_xlsx(path, progress)
        case "csv":
            from casearchive.exchange.reading.tables.sheets import read_csv

            return read_csv(path)
        case "html":
            from casearchive.exchange.reading.web.article import read_html

            return read_html(path, store)
        case "mht":
            from casearchive.exchange.reading.web.article import read_mht

            return read_mht(path, store)
        case "photo":
            from casearchive.exchange.reading.photos import read_photo

            return read_photo(path, store)
        case kind:
            from casearchive.exchange.reading.plain import read_txt

            return read_txt(path, is_markdown=kind == "md")
