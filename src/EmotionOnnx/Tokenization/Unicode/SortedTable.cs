namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>Search in ascending numbers (the framework's own boxes what it looks for).</summary>
internal static class SortedTable
{
    /// <summary>The index of the last number that is not greater; -1 if all are.</summary>
    internal static int IndexOfLast(ReadOnlySpan<int> ascending, int value)
    {
        int low = 0, high = ascending.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }
}
