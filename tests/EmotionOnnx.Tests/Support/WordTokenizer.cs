namespace EmotionOnnx.Tests.Support;

/// <summary>Somebody else's tokenizer, as it would be plugged in: words of the sum bundle's vocabulary between spaces.</summary>
internal sealed class WordTokenizer : ITokenizer
{
    private static readonly string[] Vocabulary = File.ReadAllLines(Fixture.Graph("vocab.txt"));
    private static readonly int[] Cls = [2];
    private static readonly int[] Sep = [3];

    public int PaddingId => 0;

    public ReadOnlySpan<int> Prefix => Cls;

    public ReadOnlySpan<int> Suffix => Sep;

    public void Encode(ReadOnlySpan<char> text, TokenBuffer ids, int limit = int.MaxValue)
    {
        int first = ids.Count;
        foreach (Range range in text.Split(' '))
        {
            if (ids.Count - first >= limit)
            {
                return;
            }

            ReadOnlySpan<char> word = text[range];
            if (!word.IsEmpty)
            {
                int id = -1;
                for (int i = 0; i < Vocabulary.Length; i++)
                {
                    id = word.SequenceEqual(Vocabulary[i]) ? i : id;
                }

                ids.Add(id < 0 ? 1 : id);
            }
        }
    }
}
