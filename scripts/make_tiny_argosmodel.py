#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Train a tiny real English→Spanish Transformer on template sentences and write it as an .argosmodel (270 KiB).

tests/data/tiny_en_es.argosmodel was made by it: a genuine package for argostranslate and for our own engine,
without a download. Takes 35 s of CPU; run it by hand only, the tests use the committed file.

usage: make_tiny_argosmodel.py OUT.argosmodel SBD.onnx
       (needs: pip install torch ctranslate2 sentencepiece numpy; SBD.onnx from make_sbd_onnx.py)
"""

import io
import itertools
import json
import random
import sys
import tempfile
import zipfile
from pathlib import Path

import sentencepiece
from tiny_transformer import to_ctranslate2, train

VOCABULARY = 400
CORPUS = Path(__file__).parent.parent / "tests" / "data" / "tiny_en_es.json"


def corpus() -> list[tuple[str, str]]:
    """Sentence pairs from templates: every noun and place, with other nouns and numbers by chance."""
    data, dice, pairs = json.loads(CORPUS.read_text(encoding="utf-8")), random.Random(7), set()
    nouns, places = data["nouns"], data["places"]
    for (english, spanish), noun, place, _ in itertools.product(
        data["templates"].items(), nouns, places, range(2)
    ):
        other, number = dice.choice(list(nouns)), dice.choice(data["numbers"])
        here = {"n": noun, "m": other, "p": place, "k": number, "N": noun.capitalize()}
        there = {"n": nouns[noun], "m": nouns[other], "p": places[place], "N": nouns[noun].capitalize()}
        pairs.add((english.format(**here), spanish.format(k=number, **there)))
    return sorted(pairs)


def tokenizer(pairs: list[tuple[str, str]]) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentence for pair in pairs for sentence in pair),
        model_writer=model, vocab_size=VOCABULARY, model_type="unigram", character_coverage=1.0,
        normalization_rule_name="identity", unk_id=0, bos_id=1, eos_id=2, pad_id=3,
        hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    return model.getvalue()


def main(out: Path, splitter: Path) -> None:
    pairs = corpus()
    model = tokenizer(pairs)
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    data = [(processor.encode(english), [1, *processor.encode(spanish), 2]) for english, spanish in pairs]
    net = train(data, processor.get_piece_size())
    metadata = {
        "package_version": "0.1", "argos_version": "1.9.0", "type": "translate", "links": [],
        "from_code": "en", "from_name": "English", "to_code": "es", "to_name": "Spanish",
    }  # fmt: skip
    root = "translate-en_es-0_1"
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
        to_ctranslate2(net, pieces, Path(folder))
        package.writestr(f"{root}/metadata.json", json.dumps(metadata, indent=1))
        package.writestr(f"{root}/sentencepiece.model", model)
        package.writestr(f"{root}/README.md", "Tiny model trained on template sentences, for tests only.\n")
        package.write(splitter, f"{root}/minisbd/en.onnx")
        for file in sorted(Path(folder).iterdir()):
            package.write(file, f"{root}/model/{file.name}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
