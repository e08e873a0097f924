"""The official and constructed samples against their own schemas. What one violates is reported in sample_violations.csv and here
held to it: a sample that is mended, or a further violation, fails. `python samples_test.py` prints the table anew."""
import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TABLE = Path(__file__).resolve().parent / "sample_violations.csv"
# Which samples, and the schema of each.
SCHEMAS = [
    ("cn-ceb/samples-202205/export/*.xml", "cn-ceb/xsd-202205/CEB-export-business.xsd"),
    ("cn-ceb/samples-202205/import/*.xml", "cn-ceb/xsd-202205/CEB-import-business.xsd"),
    ("cn-ceb/examples/CEB[3456][0][35]Message.xml", "cn-ceb/xsd-202205/CEB-export-business.xsd"),
    ("cn-ceb/examples/CEB[3456][12]1Message.xml", "cn-ceb/xsd-202205/CEB-import-business.xsd"),
    ("cn-ceb/examples/DxpMsg_*.xml", "cn-ceb/xsd-202205/DxpMsg-terminal-node.xsd"),
    ("eaeu/constructed-samples/fts_5.27.0_*.xml", "eaeu/fts-album-5.27.0/ExpressCargoDeclaration.xsd"),
    ("eaeu/constructed-samples/eec_R.043_*.xml", "eaeu/eec-model/EEC_R_043_ExpressCargoDeclaration_v2.1.0.reconstructed.xsd"),
    ("intl/wco/samples/*TT_*.xml", "intl/wco/xsd/declaration/submit_all.xsd"),
    ("intl/wco/samples/*_DMS*.xml", "intl/wco/xsd/notification/DocumentMetaData_2_DMS.xsd"),
]


def violations(sample, schema):
    """xmllint's sentences, without places and namespaces; each once, in order."""
    done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, sample], capture_output=True, text=True, timeout=60,
                          check=False)
    assert done.returncode in (0, 3), done.stderr  # 3: the sample breaks the schema; else the schema itself could not be used
    said = [re.sub(r"\{[^}]*\}", "", line.partition("validity error : ")[2]).strip() for line in done.stderr.splitlines()
            if "validity error" in line]
    assert bool(said) == (done.returncode == 3), done.stderr
    return list(dict.fromkeys(said))


def found(reference):
    """(sample, violation), and how many samples were looked at."""
    rows, samples = [], 0
    for pattern, schema in SCHEMAS:
        files = sorted(reference.glob(pattern))
        assert files, pattern
        samples += len(files)
        rows += [(str(file.relative_to(reference)), text) for file in files for text in violations(file, reference / schema)]
    return rows, samples


@pytest.mark.skipif("SILKGATE_REFERENCE" not in os.environ, reason="SILKGATE_REFERENCE is not set")
def test_what_the_samples_violate_is_what_is_reported():
    rows, samples = found(Path(os.environ["SILKGATE_REFERENCE"]))
    assert samples >= 57
    with open(TABLE, encoding="utf-8", newline="") as file:
        reported = [(row["sample"], row["violation"]) for row in csv.DictReader(file)]
    assert rows == reported


if __name__ == "__main__":
    with open(TABLE, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("sample", "violation"), *found(Path(sys.argv[1]))[0]])
