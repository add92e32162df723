using System.Text;
using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Commands;

/// <summary>Files whose bytes are not UTF-8.</summary>
public sealed class EncodingOptionTests : IDisposable
{
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding("windows-1252")!;
    private readonly BatchFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("cp1252")]
    [InlineData("Windows-1252")]
    public void A_table_as_Excel_writes_it_is_read(string name)
    {
        Write("in.csv", Windows, "pr\u00e9nom;text\nZo\u00eb;happy \u20ac\n");
        _files.Batch("in.csv", "out.jsonl", "--delimiter", ";", "--encoding", name).Expect(0);
        JsonObject row = Json.Object(_files.Lines("out.jsonl").Single());
        Assert.Equal(("Zo\u00eb", "happy \u20ac"), (row["pr\u00e9nom"]!.GetValue<string>(), row["text"]!.GetValue<string>()));
    }

    [Fact]
    public void Without_it_the_error_of_a_row_names_it()
    {
        Write("in.csv", Windows, "text\nhappy\nZo\u00eb\n");
        CommandResult result = _files.Batch("in.csv", "out.jsonl").Expect(4);
        Assert.Contains("byte 3 of the line (0xEB) is not valid UTF-8; name the file's encoding (--encoding, ", result.Error);
        Assert.Single(_files.Lines("out.jsonl"));
    }

    [Fact]
    public void What_is_not_valid_in_it_is_an_error_of_its_row()
    {
        Write("in.csv", Windows, "text\nhappy\nZo\u00eb\nsad\n");
        CommandResult result = _files.Batch("in.csv", "out.jsonl", "--encoding", "us-ascii").Expect(4);
        Assert.Contains($"{_files["in.csv"]}:3: the line has bytes that are not valid us-ascii", result.Error);
        Assert.Equal([1, 3], _files.Lines("out.jsonl").Select(line => Json.Object(line)["row"]!.GetValue<int>()));
    }

    [Fact]
    public void Every_command_that_reads_labelled_texts_takes_it()
    {
        var utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
        Write("data.csv", utf16, "text,labels\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"happy {i},joy\nsad {i},sadness\nangry {i},anger\n")));
        string data = _files["data.csv"];
        Assert.Matches(@"labels\s+1\.0000\s+1\.0000", Emotion.Run("eval", data, "--encoding", "utf-16le", "--decision", "top", "--model", _files.Bundle.Path).Expect(0).Output);
        Assert.Contains("joy", Emotion.Run("data", "check", "--train", data, "--encoding", "utf-16le", "--base", _files.Bundle.Path).Expect(0).Output);
        Emotion.Run("model", "calibrate", _files.Bundle.Path, "--dev", data, "--encoding", "utf-16le").Expect(0);
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    [InlineData("")]
    public void A_name_that_nobody_knows_is_wrong_usage(string name)
    {
        _files.Write("in.txt", "happy\n");
        Assert.StartsWith(
            $"emotion: --encoding takes an encoding's name, such as windows-1252, latin1, utf-16 or shift_jis, not '{name}'.",
            _files.Batch("in.txt", "out.jsonl", "--encoding", name).Expect(2).Error);
    }

    private void Write(string name, Encoding encoding, string content) => File.WriteAllBytes(_files[name], encoding.GetBytes(content));
}
