"""Markdown becomes HTML that may be shown."""

from datetime import date

import pytest

from helpcourse.content.links import References
from helpcourse.content.model import Source, Term
from helpcourse.content.render import Renderer

TITLES = {"en": "Convention", "kk": "Конвенция", "ru": "Конвенция"}
CAT = Source("CAT", "treaty", TITLES, {"en": "Convention against <Torture>"}, {}, date=date(1984, 12, 10))
TORTURE = Term("torture", {"en": "torture", "kk": "азаптау"}, {"en": "Pain."})
REFERENCES = References({"CAT": CAT}, {"torture": TORTURE}, "en")


@pytest.fixture(scope="module")
def english():
    return Renderer(REFERENCES, "en")


@pytest.fixture(scope="module")
def kazakh():
    return Renderer(REFERENCES, "kk")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("### War", "<h3>War</h3>"),
        ("### War {#war}", '<h3 id="war">War</h3>'),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("```py\na < b\n```", '<pre><code class="language-py">a &lt; b\n</code></pre>'),
        ("term\n:   means", "<dl>\n<dt>term</dt>\n<dd>means</dd>\n</dl>"),
        ("UN\n\n*[UN]: United Nations", '<p><abbr title="United Nations">UN</abbr></p>'),
        ("[a](https://x.y/?q=1&r=2)", '<p><a href="https://x.y/?q=1&amp;r=2">a</a></p>'),
        ("<https://x.y>", '<p><a href="https://x.y">https://x.y</a></p>'),
        ("[a](mailto:a@x.y)", '<p><a href="mailto:a@x.y">a</a></p>'),
        ("[a](#war)", '<p><a href="#war">a</a></p>'),
        ("*qinau*{lang=kk}", '<p><em lang="kk">qinau</em></p>'),
        ("2 < 3 & 5 > 4", "<p>2 &lt; 3 &amp; 5 &gt; 4</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
    ],
)
def test_ordinary_markdown_is_shown(english, markdown, html):
    rendered = english.text(markdown, "x")
    assert (rendered.html, rendered.problems) == (html, ())


def test_the_columns_of_a_table_are_aligned_by_class(english):
    rendered = english.text("| a | b |\n|:--|--:|\n| 1 | 2 |", "x")
    assert '<td class="align-left">1</td>\n<td class="align-right">2</td>' in rendered.html
    assert not rendered.problems


def test_a_wide_table_is_scrolled_in_a_box_of_its_own(kazakh):
    html = kazakh.text("| a |\n|---|\n| 1 |\n\nAfter.", "x").html
    assert html.startswith('<div class="scroll" tabindex="0" role="group" aria-label="Кесте"><table>\n<thead>')
    assert html.endswith("</table></div>\n<p>After.</p>")


def test_footnotes_of_two_blocks_do_not_meet(english):
    first, second = (english.text("a[^1]\n\n[^1]: note", block_id) for block_id in ("war", "law"))
    assert 'href="#fn-war-1"' in first.html
    assert 'href="#fn-law-1"' in second.html
    assert first.ids == first.fragments == ()


def test_a_footnote_leads_back_in_the_pages_language(kazakh):
    assert 'title="Мәтінге оралу, 1-ескертпе"' in kazakh.text("a[^1]\n\n[^1]: note", "x").html


def test_a_link_to_a_source_leads_to_the_pages_list_with_the_citation(english):
    rendered = english.text("[a](source:CAT/2.2)", "x")
    title = "Convention against &lt;Torture&gt;, art. 2 § 2"
    assert rendered.html == f'<p><a class="source" href="#source-CAT" title="{title}">a</a></p>'
    assert rendered.sources == ("CAT",)


def test_a_link_to_a_term_leads_to_the_pages_list_with_the_term(kazakh):
    rendered = kazakh.text("[азапталған](term:torture)", "x")
    assert rendered.html == '<p><a class="term" href="#term-torture" title="азаптау">азапталған</a></p>'
    assert rendered.terms == ("torture",)


