namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>What Hugging Face's Rust crates say of a code point; the values are those of tools/peers/unicode-tables.mjs.</summary>
[Flags]
internal enum CharacterClass : byte
{
    None = 0,

    /// <summary>BertNormalizer's clean_text drops it: NUL, U+FFFD, control, format and private-use code points.</summary>
    Removed = 1,

    /// <summary>White space (Rust's char::is_whitespace).</summary>
    Space = 2,

    /// <summary>Punctuation for BertPreTokenizer: Unicode's, and every printable ASCII character that is no letter, digit or space.</summary>
    Punctuation = 4,

    /// <summary>An ideograph in BERT's sense, which handle_chinese_chars sets between spaces.</summary>
    Chinese = 8,

    /// <summary>A nonspacing mark (Mn), which strip_accents drops.</summary>
    NonspacingMark = 16,

    /// <summary>Canonical decomposition changes or moves it: it decomposes, or it is a mark with a combining class.</summary>
    Decomposable = 32,

    /// <summary>It has another lower case.</summary>
    Cased = 64,

    /// <summary>Part of a word beside an added token with single_word (\w of Rust's regex crate).</summary>
    Word = 128,
}
