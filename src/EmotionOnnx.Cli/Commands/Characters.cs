using System.CommandLine.Parsing;

namespace EmotionOnnx.Cli.Commands;

/// <summary>Reads single characters of the command line; what is none is an error that names the option.</summary>
internal static class Characters
{
    /// <summary>A character that stands between things: any but quotes and line ends, or <c>tab</c>.</summary>
    public static char Parse(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (value is "tab" or "\\t")
        {
            return '\t';
        }

        if (value.Length == 1 && value[0] is not ('"' or '\n' or '\r'))
        {
            return value[0];
        }

        string name = result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
        result.AddError($"{name} takes one character or 'tab', not '{value}'.");
        return default;
    }
}
