using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using EmotionOnnx.Cli.Batch;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion batch</c>: a file of texts in, a file of results out.</summary>
internal sealed class BatchCommand
{
    // A second's work or so: often enough to tell how far it is, long enough for sorting by length to pay.
    private const int CpuChunkRows = 1024;
    private const int CudaChunkRows = 8192;

    private readonly CliConsole _console;
    private readonly ModelOptions _model = new();
    private readonly TableOptions _table = new();

    private readonly Argument<string> _input = new Argument<string>("input") { Description = "The file: .txt, .csv, .tsv or .jsonl; - is standard input.", HelpName = "IN" }.RefuseEmpty();
    private readonly Option<string> _output = new Option<string>("--output", "-o")
    {
        Description = "The results: .jsonl, .csv or .tsv; - is standard output. The file appears when it is complete.",
        HelpName = "OUT",
        DefaultValueFactory = static _ => InputFile.Standard,
    }.RefuseEmpty();

    private readonly Option<string?> _format = new("--format") { Description = "jsonl, csv or tsv. Default: by the extension of OUT, jsonl for standard output.", HelpName = "jsonl|csv|tsv" };
    private readonly Option<string?> _errors = new Option<string?>("--errors") { Description = "Rows that can't be read go there, as JSON lines: row, line, error, raw.", HelpName = "FILE" }.RefuseEmpty();
    private readonly Option<string?> _keep = new("--keep") { Description = "The input's other columns that are carried through. Default: all. --keep \"\" carries the text alone.", HelpName = "COLUMN,..." };
    private readonly Option<bool> _all = new("--all", "-a") { Description = "The score of every label: \"scores\" in jsonl, a column for each label in csv and tsv." };
    private readonly Option<string[]> _groups = GroupOption.Create("A coarser grouping that the model has, such as ekman or sentiment: \"groups\" in jsonl, a column in csv and tsv.");
    private readonly Option<bool> _resume = new("--resume") { Description = "Goes on where a stopped run to the same OUT left off; starts anew where there was none." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces OUT and the file of errors, or what a stopped run left of them." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No progress bar and no summary." };

    private BatchCommand(CliConsole console) => _console = console;

    public static Command Create(CliConsole console)
    {
        var self = new BatchCommand(console);
        self._format.AcceptOnlyFromAmong("jsonl", "csv", "tsv");
        var command = new Command("batch", "Classifies every row of a file of any size, in order. A row that can't be read is reported and the rest go on.")
        {
            self._input,
            self._output,
            self._format,
            self._errors,
            self._keep,
            self._all,
            self._groups,
            self._resume,
            self._overwrite,
            self._quiet,
        };
        self._table.AddTo(command);
        self._model.AddTo(command);
        command.SetAction(self.Run);
        command.AddExamples(
            """
            emotion batch comments.csv --text comment -o emotions.jsonl
            emotion batch comments.csv --text comment -o emotions.csv --all --errors bad.jsonl
            emotion batch huge.jsonl -o out.jsonl --resume
            zcat huge.txt.gz | emotion batch - --input-format txt > out.jsonl
            """,
            ExitCodes.Help);
        return command;
    }

    private int Run(ParseResult result)
    {
        BatchRequest request = Read(result);
        EmotionClassifierOptions options = _model.Read(result);
        using TextTableReader input = InputFile.Open(request.Input, request.Table, _console);
        if (input.Format is TextTableFormat.Csv or TextTableFormat.Tsv)
        {
            OutputColumns.Check(request.Keep, input.Columns, input.Name);
        }

        // A pipe, named or not, can't be read again.
        bool canResume = input.Length is not null && request.Input != InputFile.Standard && !IsStream(request.Output);
        if (request.Resume && !canResume)
        {
            throw CliException.Usage("--resume needs a file as input and a file as output.");
        }

        var bundle = ModelBundle.Open(_model.ModelPath(result));
        _ = GroupOption.Check([.. request.View.Groups], bundle.Labels);
        SortedDictionary<string, string> run = RunIdentity.Of(request, canResume, bundle, options);
        if (FileBatchOutput.FinishEarlier(request, run) is { } earlier)
        {
            return Summarize(request, earlier, rows: 0, TimeSpan.Zero, []);
        }

        CancellationToken interrupt = _console.ListenForInterrupt();
        using IBatchOutput output = IsStream(request.Output)
            ? StreamBatchOutput.Open(request, _console.Output, run)
            : FileBatchOutput.Open(request, run, canResume);
        long before = output.Done.Rows;
        long start = Stopwatch.GetTimestamp();
        List<string> remarks = [];
        try
        {
            using EmotionClassifier classifier = ModelLoader.Load(bundle.Path, options);
            WithProgress(request, progress =>
            {
                using var job = new BatchJob(request, input, classifier, output, progress);
                job.Run(interrupt);
                remarks = job.Remarks;
            });
            output.Complete();
        }
        catch (OperationCanceledException)
        {
            return Interrupted(request, output);
        }
        catch
        {
            StopAfterError(output);
            throw;
        }

        return Summarize(request, output.Done, output.Done.Rows - before, Stopwatch.GetElapsedTime(start), remarks);
    }

