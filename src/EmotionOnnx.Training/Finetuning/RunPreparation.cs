using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Writes what a trainer needs: tokenizer, data files, teachers' logits, request.</summary>
internal sealed class RunPreparation(FinetunePlan plan, WorkFolder work)
{
    /// <summary>Writes data and request, or holds them against those of the run that goes on.</summary>
    public TrainerRequest Run()
    {
        TokenizerFolder.Copy(plan.Base.Path, work.Tokenizer);
        IReadOnlyList<AddedTokenRequest> added = TokenizerExtension.Extend(work.Tokenizer, plan.Options.AddedTokens, plan.Base.VocabularySize);
        if (added.Count < plan.Options.AddedTokens.Count)
        {
            plan.Progress?.Report(new FinetuneProgress.Remark(string.Create(
                CultureInfo.InvariantCulture, $"{plan.Options.AddedTokens.Count - added.Count} of the {plan.Options.AddedTokens.Count} tokens to be added are known already, or stand twice, and are left as they are")));
        }

        Tokenizer tokenizer = added.Count > 0 ? Tokenizer.Load(work.Tokenizer) : plan.Tokenizer;
        AuxiliaryData[] auxiliary = [.. plan.Options.Auxiliary.Select(data => AuxiliaryData.Prepare(data, plan.Splits, text => plan.Progress?.Report(new FinetuneProgress.Remark(text))))];
        string DataPath(string split) => Path.Combine(work.Data, $"{split}.jsonl");
        var request = new TrainerRequest
        {
            Labels = plan.Report.Labels,
            Kind = plan.Report.Kind,
            Train = DataPath("train"),
            Dev = DataPath("dev"),
            Test = plan.Splits.Test is null ? null : DataPath("test"),
            Base = plan.Base.Path,
            Output = work.TrainerOutput,
            MaxTokens = plan.MaxTokens,
            PadId = plan.Tokenizer.PaddingId,
            VocabularySize = plan.Tokenizer.VocabularySize,
            Seed = plan.Options.Seed,
            Resume = plan.Options.Resume && work.HasCheckpoint,
            AddedTokens = added,
            Auxiliary = [.. auxiliary.Select((data, i) => new AuxiliaryRequest(data.Name, data.Labels, data.Kind, DataPath($"auxiliary{i + 1}")))],
            Teachers = [.. plan.Options.Teachers.Select((_, i) => new TeacherRequest(Path.Combine(work.Data, FormattableString.Invariant($"teacher{i + 1}.f32"))))],
            Hyperparameters = plan.Hyperparameters,
        };
        JsonObject record = RunRecord.Of(request, WriteData(request, auxiliary, tokenizer));
        plan.Validation?.AddTo(record, plan.Options);
        if (plan.Options.Resume)
        {
            RunRecord.Check(work.Record, record);
        }

        WriteTeachers(request);
        AtomicFile.Write(work.Request, JsonSerializer.Serialize(request, ContractJson.Default.TrainerRequest) + "\n");
        RunRecord.Write(work.Record, record);
        return request;
    }

    /// <summary>Writes the data files, or computes their hashes alone where a run goes on; with the hashes of all that the training depends on besides.</summary>
    private List<(string Name, string Hash)> WriteData(TrainerRequest request, AuxiliaryData[] auxiliary, Tokenizer tokenizer)
    {
        var files = new List<(string Name, string Hash)>();
        string Write(string path, LabelledDataset data, IReadOnlyList<string> labels) =>
            DataFile.Write(plan.Options.Resume ? null : path, data, labels, tokenizer, plan.MaxTokens, plan.CancellationToken);
        foreach ((string name, LabelledDataset data) in plan.Splits.All)
        {
            files.Add((name, Write(name switch { "train" => request.Train, "dev" => request.Dev, _ => request.Test! }, data, request.Labels)));
        }

        foreach ((int i, AuxiliaryData data) in auxiliary.Index())
        {
            files.Add(($"auxiliary{i + 1}", Write(request.Auxiliary[i].Train, data.Data, data.Labels)));
        }

        foreach ((int i, string teacher) in plan.Options.Teachers.Index())
        {
            files.Add(($"teacher{i + 1}", RunRecord.HashOf(ModelBundle.Open(teacher).GraphPath)));
            foreach (string name in (ReadOnlySpan<string>)["config.json", "emotion.json"])
            {
                string file = Path.Combine(teacher, name);
                files.Add(($"teacher{i + 1} {name}", File.Exists(file) ? RunRecord.HashOf(file) : ""));
            }
        }

        if (plan.Base.WeightsPath is { } weights)
        {
            files.Add(("base", RunRecord.HashOf(weights)));
        }

        files.Add(("base config.json", RunRecord.HashOf(plan.Base.ConfigPath)));
        return files;
    }

    /// <summary>A stopped run has them already, if it got so far.</summary>
    private void WriteTeachers(TrainerRequest request)
    {
        foreach ((int i, string teacher) in plan.Options.Teachers.Index())
        {
            var file = new FileInfo(request.Teachers[i].Train);
            if (!file.Exists || file.Length != (long)plan.Splits.Train.Items.Count * request.Labels.Count * sizeof(float))
            {
                TeacherLogits.Write(file.FullName, teacher, plan.Splits.Train, request.Labels, plan.Options.Classifier, plan.Progress, plan.CancellationToken);
            }
        }
    }
}
