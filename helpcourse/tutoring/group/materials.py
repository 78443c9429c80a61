"""Materials of a group: what tutors give it to read, with files; read by its members, changed by who leads it."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.messages.notices import drop_about
from helpcourse.tutoring.cases.handing_in import Upload
from helpcourse.tutoring.cases.queries import KeptFile
from helpcourse.tutoring.group.models import GroupFile, GroupMaterial
from helpcourse.tutoring.group.rules import LONGEST_TEXT
from helpcourse.tutoring.models import Cohort

MOST_FILES = 10  # of a material


@dataclass(frozen=True, slots=True)
class Material:
    id: uuid.UUID
    title: str
    text: str  # may be empty
    made_at: datetime
    changed_at: datetime | None  # None: never
    revision: int
    files: Sequence[KeptFile]


def materials_of(session: Session, cohort_id: uuid.UUID) -> list[Material]:
    """The latest first; without what was removed."""
    there = (GroupMaterial.cohort_id == cohort_id, GroupMaterial.removed_at.is_(None))
    rows = session.scalars(
        select(GroupMaterial).where(*there).order_by(GroupMaterial.made_at.desc(), GroupMaterial.id)
    ).all()
    files = _files_of(session, [row.id for row in rows])
    return [_material(row, files[row.id]) for row in rows]


def get_material(session: Session, cohort_id: uuid.UUID, material_id: uuid.UUID) -> Material:
    """Raises NotFoundError, for another group's and for a removed one too."""
    row = session.get(GroupMaterial, material_id)
    if row is None or row.cohort_id != cohort_id or row.removed_at:
        raise NotFoundError
    return _material(row, _files_of(session, [row.id])[row.id])


def get_file(session: Session, cohort_id: uuid.UUID, file_id: uuid.UUID) -> KeptFile:
    """Raises NotFoundError, for a removed one too."""
    row = session.scalar(
        select(GroupFile)
        .join(GroupMaterial, GroupMaterial.id == GroupFile.material_id)
        .where(
            GroupFile.id == file_id,
            GroupFile.removed_at.is_(None),
            GroupMaterial.cohort_id == cohort_id,
            GroupMaterial.removed_at.is_(None),
        )
    )
    if row is None:
        raise NotFoundError
    return _file(row)


def add(
    session: Session, cohort_id: uuid.UUID, id_: uuid.UUID, title: str, text: str, *, by_id: int, now: datetime
) -> None:
    """Give the group something to read, under an id that the form brought; sent twice, it is added once."""
    session.execute(select(Cohort.id).where(Cohort.id == cohort_id).with_for_update(key_share=True))
    if known := session.get(GroupMaterial, id_):
        if known.cohort_id != cohort_id:
            raise ConflictError("form_used")
        return
    session.add(
        GroupMaterial(id=id_, cohort_id=cohort_id, title=title, text=_bounded(text), made_at=now, made_by_id=by_id)
    )
    session.flush()


def change(
    session: Session, cohort_id: uuid.UUID, material_id: uuid.UUID, title: str, text: str, *, seen: int, now: datetime
) -> None:
    """`seen`: the revision that the page had shown. Raises ConflictError if another one holds by now."""
    row = _locked(session, cohort_id, material_id)
    if (row.title, row.text) == (title, text):
        return
    if row.revision != seen:
        raise ConflictError("material_changed")
    row.title, row.text, row.revision, row.changed_at = title, _bounded(text), row.revision + 1, now


def remove(session: Session, cohort_id: uuid.UUID, material_id: uuid.UUID, *, now: datetime) -> None:
    """Out of the group's sight, and told of no more."""
    _locked(session, cohort_id, material_id).removed_at = now
    drop_about(session, [material_id])


def add_file(session: Session, cohort_id: uuid.UUID, material_id: uuid.UUID, file: Upload, *, now: datetime) -> None:
    """The same one again is no error. Raises ConflictError if there are too many."""
    row = _locked(session, cohort_id, material_id)
    files = _files_of(session, [row.id])[row.id]
    if any((one.name, one.digest) == (file.name, file.digest) for one in files):
        return
    if len(files) >= MOST_FILES:
        raise ConflictError("material_full")
    session.add(GroupFile(material_id=row.id, name=file.name, digest=file.digest, size=file.size, added_at=now))
    row.changed_at = now


def remove_file(
    session: Session, cohort_id: uuid.UUID, material_id: uuid.UUID, file_id: uuid.UUID, *, now: datetime
) -> None:
    """Again is no error."""
    _locked(session, cohort_id, material_id)
    file = session.get(GroupFile, file_id)
    if file is None or file.material_id != material_id:
        raise NotFoundError
    file.removed_at = file.removed_at or now


def _locked(session: Session, cohort_id: uuid.UUID, material_id: uuid.UUID) -> GroupMaterial:
    there = select(GroupMaterial).where(GroupMaterial.id == material_id, GroupMaterial.cohort_id == cohort_id)
    row = session.scalar(there.with_for_update().execution_options(populate_existing=True))
    if row is None or row.removed_at:
        raise NotFoundError
    return row


def _files_of(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[KeptFile]]:
    found: dict[uuid.UUID, list[KeptFile]] = defaultdict(list)
    there = (GroupFile.material_id.in_(list(ids)), GroupFile.removed_at.is_(None))
    for row in session.scalars(select(GroupFile).where(*there).order_by(GroupFile.added_at, GroupFile.name)):
        found[row.material_id].append(_file(row))
    return found


def _material(row: GroupMaterial, files: Sequence[KeptFile]) -> Material:
    return Material(row.id, row.title, row.text, row.made_at, row.changed_at, row.revision, files)


def _file(row: GroupFile) -> KeptFile:
    return KeptFile(row.id, row.name, row.digest, row.size)


def _bounded(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise ConflictError("post_too_long")
    return text
