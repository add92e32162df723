using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace EmotionOnnx.Training.Tests.Reporting;

/// <summary>Reads reports back.</summary>
internal static class ReportText
{
    /// <summary>The page as the XML that it is too; what is not well-formed throws.</summary>
    public static XDocument Xml(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = true });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    /// <summary>The rows of the page's tables, bars left out.</summary>
    public static IEnumerable<string[]> Rows(XDocument page) =>
        page.Descendants("tr").Select(row => row.Elements().Where(cell => !HasClass(cell, "bars")).Select(cell => cell.Value == "·" ? "0" : cell.Value).ToArray());

    /// <summary>The rows of the Markdown's tables, unescaped.</summary>
    public static IEnumerable<string[]> Rows(string markdown) =>
        markdown.Split('\n').Where(line => line.StartsWith('|')).Select(Cells);

    public static string Row(params IEnumerable<string> cells) => string.Join("\u0001", cells);

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (int i = 1; i < line.Length; i++)
        {
            if (line[i] == '|')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                i += line[i] == '\\' && i + 1 < line.Length && char.IsAscii(line[i + 1]) && char.IsPunctuation(line[i + 1]) | char.IsSymbol(line[i + 1]) ? 1 : 0;
                cell.Append(line[i]);
            }
        }

        return [.. cells];
    }

    private static bool HasClass(XElement element, string name) => ((string?)element.Attribute("class"))?.Split(' ').Contains(name) == true;
}
