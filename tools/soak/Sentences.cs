namespace EmotionOnnx.Soak;

/// <summary>Texts of many lengths and moods, made from parts by a seed.</summary>
internal static class Sentences
{
    private static readonly string[] Openings = ["Honestly,", "I can't believe it:", "After all these years", "My brother says", "So,", "At the station", "Well... 😀", ""];
    private static readonly string[] Middles =
    [
        "you did all this for me", "nobody came to the party", "the dog ate my homework again", "we finally won the final", "the train was late, as always",
        "she never wrote back", "I have no idea what this means", "they painted the whole house over night", "he forgot our anniversary", "it is raining",
    ];

    private static readonly string[] Endings = ["thank you!", "and I am so angry.", "what a pity...", "can you explain that?", "and it was wonderful", "I miss him", "whatever.", "!!!", "🎉🎉", ""];

    /// <summary>A text of one to <paramref name="maxParts"/> sentences.</summary>
    public static string Make(Random random, int maxParts)
    {
        int parts = 1 + random.Next(maxParts);
        return string.Join(' ', Enumerable.Range(0, parts).Select(_ => $"{Pick(random, Openings)} {Pick(random, Middles)} {Pick(random, Endings)}".Trim()));
    }

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
