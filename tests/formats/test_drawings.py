"""Drawings keep their proportions, escape their words and can be heard."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template

from ecot.formats.drawings.charts import Fan, Swing, fan, gains, parts_of, tornado
from ecot.formats.drawings.ground import Markup, Share, Tick, text
from ecot.formats.drawings.shapes import bars, curve, flow

UP = [Tick(-100, "−1 €"), Tick(0, "0 €"), Tick(100, "1 €")]
ACROSS = [Tick(0, "janvier"), Tick(2, "mars")]
FLAT = Fan(p05=[-50] * 3, p25=[0] * 3, p50=[10] * 3, p75=[50] * 3, p95=[100] * 3, path=[0, 20, 10])
ROWS = [Share("le plus modeste", 60_00, "+60 €"), Share("le plus aisé", -30_00, "−30 €")]
SWING = Swing("Part du loyer", 10, 30, (5, 15), (25, 35), "−10 à +10")
ALL = [
    fan(
        FLAT, title="La trésorerie", across=ACROSS, up=UP, names=("neuf tirages sur dix", "médiane")
    ),
    gains(ROWS, title="Qui gagne"),
    parts_of([Share("public", 1, "25 %"), Share("citoyen", 3, "75 %")], title="Parts"),
    tornado([SWING], title="Ce qui pèse", middle=20),
    bars(ROWS[:1], title="Barres"),
    curve([(0, 0), (2, 50)], title="Courbe", across=ACROSS, up=UP[1:]),
    flow(ROWS[:1], ROWS[:1], title="Flux"),
]


def attributes(drawn, tag, css):
    root = ET.fromstring(drawn)
    return [each.attrib for each in root.iter(tag) if each.get("class") == css]


@pytest.mark.parametrize("drawn", ALL)
def test_a_drawing_is_well_formed_and_says_what_it_is(drawn):
    root = ET.fromstring(drawn)
    assert root.get("role") == "img"
    assert root.get("aria-label")


def test_a_loss_goes_the_other_way_in_proportion():
    drawn = gains(ROWS, title="Qui gagne")
    (gain,), (loss,) = attributes(drawn, "rect", "fill-1"), attributes(drawn, "rect", "fill-2")
    assert float(loss["width"]) == pytest.approx(float(gain["width"]) / 2, abs=0.1)
    assert float(gain["x"]) == 226
    assert float(loss["x"]) + float(loss["width"]) == pytest.approx(226, abs=0.1)


def test_the_light_band_holds_the_dark_one():
    drawn = ALL[0]
    heights = []
    for css in ("band-1", "band-2"):
        (band,) = attributes(drawn, "polygon", css)
        ys = [float(point.split(",")[1]) for point in band["points"].split()]
        heights.append(max(ys) - min(ys))
    assert heights[1] == pytest.approx(3 * heights[0], abs=0.5)


def test_parts_fill_the_whole_bar():
    drawn = ALL[2]
    wide = [
        float(each["width"])
        for css in ("fill-1", "fill-2")
        for each in attributes(drawn, "rect", css)
    ]
    assert sorted(wide) == [14, 14, 98, 298]


def test_a_tornado_shows_the_interval_of_each_end():
    assert len(attributes(ALL[3], "line", "whisker")) == 2


def test_words_are_escaped_once_and_a_template_prints_a_drawing_as_it_is():
    assert (
        text(0, 0, "<b> & co")
        == '<text x="0.0" y="0.0" text-anchor="start" class="">&lt;b&gt; &amp; co</text>'
    )
    page = Template("{{ drawn }}").render(Context({"drawn": Markup("<svg/>")}))
    assert page == "<svg/>"
    assert re.search("<svg ", Template("{{ drawn }}").render(Context({"drawn": ALL[0]})))
