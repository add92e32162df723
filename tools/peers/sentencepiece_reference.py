#!/usr/bin/python3
"""SentencePiece itself (Debian's python3-sentencepiece), asked line by line.

    sentencepiece_reference.py encode MODEL     {"text": "..."} a line -> {"ids": [...], "tokens": [...]} a line
"""
import json
import sys

import sentencepiece


def encode(model):
    processor = sentencepiece.SentencePieceProcessor(model_file=model)
    for line in sys.stdin:
        # A lone surrogate has no UTF-8; it counts as U+FFFD, as everywhere here.
        text = json.loads(line)["text"].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        ids = processor.encode(text)
        print(json.dumps({"ids": ids, "tokens": [processor.id_to_piece(i) for i in ids]}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] != "encode":
        sys.exit(__doc__)
    encode(sys.argv[2])
