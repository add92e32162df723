using System.Diagnostics;
using System.Globalization;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>
/// A trainer that outlived the run that started it (kill -9 reaches only one of the two): it would write into the folder of the run that goes on.
/// Its number and start time are kept while it runs; numbers alone are given again.
/// </summary>
internal static class Orphan
{
    // The system counts the start in hundredths of a second from a boot time that it rounds anew each time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public static void Remember(string path, Process process)
    {
        try
        {
            File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{process.Id} {process.StartTime.ToUniversalTime().Ticks}"));
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or IOException)
        {
            // It has ended already, or the disk is full, of which others will tell.
        }
    }

    /// <summary>Ends a trainer that was left over, gently if it has a mind to.</summary>
    public static void End(string path, TimeSpan patience)
    {
        if (!File.Exists(path) || File.ReadAllText(path).Split(' ') is not [var first, var second]
            || !int.TryParse(first, CultureInfo.InvariantCulture, out int id) || !long.TryParse(second, CultureInfo.InvariantCulture, out long ticks))
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            if ((process.StartTime.ToUniversalTime() - new DateTime(ticks, DateTimeKind.Utc)).Duration() < Tolerance)
            {
                TrainerSignal.AskToEnd(process);
                if (!process.WaitForExit(patience))
                {
                    process.Kill(entireProcessTree: true);
                    process.WaitForExit();
                }
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // There is no such process any more.
        }
    }
}
