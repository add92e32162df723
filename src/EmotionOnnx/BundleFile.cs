namespace EmotionOnnx;

/// <summary>A file of a model folder as emotion.json lists it.</summary>
/// <param name="Name">Its name, relative to the folder.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">Its sha256, 64 lower-case hexadecimal digits.</param>
public sealed record BundleFile(string Name, long Size, string Sha256);
