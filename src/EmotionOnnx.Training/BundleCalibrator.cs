using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Training;

/// <summary>
/// Finishes a model folder: fits the temperature and tunes the thresholds on a dev split, measures on dev and test, and writes
/// all of it to emotion.json and the model card, with the size and sha256 of every file.
/// </summary>
public static class BundleCalibrator
{
    internal const string PrecisionFloorNeedsThresholds = "a precision floor is for models with a threshold per label: here labels exclude each other (softmax), and each text gets one whatever its probability.";

    private const int ChunkSize = 512;

    /// <summary>Calibrates a bundle.</summary>
    /// <remarks>
    /// emotion.json: <c>temperature</c>, <c>thresholds</c>, <c>metrics</c> (those of other data stay) and <c>files</c> are written, everything
    /// else stays. README.md: what stands between <c>&lt;!-- metrics:begin --&gt;</c> and <c>&lt;!-- metrics:end --&gt;</c> is replaced; a card without
    /// the two gets them at its end; no card is made where there is none. Each file is replaced as a whole or not at all, emotion.json last.
    /// </remarks>
    /// <param name="bundlePath">The model folder.</param>
    /// <param name="dev">The split that temperature and thresholds are chosen on.</param>
    /// <param name="test">A split to measure on; null for none.</param>
    /// <param name="options">What is done; null for the defaults.</param>
    /// <param name="progress">Told after each chunk of texts.</param>
    /// <param name="cancellationToken">Cancels the call; no file has changed then.</param>
    /// <exception cref="BundleException">The folder is no bundle, or a file of it can't be written.</exception>
    /// <exception cref="TextTableException">The data has a label that the model does not have, or no text at all.</exception>
    /// <exception cref="ArgumentException">A precision floor is asked of a model whose labels exclude each other.</exception>
    public static CalibrationReport Calibrate(
        string bundlePath,
        LabelledDataset dev,
        LabelledDataset? test = null,
        CalibrationOptions? options = null,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dev);
        options ??= new CalibrationOptions();
        var bundle = ModelBundle.Open(bundlePath);
        var card = ModelCard.Read(bundle.Path);
        CalibrationReport report = Measure(bundle, dev, test, options, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        Write(bundle, card, report, options);
        return report;
    }

    /// <summary>Chooses and measures, and writes nothing.</summary>
    internal static CalibrationReport Measure(
        ModelBundle bundle, LabelledDataset dev, LabelledDataset? test, CalibrationOptions options, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        if (options.Thresholds.PrecisionFloor is not null && bundle.Labels.Activation != Activation.Sigmoid)
        {
            throw new ArgumentException(PrecisionFloorNeedsThresholds, nameof(options));
        }

        var evaluation = new EvaluationOptions { Map = options.Map, UnknownLabels = options.UnknownLabels };
        SplitScores devSplit = SplitScores.Resolve(dev, bundle.Labels, evaluation);
        SplitScores? testSplit = test is null ? null : SplitScores.Resolve(test, bundle.Labels, evaluation);
        bool fits = options.FitTemperature && bundle.Labels.Activation != Activation.None;
        var steps = new StepProgress(progress, (devSplit.Count * (fits ? 2 : 1)) + (testSplit?.Count ?? 0));

        TemperatureFit? fit = fits ? Fit(bundle, devSplit, options, steps, cancellationToken) : null;
        float[] before = fits ? Probabilities.Of(devSplit.Scores, bundle.Labels.Count, bundle.Labels.Activation, temperature: 1) : [];
        float temperature = fit?.Temperature ?? bundle.Temperature;
        EmotionClassifierOptions run = options.Classifier with { Temperature = temperature, Activation = null, Threshold = null, VerifyHashes = false };
        using (EmotionClassifier classifier = EmotionClassifier.Load(bundle.Path, run))
        {
            devSplit.Score(classifier, ChunkSize, steps, cancellationToken);
            testSplit?.Score(classifier, ChunkSize, steps, cancellationToken);
        }

        bool tunes = options.TuneThresholds && bundle.Labels.Activation == Activation.Sigmoid;
        LabelSet labels = tunes ? bundle.Labels.WithThresholds(ThresholdTuner.Tune(devSplit.Scores, devSplit.Gold, options.Thresholds)) : bundle.Labels;
        return new CalibrationReport
        {
            Temperature = temperature,
            TemperatureFit = fit,
            BeforeTemperature = fits ? new ProbabilityQuality(ProbabilityMetrics.ExpectedCalibrationError(before, devSplit.Gold), ProbabilityMetrics.BrierScore(before, devSplit.Gold)) : null,
            PrecisionFloor = tunes ? options.Thresholds.PrecisionFloor : null,
            Labels = labels,
            Dev = devSplit.Compare(labels),
            Test = testSplit?.Compare(labels),
            DevScoresBefore = before,
            DevScores = devSplit.Scores,
            TestScores = testSplit?.Scores ?? [],
        };
    }

    /// <summary>Writes a calibration into a bundle: the card, then emotion.json.</summary>
    internal static void Write(ModelBundle bundle, ModelCard? card, CalibrationReport report, CalibrationOptions options, QuantizationReport? quantization = null)
    {
        string data = options.DataName ?? DataNameOf(report.Dev.Data);
        string processor = Processor.Name;
        if (card is not null)
        {
            card.SetMetrics(MetricsTable.Markdown(report, quantization, data, processor, options.Command));
            card.Write();
        }

        var manifest = ManifestFile.Read(bundle.Path, bundle.Name);
        manifest.SetTemperature(report.Temperature);
        if (report.Labels.HasThresholds)
        {
            manifest.SetThresholds(report.Labels);
        }

        manifest.SetMetrics(data, "dev", MetricsTable.OfDev(report, quantization), processor, options.Command);
        if (report.Test is not null)
        {
            manifest.SetMetrics(data, "test", MetricsTable.OfTest(report.Test, quantization), processor, options.Command);
        }

        manifest.SetFiles();
        manifest.Write();
    }

    private static TemperatureFit Fit(
        ModelBundle bundle, SplitScores dev, CalibrationOptions options, StepProgress steps, CancellationToken cancellationToken)
    {
        EmotionClassifierOptions run = options.Classifier with { Temperature = 1, Activation = Activation.None, Threshold = null, VerifyHashes = false };
        using EmotionClassifier classifier = EmotionClassifier.Load(bundle.Path, run);
        dev.Score(classifier, ChunkSize, steps, cancellationToken);
        return TemperatureScaler.Fit(dev.Scores, dev.Gold, bundle.Labels.Activation);
    }

    private static string DataNameOf(string file) =>
        Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) is { Length: > 0 } folder ? folder : Path.GetFileNameWithoutExtension(file);
}
