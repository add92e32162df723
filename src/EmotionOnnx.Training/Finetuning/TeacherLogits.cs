using System.Buffers.Binary;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>A teacher's logits of train, by our own inference, as the contract wants them: float32, little-endian, row by row.</summary>
internal static class TeacherLogits
{
    private const int ChunkSize = 512;

    /// <exception cref="FinetuneException">The teacher has other labels.</exception>
    public static void Write(
        string path, string teacher, LabelledDataset train, IReadOnlyList<string> labels, EmotionClassifierOptions options, IProgress<FinetuneProgress>? progress, CancellationToken cancellationToken)
    {
        using EmotionClassifier classifier = EmotionClassifier.Load(teacher, options with { Activation = Activation.None, Temperature = 1, Threshold = null });
        int[] columns = [.. labels.Select(classifier.Labels.IndexOf)];
        if (columns.Length != classifier.Labels.Count || columns.Contains(-1))
        {
            throw new FinetuneException($"the teacher {teacher} knows the labels {string.Join(", ", classifier.Labels.Names)}; a teacher must know those that are learned, {string.Join(", ", labels)}, and no others.");
        }

        float[] logits = new float[ChunkSize * labels.Count];
        byte[] row = new byte[labels.Count * sizeof(float)];
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024);
        string[] texts = [.. train.Items.Select(item => item.Text)];
        for (int done = 0; done < texts.Length;)
        {
            int count = Math.Min(ChunkSize, texts.Length - done);
            classifier.Score(texts.AsSpan(done, count), logits, cancellationToken);
            for (int text = 0; text < count; text++)
            {
                for (int label = 0; label < columns.Length; label++)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(row.AsSpan(label * sizeof(float)), logits[(text * columns.Length) + columns[label]]);
                }

                stream.Write(row);
            }

            done += count;
            progress?.Report(new FinetuneProgress.Measuring($"teacher {Path.GetFileName(Path.TrimEndingDirectorySeparator(teacher))}", done, texts.Length));
        }
    }
}
