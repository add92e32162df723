using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>
/// What Split and Replace look for: a string, or a regular expression as Oniguruma understands it, over code points. Immutable.
/// </summary>
internal sealed class Pattern
{
    // How many steps a text may take before the pattern counts as one that never ends. Sound patterns take some ten for a character.
    // The limit grows with the text, slowly for a long one: trying everything from every character is not what a text deserves.
    private const long StepsAtLeast = 100_000;
    private const long StepsPerUnit = 2_000;
    private const long StepsAtMost = 100_000_000;
    private const long StepsPerUnitOfLongTexts = 200;

    private readonly JsonNode _node;
    private readonly string _expression;
    private readonly PatternProgram? _program;

    private Pattern(JsonNode node, string expression, PatternProgram? program)
    {
        _node = node;
        _expression = expression;
        _program = program;
    }

    /// <summary>Reads {"String": "..."} or {"Regex": "..."}.</summary>
    internal static Pattern Read(JsonNode node)
    {
        node.AllowOnly("String", "Regex");
        string? literal = node.OptionalString("String");
        string? expression = node.OptionalString("Regex");
        if (literal is null == expression is null)
        {
            throw node.Error("expected either 'String' or 'Regex'.");
        }

        if (literal is not null)
        {
            return new Pattern(node, literal, null);
        }

        try
        {
            return new Pattern(node, expression!, PatternCompiler.Compile(PatternParser.Parse(expression!)));
        }
        catch (PatternSyntaxException error)
        {
            throw node.Error($"the pattern '{expression}' can't be used: {error.Message}.");
        }
    }

    /// <summary>
    /// Finds the next match, from left to right, none of them overlapping. A match may be empty, but not where the one before ended.
    /// </summary>
    /// <param name="text">All of the text: look-behind and anchors see what was searched before.</param>
    /// <param name="search">Where the search stands; <see langword="default"/> to begin.</param>
    /// <param name="scratch">The thread's working memory.</param>
    /// <param name="start">Where the match starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <exception cref="TokenizerException">The pattern takes too long on this text.</exception>
    internal bool TryFind(ReadOnlySpan<char> text, ref PatternSearch search, Scratch scratch, out int start, out int end)
    {
        while (search.Next <= text.Length)
        {
            if (!TryFindFrom(text, ref search, scratch, out start, out end))
            {
                search.Next = text.Length + 1;
                return false;
            }

            if (start < end || search.EndPlusOne != end + 1)
            {
                search.Next = end;
                search.EndPlusOne = end + 1;
                return true;
            }

            search.Next++;
            if (search.Next < text.Length && char.IsLowSurrogate(text[search.Next]))
            {
                search.Next++;
            }
        }

        (start, end) = (0, 0);
        return false;
    }

    private bool TryFindFrom(ReadOnlySpan<char> text, ref PatternSearch search, Scratch scratch, out int start, out int end)
    {
        if (_program is null)
        {
            int index = text[search.Next..].IndexOf(_expression);
            start = search.Next + index;
            end = start + _expression.Length;
            return index >= 0;
        }

        long most = Math.Min(StepsAtLeast + StepsPerUnit * text.Length, StepsAtMost + StepsPerUnitOfLongTexts * text.Length);
        var matcher = new PatternMatcher(_program, text, scratch.Pattern, most) { Steps = search.Steps };
        try
        {
            bool found = matcher.TryFind(search.Next, out start, out end);
            search.Steps = matcher.Steps;
            return found;
        }
        catch (PatternTooSlowException)
        {
            throw _node.Error($"the pattern '{_expression}' takes too long on a text of {text.Length} characters.");
        }
    }
}
