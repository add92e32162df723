using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Batch;

/// <summary>Turns rows and their results into the bytes of an output file.</summary>
internal interface IRowWriter : IDisposable
{
    /// <summary>What stands before the first row.</summary>
    void WriteHeader();

    void Write(TextRow row, EmotionResult result);

    /// <summary>Brings everything written into the stream.</summary>
    void Flush();
}
