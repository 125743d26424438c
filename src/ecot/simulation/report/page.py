"""A report as one HTML file that stands alone: no address outside, no script, printable in black and white."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from ecot.formats.drawings.ground import Markup, colours
from ecot.simulation.report.content import Payer, Picture, Report, Table
from ecot.simulation.report.rows import (
    ASSUMPTION_HEADINGS,
    FIGURE_HEADINGS,
    assumption_rows,
    figure_rows,
)

_STYLE = Path(__file__).with_name("report.css")


def report_html(report: Report) -> str:
    """The whole file, as text: sentences first, drawings with their tables, then what it all rests on."""
    body = "\n".join(_body(report))
    style = _STYLE.read_text(encoding="utf-8") + colours()
    title = escape(report.title)
    return (
        f'<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _body(report: Report) -> Iterable[str]:
    yield f"<h1>{escape(report.title)}</h1>"
    if report.partial:
        yield f'<p class="warned" role="note">{escape(report.partial)}</p>'
    yield '<ol class="first">' + _items(report.sentences) + "</ol>"
    for picture in report.pictures:
        yield from _picture(picture)
    yield "<h2>Seuils de la loi</h2>"
    yield _table(report.thresholds, "Ce que l'on franchit, et quand")
    yield "<h2>Qui paie, et ce que dit le droit</h2>"
    yield from _payers(report.payers)
    yield "<h2>Tous les chiffres</h2>"
    yield _table(Table(FIGURE_HEADINGS, figure_rows(report.figures)), "Tous les chiffres")
    yield "<h2>Ce que l'on suppose</h2>"
    told = assumption_rows(report.assumptions)
    yield _table(Table(ASSUMPTION_HEADINGS, told), "Ce que l'on suppose")
    yield "<h2>Ce que ce calcul ne sait pas</h2><ul>" + _items(report.not_known) + "</ul>"
    yield "<h2>Pour le refaire</h2><dl>"
    yield "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in report.origin)
    yield "</dl>"


def _items(words: Iterable[str]) -> str:
    return "".join(f"<li>{escape(each)}</li>" for each in words)


def _picture(picture: Picture) -> Iterable[str]:
    yield f"<h2>{escape(picture.heading)}</h2>"
    yield f"<figure>{Markup(picture.drawing)}<figcaption>{escape(picture.caption)}</figcaption></figure>"
    yield f"<details><summary>Les mêmes chiffres en tableau</summary>{_table(picture.table, picture.caption)}</details>"


def _table(table: Table, caption: str) -> str:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in table.headings)
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(each)}</td>" for each in rest)
        + "</tr>"
        for first, *rest in table.rows
    )
    label = escape(caption)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table>'
        f"<caption>{label}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _payers(payers: Iterable[Payer]) -> Iterable[str]:
    rows = list(payers)
    if not rows:
        yield "<p>Aucun financeur en dehors des membres.</p>"
        return
    yield '<ul class="rows">'
    for each in rows:
        settled = "settled" if each.law_status.is_settled else "open"
        warnings = "".join(f"<li>{escape(said)}</li>" for said in each.warnings)
        yield (
            f"<li><b>{escape(each.label)}</b> — {escape(each.payer)}"
            f' <span class="tag {settled}">{escape(each.law_status.label)}</span>'
            f"{f'<ul>{warnings}</ul>' if warnings else ''}</li>"
        )
    yield "</ul>"
