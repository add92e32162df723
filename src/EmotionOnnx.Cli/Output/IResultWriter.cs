namespace EmotionOnnx.Cli.Output;

/// <summary>Writes one text's result after another.</summary>
internal interface IResultWriter
{
    void Write(string text, EmotionResult result);
}
