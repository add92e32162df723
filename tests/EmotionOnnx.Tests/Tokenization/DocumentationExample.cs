namespace EmotionOnnx.Tests.Tokenization;

/// <summary>The example of docs/tokenizers.md, between its markers word for word; <see cref="DocumentationTests"/> runs it.</summary>
internal static class DocumentationExample
{
    public static void Run(TextWriter Console, string folder)
    {
        // docs: begin
        Tokenizer tokenizer = Tokenizer.Load(folder);                  // tokenizer.json, vocab.txt, a .model file, or a folder

        TokenEncoding one = tokenizer.Encode("They won. Thank you!");
        Console.WriteLine(string.Join(' ', one.Tokens));               // [CLS] they won . thank you ! [SEP]
        Console.WriteLine(one.Offsets[4]);                             // TokenOffsets { Start = 10, End = 15 }

        var options = new EncodeOptions { Truncation = Truncation.To(6, stride: 1), Padding = Padding.Fixed(6), ReturnOverflow = true };
        TokenEncoding cut = tokenizer.Encode("They won. Thank you!", options);
        Console.WriteLine(string.Join(' ', cut.Tokens));               // [CLS] they won . thank [SEP]
        Console.WriteLine(string.Join(' ', cut.Overflow[0].Tokens));   // [CLS] thank you ! [SEP] [PAD]

        TokenEncoding pair = tokenizer.Encode("They won.", "Thank you!");
        Console.WriteLine(string.Join(' ', pair.Tokens));              // [CLS] they won . [SEP] thank you ! [SEP]
        Console.WriteLine(string.Join(' ', pair.TypeIds));             // 0 0 0 0 0 1 1 1 1
        Console.WriteLine(tokenizer.Decode(pair.Ids));                 // they won. thank you!

        // docs: end
    }
}