    private BatchRequest Read(ParseResult result)
    {
        string input = result.GetValue(_input)!;
        string output = result.GetValue(_output)!;
        var request = new BatchRequest
        {
            Input = input,
            Table = _table.Read(result) with { KeepSource = true },
            Output = output,
            Format = FormatOf(result.GetValue(_format), output),
            Errors = result.GetValue(_errors),
            Keep = result.GetValue(_keep)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray(),
            View = new ResultView { All = result.GetValue(_all), Groups = [.. result.GetValue(_groups)!.Distinct(StringComparer.Ordinal)] },
            Resume = result.GetValue(_resume),
            Overwrite = result.GetValue(_overwrite),
            Quiet = result.GetValue(_quiet),
            ChunkRows = _model.Read(result).Device.IsCuda ? CudaChunkRows : CpuChunkRows,
        };
        Check(request);
        return request;
    }

    private static void Check(BatchRequest request)
    {
        if (request is { Resume: true, Overwrite: true })
        {
            throw CliException.Usage("--resume goes on with what is there and --overwrite throws it away: give one of them.");
        }

        if (FileIdentity.FirstShared(FilesOf(request)) is { } same)
        {
            throw CliException.Usage(same.First == same.Second
                ? $"the input, the output and the errors must be different files, with the .partial and .journal that a run keeps; {same.First} would be two of them."
                : $"the input, the output and the errors must be different files, with the .partial and .journal that a run keeps; {same.First} and {same.Second} are the same file.");
        }
    }

    // Every file that is read or written, under the names it has meanwhile too.
    private static IEnumerable<string> FilesOf(BatchRequest request)
    {
        if (request.Input != InputFile.Standard)
        {
            yield return request.Input;
        }

        if (!IsStream(request.Output))
        {
            foreach (string name in (string[])[request.Output, PartialFile.PathOf(request.Output), .. Journal.FilesOf(request.Output)])
            {
                yield return name;
            }
        }

        if (request.Errors is { } errors && !IsStream(errors))
        {
            yield return errors;
            yield return PartialFile.PathOf(errors);
        }
    }

    private static bool IsStream(string path) => path == InputFile.Standard || PartialFile.IsDevice(path);

    private static OutputFormat FormatOf(string? given, string output) => (given ?? Path.GetExtension(output).TrimStart('.').ToUpperInvariant()) switch
    {
        "jsonl" or "JSONL" or "NDJSON" => OutputFormat.JsonLines,
        "csv" or "CSV" => OutputFormat.Csv,
        "tsv" or "TSV" or "TAB" => OutputFormat.Tsv,
        _ when IsStream(output) => OutputFormat.JsonLines,
        _ => throw CliException.Usage($"{output}: the format can't be told from the extension: use .jsonl, .csv or .tsv, or --format."),
    };

    private void WithProgress(BatchRequest request, Action<IBatchProgress> work)
    {
        // On one terminal the bar and the results would write over each other.
        bool isShared = request.Output == InputFile.Standard && _console.IsOutputTerminal;
        if (_console.IsErrorTerminal && !request.Quiet && !isShared)
        {
            BarProgress.Run(_console, work);
        }
        else
        {
            work(new QuietProgress(_console.Error));
        }
    }

    private int Interrupted(BatchRequest request, IBatchOutput output)
    {
        bool canResume = output.Stop();
        string what = IsStream(request.Output) ? "what was written is whole rows."
            : output.Done.Rows == 0 ? "nothing was written."
            : $"{PartialFile.PathOf(request.Output)} is kept{(canResume ? ": the same command with --resume goes on." : ", and has whole rows.")}";
        _console.Error.WriteLine(TerminalText.Clean(string.Create(CultureInfo.InvariantCulture, $"emotion: interrupted after {output.Done.Rows:N0} rows; {what}")));
        return ExitCodes.Interrupted;
    }

    // What failed may be the very disk that a last checkpoint needs; the journal on it is then the one before.
    private static void StopAfterError(IBatchOutput output)
    {
        try
        {
            output.Stop();
        }
        catch (Exception e) when (e is CliException or IOException or UnauthorizedAccessException)
        {
        }
    }

    private int Summarize(BatchRequest request, Journal done, long rows, TimeSpan time, List<string> remarks)
    {
        foreach (string remark in remarks)
        {
            _console.Error.WriteLine(TerminalText.Clean($"emotion: {remark}"));
        }

        if (done.Failed > 0)
        {
            string where = request.Errors is null ? "" : $"; they are in {request.Errors}";
            _console.Error.WriteLine(TerminalText.Clean(string.Create(CultureInfo.InvariantCulture, $"emotion: {done.Failed:N0} of {done.Rows:N0} rows could not be read{where}.")));
        }

        if (!request.Quiet)
        {
            string rate = time.TotalSeconds > 0 && rows > 0 ? string.Create(CultureInfo.InvariantCulture, $" in {time.TotalSeconds:N1} s ({rows / time.TotalSeconds:N0} rows/s)") : "";
            string resumed = rows < done.Rows ? string.Create(CultureInfo.InvariantCulture, $"; {done.Rows:N0} with the run before") : "";
            _console.Error.WriteLine(TerminalText.Clean(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows{rate}{resumed}: {(request.Output == InputFile.Standard ? "standard output" : request.Output)}")));
        }

        return done.Failed > 0 ? ExitCodes.SomeRowsFailed : ExitCodes.Ok;
    }
}
