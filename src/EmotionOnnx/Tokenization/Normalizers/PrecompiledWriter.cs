using System.Text;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>
/// Counts the changes of <see cref="PrecompiledNormalizer"/> as Hugging Face does. A replacement that is shorter than what it
/// replaces makes the last code point so far remove the rest, whichever that is; before the first one nothing does, and
/// from there on places lag behind.
/// </summary>
internal ref struct PrecompiledWriter
{
    private const int None = -1;

    private TextChanges _changes;

    // The last code point waits, for its change may still grow.
    private int _last = None;
    private int _lastChange;
    private int _done;

    internal PrecompiledWriter(NormalizedText text) => _changes = new TextChanges(text);

    /// <summary>The next units of the old text stay as they are.</summary>
    internal void Keep(ReadOnlySpan<char> units)
    {
        if (units.Length > 1)
        {
            Release();
        }

        if (_changes.Next == _done && units.Length > 1)
        {
            // All but the last, in one go. They are ASCII: a unit is a code point.
            _changes.CopyTo(_done + units.Length - 1);
            _done += units.Length - 1;
            units = units[^1..];
        }

        foreach (char unit in units)
        {
            Keep(new Rune(unit));
        }
    }

    /// <summary>The next code point of the old text stays as it is.</summary>
    internal void Keep(Rune rune)
    {
        Put(rune.Value, 0);
        _done += rune.Utf16SequenceLength;
    }

    /// <summary>The next code points of the old text get a replacement in UTF-8.</summary>
    internal void Replace(ReadOnlySpan<char> old, ReadOnlySpan<byte> replacement)
    {
        int left = 0;
        foreach (Rune _ in old.EnumerateRunes())
        {
            left++;
        }

        while (!replacement.IsEmpty)
        {
            _ = Rune.DecodeFromUtf8(replacement, out Rune rune, out int length);
            Put(rune.Value, left-- > 0 ? 0 : 1);
            replacement = replacement[length..];
        }

        if (left > 0 && _last != None)
        {
            _lastChange -= left;
        }

        _done += old.Length;
    }

    internal void End()
    {
        Release();
        _changes.End();
    }

    private void Put(int scalar, int change)
    {
        Release();
        (_last, _lastChange) = (scalar, change);
    }

    private void Release()
    {
        if (_last != None)
        {
            _changes.Emit(_last, _lastChange);
            _last = None;
        }
    }
}
