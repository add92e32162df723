using System.CommandLine;
using System.CommandLine.Parsing;

namespace EmotionOnnx.Cli.Commands;

/// <summary>Refuses the empty string where a file or folder is expected: mostly a shell's variable that was never set.</summary>
internal static class NotEmpty
{
    public static Option<T> RefuseEmpty<T>(this Option<T> option)
    {
        option.Validators.Add(result => Check(result, option.Name));
        return option;
    }

    public static Argument<T> RefuseEmpty<T>(this Argument<T> argument)
    {
        argument.Validators.Add(result => Check(result, argument.HelpName ?? argument.Name));
        return argument;
    }

    private static void Check(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => token.Value.Length == 0))
        {
            result.AddError($"{name} is empty. Is a variable not set?");
        }
    }
}
