using System.Text;
using System.Xml;

namespace EmotionOnnx.Training.Reporting.Html;

/// <summary>
/// Writes HTML that is well-formed XML too: the framework's own writer escapes, so that no text can become markup. Elements are closed with a tag
/// of their own, as HTML wants it, but for those that HTML has without content.
/// </summary>
internal sealed class HtmlWriter : IDisposable
{
    private readonly StringBuilder _text = new();
    private readonly XmlWriter _xml;

    public HtmlWriter()
    {
        _text.Append("<!DOCTYPE html>\n");
        _xml = XmlWriter.Create(_text, new XmlWriterSettings { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment, NewLineHandling = NewLineHandling.None });
    }

    /// <summary>An element with what <paramref name="content"/> writes.</summary>
    public void Element(string name, ReadOnlySpan<(string Name, string Value)> attributes, Action content)
    {
        Start(name, attributes);
        content();
        _xml.WriteFullEndElement();
    }

    /// <summary>An element with what <paramref name="content"/> writes.</summary>
    public void Element(string name, Action content) => Element(name, [], content);

    /// <summary>An element with text.</summary>
    public void Element(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        Text(text);
        _xml.WriteFullEndElement();
    }

    /// <summary>An element that HTML, or SVG, has without content.</summary>
    public void Empty(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        _xml.WriteEndElement();
    }

    /// <summary>Untrusted text.</summary>
    public void Text(string text) => _xml.WriteString(PlainText.Clean(text));

    /// <summary>A style sheet of our own, which has nothing to escape and must not be.</summary>
    public void Style(string css)
    {
        _xml.WriteStartElement("style");
        _xml.WriteRaw(css);
        _xml.WriteFullEndElement();
    }

    /// <summary>A line's end, between blocks.</summary>
    public void Line() => _xml.WriteWhitespace("\n");

    public override string ToString()
    {
        _xml.Flush();
        return _text.ToString();
    }

    public void Dispose() => _xml.Dispose();

    private void Start(string name, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name);
        foreach ((string attribute, string value) in attributes)
        {
            _xml.WriteAttributeString(attribute, PlainText.Clean(value));
        }
    }
}
