namespace EmotionOnnx.Training.Reporting.Html;

/// <summary>A document as one HTML page that needs nothing but itself: no script, no image, no font, no address.</summary>
internal sealed class HtmlPage
{
    // What a page from somebody else's data must never do, said to the browser too.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    private readonly HtmlWriter _html;

    private HtmlPage(HtmlWriter html) => _html = html;

    public static string Of(Document document)
    {
        using var html = new HtmlWriter();
        new HtmlPage(html).Write(document);
        return html.ToString();
    }

    private void Write(Document document)
    {
        _html.Element("html", [("lang", "en")], () =>
        {
            _html.Line();
            _html.Element("head", () => Head(document.Title));
            _html.Line();
            _html.Element("body", () => Body(document));
            _html.Line();
        });
        _html.Line();
    }

    private void Head(string title)
    {
        _html.Empty("meta", ("charset", "utf-8"));
        _html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        _html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        _html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        _html.Element("title", title);
        _html.Style(StyleSheet.Text);
    }

    private void Body(Document document)
    {
        _html.Element("header", () =>
        {
            _html.Element("h1", document.Title, ("dir", "auto"));
            _html.Element("p", document.Subtitle, ("class", "subtitle"));
            _html.Element("nav", () => document.Sections.ToList().ForEach(section => _html.Element("a", section.Title, ("href", $"#{section.Id}"))));
        });
        _html.Line();
        _html.Element("main", () =>
        {
            foreach (Section section in document.Sections)
            {
                _html.Line();
                _html.Element("section", [("id", section.Id)], () =>
                {
                    _html.Element("h2", section.Title);
                    section.Blocks.ToList().ForEach(Write);
                });
            }
        });
    }

    private void Write(Block block)
    {
        _html.Line();
        switch (block)
        {
            case Paragraph paragraph:
                _html.Element("p", paragraph.Text);
                break;
            case Caution caution:
                _html.Element("p", caution.Text, ("class", "caution"));
                break;
            case Points points:
                _html.Element("ul", () => points.Items.ToList().ForEach(item => _html.Element("li", item)));
                break;
            case Code code:
                _html.Element("pre", () => _html.Element("code", code.Text));
                break;
            case Tiles tiles:
                _html.Element("div", [("class", "tiles")], () => tiles.Items.ToList().ForEach(Write));
                break;
            case Table table:
                HtmlTable.Write(_html, table);
                break;
            case Matrix matrix:
                HtmlMatrix.Write(_html, matrix);
                break;
            case ReliabilityDiagram diagram:
                SvgReliability.Write(_html, diagram);
                break;
            case Curve curve:
                SvgCurve.Write(_html, curve);
                break;
            case Cases cases:
                _html.Element("ol", [("class", "cases")], () => cases.Items.ToList().ForEach(Write));
                break;
            case Beside beside:
                _html.Element("div", [("class", "beside")], () => beside.Blocks.ToList().ForEach(Write));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "There is no such block.");
        }
    }

    private void Write(Tile tile) => _html.Element("div", [("class", "tile")], () =>
    {
        _html.Element("span", tile.Name, ("class", "name"));
        _html.Element("strong", tile.Value);
        _html.Element("span", tile.Hint, ("class", "hint"));
    });

    private void Write(Case item) => _html.Element("li", () =>
    {
        _html.Element("p", item.Text, ("class", "quote"), ("dir", "auto"));
        _html.Element("p", [("class", "facts")], () =>
        {
            Fact("holds", item.Holds);
            Fact("found", item.Found);
            Fact("loss", item.Loss);
            Fact("at", item.Place);
        });
    });

    private void Fact(string name, string value) => _html.Element("span", () =>
    {
        _html.Text($"{name} ");
        _html.Element("bdi", value, ("class", name));
    });
}
