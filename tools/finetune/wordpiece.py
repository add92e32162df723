"""BERT's uncased WordPiece tokenizer, equal to Hugging Face's Rust implementation, in one small file.

Training has to see exactly the ids that the shipped tokenizer.json will give at inference, and Debian's Python has no
`tokenizers` package. The order of the steps, the character classes and the odd corners follow the Rust crate (0.15 to 0.22):
normalizers/bert.rs, pre_tokenizers/bert.rs and models/wordpiece/mod.rs.
"""

import re
import unicodedata

MAX_CHARACTERS_PER_WORD = 100  # a longer word is [UNK] as a whole

# CJK blocks that BERT puts spaces around (kana and hangul are not among them).
CJK = [(0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
       (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)]


def is_control(c):
    # Categories Cc, Cf and Co. Unassigned code points (Cn) stay, as in the Rust tables: they become [UNK] later.
    return c not in "\t\n\r" and unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs")


def is_whitespace(c):
    # Rust's char::is_whitespace is the Unicode property White_Space; Python's isspace() adds the separators U+001C..1F.
    return c.isspace() and not "\x1c" <= c <= "\x1f"


def is_punctuation(c):
    return 33 <= ord(c) <= 47 or 58 <= ord(c) <= 64 or 91 <= ord(c) <= 96 or 123 <= ord(c) <= 126 \
        or unicodedata.category(c).startswith("P")


def normalize(text):
    cleaned = []
    for c in text:
        if c in "\0\ufffd" or is_control(c):
            continue
        if is_whitespace(c):
            cleaned.append(" ")
        elif any(low <= ord(c) <= high for low, high in CJK):
            cleaned.append(f" {c} ")
        else:
            cleaned.append(c)
    decomposed = unicodedata.normalize("NFD", "".join(cleaned))
    # Character by character, because str.lower() of a whole word would turn a final sigma into another letter than Rust does.
    return "".join(c.lower() for c in decomposed if unicodedata.category(c) != "Mn")


def split_words(text):
    words, word = [], ""
    for c in text:
        if is_whitespace(c) or is_punctuation(c):
            if word:
                words.append(word)
            word = ""
            if not is_whitespace(c):
                words.append(c)
        else:
            word += c
    return words + [word] if word else words


class WordPiece:
    def __init__(self, vocab_file):
        with open(vocab_file, encoding="utf-8") as f:
            self.ids = {line.rstrip("\n"): i for i, line in enumerate(f)}
        self.cls, self.sep, self.pad, self.unk = (self.ids[t] for t in ("[CLS]", "[SEP]", "[PAD]", "[UNK]"))
        # Special tokens written out in a text are found before anything is normalized.
        self.special = re.compile(r"(\[(?:PAD|UNK|CLS|SEP|MASK)\])")
        self.cache = {}

    def encode(self, text, max_tokens):
        """Ids of [CLS] text [SEP], at most max_tokens of them."""
        ids = []
        for part in self.special.split(text):
            if self.special.fullmatch(part):
                ids.append(self.ids[part])
            else:
                for word in split_words(normalize(part)):
                    ids += self.pieces(word)
        return [self.cls] + ids[:max_tokens - 2] + [self.sep]

    def pieces(self, word):
        if word not in self.cache:
            self.cache[word] = self.longest_match_first(word)
        return self.cache[word]

    def longest_match_first(self, word):
        if len(word) > MAX_CHARACTERS_PER_WORD:
            return [self.unk]
        pieces, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self.ids.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    break
            else:
                return [self.unk]  # one unknown piece makes the whole word unknown
            pieces.append(piece)
            start = end
        return pieces
