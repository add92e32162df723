namespace EmotionOnnx.Parity;

/// <summary>The checkout that the program was built in.</summary>
internal static class Checkout
{
    /// <summary>A file or folder of it.</summary>
    internal static string Find(string path)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string found = Path.Combine(at.FullName, path);
            if (Path.Exists(found))
            {
                return found;
            }
        }

        throw new ParityException($"There is no {path} above {AppContext.BaseDirectory}: the program runs in the checkout that built it.");
    }
}
