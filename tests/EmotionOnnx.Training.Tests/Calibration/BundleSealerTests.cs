using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Training.Tests.Calibration;

public sealed class BundleSealerTests : IDisposable
{
    private readonly SumBundle _bundle = new();

    public BundleSealerTests() => WriteManifest();

    public void Dispose() => _bundle.Dispose();

    [Fact]
    public void What_changed_appeared_and_disappeared_is_told_and_loads_again()
    {
        File.WriteAllText(_bundle["README.md"], "# Another card\n");
        File.WriteAllText(_bundle[".hidden"], "x");
        File.AppendAllText(_bundle["config.json"], "\n");
        Directory.CreateDirectory(_bundle["more"]);
        File.WriteAllText(Path.Combine(_bundle["more"], "notes.txt"), "x");
        Assert.Contains("`emotion model seal` writes new hashes", Assert.Throws<BundleException>(() => EmotionClassifier.Load(_bundle.Path)).Message);
        SealReport report = BundleSealer.Seal(_bundle.Path);

        Assert.Equal(["config.json"], report.Changed.Select(file => file.Name));
        Assert.Equal(["README.md", "more/notes.txt"], report.Appeared.Select(file => file.Name));
        Assert.Equal(["gone.txt"], report.Disappeared.Select(file => file.Name));
        Assert.Equal(15, report.Appeared[0].Size);
        using EmotionClassifier classifier = EmotionClassifier.Load(_bundle.Path);
        Assert.Empty(classifier.Bundle.Verify());
        Assert.Equal(["README.md", "config.json", "model.onnx", "more/notes.txt", "vocab.txt"], classifier.Bundle.Files.Select(file => file.Name));
    }

    [Fact]
    public void Everything_else_in_the_manifest_stays()
    {
        JsonObject before = Manifest();
        BundleSealer.Seal(_bundle.Path);
        JsonObject after = Manifest();

        Assert.False(JsonNode.DeepEquals(before["files"], after["files"]));
        before.Remove("files");
        after.Remove("files");
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public void Where_all_is_right_no_byte_changes()
    {
        BundleSealer.Seal(_bundle.Path);
        File.AppendAllText(_bundle["emotion.json"], "\n\n");
        string manifest = File.ReadAllText(_bundle["emotion.json"]);

        Assert.True(BundleSealer.Seal(_bundle.Path).IsEmpty);
        Assert.Equal(manifest, File.ReadAllText(_bundle["emotion.json"]));
    }

    [Fact]
    public void A_manifest_without_files_gets_them()
    {
        _bundle.WriteManifest(manifest => manifest.Remove("files"));
        Assert.Equal(["config.json", "model.onnx", "vocab.txt"], BundleSealer.Seal(_bundle.Path).Appeared.Select(file => file.Name));
        Assert.Equal(3, ModelBundle.Open(_bundle.Path).Files.Count);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.onnx")]
    [InlineData("vocab.txt")]
    public void A_model_that_does_not_load_is_not_sealed(string file)
    {
        string manifest = File.ReadAllText(_bundle["emotion.json"]);
        File.WriteAllBytes(_bundle[file], File.ReadAllBytes(_bundle[file])[..20]);

        Assert.ThrowsAny<EmotionOnnxException>(() => BundleSealer.Seal(_bundle.Path));
        Assert.Equal(manifest, File.ReadAllText(_bundle["emotion.json"]));
    }

    [Fact]
    public void A_file_that_can_not_be_listed_leaves_the_manifest_as_it_was()
    {
        if (OperatingSystem.IsWindows())
        {
            // No file can have such a name there.
            return;
        }

        string manifest = File.ReadAllText(_bundle["emotion.json"]);
        File.WriteAllText(_bundle["a\\..\\up.txt"], "x");

        Assert.Contains("not a file name inside the folder", Assert.Throws<BundleException>(() => BundleSealer.Seal(_bundle.Path)).Message);
        Assert.Equal(manifest, File.ReadAllText(_bundle["emotion.json"]));
        Assert.DoesNotContain(Directory.EnumerateFiles(_bundle.Path), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_a_manifest_gets_none()
    {
        File.Delete(_bundle["emotion.json"]);
        Assert.Contains("`emotion model calibrate` writes one", Assert.Throws<BundleException>(() => BundleSealer.Seal(_bundle.Path)).Message);
        Assert.False(File.Exists(_bundle["emotion.json"]));
    }

    private void WriteManifest() => _bundle.WriteManifest(manifest =>
    {
        manifest["name"] = "sum \u00e9t\u00e9";
        manifest["temperature"] = 1.25;
        manifest["thresholds"] = new JsonObject { ["joy"] = 0.5, ["sadness"] = 0.25, ["anger"] = 0.125 };
        manifest["metrics"] = new JsonArray(new JsonObject { ["data"] = "d", ["split"] = "test", ["name"] = "macro_f1", ["value"] = 0.25 });
        manifest["files"]!["gone.txt"] = new JsonObject { ["size"] = 1, ["sha256"] = new string('0', 64) };

        // Last in the schema's order, so that nothing but it can differ.
        JsonNode files = manifest["files"]!;
        manifest.Remove("files");
        manifest["files"] = files;
    });

    private JsonObject Manifest() => JsonNode.Parse(File.ReadAllText(_bundle["emotion.json"]))!.AsObject();
}
