"""What each import brought into the archive, so that it can be undone as a whole, weeks later.

One batch is what a user started with one command: some files, a package, a JSON form. It may be
written in many units of work; what each of them made or changed is noted in the same transaction,
so that a batch that was cut off knows exactly what it did.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from casearchive.domain.base import Base, Identified, at_least, not_blank, now, one_of

BATCH_KINDS = ("files", "json", "package", "merge")
FILE_OUTCOMES = ("taken", "same", "refused")


class ImportBatch(Identified, Base):
    """One import, or a merge of two cases. `name` is what the user knows it by: a file's name."""

    __tablename__ = "import_batch"
    __table_args__ = (one_of("kind", BATCH_KINDS), not_blank("name"))

    kind: Mapped[str]
    name: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
    undone_at: Mapped[datetime | None]


class ImportedThing(Base):
    """Something a batch made or changed; it names no foreign key because the thing may be gone.

    `entity` is the name of its table. `before` is the state it had (JSON as a revision keeps it),
    NULL for what the batch made; `after` the SHA-256 of its state when the batch was through.
    """

    __tablename__ = "imported_thing"
    __table_args__ = (CheckConstraint("length(after) = 64", name="after"),)

    batch_id: Mapped[UUID] = mapped_column(
        ForeignKey("import_batch.id", ondelete="CASCADE"), primary_key=True
    )
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    entity: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str]


class ImportedFile(Identified, Base):
    """A file of a batch, and what became of it; `reason` is a sentence, empty where all is well.

    ``same`` is a file whose very bytes an earlier batch has brought already. A file that could not
    be read at all has no hash.
    """

    __tablename__ = "imported_file"
    __table_args__ = (
        not_blank("name"),
        one_of("outcome", FILE_OUTCOMES),
        at_least("size", 0),
        CheckConstraint("length(sha256) IN (0, 64)", name="sha256"),
    )

    batch_id: Mapped[UUID] = mapped_column(
        ForeignKey("import_batch.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(default="", index=True)
    size: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
