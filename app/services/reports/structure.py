"""The structure tree written into a file: elements, the parent tree, marked content."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from app.services.reports.tagging import Annotation, Element, MarkedContent, SignatureField

_PRINTED = 4


class _Writer:
    """Writes one tree; remembers which element each piece of each page belongs to."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.owners: list[dict[int, Object]] = [{} for _ in self.pages]
        self.links: list[Object] = []
        self.fields: list[Object] = []
        self.notes: list[Object] = []

    def element(self, element: Element, parent: Object) -> Object:
        """The element and everything below it, as PDF objects."""
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
        self._describe(element, made)
        if element.role == "Note":
            made.ID = String(f"note-{len(self.notes) + 1:06}")
            self.notes.append(made)
        pages = [kid.page for kid in element.kids if not isinstance(kid, Element)]
        if pages:
            made.Pg = self.pages[pages[0]]
        kids = [self._kid(kid, made, pages) for kid in element.kids]
        # The reference of a form stands by itself: in an array it makes readers take a second signature for
        # a change of what the first one signed.
        made.K = kids[0] if element.role == "Form" else Array(kids)
        return made

    def _kid(
        self, kid: Element | MarkedContent | Annotation | SignatureField, owner: Object, pages: list[int]
    ) -> Object | int:
        if isinstance(kid, Element):
            return self.element(kid, owner)
        if isinstance(kid, Annotation):
            return self._referred(kid.page, self.pages[kid.page].Annots[kid.number], owner)
        if isinstance(kid, SignatureField):
            return self._referred(kid.page, self._field(kid), owner)
        self.owners[kid.page][kid.number] = owner
        if kid.page == pages[0]:
            return kid.number
        return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.number)

    def _field(self, kid: SignatureField) -> Object:
        """An empty field to sign in, made before anything is signed so that it has its place in the tree."""
        page = self.pages[kid.page]
        left, low, right, high = kid.box
        empty = self.pdf.make_stream(b"")
        empty.Type, empty.Subtype = Name.XObject, Name.Form
        empty.BBox = Array([0, 0, round(right - left, 3), round(high - low, 3)])
        widget = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(kid.name),
                TU=String(kid.words),
                F=_PRINTED,
                P=page,
                Rect=Array([round(side, 3) for side in kid.box]),
                AP=Dictionary(N=empty),
            )
        )
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(widget)
        self.fields.append(widget)
        return widget

    def _referred(self, number: int, annotation: Object, owner: Object) -> Object:
        """What an element says of an annotation of a page; the annotation knows its element too."""
        page = self.pages[number]
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
    if writer.notes:
        names = [part for note in writer.notes for part in (note.ID, note)]
        limits = Array([writer.notes[0].ID, writer.notes[-1].ID])
        leaf = pdf.make_indirect(Dictionary(Limits=limits, Names=Array(names)))
        tree.IDTree = Dictionary(Kids=Array([leaf]))
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    if writer.fields:
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(writer.fields), SigFlags=1))
