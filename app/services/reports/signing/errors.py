"""What can be refused when a PDF is signed or checked, each in its own sentence."""

from datetime import date

from app.models.errors import DomainError
from app.services.formatting import write_bytes, write_long_date


class NotACertificate(DomainError):
    """The file is no PKCS#12 file."""

    def __init__(self) -> None:
        super().__init__("Filen är inget certifikat med nyckel. Välj en fil som slutar på .p12 eller .pfx.")


class WrongPassword(DomainError):
    """The certificate could not be opened with the password."""

    def __init__(self) -> None:
        super().__init__("Lösenordet stämmer inte för certifikatet. Skriv det igen.")


class NoKey(DomainError):
    """The certificate file has no private key, or no certificate that goes with it."""

    def __init__(self) -> None:
        super().__init__(
            "Certifikatfilen har ingen privat nyckel att skriva under med. Exportera certifikatet på nytt "
            "tillsammans med nyckeln."
        )


class UnknownKeySort(DomainError):
    """A key or an encryption that is too old or too new to be used."""

    def __init__(self) -> None:
        super().__init__(
            "Certifikatfilen är skyddad på ett sätt, eller har ett slags nyckel, som programmet inte kan "
            "använda. Be utfärdaren om en fil med RSA-nyckel och AES-skydd."
        )


class WeakKey(DomainError):
    """An RSA key that is too short to be trusted."""

    def __init__(self, bits: int) -> None:
        super().__init__(
            f"Certifikatets nyckel är för kort ({bits} bitar). En underskrift behöver minst 2048 bitar."
        )


class Expired(DomainError):
    """The certificate no longer holds."""

    def __init__(self, day: date) -> None:
        super().__init__(f"Certifikatet gick ut {write_long_date(day)}. Skaffa ett nytt och försök igen.")


class NotYetValid(DomainError):
    """The certificate does not hold yet."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"Certifikatet gäller först från {write_long_date(day)}. Vänta eller välj ett annat."
        )


class NotForSigning(DomainError):
    """The certificate is issued for something else."""

    def __init__(self) -> None:
        super().__init__("Certifikatet är utfärdat för annat än underskrifter. Välj ett annat.")


class NotReadable(DomainError):
    """The file is no PDF, or one that cannot be read."""

    def __init__(self) -> None:
        super().__init__("Filen är ingen PDF som går att läsa. Välj en annan fil.")


class Encrypted(DomainError):
    """The PDF is protected by a password."""

    def __init__(self) -> None:
        super().__init__("PDF-filen är skyddad med lösenord. Ta bort skyddet i det program som gjorde den.")


class NoSuchField(DomainError):
    """The PDF has no field for this signature."""

    def __init__(self) -> None:
        super().__init__("PDF-filen har inget fält för den här underskriften. Skapa filen på nytt.")


class FieldTaken(DomainError):
    """Somebody has signed in the field already."""

    def __init__(self) -> None:
        super().__init__("Fältet är redan undertecknat. Välj en annan undertecknare.")


class SigningBarred(DomainError):
    """An earlier signature allows no more."""

    def __init__(self) -> None:
        super().__init__("En tidigare underskrift i filen tillåter inte fler underskrifter.")


class NotAnIssuer(DomainError):
    """The file is no certificate of an issuer."""

    def __init__(self) -> None:
        super().__init__(
            "Filen är inget certifikat. Välj utfärdarens fil, som slutar på .cer, .crt eller .pem."
        )


class NotTrusted(DomainError):
    """The issuer could not be written down."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"Utfärdaren kunde inte sparas i {folder}. Kontrollera att du får skriva där.")


class TooManyPages(DomainError):
    """The file is far longer than any paper of ours."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"Filen har fler än {most} sidor och kontrolleras inte. Välj en fil med en handling."
        )


class SignatureFailed(DomainError):
    """The file that came out of signing is not valid, so it is not kept."""

    def __init__(self) -> None:
        super().__init__(
            "Underskriften blev inte giltig och har inte sparats. Den tidigare filen är orörd. Kontrollera "
            "certifikatet och försök igen."
        )


class FileUnreadable(DomainError):
    """A file that was pointed out cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” går inte att läsa. Kontrollera att filen finns och att du får läsa den.")


class FileTooLarge(DomainError):
    """A file that was pointed out is far too large to be what it should be."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(f"”{name}” är större än {write_bytes(most)}. Välj en annan fil.")
