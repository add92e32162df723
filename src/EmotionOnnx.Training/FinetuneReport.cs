using EmotionOnnx.Training.Reporting;
using EmotionOnnx.Training.Reporting.Html;

namespace EmotionOnnx.Training;

/// <summary>
/// What there is to say of a fine-tuning: figures, calibration, confusions, the worst errors, int8 against float32, the training, the data. As Markdown
/// and as one HTML page that needs nothing else (no script, no other file, light and dark, on paper); both are made of the same figures. Immutable.
/// </summary>
/// <remarks>
/// It quotes texts of the data, so it stands beside a bundle and not in it. Whatever the texts and labels are, they can't become markup; long ones are cut.
/// </remarks>
public sealed class FinetuneReport
{
    private readonly Lazy<string> _markdown;
    private readonly Lazy<string> _html;

    private FinetuneReport(Document document)
    {
        _markdown = new Lazy<string>(() => MarkdownPage.Of(document));
        _html = new Lazy<string>(() => HtmlPage.Of(document));
    }

    /// <summary>The report as Markdown, with GitHub's tables.</summary>
    public string Markdown => _markdown.Value;

    /// <summary>The report as an HTML page.</summary>
    public string Html => _html.Value;

    /// <summary>Makes the report of a run.</summary>
    /// <param name="result">The run.</param>
    public static FinetuneReport Of(FinetuneResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new FinetuneReport(ReportDocument.Of(result));
    }

    /// <summary>The paths of a report's two files.</summary>
    /// <param name="path">Their path without <c>.md</c> and <c>.html</c>, which are put after it; one that it has already is taken off.</param>
    public static (string Markdown, string Html) PathsOf(string path) => ReportFiles.PathsOf(path);

    /// <summary>Writes both files, each as a whole or not at all. What is there is replaced.</summary>
    /// <param name="path">Their path without <c>.md</c> and <c>.html</c>.</param>
    /// <exception cref="BundleException">A file can't be written.</exception>
    public void Write(string path)
    {
        using ReportFiles files = ReportFiles.Stage(path, this);
        files.Commit();
    }
}
