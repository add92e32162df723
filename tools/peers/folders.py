#!/usr/bin/python3
"""Writes tests/EmotionOnnx.Tests/Tokenization/Folders: small SentencePiece models, trained on the sentences of folders.txt.

sentencepiece-*: a .model file alone, and ids.jsonl, what SentencePiece itself (Debian's python3-sentencepiece) makes of texts.
The others:      a .model file and a tokenizer_config.json that names a class of transformers, and golden.jsonl, what npm tokenizers
                 makes of the texts with the tokenizer.json that transformers' convert_slow_tokenizer.py (4.57) writes for that class.

    /usr/bin/python3 folders.py      (needs node and `npm ci` too)
"""
import base64
import json
import pathlib
import random
import subprocess
import tempfile

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as proto

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent.parent / "tests/EmotionOnnx.Tests/Tokenization/Folders"
SPACE = "\u2581"

# Pairs of a text and what replaces it: one for one, one for several, several for one, spaces, nothing, several spaces at once.
RULES = [("\ufb01", "fi"), ("\u3000", " "), ("\u00a0", " "), ("e\u0301", "\u00e9"), ("\u200b", ""), ("\u337f", "\u682a\u5f0f\u4f1a\u793e"), ("\u2003", "  "),
         ("\uff21", "A"), ("\uff22", "b"), ("\t", " "), ("\n", " ")]

TEXTS = [
    "Hello world, this is fine.", "I said ``so'' and ''no'', you know.", "", "   ", "  a   b  ", SPACE, SPACE * 2 + "a" + SPACE, "a " + SPACE,
    "\u3000x\u00a0\u00a0y\u200b z\t\n", "Caf\u00e9, cafe\u0301, e\u0301\u0302 \ufb01n \u337f \u2167 \u2003 \uff21\uff22", "<s>x</s><unk><pad> <mask> [CLS] [MASK]  [UNK]",
    "\0a\0", "<user> http 1,2 happy unhappy <user>", "x  <mask>  y", "He paid 1,250 dollars, or 30, a month.", "\u041c\u044b \u0440\u0430\u0434\u044b \U0001f600\U0001f600 \u4eca\u65e5\u306f\u3068\u3066\u3082\u5b09\u3057\u3044\u3067\u3059\u3002",
    "<extra_id_0> and <extra_id_99> here", "\u0e01\u0e02 \u0e01\u0e02\u0e01 zzzq qqqq", "The children's happiness happens; thehappy http://x.y",
]


def train(folder, name, **options):
    rules = folder / "rules.tsv"
    rules.write_text("".join(f"{points(a)}\t{points(b)}\n" for a, b in RULES), encoding="utf-8")
    settings = dict(
        input=str(folder / "corpus.txt"), model_prefix=str(folder / name), vocab_size=300, character_coverage=0.98, minloglevel=2, num_threads=1,
        hard_vocab_limit=False, normalization_rule_tsv=str(rules))
    sentencepiece.SentencePieceTrainer.train(**{**settings, **options})
    model = proto.ModelProto()
    model.ParseFromString((folder / f"{name}.model").read_bytes())
    # Where the trainer's files were is nobody's business.
    model.trainer_spec.ClearField("input")
    model.trainer_spec.ClearField("model_prefix")
    model.normalizer_spec.ClearField("normalization_rule_tsv")
    return model


def points(text):
    return " ".join(f"{ord(c):04X}" for c in text)


def corpus():
    chance = random.Random(3)
    lines = (HERE / "folders.txt").read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in lines]
    return lines + [" ".join(chance.choice(words)[chance.randrange(9):] + chance.choice(words)[:chance.randint(2, 9)]) for _ in range(300)]


def write_plain(name, model):
    folder = OUT / f"sentencepiece-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.model").write_bytes(model.SerializeToString())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.SerializeToString())
    lines = [json.dumps({"text": text, "ids": processor.encode(text)}) for text in TEXTS]
    (folder / "ids.jsonl").write_text("\n".join(lines) + "\n")


def frame(single, pair, ids):
    def parts(template):
        for part in template.split():
            name, _, kind = part.partition(":")
            kind = int(kind or 0)
            yield {"Sequence": {"id": name[1], "type_id": kind}} if name[0] == "$" else {"SpecialToken": {"id": name, "type_id": kind}}

    names = {part.partition(":")[0] for part in f"{single} {pair}".split() if part[0] != "$"}
    return dict(
        type="TemplateProcessing", single=list(parts(single)), pair=list(parts(pair)),
        special_tokens={name: dict(id=name, ids=[ids[name]], tokens=[name]) for name in names})


