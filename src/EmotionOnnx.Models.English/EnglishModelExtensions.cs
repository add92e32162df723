namespace EmotionOnnx;

/// <summary>Makes the model in the box a member of <see cref="EmotionClassifier"/>.</summary>
public static class EnglishModelExtensions
{
    extension(EmotionClassifier)
    {
        /// <summary>Loads the English model of the package EmotionOnnx.Models.English; the same as <see cref="EnglishModel.Load"/>.</summary>
        /// <param name="options">How it runs; null for the defaults.</param>
        /// <returns>The classifier; the caller disposes of it.</returns>
        public static EmotionClassifier LoadEnglish(EmotionClassifierOptions? options = null) => EnglishModel.Load(options);
    }
}
