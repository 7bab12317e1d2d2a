"""The one step that makes a drawn file archivable: valid PDF/A-2a and PDF/UA-1, the same bytes each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String
from PIL import ImageCms

from app.services.reports.chart_forms import fill_pictures
from app.services.reports.structure import write_structure
from app.services.reports.tagging import Element

LANGUAGE = "sv-SE"
PROGRAM = "Röda tråden"
_CONDITION = "sRGB IEC61966-2.1"
_ICC_CREATED, _ICC_ID = slice(24, 36), slice(84, 100)

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{program}</pdf:Producer><xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about itself; the day is the document's own, never that of the export."""

    title: str
    author: str
    subject: str
    day: date


@dataclass(frozen=True, slots=True)
class Source:
    """The data that a paper was made from, to be kept in its file."""

    name: str
    content: bytes
    words: str


@cache
def colour_profile() -> bytes:
    """An sRGB profile without the time it was made, so that it is the same each time."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_ICC_CREATED] = b"".join(part.to_bytes(2, "big") for part in (2000, 1, 1, 0, 0, 0))
    profile[_ICC_ID] = bytes(16)
    return bytes(profile)


def archivable(
    drawn: bytes,
    root: Element,
    metadata: Metadata,
    pictures: Mapping[str, bytes] | None = None,
    sources: Sequence[Source] = (),
) -> bytes:
    """The archive file of a drawn one whose content is marked for the tree below `root`.

    `pictures` are the charts that take the place of its empty forms. A file with `sources` is a PDF/A-3a.
    """
    with Pdf.open(BytesIO(drawn)) as pdf:
        if pictures:
            fill_pictures(pdf, pictures)
        _describe(pdf, metadata, part=3 if sources else 2)
        if sources:
            _keep(pdf, sources, metadata)
        write_structure(pdf, root)
        result = BytesIO()
        pdf.save(
            result,
            deterministic_id=True,
            fix_metadata_version=False,
            min_version="1.7",
            object_stream_mode=ObjectStreamMode.generate,
        )
    return result.getvalue()


def _describe(pdf: Pdf, metadata: Metadata, part: int) -> None:
    stamp = _stamp(metadata)
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    for key, value in {
        "/Title": metadata.title,
        "/Author": metadata.author,
        "/Subject": metadata.subject,
        "/Creator": PROGRAM,
        "/Producer": PROGRAM,
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }.items():
        pdf.docinfo[key] = String(value)
    xmp = pdf.make_stream(_xmp(metadata, part).encode("utf-8"))
    xmp.Type, xmp.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = xmp
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    profile = pdf.make_stream(colour_profile())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(_CONDITION),
        Info=String(_CONDITION),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _stamp(metadata: Metadata) -> str:
    return f"D:{metadata.day:%Y%m%d}000000Z"


def _keep(pdf: Pdf, sources: Sequence[Source], metadata: Metadata) -> None:
    """Put the data into the file, told to be what the whole of it was made from."""
    specs = []
    for source in sorted(sources, key=lambda one: one.name):
        held = pdf.make_stream(source.content)
        held.Type, held.Subtype = Name.EmbeddedFile, Name("/application/json")
        held.Params = Dictionary(Size=len(source.content), ModDate=String(_stamp(metadata)))
        spec = Dictionary(
            Type=Name.Filespec,
            F=String(source.name),
            UF=String(source.name),
            Desc=String(source.words),
            AFRelationship=Name.Source,
            EF=Dictionary(F=held, UF=held),
        )
        specs.append(pdf.make_indirect(spec))
    pdf.Root.AF = Array(specs)
    names = [part for spec in specs for part in (spec.F, spec)]
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=Array(names)))


def _xmp(metadata: Metadata, part: int) -> str:
    return _XMP.format(
        part=part,
        title=escape(metadata.title),
        author=escape(metadata.author),
        subject=escape(metadata.subject),
        language=LANGUAGE,
        program=PROGRAM,
        day=metadata.day.isoformat(),
    )
