"""Items as other systems write them, in QTI 2.1 and 3, and packages of them."""

import io
import zipfile

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M">
<resources>{resources}</resources></manifest>"""


def item(body: str, declared: str = "", rules: str = "", name: str = "q-1", more: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="{name}" title="A question"
  adaptive="false" timeDependent="false" xml:lang="en">
{declared}
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody>{body}</itemBody>
{rules or TEMPLATE.format("match_correct")}{more}
</assessmentItem>""".encode()


TEMPLATE = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{}"/>'


def declared(cardinality: str, base_type: str, *values: str, mapped: str = "", name: str = "RESPONSE") -> str:
    right = "".join(f"<value>{value}</value>" for value in values)
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base_type}">'
        f"<correctResponse>{right}</correctResponse>{mapped}</responseDeclaration>"
    )


def choices(*words: str, most: int = 1) -> str:
    inside = "".join(f'<simpleChoice identifier="c{place}">{word}</simpleChoice>' for place, word in enumerate(words))
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="{most}">'
        f"<prompt>Who <b>decides</b>?</prompt>{inside}</choiceInteraction>"
    )


def package(files: dict[str, bytes], *items: str) -> bytes:
    resources = "".join(f'<resource identifier="r{name}" type="imsqti_item_xmlv2p1" href="{name}"/>' for name in items)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("imsmanifest.xml"), MANIFEST.format(resources=resources))
        for name, inside in files.items():
            archive.writestr(zipfile.ZipInfo(name), inside)
    return content.getvalue()


_TO_A = 'outcome-identifier="FEEDBACK" identifier="A" show-hide="show"'
_TO_B = _TO_A.replace('"A"', '"B"')
IN_3 = f"""<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="three" title="Three" xml:lang="ru">
<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
<qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="3"/>
<qti-item-body><p>Кто?</p>
<qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
<qti-simple-choice identifier="A">Повар<qti-feedback-inline {_TO_A}>Нет.</qti-feedback-inline></qti-simple-choice>
<qti-simple-choice identifier="B">Судья</qti-simple-choice>
</qti-choice-interaction></qti-item-body>
<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>
<qti-modal-feedback {_TO_B}><qti-content-body>Да.</qti-content-body></qti-modal-feedback>
</qti-assessment-item>""".encode()
