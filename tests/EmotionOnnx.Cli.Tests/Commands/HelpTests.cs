using System.Text.RegularExpressions;
using EmotionOnnx.Cli.Tests.Support;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Commands;

public sealed partial class HelpTests
{
    private static readonly string[][] Paths = [["classify"], ["batch"], ["eval"], ["model", "info"], ["model", "verify"], ["model", "calibrate"], ["model", "seal"], ["tokenize"], ["finetune"], ["data", "check"]];

    [Fact]
    public void Every_command_has_help_with_examples()
    {
        foreach (string[] path in Paths)
        {
            string help = Emotion.Run([.. path, "--help"]).Expect(0).Output;
            Assert.Contains("Examples:", help);
            Assert.Contains($"emotion {string.Join(' ', path)}", help);
        }

        string root = Emotion.Run("--help").Expect(0).Output;
        Assert.Contains("Exit codes:", root);
        Assert.All(Paths, path => Assert.Contains(path[0], root));
    }

    [Fact]
    public void Every_option_has_a_description()
    {
        foreach (string[] path in Paths)
        {
            foreach (string line in Emotion.Run([.. path, "--help"]).Output.Split('\n').Where(line => line.StartsWith("  -", StringComparison.Ordinal)))
            {
                Assert.Matches(@"^  (-\w, )*(-\?, )?(-h, )?(--[\w-]+, )*--[\w-]+( <[^>]+>)?( \(REQUIRED\))?\s{2,}\S", line);
            }
        }
    }

    [Fact]
    public void The_documentation_has_every_option_and_no_other()
    {
        string documentation = File.ReadAllText(Repository.Path("docs", "cli.md"));
        string[] known = [.. Paths.SelectMany(path => OptionName().Matches(OptionsOf(path)).Select(match => match.Value)).Concat(["--help", "--version"]).Distinct()];
        Assert.True(known.Length > 25);
        Assert.All(known, option => Assert.Contains($"`{option}", documentation));
        string[] documented = [.. DocumentedOption().Matches(documentation).Select(match => match.Groups[1].Value).Distinct()];
        Assert.All(documented, option => Assert.Contains(option, known));
    }

    [Fact]
    public void The_documentation_has_every_exit_code()
    {
        string documentation = File.ReadAllText(Repository.Path("docs", "cli.md"));
        foreach (System.Reflection.FieldInfo field in typeof(ExitCodes).GetFields().Where(field => field.FieldType == typeof(int)))
        {
            Assert.Contains($"| {field.GetRawConstantValue()} |", documentation);
        }
    }

    [Fact]
    public void Version_names_the_command_and_the_runtime() => Assert.Matches(@"^emotion \d+\.\d+\.\d+\S* \(\.NET \d+", Emotion.Run("--version").Expect(0).Output);

    [Theory]
    [InlineData("clasify")]
    [InlineData("batch")]
    [InlineData("batch", "in.csv", "--nonsense")]
    [InlineData("model")]
    public void Wrong_usage_is_said_in_a_line_that_points_to_the_help(params string[] args)
    {
        CommandResult result = Emotion.Run(args).Expect(2);
        Assert.StartsWith("emotion: ", result.Error);
        Assert.Contains("--help'", result.Error);
        Assert.Empty(result.Output);
    }

    [GeneratedRegex("--[a-z][a-z-]+")]
    private static partial Regex OptionName();

    [GeneratedRegex("`(--[a-z][a-z-]+)")]
    private static partial Regex DocumentedOption();

    private static string OptionsOf(string[] path) => string.Concat(
        Emotion.Run([.. path, "--help"]).Output.Split('\n').Where(line => line.StartsWith("  -", StringComparison.Ordinal)).Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries)[0] + "\n"));
}
