"""HTML becomes XML that says the same."""

import pytest

from helpcourse.interop.xhtml import Fitting, fitted, xml_id


@pytest.mark.parametrize(
    ("html", "xml"),
    [
        ("<p>a<br>b<hr></p>", "<p>a<br/>b<hr/></p>"),
        ("<p>&nbsp;&amp;&lt;&#8617;</p>", "<p>\u00a0&amp;&lt;↩</p>"),
        ("<ol start=3><li>x", '<ol start="3"><li>x</li></ol>'),  # quoted, closed
        ("<p><em>x</p>", "<p><em>x</em></p>"),
        ("x</div>", "x"),  # closes nothing
        ('<p title="a &quot;b&quot; &lt;">x</p>', '<p title="a &quot;b&quot; &lt;">x</p>'),
        ("<p>a\x01b\ufffe</p>", "<p>ab</p>"),  # no such characters in XML
        ('<img src="/media/1.png" alt="The court">', "The court"),
        ("<p onclick='x()'>a<script>b</script><input value=c></p>", "<p>a</p>"),
        ("<details open><summary>a</summary>b</details>", "<div><div>a</div>b</div>"),
        ("<!-- a --><p>b</p>", "<p>b</p>"),
    ],
)
def test_what_is_read_is_written_as_xml(html, xml):
    assert fitted(html, Fitting()) == xml


def test_headings_sink_and_never_below_the_sixth():
    assert fitted("<h3>a</h3><h5>b</h5>", Fitting(deeper=2)) == "<h5>a</h5><h6>b</h6>"


def test_ids_and_links_are_those_of_the_book():
    fitting = Fitting(id_=lambda own: f"l.{own}", href=lambda target: f"#l.{target[1:]}")
    assert fitted('<p id="a"><a href="#a">b</a></p>', fitting) == '<p id="l.a"><a href="#l.a">b</a></p>'


def test_a_link_that_leads_nowhere_becomes_its_words():
    assert fitted('<a href="#gone" hreflang="en">b</a>', Fitting(href=lambda _target: "")) == "<a>b</a>"


def test_an_id_has_no_signs_that_xml_forbids():
    assert xml_id("lesson-why", "fn:war-1") == "lesson-why.fn.war-1"
