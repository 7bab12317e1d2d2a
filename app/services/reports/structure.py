"""The structure tree written into a file: elements, the parent tree, marked content."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from app.services.reports.tagging import Annotation, Element, MarkedContent


class _Writer:
    """Writes one tree; remembers which element each piece of each page belongs to."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.owners: list[dict[int, Object]] = [{} for _ in self.pages]
        self.links: list[Object] = []

    def element(self, element: Element, parent: Object) -> Object:
        """The element and everything below it, as PDF objects."""
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
        self._describe(element, made)
        pages = [kid.page for kid in element.kids if not isinstance(kid, Element)]
        if pages:
            made.Pg = self.pages[pages[0]]
        made.K = Array([self._kid(kid, made, pages) for kid in element.kids])
        return made

    def _kid(
        self, kid: Element | MarkedContent | Annotation, owner: Object, pages: list[int]
    ) -> Object | int:
        if isinstance(kid, Element):
            return self.element(kid, owner)
        if isinstance(kid, Annotation):
            return self._link(kid, owner)
        self.owners[kid.page][kid.number] = owner
        if kid.page == pages[0]:
            return kid.number
        return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.number)

    def _link(self, kid: Annotation, owner: Object) -> Object:
        page = self.pages[kid.page]
        annotation = page.Annots[kid.number]
        annotation.StructParent = len(self.pages) + len(self.links)
        page.Tabs = Name.S
        self.links.append(owner)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation)

    @staticmethod
    def _describe(element: Element, made: Object) -> None:
        if element.alt is not None:
            made.Alt = String(element.alt)
        if element.scope or element.columns > 1:
            made.A = Dictionary(O=Name.Table)
            if element.scope:
                made.A.Scope = Name(f"/{element.scope}")
            if element.columns > 1:
                made.A.ColSpan = element.columns
        if element.box:
            made.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(list(element.box)))
        if element.role == "L":
            made.A = Dictionary(O=Name.List, ListNumbering=Name.Decimal if element.ordered else Name.Disc)

    def parent_tree(self) -> Object:
        """From the marked content of each page back to its element."""
        entries: list[Object | int] = []
        for number, (page, owners) in enumerate(zip(self.pages, self.owners, strict=True)):
            page.StructParents = number
            entries += [number, self.pdf.make_indirect(Array([owners[mark] for mark in sorted(owners)]))]
        for number, owner in enumerate(self.links, len(self.pages)):
            entries += [number, owner]
        return self.pdf.make_indirect(Dictionary(Nums=Array(entries)))


def write_structure(pdf: Pdf, root: Element) -> None:
    """Make a tagged file of one whose content is already marked."""
    writer = _Writer(pdf)
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = Array([writer.element(root, tree)])
    tree.ParentTree = writer.parent_tree()
    tree.ParentTreeNextKey = len(writer.pages) + len(writer.links)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
