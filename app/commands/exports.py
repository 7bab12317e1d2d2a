"""`export`: files out of a file."""

import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import console
from app.commands.agreement_grammar import PAPERS
from app.services.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.reports.batch import BatchResult
    from app.services.reports.document_view import SteeringDocument

_Rows = list[dict[str, Any]]


def export(arguments: Namespace, clock: Clock) -> int:
    """Write what was asked for; 1 when a part of it could not be written."""
    files, failed = _WRITERS[arguments.kind](arguments, clock)
    if arguments.json:
        console.answer({"files": files, "failed": failed})
    else:
        for each in files:
            console.say(each["path"])
    for each in failed:
        console.complain(f"{each['what']}: {each['reason']}")
    return 1 if failed else 0


def _agreements(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.commands.agreements import write_agreements

    return _batch(write_agreements(arguments, clock))


def _steering_documents(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.commands.opened import reading

    with reading(arguments.file, clock) as database:
        documents = database.read(partial(_chosen_documents, arguments=arguments, clock=clock))
    return _printed(documents, arguments.out, clock)


def _printed(documents: "Sequence[SteeringDocument]", folder: Path, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.services import log
    from app.services.reports.batch import export_documents

    installed = log.install(clock)  # a paper that cannot be made is told about in the log
    try:
        result = export_documents(documents, folder)
    finally:
        installed.close()
    return _batch(result)


def _batch(result: "BatchResult") -> tuple[_Rows, _Rows]:
    files = [{"path": str(each.path), "bytes": each.size, "sha256": each.sha256} for each in result.files]
    return files, [{"what": each.what, "reason": each.reason} for each in result.failed]


def _chosen_documents(
    session: "Session", *, arguments: Namespace, clock: Clock
) -> "tuple[SteeringDocument, ...]":
    from app.services.exchange.selection import chosen_documents
    from app.services.reports.document_builder import build_steering_documents

    chosen = chosen_documents(session, title=arguments.title, unit=arguments.unit, year=arguments.year)
    return build_steering_documents(session, node_ids=chosen, today=clock.today())


def _register(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.commands.opened import reading
    from app.services.exchange.register_files import read_register, register_bytes
    from app.services.reports.batch import write_file

    with reading(arguments.file, clock) as database:
        register = database.read(partial(read_register, today=clock.today()))
    write_file(arguments.out, register_bytes(register, arguments.out))
    return [_told(arguments.out)], []


def _data(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.commands.opened import reading
    from app.services.exchange.data import everything, write_data

    with reading(arguments.file, clock) as database:
        content = database.read(partial(everything, clock=clock))
    write_data(arguments.out, content, source=arguments.file)
    return [_told(arguments.out)], []


def _model(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.commands.opened import reading
    from app.services.exchange.modelfiles import edition_of, proposed_name, write_model_file

    with reading(arguments.file, clock) as database:
        model = database.read(partial(edition_of, number=arguments.edition))
    path: Path = arguments.out
    path = path / proposed_name(model) if os.path.isdir(path) else path
    write_model_file(path, model, source=arguments.file)
    return [_told(path)], []


def _budget(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    return [_told(_BUDGETS[arguments.out.suffix.casefold()](arguments, clock))], []


def _budget_workbook(arguments: Namespace, clock: Clock) -> Path:
    from app.commands.budgets import write_workbook

    return write_workbook(arguments, clock)


def _economy(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.commands.economy_paper import write_economy

    return [_told(write_economy(arguments, clock))], []


def _comparison(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.commands.opened import reading
    from app.services.exchange.comparison_files import chosen_comparison, comparison_bytes
    from app.services.reports.batch import write_file

    wanted = partial(
        chosen_comparison,
        version=arguments.version,
        compare=arguments.compare,
        today=clock.today(),
        unit="tkr" if arguments.tkr else "kr",
    )
    with reading(arguments.file, clock) as database:
        paper = database.read(wanted)
    write_file(arguments.out, comparison_bytes(paper, arguments.out))
    return [_told(arguments.out)], []


def _internal(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.commands.opened import reading
    from app.services.exchange.internal_excel import internal_workbook
    from app.services.exchange.internal_files import chosen_internals
    from app.services.reports.batch import write_file

    wanted = partial(chosen_internals, today=clock.today(), unit=arguments.unit, year=arguments.year)
    with reading(arguments.file, clock) as database:
        paper = database.read(wanted)
    write_file(arguments.out, internal_workbook(paper))
    return [_told(arguments.out)], []


def _scorecards(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.commands.scorecards import write_scorecards

    return _batch(write_scorecards(arguments, clock))


def _budget_paper(arguments: Namespace, clock: Clock) -> Path:
    from app.commands.budget_paper import write_paper

    return write_paper(arguments, clock)


def _year(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.commands.wheels import write_year

    return [_told(path) for path in write_year(arguments, clock)], []


def _told(path: Path) -> dict[str, Any]:
    from hashlib import sha256

    written = path.read_bytes()
    return {"path": str(path), "bytes": len(written), "sha256": sha256(written).hexdigest()}


#: What writes the budget to a file, by how the file's name ends; grammar.BUDGETS lists the same endings.
_BUDGETS: dict[str, Callable[[Namespace, Clock], Path]] = {
    ".xlsx": _budget_workbook,
    ".pdf": _budget_paper,
}
_WRITERS: dict[str, Callable[[Namespace, Clock], tuple[_Rows, _Rows]]] = {
    **dict.fromkeys(PAPERS, _agreements),
    "dokument": _steering_documents,
    "register": _register,
    "budget": _budget,
    "ekonomi": _economy,
    "jamforelse": _comparison,
    "internbudget": _internal,
    "styrmodell": _model,
    "data": _data,
    "arshjul": _year,
    "sammantraden": _year,
    "styrkort": _scorecards,
}
