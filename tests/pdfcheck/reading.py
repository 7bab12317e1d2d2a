"""Reads a PDF as its readers do: the text of each page, the bookmarks, the fonts, the structure."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf

from tests.pdfcheck.validator import PROFILES, ValidatorEnded, ValidatorMissing, Verdict, validate


def page_texts(content: bytes) -> list[str]:
    """The text of each page, in the order it is drawn, lines ended by a newline."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def bookmarks(content: bytes) -> list[tuple[int, str]]:
    """Level and title of each bookmark."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [(entry.level, entry.get_title()) for entry in document.get_toc()]
    finally:
        document.close()


@dataclass
class Node:
    """An element of the structure tree."""

    role: str
    kids: list["Node"]
    pages: list[int]
    scope: str | None = None
    alt: str | None = None
    columns: int = 1
    links: int = 0

    def all(self, role: str) -> list["Node"]:
        """The element itself and all below it that have a role."""
        below = [found for kid in self.kids for found in kid.all(role)]
        return [self, *below] if self.role == role else below


def structure(content: bytes) -> Node:
    """The structure tree; `pages` tells on which pages an element's own content stands."""
    with Pdf.open(BytesIO(content)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return _node(pdf.Root.StructTreeRoot.K[0], numbers)


def _node(element: Object, numbers: dict[tuple[int, int], int]) -> Node:
    attributes = element.get("/A")
    scope = attributes.get("/Scope") if attributes is not None else None
    node = Node(
        str(element.S)[1:],
        [],
        [],
        scope=str(scope)[1:] if scope is not None else None,
        alt=str(element.Alt) if "/Alt" in element else None,
        columns=int(attributes.get("/ColSpan", 1)) if attributes is not None else 1,
    )
    for kid in element.K if isinstance(element.K, Array) else (element.K,):
        if isinstance(kid, int):
            node.pages.append(numbers[element.Pg.objgen])
        elif kid.get("/Type") == Name.MCR:
            node.pages.append(numbers[kid.Pg.objgen])
        elif kid.get("/Type") == Name.OBJR:
            node.links += 1
        else:
            node.kids.append(_node(kid, numbers))
    return node


def fonts(content: bytes) -> list[tuple[str, bool]]:
    """Name of each font in the file and whether it is embedded."""
    found = []
    with Pdf.open(BytesIO(content)) as pdf:
        for candidate in pdf.objects:
            if isinstance(candidate, Dictionary) and candidate.get("/Type") == Name.Font:
                descriptor = candidate.get("/FontDescriptor")
                embedded = descriptor is not None and "/FontFile2" in descriptor
                found.append((str(candidate.BaseFont)[1:], embedded))
    return found


def unmarked_operations(content: bytes) -> Iterator[str]:
    """Drawing that is neither tagged nor an artifact."""
    drawing = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}
    with Pdf.open(BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages):
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
                if depth == 0 and operator in drawing:
                    yield f"page {number + 1}: {operator}"


def verdicts(files: dict[str, bytes], folder: Path) -> dict[tuple[str, str], Verdict]:
    """What veraPDF says of each file and profile; a validator that cannot say is one sentence."""
    paths = [folder / f"{name}.pdf" for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    try:
        found = validate(paths)
    except (ValidatorMissing, ValidatorEnded) as silent:
        raise AssertionError(str(silent)) from None
    assert len(found) == len(files) * len(PROFILES)
    return {(verdict.path.stem, verdict.profile): verdict for verdict in found}
