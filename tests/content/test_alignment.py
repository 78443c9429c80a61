"""Two texts side by side: what stands beside what, and that their ids do not clash."""

import pytest

from helpcourse.content.alignment import aligned, elements, with_ids_of


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", []),
        ("<p>a</p>\n<p>b</p>", ["<p>a</p>", "<p>b</p>"]),
        ("<ul>\n<li><p>a</p></li>\n</ul><p>b<br />c</p>", ["<ul>\n<li><p>a</p></li>\n</ul>", "<p>b<br />c</p>"]),
        ('<hr /><p title="a &gt; b">c</p>', ["<hr />", '<p title="a &gt; b">c</p>']),
        ("<pre><code>&lt;p&gt;</code></pre>", ["<pre><code>&lt;p&gt;</code></pre>"]),  # code is no element
        ("<p>a</p> left over", ["<p>a</p>", "left over"]),  # no word is lost
    ],
)
def test_a_text_is_cut_into_its_outermost_elements(html, found):
    assert elements(html) == found


def test_elements_stand_side_by_side_by_their_order():
    assert aligned("<p>a</p>\n<ul><li>b</li></ul>", "<p>x</p>\n<p>y</p>") == [
        ("<p>a</p>", "<p>x</p>"),
        ("<ul><li>b</li></ul>", "<p>y</p>"),
    ]


def test_the_whole_stands_beside_the_whole_where_the_numbers_differ():
    assert aligned("<p>a</p><p>b</p>", "<p>x</p>") == [("<p>a</p><p>b</p>", "<p>x</p>")]


def test_ids_of_the_second_text_and_links_to_them_carry_its_language():
    html = '<p id="a"><a href="#a">1</a> <a href="#source-CAT">2</a> id="a"</p>'
    assert with_ids_of(html, "ru") == '<p id="a-ru"><a href="#a-ru">1</a> <a href="#source-CAT">2</a> id="a"</p>'
