using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_example_prints_what_its_comments_say()
    {
        using var output = new StringWriter();
        ReadmeExample.Run(output);
        string[] lines = output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

        Assert.Equal(5, lines.Length);
        Assert.Equal("gratitude", lines[0]);
        Assert.Equal("positive", lines[1]);
        Assert.Contains("surprise", lines[3], StringComparison.Ordinal);
        Assert.Contains("neutral", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_stands_in_the_readme_word_for_word()
    {
        string[] source = File.ReadAllLines(Repository.Path("tests", "EmotionOnnx.Tests", "Repository", "ReadmeExample.cs"));
        IEnumerable<string> code = source
            .SkipWhile(line => !line.Contains("// readme: begin", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.Contains("// readme: end", StringComparison.Ordinal))
            .Select(line => line.Length > 8 ? line[8..] : string.Empty);
        string readme = File.ReadAllText(Repository.Path("README.md")).ReplaceLineEndings("\n");

        Assert.Contains(string.Join('\n', code).TrimEnd(), readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_that_the_documents_link_to_is_there()
    {
        foreach (string document in Directory.EnumerateFiles(Repository.Path("docs"), "*.md").Append(Repository.Path("README.md")))
        {
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(document), @"\]\((?!https?:|#)([^)#]+)"))
            {
                string target = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(document)!, link.Groups[1].Value);
                Assert.True(System.IO.Path.Exists(target), $"{document} links to {link.Groups[1].Value}");
            }
        }
    }
}
