"""Certificates to sign with: what opens, and what is refused in a sentence of its own."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.services.reports.signing.certificates import Certificate, open_certificate
from app.services.reports.signing.errors import (
    Expired,
    NoKey,
    NotACertificate,
    NotForSigning,
    NotYetValid,
    WeakKey,
    WrongPassword,
)
from tests.services.reports.signing.certificates import ISSUER, NOW, PASSWORD, issuer, person, without_key


def test_a_certificate_tells_whose_it_is_and_shows_neither_key_nor_password() -> None:
    opened = open_certificate(person("Åsa Örn"), PASSWORD)
    assert (opened.subject, opened.issuer) == ("Åsa Örn", ISSUER)
    assert opened.identity.organisation == "Provkommunen"
    assert opened.identity.not_before < NOW < opened.identity.not_after
    shown = repr(opened) + str(vars(Certificate))
    assert PASSWORD not in shown
    assert "SimpleSigner object" not in shown
    assert "Åsa" not in str(opened.identity.kept)
    opened.check_on(NOW)


@pytest.mark.parametrize(
    ("data", "password", "refused", "said"),
    [
        (person("Åsa Örn"), "fel lösen", WrongPassword, "Lösenordet stämmer inte"),
        (person("Åsa Örn"), "", WrongPassword, "Lösenordet stämmer inte"),
        (b"", PASSWORD, NotACertificate, ".p12"),
        (b"hej", PASSWORD, NotACertificate, ".p12"),
        (issuer().der, PASSWORD, NotACertificate, ".p12"),
        (without_key(), PASSWORD, NoKey, "ingen privat nyckel"),
        (person("Till Kryptering", signing=False), PASSWORD, NotForSigning, "annat än underskrifter"),
        (person("Kort Nyckel", rsa_bits=1024), PASSWORD, WeakKey, "1024 bitar"),
    ],
)
def test_what_cannot_be_used_is_refused(
    data: bytes, password: str, refused: type[DomainError], said: str
) -> None:
    with pytest.raises(refused, match=said) as told:
        open_certificate(data, password)
    assert not password or password not in told.value.message
    assert told.value.__cause__ is None


def test_a_certificate_does_not_sign_outside_its_time() -> None:
    old = open_certificate(person("Gammal", ends=NOW - timedelta(days=2)), PASSWORD)
    with pytest.raises(Expired, match="gick ut 19 november 2026"):
        old.check_on(NOW)
    young = open_certificate(person("Ny", starts=NOW + timedelta(days=2)), PASSWORD)
    with pytest.raises(NotYetValid, match="23 november 2026"):
        young.check_on(NOW)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(DomainError):
        open_certificate(data, PASSWORD)
