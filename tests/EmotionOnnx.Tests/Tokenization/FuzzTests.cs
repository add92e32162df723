using EmotionOnnx.Fuzz;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>A little of tools/fuzz: broken files end in a tokenizer or a <see cref="TokenizerException"/>, broken texts in ids.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Broken_files_and_texts_crash_nothing()
    {
        using var output = new StringWriter();
        var options = new FuzzOptions(Seed: 20_260, First: 0, TimeSpan.FromSeconds(60), Cases: 600, Threads: 2, Limit: TimeSpan.FromSeconds(60), HeapBytes: 2L << 30);
        var run = new FuzzRun(options, output);
        Assert.True(run.Run() == 0, output.ToString());
        Assert.True(run.Cases >= 100, output.ToString());
    }
}
