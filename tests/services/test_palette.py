"""Colours that can be read."""

import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.palette import (
    DARK,
    LIGHT,
    TEXT_CONTRAST,
    Palette,
    blend,
    contrast,
    ensure_contrast,
    pale_tint,
    palette_for,
    tint,
    with_accent,
)

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
COLOURS = st.integers(min_value=0, max_value=0xFFFFFF).map("#{:06X}".format)


def readable(colour: str, ground: str) -> bool:
    return contrast(colour, ground) >= TEXT_CONTRAST


def test_contrast_agrees_with_the_published_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_has_no_direction_and_keeps_its_bounds(first: str, second: str) -> None:
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21.0001


@BOTH
def test_ink_muted_and_accent_are_readable_on_every_ground(palette: Palette) -> None:
    for colour in (palette.ink, palette.muted, palette.accent):
        for ground in palette.grounds:
            assert readable(colour, ground), (colour, ground)


@BOTH
def test_status_words_are_readable_on_every_ground(palette: Palette) -> None:
    for colour in palette.statuses:
        for ground in palette.grounds:
            assert readable(colour, ground), (colour, ground)


@BOTH
def test_phases_are_readable_on_pages_and_panels(palette: Palette) -> None:
    for colour in palette.phases:
        assert readable(colour, palette.surface), colour
        assert readable(colour, palette.raised), colour


@BOTH
def test_fills_carry_their_text(palette: Palette) -> None:
    for fill in (palette.accent, *palette.phases):
        assert readable(palette.on_fill, fill), fill


@BOTH
def test_ink_and_muted_are_readable_in_heat_map_cells(palette: Palette) -> None:
    for ground in palette.status_tints:
        assert readable(palette.ink, ground), ground
        assert readable(palette.muted, ground), ground


@BOTH
def test_labels_of_arcs_and_bands_are_readable(palette: Palette) -> None:
    for phase in palette.phases:
        assert readable(palette.ink, tint(phase, palette.surface)), phase
        assert readable(palette.ink, pale_tint(phase, palette.surface)), phase


@BOTH
def test_edges_of_fields_and_focus_can_be_seen(palette: Palette) -> None:
    for ground in palette.grounds:
        assert contrast(palette.muted, ground) >= 3
        assert contrast(palette.accent, ground) >= 3


@BOTH
def test_every_colour_has_the_form_that_all_painters_take(palette: Palette) -> None:
    for role in fields(palette):
        value = getattr(palette, role.name)
        assert isinstance(value, bool) or re.fullmatch("#[0-9A-F]{6}", value), role.name


def test_each_mode_has_its_palette() -> None:
    assert palette_for("light") is LIGHT
    assert palette_for("dark") is DARK
    assert contrast(LIGHT.surface, "#FFFFFF") == 1
    assert contrast(DARK.surface, "#000000") < 2


def test_a_blend_runs_from_the_ground_to_the_colour() -> None:
    assert blend("#102030", "#FFFFFF", 0) == "#FFFFFF"
    assert blend("#102030", "#FFFFFF", 1) == "#102030"
    assert blend("#000000", "#FFFFFF", 0.5) == "#808080"


@pytest.mark.parametrize("wrong", ["red", "#FFF", "#GGGGGG", "1F5F8B0"])
def test_a_colour_in_another_form_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"colour|invalid literal"):
        blend(wrong, "#FFFFFF", 0.5)


def test_a_pale_accent_is_darkened_and_says_so() -> None:
    palette, adjusted = with_accent(LIGHT, "#FFD400")

    assert adjusted
    assert contrast(palette.accent, "#FFFFFF") > contrast("#FFD400", "#FFFFFF")


def test_a_readable_accent_is_kept_as_it_is() -> None:
    palette, adjusted = with_accent(LIGHT, "#7A1F3D")

    assert not adjusted
    assert palette.accent == "#7A1F3D"
    assert palette.selection != LIGHT.selection


def test_the_programs_own_accent_changes_nothing() -> None:
    assert with_accent(DARK, DARK.accent.lower()) == (DARK, False)


@BOTH
@given(accent=COLOURS)
def test_any_accent_ends_up_readable_everywhere(palette: Palette, accent: str) -> None:
    own, adjusted = with_accent(palette, accent)

    for ground in own.grounds:
        assert readable(own.accent, ground)
        assert readable(own.ink, ground)
        assert readable(own.muted, ground)
    assert readable(own.on_fill, own.accent)
    assert adjusted == (own.accent != accent)


def test_where_no_colour_reaches_the_contrast_the_pole_is_given() -> None:
    assert ensure_contrast("#808080", "#FFFFFF", minimum=22).colour == "#000000"
    assert ensure_contrast("#808080", "#000000", minimum=22).colour == "#FFFFFF"
