using System.CommandLine.Parsing;
using System.Globalization;

namespace EmotionOnnx.Cli.Commands;

/// <summary>Reads numbers of the command line; what is none is an error that names the option.</summary>
internal static class Numbers
{
    /// <summary>A parser of whole numbers.</summary>
    public static Func<ArgumentResult, int?> AtLeast(int least) => result =>
    {
        string value = result.Tokens[0].Value;
        if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least)
        {
            return number;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{NameOf(result)} takes a whole number of at {(value.Length > 9 && value.All(char.IsAsciiDigit) ? $"most {int.MaxValue}" : $"least {least}")}, not '{value}'."));
        return null;
    };

    /// <summary>Reads a probability.</summary>
    public static float? Probability(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && number is >= 0 and <= 1)
        {
            return number;
        }

        result.AddError($"{NameOf(result)} takes a probability from 0 to 1, not '{value}'.");
        return null;
    }

    /// <summary>Reads a share of a whole.</summary>
    public static double? Share(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is > 0 and < 1)
        {
            return number;
        }

        result.AddError($"{NameOf(result)} takes a share over 0 and under 1, not '{value}'.");
        return null;
    }

    /// <summary>Reads a number from 0 to 1.</summary>
    public static double? ZeroToOne(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is >= 0 and <= 1)
        {
            return number;
        }

        result.AddError($"{NameOf(result)} takes a number from 0 to 1, not '{value}'.");
        return null;
    }

    /// <summary>Reads a number of at least 0.</summary>
    public static double? Rate(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number >= 0)
        {
            return number;
        }

        result.AddError($"{NameOf(result)} takes a number of at least 0, not '{value}'.");
        return null;
    }

    private static string NameOf(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