def merges(pieces, scored):
    ids = {piece: i for i, (piece, _) in enumerate(pieces)}
    found = []
    for token, score in dict(scored).items():
        halves = [(token[:i], token[i:], score) for i in range(1, len(token)) if token[:i] in ids and token[i:] in ids]
        found += sorted(halves, key=lambda half: (ids[half[0]], ids[half[1]]))
    found.sort(key=lambda half: (half[2], len(half[0]), len(half[1])), reverse=True)
    return [[left, right] for left, right, _ in found]


BERT = ("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1")
ROBERTA = ("<s> $A </s>", "<s> $A </s> </s> $B </s>")
ROBERTA_TOKENS = ["<s>", "</s>", "<unk>", "<pad>", "<mask>"]


def write_class(folder, name, model, kind, **config):
    pieces = [(piece.piece, piece.score) for piece in model.pieces]
    apart = [(p, s - 100 if len(p) >= 2 and p[-1] == "," and p[-2].isdigit() else s) for p, s in pieces]
    charsmap = model.normalizer_spec.precompiled_charsmap
    precompiled = [dict(type="Precompiled", precompiled_charsmap=base64.b64encode(charsmap).decode())] if charsmap else []
    spaces = lambda content: [dict(type="Replace", pattern={"Regex": " {2,}"}, content=content)]
    strip = lambda left: [dict(type="Strip", strip_left=left, strip_right=True)]
    lower = [dict(type="Lowercase")] if config.get("do_lower_case", kind == "Albert") else []
    plain = precompiled + strip(False) + spaces(SPACE)
    quotes = [dict(type="Replace", pattern={"String": quote}, content='"') for quote in ("``", "''")]
    accents = [] if config.get("keep_accents") else [dict(type="NFKD"), dict(type="StripAccents")]
    albert = quotes + accents + lower + precompiled + spaces(" ")
    extra = [f"<extra_id_{i}>" for i in range(99, -1, -1)]
    fairseq = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *pieces[3:], ("<mask>", 0.0)]
    camembert = [("<s>NOTUSED", 0.0), ("<pad>", 0.0), ("</s>NOTUSED", 0.0), ("<unk>", 0.0), ("<unk>NOTUSED", -100.0), *pieces[1:], ("<mask>", 0.0)]
    unknown = model.trainer_spec.unk_id
    vocab, unknown, normalizers, template, special = {
        "XLMRoberta": (fairseq, 3, plain, ROBERTA, ROBERTA_TOKENS),
        "Camembert": (camembert, 3, plain, ROBERTA, ROBERTA_TOKENS + ["<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED"]),
        "Barthez": (pieces, 3, plain, ROBERTA, ROBERTA_TOKENS),
        "Albert": (apart, unknown, albert, BERT, ["[CLS]", "[SEP]", "<unk>", "<pad>", "[MASK]"]),
        "XLNet": (apart, unknown, albert, ("$A <sep> <cls>:2", "$A <sep> $B:1 <sep>:1 <cls>:2"), ["<s>", "</s>", "<unk>", "<sep>", "<pad>", "<cls>", "<mask>", "<eop>", "<eod>"]),
        "DebertaV2": (pieces, unknown, lower + strip(True) + precompiled + spaces(" "), BERT, ["[CLS]", "[SEP]", "[UNK]", "[PAD]", "[MASK]"]),
        "BigBird": (pieces, unknown, plain, BERT, ["<s>", "</s>", "<unk>", "[SEP]", "<pad>", "[CLS]", "[MASK]"]),
        "T5": (pieces + [(token, 0.0) for token in extra], unknown, plain, ("$A </s>", "$A </s> $B </s>"), ["</s>", "<unk>", "<pad>", *extra]),
    }[kind]
    ids = {}
    for i, (token, _) in enumerate(vocab):
        ids[token] = i
    added = {}
    controls = [piece.piece for piece in model.pieces if piece.type in (3, 4)]
    for token in controls + special:
        ids.setdefault(token, len(ids))
        added.setdefault(token, dict(id=ids[token], content=token, single_word=False, lstrip=False, rstrip=False, normalized=False, special=token in special))
        added[token]["lstrip"] = token in ("<mask>", "[MASK]") and kind != "DebertaV2"
    if model.trainer_spec.model_type == 1:
        built = dict(type="Unigram", unk_id=unknown, vocab=vocab, byte_fallback=False)
    else:
        built = dict(type="BPE", unk_token=model.trainer_spec.unk_piece, fuse_unk=True, byte_fallback=False, vocab=ids, merges=merges(pieces, vocab))
    scheme = "first" if kind == "T5" and config.get("legacy") is False else "always"
    split = dict(type="Metaspace", replacement=SPACE, prepend_scheme=scheme, split=True)
    if config.get("split_by_punct"):
        split = dict(type="Sequence", pretokenizers=[dict(type="Punctuation", behavior="Isolated"), split])
    definition = dict(
        version="1.0", truncation=None, padding=None, added_tokens=list(added.values()), normalizer=dict(type="Sequence", normalizers=normalizers),
        pre_tokenizer=split, post_processor=frame(*template, ids), decoder=None, model=built)
    target = OUT / name
    target.mkdir(parents=True, exist_ok=True)
    (target / "spiece.model").write_bytes(model.SerializeToString())
    (target / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": f"{kind}Tokenizer", **config}) + "\n")
    file = folder / f"{name}.json"
    file.write_text(json.dumps(definition))
    return [str(file), str(target)]


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        (folder / "corpus.txt").write_text("\n".join(corpus()), encoding="utf-8")
        (folder / "texts.json").write_text(json.dumps(TEXTS))
        symbols = ["<user>", "http", SPACE + "hap", "ppy", "1,2"]
        unigram = train(folder, "unigram")
        bpe = train(folder, "bpe", model_type="bpe")
        write_plain("unigram", unigram)
        write_plain("unigram-bytes", train(folder, "ub", byte_fallback=True, vocab_size=560, user_defined_symbols=symbols))
        write_plain("unigram-spaces", train(folder, "us", remove_extra_whitespaces=False, add_dummy_prefix=False, split_by_whitespace=False))
        write_plain("unigram-suffix", train(folder, "ux", treat_whitespace_as_suffix=True))
        write_plain("bpe-bytes", train(folder, "bb", model_type="bpe", byte_fallback=True, vocab_size=560, user_defined_symbols=symbols))
        write_plain("bpe-suffix", train(folder, "bx", model_type="bpe", treat_whitespace_as_suffix=True, remove_extra_whitespaces=False))
        unused = proto.ModelProto()
        unused.CopyFrom(bpe)
        for piece in unused.pieces:
            piece.type = 5 if piece.type == 1 and len(piece.piece) in (3, 5) else piece.type
        write_plain("bpe-unused", unused)
        bert = dict(pad_id=0, unk_id=1, bos_id=-1, eos_id=-1, control_symbols=["[CLS]", "[SEP]", "[MASK]"])
        deberta = train(folder, "db", pad_id=0, unk_id=3, bos_id=1, eos_id=2, pad_piece="[PAD]", bos_piece="[CLS]", eos_piece="[SEP]", unk_piece="[UNK]")
        xlnet = train(folder, "xn", control_symbols=["<cls>", "<sep>", "<pad>", "<mask>", "<eod>"], user_defined_symbols=["<eop>", ".", "("])
        t5 = train(folder, "t5", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
        albert = train(folder, "al", **bert)
        jobs = [
            write_class(folder, "xlm-roberta", unigram, "XLMRoberta"),
            write_class(folder, "xlm-roberta-bpe", bpe, "XLMRoberta"),
            write_class(folder, "camembert", unigram, "Camembert"),
            write_class(folder, "barthez", train(folder, "ba", bos_id=0, pad_id=1, eos_id=2, unk_id=3), "Barthez"),
            write_class(folder, "albert", albert, "Albert"),
            write_class(folder, "xlnet", xlnet, "XLNet", do_lower_case=True, keep_accents=True),
            write_class(folder, "deberta-v2", deberta, "DebertaV2", do_lower_case=True, split_by_punct=True),
            write_class(folder, "big-bird", albert, "BigBird"),
            write_class(folder, "t5", t5, "T5", legacy=False),
        ]
        subprocess.run(["node", str(HERE / "folders.mjs"), str(folder / "texts.json"), *sum(jobs, [])], check=True)
    print(sum(file.stat().st_size for file in OUT.rglob("*") if file.is_file()), "bytes")


if __name__ == "__main__":
    main()
