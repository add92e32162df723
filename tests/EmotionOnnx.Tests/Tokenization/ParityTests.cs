using EmotionOnnx.Parity;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Against npm tokenizers itself (tools/peers/EmotionOnnx.Parity).</summary>
public sealed class ParityTests
{
    [NeedsNode]
    public void Our_own_sentences_are_tokenized_as_by_the_reference()
    {
        string[] names = ["uncased", "cased", "added-tokens", "declared", "text-not-cleaned", "no-normalizer"];
        string[] tokenizers = [.. names.SelectMany(name => new[] { "--tokenizer", GoldenTokenizers.PathOf(name) })];
        Check([.. tokenizers, "--texts", GoldenTokenizers.PathOf("texts.json")]);
    }

    [NeedsNode]
    public void Random_texts_and_all_kinds_of_code_points_are_tokenized_as_by_the_reference() =>
        Check(["--tokenizer", GoldenTokenizers.PathOf("uncased"), "--texts", GoldenTokenizers.PathOf("texts.json"), "--generated", "--random", "200000", "--every", "97"]);

    [NeedsNode(data: true)]
    public void Published_texts_are_tokenized_as_by_the_reference() => Check(["--every", "1500", "--random", "30000"]);

    private static void Check(string[] args)
    {
        var output = new StringWriter();
        int exitCode = ParityProgram.Run(args, output, output);
        Assert.True(exitCode == 0, output.ToString());
        Assert.Contains(": 0 differences", output.ToString(), StringComparison.Ordinal);
    }
}
