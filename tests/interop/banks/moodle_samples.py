"""Questions as Moodle writes them out, with all that Moodle puts around them."""

from base64 import b64encode

from tests.content.media_samples import png


def quiz(*questions: str) -> bytes:
    body = "\n\n".join(questions)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{body}\n</quiz>'.encode()


def question(
    kind: str, inside: str, text: str = "<p>What now?</p>", name: str = "Q 1", points: str = "1.0000000"
) -> str:
    return f"""<!-- question: 571  -->
  <question type="{kind}">
    <name>
      <text>{name}</text>
    </name>
    <questiontext format="html">
      <text><![CDATA[{text}]]></text>
    </questiontext>
    <generalfeedback format="html">
      <text></text>
    </generalfeedback>
    <defaultgrade>{points}</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber></idnumber>
    {inside}
  </question>"""


def answer(fraction: str, text: str, feedback: str = "", inside: str = "") -> str:
    return f"""<answer fraction="{fraction}" format="html">
      <text><![CDATA[{text}]]></text>{inside}
      <feedback format="html">
        <text><![CDATA[{feedback}]]></text>
      </feedback>
    </answer>"""


def category(path: str) -> str:
    info = '<info format="html"><text></text></info>'
    return f'<question type="category"><category><text>{path}</text></category>{info}</question>'


def pair(term: str, match: str) -> str:
    return (
        f'<subquestion format="html"><text><![CDATA[{term}]]></text><answer><text>{match}</text></answer></subquestion>'
    )


SINGLE = "<single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>"
SEVERAL = SINGLE.replace("<single>true", "<single>false")
YES_AND_NO = answer("100", "<p>Yes</p>", "<p>Right.</p>") + answer("0", "<p>No</p>")
PICTURE = f'<file name="map one.png" path="/" encoding="base64">{b64encode(png()).decode()}</file>'
