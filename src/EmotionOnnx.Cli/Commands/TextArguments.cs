using System.CommandLine;
using System.CommandLine.Parsing;

namespace EmotionOnnx.Cli.Commands;

/// <summary>Texts as arguments.</summary>
internal static class TextArguments
{
    /// <summary>Refuses what looks like an option: the parser takes any word for a text, so a mistyped one would be read as such.</summary>
    public static void RefuseUnknownOptions(ParseResult result, Argument<string[]> argument)
    {
        IReadOnlyList<Token> texts = result.GetResult(argument)?.Tokens ?? [];
        string command = result.CommandResult.Command.Name;
        foreach (Token token in result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash))
        {
            if (LooksLikeOption(token.Value) && texts.Any(text => ReferenceEquals(text, token)))
            {
                throw CliException.Usage($"there is no option '{token.Value}' (see emotion {command} --help). A text that begins with a dash goes after --: emotion {command} -- \"{token.Value}\"");
            }
        }
    }

    private static bool LooksLikeOption(string value) =>
        value is ['-', '-', >= 'a' and <= 'z', ..] or ['-', >= 'a' and <= 'z', ..] && !value.Contains(' ');
}
