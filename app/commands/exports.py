"""`export`: files out of a file."""

from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING, Any

from app.commands import console
from app.services.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.agreements.document import AgreementDocument

_Rows = list[dict[str, Any]]


def export(arguments: Namespace, clock: Clock) -> int:
    """Write what was asked for; 1 when a part of it could not be written."""
    files, failed = _data(arguments, clock) if arguments.kind == "data" else _agreements(arguments, clock)
    if arguments.json:
        console.answer({"files": files, "failed": failed})
    else:
        for each in files:
            console.say(each["path"])
    for each in failed:
        console.complain(f"{each['what']}: {each['reason']}")
    return 1 if failed else 0


def _agreements(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from app.commands.opened import reading
    from app.services import log
    from app.services.reports.batch import export_documents

    with reading(arguments.file, clock) as database:
        documents = database.read(partial(_documents, unit=arguments.unit, year=arguments.year, clock=clock))
    installed = log.install(clock)  # a paper that cannot be made is told about in the log
    try:
        result = export_documents(documents, arguments.out)
    finally:
        installed.close()
    files = [{"path": str(each.path), "bytes": each.size, "sha256": each.sha256} for each in result.files]
    return files, [{"what": each.what, "reason": each.reason} for each in result.failed]


def _documents(
    session: "Session", *, unit: str | None, year: int | None, clock: Clock
) -> "list[AgreementDocument]":
    from app.services.agreements.builder import build_documents
    from app.services.exchange.selection import chosen_agreements

    chosen = chosen_agreements(session, unit=unit, year=year)
    return list(build_documents(session, agreement_ids=chosen, clock=clock))


def _data(arguments: Namespace, clock: Clock) -> tuple[_Rows, _Rows]:
    from hashlib import sha256

    from app.commands.opened import reading
    from app.services.exchange.data import everything, write_data

    with reading(arguments.file, clock) as database:
        content = database.read(partial(everything, clock=clock))
    write_data(arguments.out, content, source=arguments.file)
    written = arguments.out.read_bytes()
    return [{"path": str(arguments.out), "bytes": len(written), "sha256": sha256(written).hexdigest()}], []
