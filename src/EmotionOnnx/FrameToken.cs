namespace EmotionOnnx;

/// <summary>A special token of a <see cref="TokenFrame"/>.</summary>
/// <param name="Id">Its id, from 0 on.</param>
/// <param name="TypeId">Its type id (segment).</param>
public readonly record struct FrameToken(int Id, int TypeId);
