namespace EmotionOnnx.Cli.Commands;

/// <summary>Loads a model; an option that does not suit it is wrong usage.</summary>
internal static class ModelLoader
{
    public static EmotionClassifier Load(string path, EmotionClassifierOptions options)
    {
        try
        {
            return EmotionClassifier.Load(path, options);
        }
        catch (ArgumentException e)
        {
            // "(Parameter 'options')" says nothing to somebody at a command line.
            throw CliException.Usage(e.Message.Split(" (Parameter ")[0], e);
        }
    }
}
