using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary>Opens a file of texts, or standard input as <c>-</c>.</summary>
internal static class InputFile
{
    public const string Standard = "-";

    public static TextTableReader Open(string path, TextTableOptions options, CliConsole console)
    {
        try
        {
            if (path != Standard)
            {
                return TextTableReader.Open(path, options);
            }

            if (options.Format is null)
            {
                throw CliException.Usage("standard input has no extension: say --input-format txt, csv, tsv or jsonl.");
            }

            return new TextTableReader(console.Input, "standard input", options, leaveOpen: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.BadInput($"{path}: there is no such file.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            string why = Directory.Exists(path) ? "it is a folder; a file is expected." : e.Message;
            throw CliException.BadInput($"{path}: can't be read: {why}", e);
        }
    }
}
