"""A signed file as it is seen and printed: what draws no form fields would leave the signatures out."""

from io import BytesIO


def seen(pdf: bytes) -> bytes:
    """The file with what stands in its fields drawn on the pages; a copy to look at, no longer signed."""
    from pikepdf import PdfError, open

    try:
        with open(BytesIO(pdf)) as opened:
            opened.flatten_annotations("print")
            drawn = BytesIO()
            opened.save(drawn)
    except (PdfError, ValueError, RuntimeError):
        return pdf
    return drawn.getvalue()
