using System.Globalization;

namespace EmotionOnnx.Training.Reporting;

/// <summary>Numbers as a report writes them.</summary>
internal static class Figure
{
    /// <summary>A metric: four decimals.</summary>
    public static string Of(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A metric; a dash where it does not apply.</summary>
    public static string Of(double? value) => value is { } number ? Of(number) : "–";

    /// <summary>A count.</summary>
    public static string Of(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A probability or a share.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>What two metrics differ by, with its sign: of the numbers as they are shown, so that it can be checked.</summary>
    public static string Change(double before, double after) => (Math.Round(after, 4) - Math.Round(before, 4)).ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);

    /// <summary>A number as short as it can be.</summary>
    public static string Plain(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A file's size.</summary>
    public static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " MB";

    /// <summary>How long something took.</summary>
    public static string Time(TimeSpan time) => time.TotalHours >= 1 ? time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) + " h" : time.ToString(@"m\:ss", CultureInfo.InvariantCulture) + " min";
}
