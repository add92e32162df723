namespace EmotionOnnx.Training.Tables;

/// <summary>Cuts a delimited file into records; empty lines are no records.</summary>
internal interface IRecordReader : IDisposable
{
    bool TryRead(out Record record);

    bool TrySkip();
}
