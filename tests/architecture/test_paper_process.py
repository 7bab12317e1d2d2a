"""What is loaded by a process that makes papers beside the window: it begins anew for every batch."""

import base64
import json
import pickle
import subprocess
import sys
from dataclasses import replace

from app.services.reports.printed import AgreementPaper, RevisionPaper
from tests.architecture.source_tree import ROOT
from tests.services.reports.agreement_samples import REVISION, WHOLE, looks

SCRIPT = """
import base64, json, pickle, sys
from app.services.reports.workshop import make_paper
made = [make_paper(paper) for paper in pickle.loads(base64.b64decode(sys.stdin.read()))]
told = {"made": [type(each).__name__ for each in made], "loaded": sorted(sys.modules)}
print(json.dumps(told))
"""


def test_papers_are_made_without_the_database_layer_and_without_the_window() -> None:
    papers = [
        AgreementPaper(WHOLE, (REVISION,), looks()),
        RevisionPaper(REVISION, replace(looks(), cover=False)),
    ]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        input=base64.b64encode(pickle.dumps(papers)).decode(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["made"] == ["bytes", "bytes"]
    loaded = {name.split(".")[0] for name in told["loaded"]}
    assert not {"sqlalchemy", "sqlite3", "alembic", "PySide6", "pydantic"} & loaded
    assert not [name for name in told["loaded"] if name.startswith("app.services.storage")]
