using System.Xml.Linq;

namespace EmotionOnnx.Training.Tests.Reporting;

/// <summary>Whatever the data is, the page stays well-formed, loads nothing and runs nothing, and the Markdown keeps its tables.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Elements =
    [
        "html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "h1", "h2", "p", "a", "ul", "ol", "li", "div", "span", "strong", "bdi", "pre", "code", "figure", "figcaption",
        "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect", "line", "circle", "polyline", "text",
    ];

    private static readonly string[] Attributes =
    [
        "lang", "charset", "http-equiv", "content", "name", "id", "class", "dir", "href", "scope", "title", "style", "role", "aria-label", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2",
        "cx", "cy", "r", "points", "text-anchor", "transform",
    ];

    private static readonly string[] Texts =
    [
        "<script>alert(1)</script>", "</p></li></ol></body>", "<img src=http://evil.example/x.png onerror=alert(1)>", "]]> <!-- <![CDATA[ ", "&lt;b&gt; &amp; &#x41; &nbsp;", "\" onmouseover=\"alert(1)", "' style='x",
        "a | b \\| c || `d` ```", "line\nbreak\r\n| --- |\n# heading\n```\n", "nul \0 \u0001 \u001b[31m \u007f \u0085", "\ud800 alone \udc00", "\u202egnp.exe \u2066 \u200f", "\ufffe\uffff\ufdd0", "http://evil.example www.evil.example [x](javascript:alert(1)) ![y](//evil.example)",
        "", "   ", "a\u0301\u0301\u0301\u0301\u0301\u0301", "😀👩‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿", "العربية עברית", "{{7*7}} ${x} $x^2$ @someone #1 :smile:",
    ];

    [Fact]
    public void Hostile_texts_stay_texts()
    {
        FinetuneReport report = FinetuneReport.Of(ReportFixture.Of(["a", "b"], [.. Texts.Select(text => (text, new[] { "a" }, new float[] { 0, 3 }))]));
        XDocument page = Check(report);
        string[] quoted = [.. page.Descendants("p").Where(p => (string?)p.Attribute("class") == "quote").Select(p => p.Value)];
        Assert.Equal(Texts.Length, quoted.Length);
        Assert.Contains("<script>alert(1)</script>", quoted);
        Assert.Contains("\" onmouseover=\"alert(1)", quoted);
        Assert.Contains("nul ␀ ␁ ␛[31m ␡", quoted);
        Assert.Contains("\ufffd alone \ufffd", quoted);
        Assert.Contains("\\u202egnp.exe \\u2066 \\u200f", quoted);
        Assert.Equal(2, quoted.Count(text => text == "(empty)"));
        Assert.Contains("| \\<script\\>alert(1)\\</script\\> |", report.Markdown);
    }

    [Fact]
    public void Hostile_labels_stay_labels()
    {
        string[] labels = [.. Texts.Where(text => text.Trim().Length > 0).Distinct()];
        FinetuneReport report = FinetuneReport.Of(ReportFixture.Of(labels, [.. labels.Select((label, i) => ($"text {i}", new[] { label }, Logits(labels.Length, (i + 1) % labels.Length)))]));
        XDocument page = Check(report);
        Assert.Contains(page.Descendants("th"), cell => cell.Value == "<script>alert(1)</script>");
        Assert.Contains(page.Descendants("th"), cell => cell.Value == "a | b \\| c || `d` ```");

        // Every row of a table has as many cells as its head.
        foreach (string[] table in Tables(report.Markdown))
        {
            Assert.Single(table.Select(row => ReportText.Rows(row).Single().Length).Distinct());
        }
    }

    [Fact]
    public void Many_labels_are_cut_in_the_matrix_and_nowhere_else()
    {
        string[] labels = [.. Enumerable.Range(0, 300).Select(i => $"label {i:000}")];
        FinetuneReport report = FinetuneReport.Of(ReportFixture.Of(labels, [.. labels.Select((label, i) => ($"text {i}", new[] { label }, Logits(300, (i + 1) % 300)))]));
        XDocument page = Check(report);
        Assert.Contains("The 40 most frequent of 300 labels.", report.Markdown);
        XElement matrix = page.Descendants("table").Single(table => ((string?)table.Attribute("class"))?.StartsWith("matrix", StringComparison.Ordinal) == true);
        Assert.Equal(40, matrix.Element("tbody")!.Elements("tr").Count());
        Assert.All(matrix.Element("tbody")!.Elements("tr"), row => Assert.Equal(42, row.Elements().Count()));
        Assert.All(labels, label => Assert.Contains(label, report.Html));
    }

    [Fact]
    public void Texts_of_megabytes_and_labels_of_kilobytes_are_cut()
    {
        string[] labels = ["a", new string('<', 100_000)];
        string[] texts = [new string('&', 10_000_000), new string('\u0301', 10_000_000), string.Concat(Enumerable.Repeat("\ud800", 1_000_000)), new string('\n', 10_000_000) + "end"];
        FinetuneReport report = FinetuneReport.Of(ReportFixture.Of(labels, [.. texts.Select(text => (text, new[] { labels[1] }, new float[] { 3, 0 }))]));
        XDocument page = Check(report);
        Assert.InRange(report.Html.Length, 1000, 200_000);
        Assert.InRange(report.Markdown.Length, 1000, 100_000);
        Assert.Contains(new string('&', 300) + "…", page.Root!.Value);
        Assert.Contains("end", page.Descendants("p").Where(p => (string?)p.Attribute("class") == "quote").Select(p => p.Value));
    }

    private static float[] Logits(int count, int highest) => [.. Enumerable.Range(0, count).Select(i => i == highest ? 9f : 0f)];

    private static IEnumerable<string[]> Tables(string markdown)
    {
        var table = new List<string>();
        foreach (string line in markdown.Split('\n').Append(""))
        {
            if (line.StartsWith('|'))
            {
                table.Add(line);
            }
            else if (table.Count > 0)
            {
                yield return [.. table];
                table.Clear();
            }
        }
    }

    private static XDocument Check(FinetuneReport report)
    {
        XDocument page = ReportText.Xml(report.Html);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", report.Html);
        Assert.Equal([], page.Descendants().Select(element => element.Name.ToString()).Distinct().Except(Elements));
        Assert.Equal([], page.Descendants().Attributes().Select(attribute => attribute.Name.ToString()).Distinct().Except(Attributes));
        Assert.All(page.Descendants().Attributes("href"), address => Assert.Contains(page.Descendants("section"), section => address.Value == $"#{(string?)section.Attribute("id")}"));
        Assert.All(page.Descendants().Attributes("style"), style => Assert.Matches(@"\Abackground-color:rgb\([0-9]+ [0-9]+ [0-9]+ / [0-9.]+\)\z", style.Value));
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value);
        Assert.DoesNotContain("@import", page.Descendants("style").Single().Value);
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'", page.Descendants("meta").Attributes("content").First().Value);

        // Elements without content are closed as HTML closes them: elsewhere "/>" is nothing to it.
        foreach (System.Text.RegularExpressions.Match empty in System.Text.RegularExpressions.Regex.Matches(report.Html, @"<([a-z0-9]+)[^<>]* ?/>"))
        {
            Assert.Contains(empty.Groups[1].Value, new[] { "meta", "rect", "line", "circle", "polyline" });
        }

        // No line of the Markdown begins what the texts have in them.
        Assert.All(report.Markdown.Split('\n'), line => Assert.DoesNotMatch("^(<|!\\[|# heading|    )", line));
        Assert.DoesNotContain('\0', report.Markdown);
        return page;
    }
}
