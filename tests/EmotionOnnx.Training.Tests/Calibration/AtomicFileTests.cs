using EmotionOnnx.Tests.Support;
using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Training.Tests.Calibration;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_file_is_replaced_and_nothing_is_left_behind()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.json"], "long old content");
        AtomicFile.Write(folder["a.json"], "\u00e9\n");

        Assert.Equal("\u00e9\n"u8.ToArray(), File.ReadAllBytes(folder["a.json"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void What_cannot_be_written_is_told_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a.json"]);
        File.WriteAllText(Path.Combine(folder["a.json"], "kept"), "x");

        var error = Assert.Throws<BundleException>(() => AtomicFile.Write(folder["a.json"], "new"));
        Assert.Equal(folder["a.json"], error.Path);
        Assert.True(File.Exists(Path.Combine(folder["a.json"], "kept")));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.Throws<BundleException>(() => AtomicFile.Write(Path.Combine(folder.Path, "missing", "a.json"), "new"));
    }
}
