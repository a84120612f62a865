"""How certain events are told to be: the encoder's factuality beside that of readers, on event words of news sentences.

python -m benchmarks.certainty --certainty FILE
"""

import argparse
from pathlib import Path

import numpy as np
from training.corpus import factuality
from training.examples import as_printed

from benchmarks.scores import table
from onrecord.models.session import Encoder, load_encoder


def measure(path: Path, encoder: Encoder | None = None) -> list[list[str]]:
    """Mean absolute error and Pearson's r, and how often the sign is right where readers agree on one (at least 1 away from 0).

    Args:
        path: sentences with event words and their factuality from -3 to +3, one JSON object a line.
        encoder: another encoder than the package's own.
    """
    encoder = encoder or load_encoder("events")
    gold, said = [], []
    for text, words in factuality(path):
        answers = encoder.read(as_printed(text), [(0, len(text))])
        for start, end, value in words:
            places = [
                float(answer.heads["factuality"][at])
                for answer in answers
                for at, (first, last) in enumerate(answer.window.offsets)
                if first < last and first < end and start < last
            ]
            if places:
                gold.append(value)
                said.append(min(max(places[0], -3.0), 3.0))
    right, ours = np.array(gold), np.array(said)
    clear = np.abs(right) >= 1
    return [
        ["event words", "mean absolute error", "r", "sign right where clear"],
        [
            str(len(gold)),
            f"{np.mean(np.abs(right - ours)):.3f}",
            f"{np.corrcoef(right, ours)[0, 1]:.3f}",
            f"{np.mean(np.sign(right[clear]) == np.sign(ours[clear])):.3f}",
        ],
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--certainty", type=Path, required=True, metavar="FILE")
    parser.add_argument("--weights", type=Path, metavar="DIR", help="another encoder than the package's own")
    options = parser.parse_args()
    print(table(measure(options.certainty, Encoder(options.weights) if options.weights else None)))


if __name__ == "__main__":
    main()
