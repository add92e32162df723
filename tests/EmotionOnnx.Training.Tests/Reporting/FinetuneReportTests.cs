using System.Globalization;
using System.Xml.Linq;

namespace EmotionOnnx.Training.Tests.Reporting;

public sealed class FinetuneReportTests
{
    // Three labels, eight texts; with temperature 2 the probabilities are softmax(logits / 2).
    private static readonly (string Text, string[] Labels, float[] Logits)[] Rows =
    [
        ("good", ["a"], [6, 0, 0]), ("fine", ["a"], [2, 0, 0]), ("nice", ["a"], [0, 4, 0]),
        ("bad", ["b"], [0, 6, 0]), ("sad", ["b"], [8, 0, 0]), ("meh", ["b"], [0, 1, 0]),
        ("hm", ["c"], [0, 0, 2]), ("so", ["c"], [5, 0, 0]),
    ];

    private static readonly FinetuneReport Report = FinetuneReport.Of(ReportFixture.Of(["a", "b", "c"], Rows));

    [Fact]
    public void Every_table_of_the_page_is_in_the_markdown_with_the_same_figures()
    {
        string[] page = [.. ReportText.Rows(ReportText.Xml(Report.Html)).Select(row => ReportText.Row(row))];
        Assert.InRange(page.Length, 60, 200);
        HashSet<string> markdown = [.. ReportText.Rows(Report.Markdown).Select(row => ReportText.Row(row))];

        // The corner of a matrix is worded otherwise.
        Assert.Equal([], page.Where(row => !row.StartsWith("holds ↓", StringComparison.Ordinal) && !markdown.Contains(row)));
    }

    [Fact]
    public void Headline_figures_are_those_by_hand()
    {
        // a: found 4, right 2, holds 3; b: found 3, right 2, holds 3; c: found 1, right 1, holds 2.
        (double a, double b, double c) = (2 * 2 / 7.0, 2 * 2 / 6.0, 2 * 1 / 3.0);
        Assert.Equal(F((a + b + c) / 3), CellOf("macro-F1", 1));
        Assert.Equal(F(5 / 8.0), CellOf("micro-F1", 1));
        Assert.Equal(F(5 / 8.0), CellOf("accuracy", 1));

        // Always a: 3 of 8 right, F1 of a 2*3/(8+3), a third of it in the mean.
        Assert.Equal(F(6 / 11.0 / 3), CellOf("macro-F1", 2));
        Assert.Equal(F(3 / 8.0), CellOf("accuracy", 2));
    }

    [Fact]
    public void A_label_without_a_text_is_told_with_the_mean_over_the_others()
    {
        // Without the texts of c: a found 2 of 3, and b as taken for a once; b found 2 of 3, and a as taken for b once.
        FinetuneReport report = FinetuneReport.Of(ReportFixture.Of(["a", "b", "c"], Rows[..6]));
        Assert.Contains($"1 of 3 labels has no text in dev and counts as 0 in macro-F1; the mean over the others is {F(2 / 3.0)}.", report.Markdown);
        Assert.DoesNotContain("no text in dev", Report.Markdown);
    }

    [Fact]
    public void Labels_have_their_figures_and_support()
    {
        Assert.Contains(ReportText.Row("a", "3", "3", "4", F(0.5), F(2 / 3.0), F(4 / 7.0)), AllRows());
        Assert.Contains(ReportText.Row("c", "2", "2", "1", F(1), F(0.5), F(2 / 3.0)), AllRows());
    }

    [Fact]
    public void The_confusion_matrix_counts_what_is_taken_for_what()
    {
        Assert.Contains(ReportText.Row("a", "2", "1", "0", "3"), AllRows());
        Assert.Contains(ReportText.Row("b", "1", "2", "0", "3"), AllRows());
        Assert.Contains(ReportText.Row("c", "1", "0", "1", "2"), AllRows());
        Assert.Contains(ReportText.Row("c", "a", "1", "50.0 %"), AllRows());
    }

    [Fact]
    public void The_worst_error_comes_first_with_loss_probabilities_and_line()
    {
        XElement[] cases = [.. ReportText.Xml(Report.Html).Descendants("ol").Single().Elements("li")];
        Assert.Equal(["sad", "so", "nice"], cases.Select(item => item.Element("p")!.Value));

        // Logits 8, 0, 0 by 2: e^4 against 1 and 1.
        double sum = Math.Exp(4) + 2;
        string[] facts = [.. cases[0].Descendants("bdi").Select(fact => fact.Value)];
        Assert.Equal([$"b {P(1 / sum)}", $"a {P(Math.Exp(4) / sum)}", Math.Log(sum).ToString("0.00", CultureInfo.InvariantCulture), "dev.csv:6"], facts);
    }

