"""`ecot rules`: what is in force on a day, the history of a kind, and the founding act of a new caisse."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ecot.cli.answering import AsJson, show_json, stop
from ecot.cli.house import act_of, open_book, read_day
from ecot.values.refusal import Reason, Refused

if TYPE_CHECKING:
    from ecot.governance.founding import FoundingVersion
    from ecot.rulebook.reading import InForce
    from ecot.rules.kinds import Parameters, RuleKind

app = typer.Typer(no_args_is_help=True, help="Les règles votées, datées.")


NO_RULE_YET: Final = Reason(
    "NO_RULE_YET",
    "Aucune règle n’est en vigueur le {on}. Une caisse neuve commence par son acte fondateur :"
    " `ecot rules found`.",
)
FILE_UNREADABLE: Final = Reason(
    "FILE_UNREADABLE",
    "L’acte fondateur ne se lit pas : {why}. Corrigez le fichier, puis recommencez.",
)


@app.command(help="Les règles en vigueur un jour donné.")
def show(
    *,
    on: Annotated[str, typer.Option("--on", help="Le jour, comme 2026-03-01.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show every rule that applies on a day, as a sentence."""
    day = read_day(on)
    open_book(as_json=as_json, looking=True)
    from ecot.rulebook.reading import all_in_force
    from ecot.rules.kinds import RuleKind

    found = all_in_force(day)
    if not found:
        stop(Refused(NO_RULE_YET, {"on": day.isoformat()}), as_json=as_json)
    rules = [found[kind] for kind in RuleKind if kind in found]
    if as_json:
        show_json({"on": day.isoformat(), "rules": [_as_answer(rule) for rule in rules]})
        return
    for rule in rules:
        _tell(rule, rule.kind.label)


@app.command(help="Toutes les versions d’une règle, la plus ancienne d’abord.")
def history(
    kind: Annotated[str, typer.Argument(help="La sorte de règle, comme « allocation ».")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show every version of a kind of rule."""
    asked = _kind(kind)
    open_book(as_json=as_json, looking=True)
    from ecot.rulebook import reading

    found = reading.history(asked)
    if as_json:
        show_json({"kind": asked.value, "versions": [_as_answer(rule) for rule in found]})
        return
    if not found:
        typer.echo("Aucune version de cette règle n’a été adoptée.")
    for rule in found:
        _tell(rule, "")


@app.command(help="L’acte fondateur d’une caisse neuve, lu dans un fichier TOML.")
def found(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Le fichier TOML.")],
    *,
    by: Annotated[str, typer.Option("--by", help="L’adresse de la personne qui fonde.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write the first dated series of rules, once, into an empty book."""
    open_book(as_json=as_json)
    from ecot.governance.founding import found as found_caisse

    series = _read(file)
    if isinstance(series, Refused):
        stop(series, as_json=as_json)
    founded = found_caisse(act_of(by, as_json=as_json), series)
    if isinstance(founded, Refused):
        stop(founded, as_json=as_json)
    if as_json:
        show_json({"version_ids": list(founded.version_ids)})
    else:
        typer.echo(f"Acte fondateur pris : {len(founded.version_ids)} versions de règles.")


def _kind(text: str) -> RuleKind:
    """A kind of rule by its name; anything else is a misuse."""
    from ecot.rules.kinds import RuleKind

    if text not in set(RuleKind):
        message = f"« {text} » n’est pas une sorte de règle. Il y a : {', '.join(RuleKind)}."
        raise typer.BadParameter(message)
    return RuleKind(text)


def _tell(rule: InForce, label: str) -> None:
    from ecot.governance.sources import source_words
    from ecot.values.month import day_in_words

    template, facts = source_words(rule.source)
    since = f"depuis le {day_in_words(rule.in_force_from)} · version {rule.version_id} · "
    since += template.format(**facts).lower()
    typer.echo(f"{typer.style(label, bold=True)} — {since}" if label else since.capitalize())
    typer.echo(f"  {rule.parameters.sentence()}")


def _as_answer(rule: InForce) -> dict[str, object]:
    return {
        "kind": rule.kind.value,
        "version_id": rule.version_id,
        "in_force_from": rule.in_force_from.isoformat(),
        "source": rule.source,
        "sentence": rule.parameters.sentence(),
        "parameters": rule.parameters.to_json(),
    }


def _read(file: Path) -> list[FoundingVersion] | Refused:
    """The series of a file: tables `[[rule]]` with `kind`, `from` and `[rule.parameters]`."""
    import tomllib

    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as unreadable:
        return Refused(FILE_UNREADABLE, {"why": str(unreadable)})
    rows = written.get("rule")
    if not isinstance(rows, list) or not rows:
        return Refused(FILE_UNREADABLE, {"why": "aucune table [[rule]]"})
    series: list[FoundingVersion] = []
    for row in rows:
        version = _version(row)
        if isinstance(version, Refused):
            return version
        series.append(version)
    return series


def _version(row: Mapping[str, object]) -> FoundingVersion | Refused:
    from ecot.governance.founding import FoundingVersion
    from ecot.rules.kinds import PARAMETERS, RuleKind
    from ecot.values.month import Month

    kind, parameters = str(row.get("kind")), row.get("parameters")
    if kind not in set(RuleKind):
        return Refused(FILE_UNREADABLE, {"why": f"sorte de règle inconnue « {kind} »"})
    month = Month.parse(str(row.get("from")))
    if isinstance(month, Refused):
        return month
    if not isinstance(parameters, Mapping):
        return Refused(FILE_UNREADABLE, {"why": f"la règle {kind} n’a pas de paramètres"})
    absent = dict.fromkeys(_optional(PARAMETERS[RuleKind(kind)]))
    read = PARAMETERS[RuleKind(kind)].from_json({**absent, **parameters})
    return read if isinstance(read, Refused) else FoundingVersion(RuleKind(kind), month, read)


def _optional(rule: type[Parameters]) -> list[str]:
    """The parameters that may be none: a TOML file, which has no such word, leaves them out."""
    from typing import get_args, get_type_hints

    hints = get_type_hints(rule)
    return [name for name, hint in hints.items() if type(None) in get_args(hint)]
