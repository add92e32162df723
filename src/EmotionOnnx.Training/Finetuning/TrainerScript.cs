namespace EmotionOnnx.Training.Finetuning;

/// <summary>Finds our own trainer: beside the app, or in the repository that the app was built in.</summary>
internal static class TrainerScript
{
    private static readonly string RelativePath = Path.Combine("tools", "finetune", "trainer.py");

    /// <exception cref="TrainerException">It is nowhere.</exception>
    public static string Find() => Find(AppContext.BaseDirectory);

    internal static string Find(string root)
    {
        for (DirectoryInfo? folder = new(root); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, RelativePath);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new TrainerException($"The trainer is not there: no {RelativePath} in {root} or a folder above it. Install the command again, or name a trainer of your own.");
    }
}
