using System.Text;
using EmotionOnnx.Tokenization.Unicode;
using static EmotionOnnx.Tokenization.Unicode.GeneralCategory;

namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>The sets that patterns call by name: \p{...}, [[:...:]] and escapes such as \w, as Oniguruma has them.</summary>
internal static class NamedSets
{
    internal static readonly CodePointSet Space = Set("Space");
    internal static readonly CodePointSet Word = Set("Word");
    internal static readonly CodePointSet Digit = Categories(Nd);
    internal static readonly CodePointSet HexDigit = CodePointSet.Of('0', '9').Union(CodePointSet.Of('A', 'F')).Union(CodePointSet.Of('a', 'f'));
    internal static readonly CodePointSet LineFeed = CodePointSet.Of('\n');

    /// <summary>The line breaks of \R that are one character.</summary>
    internal static readonly CodePointSet LineBreak =
        CodePointSet.Of('\n', '\r').Union(CodePointSet.Of(0x85)).Union(CodePointSet.Of(0x2028, 0x2029));

    private static readonly Dictionary<string, Func<CodePointSet>> Properties = MakeProperties();

    /// <summary>The set of \p{name}; case, spaces, hyphens and underscores do not matter. Null if there is none.</summary>
    internal static CodePointSet? Property(string name) =>
        Properties.TryGetValue(Key(name), out Func<CodePointSet>? set) ? set() : null;

    /// <summary>The set of [[:name:]], or null.</summary>
    internal static CodePointSet? Posix(string name) => name switch
    {
        "alnum" => Set("Alphabetic").Union(Digit),
        "alpha" => Set("Alphabetic"),
        "ascii" => CodePointSet.Of(0, 0x7F),
        "blank" => Categories(Zs).Union(CodePointSet.Of('\t')),
        "cntrl" => Categories(Cc),
        "digit" => Digit,
        "graph" => Graphic(),
        "lower" => Set("Lowercase"),
        "print" => Graphic().Union(Categories(Zs)),
        "punct" => Categories(Pc, Pd, Ps, Pe, Pi, Pf, Po, Sm, Sc, Sk, So),
        "space" => Space,
        "upper" => Set("Uppercase"),
        "word" => Set("Alphabetic").Union(Categories(Mn, Mc, Me, Nd, Pc)),
        "xdigit" => HexDigit,
        _ => null,
    };

    private static CodePointSet Graphic() => Space.Union(Categories(Cc, Cn)).Complement();

    private static CodePointSet Set(string name) => CodePointSet.Of(CharacterSets.Named(name));

    private static CodePointSet Categories(params GeneralCategory[] categories) => CodePointSet.Of(GeneralCategories.Ranges(categories));

    private static string Key(string name)
    {
        var key = new StringBuilder();
        foreach (char c in name)
        {
            if (c is not (' ' or '-' or '_'))
            {
                key.Append(char.ToLowerInvariant(c));
            }
        }

        return key.ToString();
    }

    private static Dictionary<string, Func<CodePointSet>> MakeProperties()
    {
        var properties = new Dictionary<string, Func<CodePointSet>>();
        void Add(Func<CodePointSet> set, params string[] names)
        {
            foreach (string name in names)
            {
                properties[Key(name)] = set;
            }
        }

        foreach (string posix in (string[])["alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "space", "upper", "xdigit"])
        {
            Add(() => Posix(posix)!, posix);
        }

        foreach (string name in CharacterSets.Names)
        {
            Add(() => Set(name), name);
        }

        foreach (string name in Scripts.Names)
        {
            Add(() => CodePointSet.Of(Scripts.Ranges(name)), name);
        }

        foreach (GeneralCategory category in Enum.GetValues<GeneralCategory>())
        {
            Add(() => Categories(category), category.ToString());
        }

        Add(() => CodePointSet.All, "any");
        Add(() => CodePointSet.Of(0, 0x7F), "ascii");
        Add(() => Space, "white_space");
        Add(() => Categories(Lu, Ll, Lt, Lm, Lo), "L", "letter");
        Add(() => Categories(Lu, Ll, Lt), "LC", "cased_letter");
        Add(() => Categories(Mn, Mc, Me), "M", "mark", "combining_mark");
        Add(() => Categories(Nd, Nl, No), "N", "number");
        Add(() => Categories(Pc, Pd, Ps, Pe, Pi, Pf, Po), "P", "punctuation", "punct");
        Add(() => Categories(Sm, Sc, Sk, So), "S", "symbol");
        Add(() => Categories(Zs, Zl, Zp), "Z", "separator");
        Add(() => Categories(Cc, Cf, Co, Cn), "C", "other");
        Add(() => Categories(Lu), "uppercase_letter");
        Add(() => Categories(Ll), "lowercase_letter");
        Add(() => Categories(Lt), "titlecase_letter");
        Add(() => Categories(Lm), "modifier_letter");
        Add(() => Categories(Lo), "other_letter");
        Add(() => Categories(Mn), "nonspacing_mark");
        Add(() => Categories(Mc), "spacing_mark");
        Add(() => Categories(Me), "enclosing_mark");
        Add(() => Categories(Nd), "decimal_number");
        Add(() => Categories(Nl), "letter_number");
        Add(() => Categories(No), "other_number");
        Add(() => Categories(Pc), "connector_punctuation");
        Add(() => Categories(Pd), "dash_punctuation");
        Add(() => Categories(Ps), "open_punctuation");
        Add(() => Categories(Pe), "close_punctuation");
        Add(() => Categories(Pi), "initial_punctuation");
        Add(() => Categories(Pf), "final_punctuation");
        Add(() => Categories(Po), "other_punctuation");
        Add(() => Categories(Sm), "math_symbol");
        Add(() => Categories(Sc), "currency_symbol");
        Add(() => Categories(Sk), "modifier_symbol");
        Add(() => Categories(So), "other_symbol");
        Add(() => Categories(Zs), "space_separator");
        Add(() => Categories(Zl), "line_separator");
        Add(() => Categories(Zp), "paragraph_separator");
        Add(() => Categories(Cc), "control");
        Add(() => Categories(Cf), "format");
        Add(() => Categories(Co), "private_use");
        Add(() => Categories(Cn), "unassigned");
        return properties;
    }
}
