"""Files of signed agreements whose content is gone."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.services.agreements.signing import missing_files
from app.services.checks.finding import Finding


def signed_findings(session: Session) -> Iterator[Finding]:
    """An error for each kept file that cannot be opened any more."""
    for name, agreement_id in missing_files(session):
        sentence = f"Innehållet i ”{name}” saknas. Hämta den ur en säkerhetskopia."
        yield Finding(
            "signed-file-missing", "error", "Underskrifter", sentence, kind="agreement", key=agreement_id
        )
