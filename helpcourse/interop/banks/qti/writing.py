"""A bank of ours as a QTI 3 package: an item a question, a test that holds them all, pictures."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

from helpcourse.assessment.questions import QuestionKind
from helpcourse.content.typed import amount_of
from helpcourse.interop.banks.bank import Bank, BankQuestion, Written
from helpcourse.interop.banks.html_out import Drawing, Target
from helpcourse.interop.banks.marks import mark
from helpcourse.interop.banks.ours import pictures_in
from helpcourse.interop.banks.qti.items import identifier, item_xml

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same bank gives the same file
_ITEM_SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_PACKAGE_SPACE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"


def write(bank: Bank, target: Target) -> Written:
    draw = Drawing(target, named="data-names")
    files: dict[str, str | bytes] = {"imsmanifest.xml": _manifest(bank), "test.xml": _test(bank)}
    files |= {_file(question): item_xml(question, bank.language or "en", draw) for question in bank.questions}
    files |= {f"media/{name}": content for name, content in bank.pictures.items()}
    return Written(_zipped(files), len(bank.questions), ())


def _file(question: BankQuestion) -> str:
    return f"{question.id}.xml"


def _manifest(bank: Bank) -> str:
    items = "\n".join(_item(question, bank) for question in bank.questions)
    needed = "".join(f'<dependency identifierref="{identifier(question.id)}"/>' for question in bank.questions)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="{_PACKAGE_SPACE}" identifier="bank">
<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>
<organizations/>
<resources>
<resource identifier="bank-test" type="imsqti_test_xmlv3p0" href="test.xml"><file href="test.xml"/>{needed}</resource>
{items}
</resources>
</manifest>
"""


def _item(question: BankQuestion, bank: Bank) -> str:
    shown = [name for name in dict.fromkeys(pictures_in(question)) if name in bank.pictures]
    files = "".join(
        f'<file href="{escape(name)}"/>' for name in (_file(question), *(f"media/{name}" for name in shown))
    )
    return (
        f'<resource identifier="{identifier(question.id)}" type="imsqti_item_xmlv3p0" href="{_file(question)}">'
        f"{_keywords(question)}{files}</resource>"
    )


def _keywords(question: BankQuestion) -> str:
    marks = [mark("exact_letters", "true")] if question.exact_letters else []
    amount = amount_of(question.options[0].text) if question.kind is QuestionKind.NUMBER else None
    if amount and len(amount.units) > 1:
        marks.append(mark("unit", " | ".join(amount.units)))
    words = "".join(f"<keyword><string>{escape(tag)}</string></keyword>" for tag in (*question.tags, *marks))
    lom = f'<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general>{words}</general></lom>'
    return f"<metadata>{lom}</metadata>" if words else ""


def _test(bank: Bank) -> str:
    items = "\n".join(
        f'<qti-assessment-item-ref identifier="{identifier(question.id)}" href="{_file(question)}"/>'
        for question in bank.questions
    )
    title = escape(bank.title or "bank")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-test xmlns="{_ITEM_SPACE}" identifier="bank-test" title="{title}">
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
<qti-test-part identifier="part" navigation-mode="nonlinear" submission-mode="individual">
<qti-assessment-section identifier="section" title="{title}" visible="true">
{items}
</qti-assessment-section>
</qti-test-part>
<qti-outcome-processing><qti-set-outcome-value identifier="SCORE"><qti-sum>\
<qti-test-variables variable-identifier="SCORE"/></qti-sum></qti-set-outcome-value></qti-outcome-processing>
</qti-assessment-test>
"""


def _zipped(files: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), inside, zipfile.ZIP_DEFLATED)
    return content.getvalue()
