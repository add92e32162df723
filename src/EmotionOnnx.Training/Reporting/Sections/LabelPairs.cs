using System.Runtime.InteropServices;

namespace EmotionOnnx.Training.Reporting.Sections;

/// <summary>How many texts have a label while another was found. Only pairs that occur take room.</summary>
internal sealed class LabelPairs
{
    private readonly Dictionary<(int Gold, int Found), int> _counts = [];
    private readonly Dictionary<(int Gold, int Found), int> _mistakes = [];
    private readonly int[] _nothing;

    public LabelPairs(LabelMatrix gold, LabelMatrix found)
    {
        _nothing = new int[gold.Columns];
        for (int row = 0; row < gold.Rows; row++)
        {
            Count(gold.Row(row), found.Row(row));
        }
    }

    /// <summary>Texts where one holds and the other was found.</summary>
    public int this[int gold, int found] => _counts.GetValueOrDefault((gold, found));

    /// <summary>Texts where the label holds and none was found.</summary>
    public int NothingFound(int gold) => _nothing[gold];

    /// <summary>Pairs where what was found does not hold.</summary>
    public IEnumerable<(int Gold, int Found, int Count)> Mistakes() => _mistakes.Select(pair => (pair.Key.Gold, pair.Key.Found, pair.Value));

    private void Count(ReadOnlySpan<bool> gold, ReadOnlySpan<bool> found)
    {
        bool nothing = !found.Contains(true);
        for (int g = 0; g < gold.Length; g++)
        {
            if (!gold[g])
            {
                continue;
            }

            _nothing[g] += nothing ? 1 : 0;
            for (int f = 0; f < found.Length && !nothing; f++)
            {
                if (!found[f])
                {
                    continue;
                }

                Add(_counts, (g, f));
                if (!gold[f])
                {
                    Add(_mistakes, (g, f));
                }
            }
        }
    }

    private static void Add(Dictionary<(int Gold, int Found), int> counts, (int Gold, int Found) pair) => CollectionsMarshal.GetValueRefOrAddDefault(counts, pair, out _)++;
}
