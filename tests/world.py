"""A site in use: cohorts in two countries, attempts open and closed, papers; made by the domain's own actions."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from helpcourse.accounts.models import Country, Institution, InstitutionName, Profession, Role
from helpcourse.catalogue.actions import Manuscript, publish
from helpcourse.catalogue.models import Edition, EditionPage
from helpcourse.catalogue.search import index
from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.certification.templates.actions import keep
from helpcourse.tutoring.actions import cohorts, members
from helpcourse.tutoring.evaluation.rules import Phase
from tests.batch_world import batch_of, signed_beside
from tests.builders import NOW, Someone, add_person
from tests.calls import add_calls, call_code, ids_of_call, send
from tests.case_world import add_work
from tests.certification.template_builders import DETAILS
from tests.evaluation import add_report, fill_box
from tests.group_world import add_talk, notice_of
from tests.learner_world import add_note, finished, in_the_test
from tests.letter_world import add_letter
from tests.schedule_world import add_schedule
from tests.things import COURSE, MODULE, Things


@dataclass(frozen=True)
class World:
    """Aigerim has a certificate, Saltanat an open attempt, both in Dana's cohort; Bolat learns alone, Azamat abroad."""

    cast: dict[str, Someone]
    things: dict[str, Things]
    institutions: dict[Country, int]
    call_code: str  # in the address of the call that is open

    def institution_of(self, owner: str) -> int:
        return self.institutions[Country.KG if owner == "azamat" else Country.KZ]


def add_world(session: Session, cast: dict[str, Someone]) -> World:
    people = cast | _more_people(session)
    shelf = Shelf()
    edition = shelf.current(session, COURSE)
    ours = _add_cohort(session, "2026/1", Country.KZ, edition, people["dana"], people["yerlan"])
    abroad = _add_cohort(session, "2026/2", Country.KG, edition, people["cholpon"], people["yerlan"])
    things = {
        "aigerim": finished(session, shelf, edition, people["aigerim"], ours, people["yerlan"]),
        "saltanat": in_the_test(session, edition, people["saltanat"], ours, people["yerlan"]),
        "bolat": finished(session, shelf, edition, people["bolat"], None, people["yerlan"]),
        "azamat": finished(session, shelf, edition, people["azamat"], abroad, people["yerlan"]),
    }
    served = shelf.current(session, COURSE)
    works = {
        name: add_work(session, served, one.enrolment_id, name, people) for name, one in things.items() if one.cohort_id
    }
    talk = add_talk(session, {name: one.cohort_id for name, one in things.items() if one.cohort_id}, people)
    letters = {
        name: {"letter_id": add_letter(session, one.cohort_id, one.enrolment_id, _tutor_of(people, name))}
        for name, one in things.items()
        if one.cohort_id
    }
    noted = {name: {"note_id": add_note(session, one.enrolment_id)} for name, one in things.items()}
    _publish_again(session)
    send(session, ours, people["nurlan"].id)  # nobody has decided yet
    papers = {
        name: {
            "batch_id": batch_of(session, one.cohort_id),
            "signed_id": signed_beside(session, one.certificate_id, people["yerlan"]),
        }
        for name, one in things.items()
    }
    applied = {name: ids_of_call(session, one.cohort_id, one.person.id) for name, one in things.items()}
    parts = (works, talk, letters, noted, applied, papers)
    whole = {name: replace(one, **_of(name, parts)) for name, one in things.items()}
    for name in talk:
        whole[name] = replace(whole[name], notice_id=notice_of(session, whole[name].person))
    return World(people, whole, _add_institutions(session, people["yerlan"]), call_code(session, ours))


def _of(name: str, parts: Iterable[Mapping[str, Mapping[str, uuid.UUID | None]]]) -> dict[str, Any]:
    """The ids of one learner, from all who know some of them."""
    return {id_: value for part in parts for id_, value in part.get(name, {}).items()}


def _tutor_of(people: dict[str, Someone], learner: str) -> Someone:
    return people["cholpon" if learner == "azamat" else "dana"]


def _publish_again(session: Session) -> None:
    """A second edition with the same words, so that there is one to move to and one to go back to."""
    first = session.scalars(select(Edition).options(undefer("*"))).one()
    pages = session.scalars(select(EditionPage)).all()
    texts = tuple((page.page, page.language, page.content) for page in pages)
    postings = index.index_of(session, first.id)
    again = Manuscript(COURSE, first.digest[::-1], first.source_files, first.structure, texts, postings)
    publish(session, again, now=NOW)


def _more_people(session: Session) -> dict[str, Someone]:
    kg = Country.KG
    return {
        "saltanat": add_person(session, "Салтанат", "Жұмабаева", email="saltanat@example.kz"),
        "azamat": add_person(session, "Азамат", "Токтоев", email="azamat@example.kg", language="ru", country=kg),
        "cholpon": add_person(
            session, "Чолпон", "Асанова", email="cholpon@example.kg", language="ru", country=kg, roles=(Role.TUTOR,)
        ),
        "nurlan": add_person(
            session, "Нұрлан", "Ибраев", email="nurlan@example.kz", profession=Profession.PROSECUTOR
        ),  # has done nothing yet
    }


def _add_institutions(session: Session, admin: Someone) -> dict[Country, int]:
    """One at home, one abroad, named by numbers: their names are words of those who wrote them."""
    return {
        country: _add_institution(session, country, f"№ {number}", admin)
        for number, country in enumerate(_COUNTRIES, 1)
    }


_COUNTRIES = (Country.KZ, Country.KG)
_PREFIXES = {Country.KZ: "KBA", Country.KG: "KBA-2"}  # of their papers: words of no language


def _add_institution(session: Session, country: Country, name: str, admin: Someone) -> int:
    institution = Institution(country=country)
    session.add(institution)
    session.flush()
    session.add(
        InstitutionName(
            institution_id=institution.id, valid_from=date(2020, 1, 1), name_kk=name, name_ru=name, name_en=name
        )
    )
    session.flush()
    details = replace(DETAILS, number_prefix=_PREFIXES[country])
    keep(session, institution.id, details, by_id=admin.id, now=NOW)  # prepared, not in use
    return institution.id


def _add_cohort(
    session: Session, name: str, country: Country, edition: ServedEdition, tutor: Someone, admin: Someone
) -> uuid.UUID:
    details = cohorts.CohortDetails(
        name=name, country=country, institution_id=None, starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 15)
    )
    then = NOW - timedelta(days=40)
    cohort = cohorts.make(session, uuid.uuid4(), COURSE, edition.id, details, by_id=admin.id, now=then)
    members.add_tutor(session, cohort.id, tutor.id, now=then)
    add_schedule(session, cohort.id, MODULE, tutor, now=then)
    add_calls(session, cohort.id, admin.id)
    fill_box(session, cohort.id, Phase.BEFORE, 6)
    add_report(session, cohort.id, tutor.id)
    return cohort.id
