namespace EmotionOnnx.Training;

/// <summary>A token that the base does not know, an emoji for instance. Its embedding begins as the mean of those of its name's word pieces.</summary>
/// <param name="Token">The token as it stands in texts.</param>
/// <param name="Name">Its name in words that the base knows, for example <c>grinning face</c>.</param>
public sealed record AddedToken(string Token, string Name);
