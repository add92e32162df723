using System.Text.RegularExpressions;

namespace EmotionOnnx.Training.Reporting;

/// <summary>A report before it is Markdown or HTML: every figure is formatted once, here, so that the two can't differ. All text in it is plain and untrusted.</summary>
internal sealed record Document(string Title, string Subtitle, IReadOnlyList<Section> Sections);

/// <summary>A part under a heading.</summary>
internal sealed record Section(string Id, string Title, IReadOnlyList<Block> Blocks);

/// <summary>A part of a section.</summary>
internal abstract record Block;

/// <summary>Sentences.</summary>
internal sealed record Paragraph(string Text) : Block;

/// <summary>What a reader must not miss.</summary>
internal sealed record Caution(string Text) : Block;

/// <summary>Sentences, each with a point of its own.</summary>
internal sealed record Points(IReadOnlyList<string> Items) : Block;

/// <summary>A command.</summary>
internal sealed record Code(string Text) : Block;

/// <summary>The few figures that come first.</summary>
internal sealed record Tiles(IReadOnlyList<Tile> Items) : Block;

/// <summary>One of them.</summary>
internal sealed record Tile(string Name, string Value, string Hint);

/// <summary>Rows and columns; the first column is a heading of its row.</summary>
internal sealed partial record Table(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<Row> Rows) : Block
{
    /// <summary>Whether a column has numbers alone, which stand to the right.</summary>
    public bool IsNumeric(int column) => column > 0 && Rows.All(row => Number.IsMatch(row.Cells[column]));

    [GeneratedRegex(@"^([+-]?[0-9][0-9,.:]*( %| MB| min| h)?|–|never|)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number { get; }
}

/// <summary>A row, with bars from 0 to 1 where there are any.</summary>
internal sealed record Row(IReadOnlyList<string> Cells, IReadOnlyList<double>? Bars = null);

/// <summary>Counts of a label against a label, each with its share of the row.</summary>
internal sealed record Matrix(string Caption, string RowTitle, string ColumnTitle, IReadOnlyList<string> Columns, IReadOnlyList<MatrixRow> Rows) : Block;

/// <summary>A row of a matrix.</summary>
/// <param name="Name">The label.</param>
/// <param name="Total">What the shares are of.</param>
/// <param name="Counts">One per column.</param>
/// <param name="Diagonal">The column that is the row's own label; -1 for none.</param>
internal sealed record MatrixRow(string Name, int Total, IReadOnlyList<int> Counts, int Diagonal);

/// <summary>What was said against what holds, by probability.</summary>
internal sealed record ReliabilityDiagram(string Caption, IReadOnlyList<ReliabilityBin> Bins) : Block;

/// <summary>Blocks that stand beside each other where there is room.</summary>
internal sealed record Beside(IReadOnlyList<Block> Blocks) : Block;

/// <summary>A figure over the epochs.</summary>
internal sealed record Curve(string Caption, string Name, IReadOnlyList<int> Epochs, IReadOnlyList<double> Values, int Best) : Block;

/// <summary>Texts with what holds of them and what was found.</summary>
internal sealed record Cases(IReadOnlyList<Case> Items) : Block;

/// <summary>One of them.</summary>
internal sealed record Case(string Text, string Holds, string Found, string Loss, string Place);
