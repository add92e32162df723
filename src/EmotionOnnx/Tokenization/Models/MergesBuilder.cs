using System.Text;

namespace EmotionOnnx.Tokenization.Models;

/// <summary>From merges in writing to merges of ids.</summary>
internal sealed class MergesBuilder(Vocabulary vocabulary, string? prefix)
{
    // The reference cuts bytes off the second part, whatever they are.
    private readonly int _prefixBytes = Encoding.UTF8.GetByteCount(prefix ?? "");

    internal MergeTable Table { get; } = new(vocabulary.Count);

    /// <summary>Whether every merge makes a token longer than its left part.</summary>
    internal bool AllGrow { get; private set; } = true;

    /// <summary>Adds a merge written as two tokens with a space between them. A line that begins with #version is none.</summary>
    internal void AddLine(ReadOnlySpan<char> line, Func<string, TokenizerException> error)
    {
        if (line.StartsWith("#version"))
        {
            return;
        }

        int space = line.IndexOf(' ');
        if (space < 0 || line[(space + 1)..].Contains(' '))
        {
            throw error($"'{Shown(line)}' is no merge: expected two tokens with one space between them.");
        }

        Add(line[..space], line[(space + 1)..], error);
    }

    /// <summary>Adds a merge.</summary>
    internal void Add(ReadOnlySpan<char> left, ReadOnlySpan<char> right, Func<string, TokenizerException> error)
    {
        int leftId = Find(left, error);
        int rightId = Find(right, error);
        ReadOnlySpan<char> rest = right[PrefixLength(right, error)..];
        int result = vocabulary.Find(left, rest, Vocabulary.Hash(rest, Vocabulary.Hash(left)));
        if (result < 0)
        {
            throw error($"the vocabulary lacks '{Shown(left)}{Shown(rest)}', which '{Shown(left)}' and '{Shown(right)}' merge to.");
        }

        Table.Add(leftId, rightId, result);
        AllGrow &= !rest.IsEmpty;
    }

    private static string Shown(ReadOnlySpan<char> token) => token.Length <= 60 ? token.ToString() : token[..60].ToString() + "...";

    private int Find(ReadOnlySpan<char> token, Func<string, TokenizerException> error)
    {
        int id = vocabulary.Find(token);
        return id >= 0 ? id : throw error($"the vocabulary lacks the token '{Shown(token)}'.");
    }

    private int PrefixLength(ReadOnlySpan<char> token, Func<string, TokenizerException> error)
    {
        int bytes = 0, length = 0;
        while (bytes < _prefixBytes && length < token.Length)
        {
            _ = Rune.DecodeFromUtf16(token[length..], out Rune rune, out int units);
            bytes += rune.Utf8SequenceLength;
            length += units;
        }

        return bytes == _prefixBytes ? length : throw error($"'{Shown(token)}' does not begin with the continuing_subword_prefix '{prefix}'.");
    }
}
