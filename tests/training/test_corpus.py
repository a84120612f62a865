"""What training reads beside our own sentences."""

import json
from pathlib import Path

import pytest
from training import corpus
from training.labels import DATA

GOLD = Path(__file__).parents[3] / "shared" / "gold"


def test_factuality_is_read_by_tokens(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    targets = [{"span1": [1, 2], "label": 2.6}, {"span1": [9, 10], "label": 1.0}]
    path.write_text(json.dumps({"text": "Troops  left town .", "targets": targets}) + "\n", encoding="utf-8")
    # a target beyond the text is left out
    assert list(corpus.factuality(path)) == [("Troops  left town .", [(8, 12, 2.6)])]


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold is not beside the repository")
def test_no_label_stands_on_gold() -> None:
    gold = {path.stem for path in GOLD.glob("*/*.json")}
    labelled = [json.loads(line)["key"] for path in DATA.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    assert gold
    assert labelled
    # an article's name may be cut short in the gold
    assert not [key for key in labelled if any(key.startswith(name) for name in gold)]
