using System.Globalization;

namespace EmotionOnnx.Training.Data;

/// <summary>A number and what it counts: "1 text is empty", "1,204 texts are empty".</summary>
internal static class Amount
{
    /// <param name="number">How many.</param>
    /// <param name="one">The words after 1.</param>
    /// <param name="many">The words after any other number.</param>
    public static string Of(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");
}
