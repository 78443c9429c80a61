"""What tutors give a group to read, with files to download."""

import uuid

from flask import Response, render_template

from helpcourse.tutoring.group.materials import get_file, materials_of
from helpcourse.web.case_view import send_kept
from helpcourse.web.extensions import db, materials_store
from helpcourse.web.group.blueprint import blueprint, found_group, tabs
from helpcourse.web.group.view import people_html


@blueprint.get("/materials")
def materials(cohort_id: uuid.UUID) -> str:
    group = found_group(cohort_id)
    found = materials_of(db.session, cohort_id)
    return render_template(
        "group/materials.html",
        group=group,
        materials=[(material, people_html(material.text)) for material in found],
        tabs=tabs(group, "group.materials"),
    )


@blueprint.get("/materials/files/<uuid:group_file_id>")
def material_file(cohort_id: uuid.UUID, group_file_id: uuid.UUID) -> Response:
    found_group(cohort_id)
    return send_kept(get_file(db.session, cohort_id, group_file_id), materials_store())
