namespace EmotionOnnx.Tests;

/// <summary>The README's example, between its markers word for word; <see cref="ReadmeTests"/> runs it and compares it with the README.</summary>
internal static class ReadmeExample
{
    public static void Run(TextWriter Console)
    {
        // readme: begin
        using var classifier = EmotionClassifier.LoadEnglish();                    // load once, share everywhere
        EmotionResult result = classifier.Classify("I can't believe you did all this for me, thank you!");

        Console.WriteLine(result.Top.Label);                                       // gratitude
        Console.WriteLine(result.Group("sentiment")[0].Label);                     // positive

        string[] texts = ["The train is late. Again.", "Wow, I did not see that coming!", "The shop opens at nine."];
        foreach (EmotionResult one in classifier.Classify(texts))                  // batched, in order
        {
            Console.WriteLine(one);                                                // those over their thresholds
        }

        // readme: end
    }
}
