using EmotionOnnx.Tokenization.AddedTokens;
using EmotionOnnx.Tokenization.Models;

namespace EmotionOnnx.Tokenization.Folders;

/// <summary>The added tokens of a folder whose vocabulary does not tell which of its tokens are special.</summary>
internal static class SpecialTokens
{
    /// <summary>
    /// Those that the config adds, then the special ones by name. One that only the class knows and the vocabulary lacks is left out:
    /// no model has a row for it.
    /// </summary>
    /// <param name="byName">The class's own, in the order of <see cref="SpecialTokenNames.All"/>; null for none.</param>
    /// <param name="config">What stands beside the vocabulary; null for nothing.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    internal static List<AddedToken> Of(string?[] byName, FolderConfig? config, Vocabulary vocabulary)
    {
        List<AddedToken> added = [.. config?.Added ?? []];
        for (int i = 0; i < byName.Length; i++)
        {
            string name = SpecialTokenNames.All[i];
            AddedToken none = AddedToken.Special(byName[i] ?? "") with { StripsLeft = name == SpecialTokenNames.Mask && byName[i] is "<mask>" };
            AddedToken token = config?.Special(name, none) ?? none;
            bool isKnown = token.Content.Length > 0 && (!ReferenceEquals(token, none) || vocabulary.Find(token.Content) >= 0);
            if (isKnown && !added.Exists(other => other.Content == token.Content))
            {
                added.Add(token);
            }
        }

        foreach (AddedToken token in config?.AdditionalSpecials() ?? [])
        {
            if (!added.Exists(other => other.Content == token.Content))
            {
                added.Add(token);
            }
        }

        return added;
    }
}