def test_a_link_whose_words_are_its_title_says_it_once(kazakh):
    rendered = kazakh.text("[«Азаптау»](term:torture)", "x")
    assert rendered.html == '<p><a class="term" href="#term-torture">«Азаптау»</a></p>'


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "a <b>b</b>",
        "a <br/>",
        "<div>\na\n</div>",
        "<!-- a -->",
        "<?php a ?>",
        "<!DOCTYPE html>",
        "<img src=x onerror=y>",
        "<svg/onload=y>",
        "[a](javascript:b)",
        "[a](JavaScript:b)",
        "[a](java&#115;cript:b)",
        "[a](&#x6A;avascript:b)",
        "[a]( javascript:b)",
        "[a](<javascript:b>)",
        "[a](vbscript:b)",
        "[a](data:text/html,b)",
        "[a](//x.y)",
        "[a](/admin)",
        "[a](file.md)",
        "[a](https:x)",
        "[a]()",
        "[a][b]\n\n[b]: javascript:c",
        "<javascript:b>",
        "![a](https://x.y/z.png)",
        "![a][b]\n\n[b]: https://x.y/z.png",
        "a\n{: onclick=b }",
        "*a*{onmouseover=b}",
        "*a*{style='color:red'}",
        "[a](https://x.y){target=_blank}",
        "[a](https://x.y){href=javascript:b}",
        "### a {onclick=b}",
        "```{.py onclick=b}\na\n```",
        "| a |\n|---|\n| b {style=c} |",
        "# a",
        "## a",
        "> # a",
        "a\n=",
        "[a](source:XYZ)",
        "[a](source:CAT/x)",
        "[a](source:CAT/)",
        "[a](source:)",
        "[a](term:xyz)",
        "[a](Source:CAT)",
    ],
)
def test_what_must_not_be_shown_is_a_problem(english, markdown):
    assert english.text(markdown, "x").problems


def test_html_is_shown_as_text_even_so(english):
    assert "<script" not in english.text("<script>alert(1)</script> &lt;b>", "x").html


def test_one_text_leaves_nothing_behind_for_the_next(english):
    english.text("[a](source:CAT) [b]\n\n[b]: https://x.y\n*[UN]: x", "x")
    rendered = english.text("[b] UN", "x")
    assert (rendered.html, rendered.sources) == ("<p>[b] UN</p>", ())


def test_an_option_has_no_paragraph_of_its_own(english):
    assert english.line("*a* [b](term:torture)", "x").html.startswith("<em>a</em> <a ")


@pytest.mark.parametrize("markdown", ["a\n\nb", "- a", "> a", "### a", "```\na\n```"])
def test_an_option_is_one_paragraph(english, markdown):
    assert english.line(markdown, "x").problems


@pytest.mark.parametrize(
    ("heading", "html"),
    [("The *ban*", "The <em>ban</em>"), ("1. Ban", "1. Ban"), ("- Ban", "- Ban"), ("A > B", "A &gt; B")],
)
def test_a_heading_is_words_only(english, heading, html):
    assert english.heading(heading, "x").html == html


def test_nesting_without_end_is_a_problem_and_no_crash(english):
    rendered = english.text("\n".join("    " * depth + "- a" for depth in range(300)), "x")
    assert [str(problem.what) for problem in rendered.problems] in (
        [],
        ["lists or quotations within each other too deep"],
    )


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("1-бап және № 5310/71", '<span class="nowrap">1-бап</span> және <span class="nowrap">№ 5310/71</span>'),
        ("[2-баптың](source:CAT/2) 3-тармағы", '2-баптың</span></a> <span class="nowrap">3-тармағы</span>'),
        ("[x](https://x.y/1-бап)", '<a href="https://x.y/1-бап">x</a>'),  # an address stays whole
        ("қарым-қатынас, 4–5, 2026-10-01", "қарым-қатынас, 4–5, 2026-10-01"),
    ],
)
def test_a_number_stays_with_what_it_belongs_to(kazakh, words, html):
    assert html in kazakh.text(words, "x").html
