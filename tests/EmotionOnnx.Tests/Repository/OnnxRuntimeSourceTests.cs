using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests;

/// <summary>Where ONNX Runtime comes from is one property; MSBuild is asked what each project then references.</summary>
public sealed class OnnxRuntimeSourceTests
{
    private const string NpmProject = "Microsoft.ML.OnnxRuntime.csproj";

    [Theory]
    [InlineData("src/EmotionOnnx", null, "Microsoft.ML.OnnxRuntime.Managed")]
    [InlineData("src/EmotionOnnx.Cli", null, "Microsoft.ML.OnnxRuntime")]
    [InlineData("src/EmotionOnnx.Cli", "gpu", "Microsoft.ML.OnnxRuntime.Gpu")]
    [InlineData("src/EmotionOnnx.Training", null)]
    [InlineData("src/EmotionOnnx.Models.English", null)]
    [InlineData("tests/EmotionOnnx.Tests", null, "Microsoft.ML.OnnxRuntime")]
    [InlineData("benchmarks/EmotionOnnx.Benchmarks", null, "Microsoft.ML.OnnxRuntime")]
    public async Task From_nuget_the_projects_reference_exactly_the_official_packages(string project, string? native, params string[] expected)
    {
        (string[] packages, string[] projects) = await References(project, "nuget", native);

        Assert.Equal(expected, packages.Where(package => package.StartsWith("Microsoft.ML", StringComparison.Ordinal)));
        Assert.DoesNotContain(projects, reference => reference.EndsWith(NpmProject, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("src/EmotionOnnx")]
    [InlineData("src/EmotionOnnx.Cli")]
    public async Task From_npm_they_reference_the_project_that_stands_for_them(string project)
    {
        (string[] packages, string[] projects) = await References(project, "npm", null);

        Assert.DoesNotContain(packages, package => package.StartsWith("Microsoft.ML", StringComparison.Ordinal));
        Assert.Contains(projects, reference => reference.EndsWith(NpmProject, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Both_name_the_same_package_and_version()
    {
        JsonNode npm = await Evaluate("tools/onnxruntime", "-getProperty:PackageId", "-getProperty:Version");
        JsonNode nuget = await Evaluate("src/EmotionOnnx", "-getItem:PackageVersion");
        JsonNode official = nuget["Items"]!["PackageVersion"]!.AsArray().Single(item => (string)item!["Identity"]! == "Microsoft.ML.OnnxRuntime.Managed")!;

        Assert.Equal((string)official["Identity"]!, (string)npm["Properties"]!["PackageId"]!);
        Assert.Equal((string)official["Version"]!, (string)npm["Properties"]!["Version"]!);
    }

    [Fact]
    public void The_npm_lock_file_has_an_integrity_hash_and_no_registry()
    {
        string path = Repository.Path("tools", "onnxruntime", "package-lock.json");
        JsonNode package = JsonNode.Parse(File.ReadAllText(path))!["packages"]!["node_modules/com.github.asus4.onnxruntime"]!;

        Assert.StartsWith("sha512-", (string)package["integrity"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("://", File.ReadAllText(path), StringComparison.Ordinal);
    }

    private static async Task<(string[] Packages, string[] Projects)> References(string project, string source, string? native)
    {
        JsonNode items = (await Evaluate(
            project, "-getItem:PackageReference", "-getItem:ProjectReference", $"-p:OnnxRuntimeSource={source}", $"-p:OnnxRuntimeNative={native}"))["Items"]!;
        string[] Names(string kind) => [.. items[kind]!.AsArray().Select(item => (string)item!["Identity"]!)];
        return (Names("PackageReference"), Names("ProjectReference"));
    }

    private static async Task<JsonNode> Evaluate(string project, params string[] arguments)
    {
        (int exitCode, string output) = await ChildProcess.RunAsync("dotnet", ["msbuild", Repository.Path(project), .. arguments]);
        Assert.True(exitCode == 0, output);
        return JsonNode.Parse(output)!;
    }
}
