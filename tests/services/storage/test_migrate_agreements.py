"""Agreements from before their texts were rich are there afterwards, word for word."""

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, select

from app.models.agreements import Agreement, AgreementText, FollowUpRow
from app.services import richtext
from app.services.paths import resource
from app.services.storage import schema
from app.services.storage.migrate import upgrade

_ROWS = """
INSERT INTO agreement (id, kind_id, unit_id, node_id, client, registration_number, starts, version, example)
    VALUES (1, 1, 1, 1, 'Kommunstyrelsen', 'KS 2026/184', '2027-01-01', 4, 1);
INSERT INTO agreement_text (id, agreement_id, part_id, text) VALUES (2, 1, 7, 'Hem & vård <b>dygnet</b> runt.

Ett stycke till.');
INSERT INTO follow_up_row (id, agreement_id, position, timing, what) VALUES (3, 1, 1, 'Mars', 'Utfall');
"""


def test_texts_and_terms_of_agreements_are_there_after_the_migration(tmp_path):
    path = tmp_path / "fil.styr"
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(resource("migrations")).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
        for statement in filter(str.strip, _ROWS.split(";")):
            connection.exec_driver_sql(statement)
    with engine.begin() as connection:
        upgrade(connection, resource("migrations"))
        schema.install(connection)
    with engine.connect() as connection:
        agreement = connection.execute(select(Agreement.__table__)).mappings().one()
        text = connection.execute(select(AgreementText.__table__)).mappings().one()
        timing = connection.scalar(select(FollowUpRow.timing))
    engine.dispose()
    assert (agreement["registration_number"], agreement["version"]) == ("KS 2026/184", 4)
    assert (agreement["number"], agreement["predecessor_id"]) == (None, None)
    words = "Hem & vård <b>dygnet</b> runt.\n\nEtt stycke till."
    assert (text["plain"], richtext.plain(richtext.read(text["text"]))) == (words, words)
    assert timing == "Mars"
