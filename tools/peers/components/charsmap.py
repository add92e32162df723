"""Prints, in base64, the normalization table (precompiled_charsmap) that SentencePiece makes of the rules below."""
import base64, io, os, tempfile
import sentencepiece

# Text to text: one to one, one to many, many to one, many to many, to nothing; some rules begin as others do.
RULES = {
    "\u00c5": "A\u030a", "\u212b": "A\u030a", "e\u0301": "\u00e9", "e\u0301\u0302": "\u1ebf", "\u00bd": "1\u20442", "\ufb01": "fi", "\ufb03": "ffi",
    "\u2122": "TM", "\u3000": " ", "\u00a0": " ", "\u2003": " ", "\t": " ", "\n": " ", "\u200b": "", "\u00ad": "", "\ufeff": "", "\u0007": "",
    "\uff21": "A", "\uff22": "B", "\uff43": "c", "\uff01": "!", "\uff76\uff9e": "\u30ac", "\uff8a\uff9e": "\u30d0", "\u3314": "\u30ad\u30ed", "\u2460": "1",
    "\u1e9e": "ss", "\u0130": "i\u0307", "S": "s", "St": "ST", "Str": "str", "\U0001f602": ":D", "\U0001d49c": "A", "\U00020000": "\u4e00", "...": "\u2026",
    "\u0f73": "\u0f71\u0f72", "\u1112\u1161\u11ab": "\ud55c", "``": "\"", "''": "\"", "<new>": "<New>",
}

with tempfile.TemporaryDirectory() as folder:
    rules = os.path.join(folder, "rules.tsv")
    with open(rules, "w", encoding="utf-8") as file:
        for source, target in RULES.items():
            file.write("\t".join(" ".join(f"{ord(c):X}" for c in text) for text in (source, target)) + "\n")
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a small text to train a model on", "only its table is of use"]), model_writer=model, vocab_size=40, hard_vocab_limit=False,
        normalization_rule_tsv=rules, minloglevel=2)
data = model.getvalue()


def fields(data):
    """The fields of a protobuf message: number and content, lengths only."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        key = varint()
        if key & 7 == 2:
            size = varint()
            yield key >> 3, data[at : at + size]
            at += size
        elif key & 7 == 0:
            varint()
        else:
            at += 4 if key & 7 == 5 else 8


normalizer = dict(fields(data))[3]
print(base64.b64encode(dict(fields(normalizer))[2]).decode())
