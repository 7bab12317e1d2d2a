"""Where the arrow keys lead in a picture: to what is joined first, otherwise to what stands nearest."""

from typing import Literal

from app.services.steering.thread.picture import Box, Picture

Way = Literal["left", "right", "up", "down"]


def step(picture: Picture, key: int, way: Way) -> int | None:
    """The box that a key leads to from another: left and right along the thread, up and down in a layer."""
    here = picture.box(key)
    if here is None:
        return None
    if way in ("up", "down"):
        return _within_layer(picture, here, down=way == "down")
    return _along(picture, here, right=way == "right")


def _within_layer(picture: Picture, here: Box, *, down: bool) -> int | None:
    beyond = [
        box
        for box in picture.boxes
        if box.layer == here.layer and (box.y > here.y if down else box.y < here.y)
    ]
    found = min(beyond, key=lambda box: abs(box.y - here.y), default=None)
    return None if found is None else found.key


def _along(picture: Picture, here: Box, *, right: bool) -> int | None:
    """The nearest box that a line joins; a line of the hierarchy before one of a contribution."""
    ranked: list[tuple[bool, float, int]] = []
    for line in picture.lines:
        if here.key not in (line.upper, line.lower):
            continue
        other = picture.box(line.lower if line.upper == here.key else line.upper)
        if other is not None and (other.layer > here.layer if right else other.layer < here.layer):
            ranked.append((line.contributes, abs(other.y - here.y), other.key))
    return min(ranked)[2] if ranked else None
