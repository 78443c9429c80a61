"""Who is who in a group."""

import uuid

from flask import render_template, request

from helpcourse.accounts.queries import institutions
from helpcourse.languages import folded
from helpcourse.tutoring.group.people import people_of
from helpcourse.web.extensions import db, today
from helpcourse.web.group.blueprint import blueprint, found_group, tabs
from helpcourse.web.i18n import current_language
from helpcourse.web.paging import page_of


@blueprint.get("/people")
def people(cohort_id: uuid.UUID) -> str:
    """Tutors, then learners: names, professions, institutions; no addresses."""
    group = found_group(cohort_id)
    everybody = people_of(db.session, cohort_id)
    text = request.args.get("text", "").strip()
    learners = [one for one in everybody if not one.leads]
    found = [one for one in learners if folded(text) in folded(one.name)]
    return render_template(
        "group/people.html",
        group=group,
        tutors=[one for one in everybody if one.leads],
        learners=learners,
        page=page_of(found, request.args.get("page", 1, type=int)),
        text=text,
        institutions={one.id: one.name for one in institutions(db.session, current_language(), today=today())},
        tabs=tabs(group, "group.people"),
    )
