using System.CommandLine.Parsing;
using System.Text;

namespace EmotionOnnx.Cli.Commands;

/// <summary>Reads names of encodings on the command line; what is none is an error that names the option.</summary>
internal static class Encodings
{
    /// <summary>An encoding by its registered name or one of its others.</summary>
    public static Encoding? Parse(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        try
        {
            // .NET itself knows Unicode, ASCII and Latin-1; Windows' code pages and the like come from here.
            return CodePagesEncodingProvider.Instance.GetEncoding(value) ?? Encoding.GetEncoding(value);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            string name = result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
            result.AddError($"{name} takes an encoding's name, such as windows-1252, latin1, utf-16 or shift_jis, not '{value}'.");
            return null;
        }
    }
}
