namespace EmotionOnnx.Training.Finetuning;

/// <summary>A Python and how it is started.</summary>
/// <param name="Program">A path, or a name on the PATH.</param>
/// <param name="Arguments">What comes before the script: <c>-3</c> for the launcher of Windows.</param>
internal sealed record PythonInstallation(string Program, IReadOnlyList<string> Arguments)
{
    public override string ToString() => string.Join(' ', [Program, .. Arguments]);
}
