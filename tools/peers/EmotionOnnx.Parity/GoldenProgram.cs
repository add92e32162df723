namespace EmotionOnnx.Parity;

/// <summary>Compares with the answers that golden.mjs and components.mjs have kept.</summary>
internal static class GoldenProgram
{
    internal static int Run(string root, TextWriter output)
    {
        (string Folder, Func<string, (int Compared, IReadOnlyList<string> Differences)> Compare)[] folders =
        [
            .. Directory.EnumerateFiles(root, "golden.jsonl", SearchOption.AllDirectories)
                .Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal)
                .Select(folder => (folder, (Func<string, (int, IReadOnlyList<string>)>)(path => GoldenFolder.Compare(path)))),
            .. ComponentFolder.Under(root).Select(folder => (folder, (Func<string, (int, IReadOnlyList<string>)>)ComponentFolder.Compare)),
        ];
        int different = 0;
        foreach ((string folder, Func<string, (int, IReadOnlyList<string>)> compare) in folders)
        {
            (int compared, IReadOnlyList<string> differences) = compare(folder);
            different += differences.Count;
            output.WriteLine($"{Path.GetFileName(folder)}: {compared} texts, {differences.Count} differences");
            foreach (string difference in differences)
            {
                output.WriteLine($"  {difference}");
            }
        }

        // Under InvariantGlobalization the framework does not decompose anything, and says nothing.
        output.WriteLine($"{folders.Length} tokenizers; InvariantGlobalization: {"\u00e9".Normalize(System.Text.NormalizationForm.FormD).Length == 1}");
        return folders.Length == 0 ? throw new ParityException($"Neither golden.jsonl nor answers.jsonl under {root}.") : different == 0 ? 0 : 1;
    }
}
