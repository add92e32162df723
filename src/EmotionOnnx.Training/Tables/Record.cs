namespace EmotionOnnx.Training.Tables;

/// <summary>The cells of a row of a delimited file, or why they can't be told apart.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Raw">The row as it stands in the file, without its last line end.</param>
/// <param name="Cells">The cells; empty with an error.</param>
/// <param name="Error">What is wrong; null when all is well.</param>
internal readonly record struct Record(long Line, string Raw, string[] Cells, string? Error);
