"""Texts with headings, lists and tables for property tests."""

from hypothesis import strategies as st

from app.services.richtext import Document, Heading, ListBlock, Paragraph, Run, Table, normal

WORDS = st.text(max_size=24) | st.sampled_from(
    [
        "<b>fet</b> &amp;",
        "10\u00a0000 kr",
        "§\u202f5",
        "rad\nrad",
        "e\u0301",
        "👩‍👩‍👧 🇸🇪",
        "שלום",
        "a\u0000b\ufdd0c\ufffc",
    ]
)
RUNS = st.lists(st.builds(Run, WORDS, st.booleans(), st.booleans()), max_size=4).map(tuple)
TABLES = st.builds(
    Table, st.booleans(), st.lists(st.lists(RUNS, max_size=4).map(tuple), max_size=4).map(tuple)
)
BLOCKS = st.one_of(
    st.builds(Heading, st.sampled_from([1, 2]), RUNS),
    st.builds(Paragraph, RUNS),
    st.builds(ListBlock, st.booleans(), st.lists(RUNS, max_size=4).map(tuple)),
    TABLES,
)
TYPED = st.lists(BLOCKS, max_size=6).map(lambda blocks: Document(tuple(blocks)))
"""Documents as a clumsy program could make them."""
NORMAL = TYPED.map(normal)
