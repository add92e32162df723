namespace EmotionOnnx.Cli.Batch;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    JsonLines,
    Csv,
    Tsv,
}
