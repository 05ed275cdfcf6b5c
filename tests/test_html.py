"""HTML as lines: one trap a case."""

from __future__ import annotations

import pytest

from calendar_tool.reading.isolated import read_here
from calendar_tool.reading.kinds import Kind, kind_of

CASES = [
    ("blocks", "<h1>Mötestider</h1>text <b>som</b>\n löper<p>ett<br>två</p><div>tre</div>fyra",
     ["Mötestider", "", "text som löper", "", "ett", "två", "", "tre", "fyra"]),
    ("hard blanks", "<p>5&nbsp;mars&nbsp;&nbsp;kl 9", ["5 mars  kl 9"]),
    ("marks that cannot be seen", "<p>a&#8206;b&shy;c&#x202e;d&#27;e", ["abcde"]),
    ("lists", "<ul><li>a<li>b<ul><li>c</ul></ul><ol start=3><li><p>d</p><li>e</ol>",
     ["• a", "• b", "• c", "", "3. d", "4. e"]),
    ("an empty cell", "<table><tr><td>a<td><td>b</table>", ["a\t\tb"]),
    ("thead and tbody", "<table><thead><tr><th>M<th>KS</thead><tbody><tr><th>jan<td>3</tbody></table>",
     ["M\tKS", "jan\t3"]),
    ("a break in a cell", "<table><tr><td>2<br>30<td><p>4</p><p>5</p><td>x<ul><li>6<li>7</ul></table>",
     ["2\v30\t4\v5\tx\v• 6\v• 7"]),
    ("rows spanned", "<table><tr><td rowspan=3>mars<td>2<td>3<tr><td>4<td>5<tr><td>6<td>7</table>",
     ["mars\t2\t3", "mars\t4\t5", "mars\t6\t7"]),
    ("spanned to the end", "<table><tr><td rowspan=0>mars<td>2<tr><td>4</table>", ["mars\t2", "mars\t4"]),
    ("columns spanned", "<table><tr><td>a<td colspan=2>b<td>c<tr><td>1<td>2<td>3<td>4</table>",
     ["a\tb\t\tc", "1\t2\t3\t4"]),
    ("a heading in a table", "<table><tr><td>a<td>b<tr><td colspan=2>Hösten<tr><td>c<td>d</table>",
     ["a\tb", "", "Hösten", "c\td"]),
    ("a title in a table", "<table><tr><td colspan=2>Plan<tr><td>a<td>b<td>c</table>", ["Plan", "a\tb\tc"]),
    ("a caption", "<table><caption>Plan</caption><tr><td>a<td>b</table>", ["Plan", "", "a\tb"]),
    ("one column", "<table><tr><td>a<tr><td>b</table>", ["a", "b"]),
    ("a table for the layout", "<table><tr><td>meny<td><table><tr><td>a<td>b</table></table>", ["meny", "", "a\tb"]),
    ("a table by roles", "<div role=table><div role=row><span role=cell>a</span><span role=cell>b</span></div></div>",
     ["a\tb"]),
    ("rows of <div>", '<section><div class="r"><div>5 mars</div><div>9-12</div></div>'
     '<div class="r"><div>6 mars</div><div>13-15</div></div></section>', ["5 mars\t9-12", "6 mars\t13-15"]),
    ("items of parts", "<ul><li><span>5 mars</span><span>9-12</span><li><span>6 mars</span><span>13-15</span></ul>",
     ["5 mars\t9-12", "6 mars\t13-15"]),
    ("definitions", "<dl><dt>Tid<dd>9-12<dt>Plats:<dd>A<dt>Dagar<dd>5 mars<dd>6 mars</dl>",
     ["Tid: 9-12", "Plats: A", "Dagar", "• 5 mars", "• 6 mars"]),
    ("raised", "<p>3<sup>1</sup> mars<sup>*</sup> 16<sup>e</sup>", ["3¹ mars* 16e"]),
    ("struck out", "<p><s>5 mars</s> <del>6 mars</del>", ["~~5 mars~~ ~~6 mars~~"]),
    ("a day and its year",
     '<p><time datetime="2026-02-05">5 feb</time>, <time datetime="2026-02-06T09:00">tors 6/2</time>',
     ["5 feb 2026, tors 6/2 2026"]),
    ("a day that needs none",
     '<p><time datetime="2026-02-05">5 feb 2026</time> <time datetime="2026-02-05">kl. 9</time>'
     ' <time datetime="2026-02-05">6 feb</time> <time datetime="2026-02-05"></time>',
     ["5 feb 2026 kl. 9 6 feb 2026-02-05"]),
    ("hidden", '<head><title>t</title></head><style>a{}</style><script>b</script><template>c</template><p hidden>d</p>'
     '<p style="display: none">e</p><p aria-hidden="true">f</p>'
     '<p>g <span class="sr-only">(öppnas i nytt fönster)</span>'
     "<!-- h --><noscript>i</noscript>", ["g"]),
    ("hidden rows and cells", "<table><tr><td>a<td hidden>b<td>c<tr style='display:none'><td>d</table>", ["a\tc"]),
    ("an accordion", '<button aria-controls="p">Våren</button><div id="p" style="display:none">5 mars</div>'
     '<div role="region" hidden>6 mars</div><details><summary>Hösten</summary>7 sep</details>',
     ["Våren", "5 mars", "6 mars", "", "Hösten", "7 sep"]),
    ("Word's bullets",
     '<p class=MsoListParagraph><span style="font-family:Symbol">·<span>&nbsp;&nbsp;&nbsp; </span></span>5 mars',
     ["• 5 mars"]),
    ("Word's conditions", "<p><![if !supportLists]>1.<![endif]> a<o:p></o:p></p>", ["1. a"]),
    ("text as it stands", "<pre>a   b\nc   d</pre>", ["a   b", "c   d"]),
    ("navigation is left to the reader", "<nav><a>Start</a></nav><p>a<footer>b</footer>", ["Start", "", "a", "", "b"]),
    ("rows without their table", "<tr><td>a<td>b", ["a\tb"]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "lines"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_lines(page: str, lines: list[str]) -> None:
    assert read_here(Kind.HTML, page.encode()).texts == lines


KINDS = [
    ("<!DOCTYPE html><p>a", Kind.HTML),
    ("\ufeff\n<!-- saved -->\n<table><tr><td>a", Kind.HTML),
    ("<?xml version='1.0'?>\n<html xmlns='x'>", Kind.HTML),
    ("<p>a", Kind.HTML),
    ("Mötestider <br></p><p>5 mars</p><p>6 mars</p>", Kind.HTML),
    ("<ks@example.org> skrev 5 mars", Kind.TEXT),
    ("Mötestider <preliminära>", Kind.TEXT),
    ("a < b", Kind.TEXT),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_what_is_html(text: str, kind: Kind) -> None:
    assert kind_of(text.encode()) is kind
