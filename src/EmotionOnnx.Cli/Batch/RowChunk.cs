using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Batch;

/// <summary>Rows that follow each other in the input and are scored and written together.</summary>
/// <param name="Rows">The rows, readable or not.</param>
/// <param name="Position">The bytes of the input read so far, where that can be told.</param>
internal sealed record RowChunk(IReadOnlyList<TextRow> Rows, long? Position);