    [Fact]
    public void Calibration_is_shown_before_and_after()
    {
        // One decision is one label of one text: 24 of them.
        FinetuneResult result = ReportFixture.Of(["a", "b", "c"], Rows);
        string before = F(result.Calibration.BeforeTemperature!.Value.ExpectedCalibrationError);
        string after = F(result.Calibration.Dev.Report.ExpectedCalibrationError!.Value);
        Assert.NotEqual(before, after);
        Assert.Equal((before, after), (CellOf("expected calibration error", 1, "On dev. Lower"), CellOf("expected calibration error", 2, "On dev. Lower")));
        string[] captions = [.. ReportText.Xml(Report.Html).Descendants("figcaption").Select(caption => caption.Value)];
        Assert.Contains($"dev without temperature, ECE {before}", captions);
        Assert.Contains($"dev with temperature 2, ECE {after}", captions);

        // Without: softmax(6, 0, 0), (0, 6, 0), (8, 0, 0), (5, 0, 0) and (0, 4, 0) say over 14/15 of one label, of which two hold.
        XElement diagram = ReportText.Xml(Report.Html).Descendants("svg").First(svg => (string?)svg.Attribute("class") == "diagram");
        string last = diagram.Descendants("title").Select(title => title.Value).Last(title => title.Contains("holds", StringComparison.Ordinal));
        double said = new[] { 6, 6, 8, 5, 4 }.Average(x => Math.Exp(x) / (Math.Exp(x) + 2));
        Assert.Equal($"93.3 % to 100.0 %: 5 decisions, said {P(said)}, holds 40.0 %", last);
    }

    [Fact]
    public void Several_labels_get_a_matrix_of_what_is_found_where_what_holds()
    {
        FinetuneReport report = FinetuneReport.Of(ReportFixture.Of(
            ["a", "b"], [("x", ["a", "b"], [4, 4]), ("y", ["a"], [-4, 4]), ("z", ["b"], [-4, -4]), ("w", [], [4, -4])], Activation.Sigmoid, [0.5f, 0.25f]));
        HashSet<string> rows = [.. ReportText.Rows(report.Markdown).Select(row => ReportText.Row(row))];
        Assert.Contains(ReportText.Row("a", "1", "2", "0", "2"), rows);
        Assert.Contains(ReportText.Row("b", "1", "1", "1", "2"), rows);
        Assert.Contains(ReportText.Row("a", "2", "2", "2", "0.5000", "0.5000", "0.5000", "0.5000"), rows);
        Assert.Contains("exact match", report.Html);
    }

    [Fact]
    public void Without_a_fitted_temperature_it_is_said_and_one_diagram_is_shown()
    {
        FinetuneResult result = ReportFixture.Of(["a", "b", "c"], Rows);
        FinetuneReport report = FinetuneReport.Of(result with { Calibration = result.Calibration with { TemperatureFit = null, BeforeTemperature = null, DevScoresBefore = default } });
        Assert.Contains("No temperature was fitted", report.Markdown);
        Assert.Single(ReportText.Xml(report.Html).Descendants("svg"), svg => ((string?)svg.Attribute("aria-label"))!.StartsWith("Reliability", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_reader_must_not_miss_is_said()
    {
        Assert.Contains("**Caution.** These are figures of dev", Report.Markdown);
        Assert.Contains("**Caution.** Let pass by the data check: the same texts in two splits", Report.Markdown);
        Assert.Contains("The bundle's graph is float32: nothing was quantized.", Report.Markdown);
        Assert.Contains("This report quotes texts of the data; the model's folder has none.", Report.Markdown);
    }

    [Fact]
    public void How_it_was_made_is_in_it()
    {
        Assert.Contains("````\nemotion finetune --train '<x>' ```\n````", Report.Markdown);
        Assert.Contains(ReportText.Row("training took", "1:15 min"), AllRows());
        Assert.Contains(ReportText.Row("finished", "2025-01-02 03:04 UTC"), AllRows());
        Assert.Contains(ReportText.Row("epochs", "3"), AllRows());
        Assert.Contains(ReportText.Row("2 of 2", "0.7500", "–", "yes"), AllRows());
        Assert.Single(ReportText.Xml(Report.Html).Descendants("polyline"));
    }

    [Fact]
    public void A_validation_has_a_section()
    {
        FinetuneResult result = ReportFixture.Of(["a", "b", "c"], Rows);
        ValidationRun Run(string name, double exact) => new()
        {
            Name = name,
            Seed = 1,
            TrainTexts = 10,
            DevTexts = 5,
            Temperature = 1.5f,
            TrainingTime = TimeSpan.FromMinutes(61),
            Report = result.Calibration.Dev.Report with { ExactMatch = exact },
        };
        var validation = new ValidationReport { Kind = ValidationKind.Folds, MeasuredOn = "held out", Runs = [Run("fold 1", 0.25), Run("fold 2", 0.75)] };
        string markdown = FinetuneReport.Of(result with { Validation = validation }).Markdown;
        HashSet<string> rows = [.. ReportText.Rows(markdown).Select(row => ReportText.Row(row))];

        // The mean of 1/4 and 3/4, and the root of 2 * (1/4)^2 / 1.
        Assert.Contains(ReportText.Row("exact match", "0.5000", F(Math.Sqrt(0.125)), "0.2500", "0.7500"), rows);
        Assert.Contains("## Cross-validation: 2 folds", markdown);
        Assert.Contains("1:01:00 h", markdown);
        Assert.Contains(ReportText.Row("a", "6", "8", F(0.5), F(2 / 3.0), F(4 / 7.0)), rows);
    }

    private static HashSet<string> AllRows() => [.. ReportText.Rows(Report.Markdown).Select(row => ReportText.Row(row))];

    private static string CellOf(string name, int column, string after = "## Figures")
    {
        string part = Report.Markdown[Report.Markdown.IndexOf(after, StringComparison.Ordinal)..];
        return ReportText.Rows(part).First(row => row[0] == name)[column];
    }

    private static string F(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string P(double value) => (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
