using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

public sealed class DocumentationTests
{
    private static readonly string[] Code =
    [
        .. File.ReadAllLines(Repository.Path("tests", "EmotionOnnx.Tests", "Tokenization", "DocumentationExample.cs"))
            .SkipWhile(line => !line.Contains("// docs: begin", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.Contains("// docs: end", StringComparison.Ordinal))
            .Select(line => line.Length > 8 ? line[8..] : string.Empty),
    ];

    [Fact]
    public void The_example_prints_what_its_comments_say()
    {
        using var output = new StringWriter();
        DocumentationExample.Run(output, GoldenTokenizers.PathOf("uncased"));
        string[] said = [.. Code.Where(line => line.Contains("WriteLine", StringComparison.Ordinal)).Select(line => line.Split("// ")[1])];
        Assert.Equal(said, output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void The_example_stands_in_the_document_word_for_word()
    {
        string document = File.ReadAllText(Repository.Path("docs", "tokenizers.md")).ReplaceLineEndings("\n");
        Assert.Contains(string.Join('\n', Code).TrimEnd(), document, StringComparison.Ordinal);
    }
}
