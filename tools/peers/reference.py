"""The reference's side of EmotionOnnx.Parity for .model files: encodes what comes on standard input with SentencePiece's own library.

The frames are those of reference.mjs; of the answers only the ids mean anything. Needs Debian's python3-sentencepiece.
"""
import array
import json
import re
import struct
import sys

import sentencepiece

LONE = re.compile("[\ud800-\udfff]")


def read(size):
    data = sys.stdin.buffer.read(size)
    return data if len(data) == size else None


def write(data):
    sys.stdout.buffer.write(struct.pack("<i", len(data)) + data)
    sys.stdout.buffer.flush()


def texts(frame):
    at = 1
    while at < len(frame):
        (units,) = struct.unpack_from("<i", frame, at)
        text = frame[at + 4 : at + 4 + 2 * units].decode("utf-16-le", "surrogatepass")
        at += 8 + 2 * units  # the second text of the pair is always missing
        yield LONE.sub("\ufffd", text)


processor = None
while (head := read(4)) is not None:
    frame = read(struct.unpack("<i", head)[0])
    if frame[0] == 1:
        try:
            processor = sentencepiece.SentencePieceProcessor(model_file=json.loads(frame[1:])["model"])
            answer = {"version": sentencepiece.__version__}
        except (OSError, RuntimeError) as error:
            answer = {"error": str(error)}
        write(json.dumps(answer).encode())
    else:
        out = array.array("i")
        for ids in processor.encode(list(texts(frame))):
            none = [0] * len(ids)
            out.append(len(ids))
            for values in (ids, none, none, none, none, none):
                out.extend(values)
            out.append(0)
        write(out.tobytes())
