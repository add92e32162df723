using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Batch;

public sealed class FullDiskTests : IDisposable
{
    private readonly BatchFiles _files = new();

    [SmallDiskFact]
    public void When_the_disk_fills_up_the_run_can_go_on_after_room_was_made()
    {
        _files.Write("in.txt", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"happy {i}\n")));
        _files.Batch("in.txt", "whole.jsonl").Expect(0);
        using SmallDisk disk = SmallDisk.TryMount(1024)!;
        string[] args = ["batch", _files["in.txt"], "-o", disk["out.jsonl"], "-m", _files.Bundle.Path];

        CommandResult full = Emotion.Run(args).Expect(1);
        Assert.Contains($"{disk["out.jsonl"]}: can't be written: the disk is full. Make room and go on with --resume.", full.Error);
        Assert.False(File.Exists(disk["out.jsonl"]));

        disk.Grow(8192);
        Emotion.Run([.. args, "--resume"]).Expect(0);
        Assert.Equal(_files.Read("whole.jsonl"), File.ReadAllText(disk["out.jsonl"]));
        Assert.Equal([disk["out.jsonl"]], Directory.GetFiles(disk.Path));
    }

    [SmallDiskFact]
    public void A_disk_without_any_room_is_an_error_and_nothing_is_left()
    {
        _files.Write("in.txt", string.Concat(Enumerable.Range(0, 4000).Select(i => $"happy {i}\n")));
        using SmallDisk disk = SmallDisk.TryMount(64)!;
        CommandResult full = Emotion.Run("batch", _files["in.txt"], "-o", disk["out.csv"], "-m", _files.Bundle.Path).Expect(1);
        Assert.Contains("the disk is full", full.Error);
        Assert.False(File.Exists(disk["out.csv"]));
    }

    public void Dispose() => _files.Dispose();
}
