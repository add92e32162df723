using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Files that are well-formed and odd: what they ask for stays bounded.</summary>
public sealed class HostileFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_byte_order_mark_is_not_part_of_a_vocabulary_or_of_a_config()
    {
        File.WriteAllText(_folder["vocab.txt"], "\uFEFF[PAD]\n[UNK]\n[CLS]\n[SEP]\nhappy\n");
        File.WriteAllText(_folder["tokenizer_config.json"], "\uFEFF{ \"do_lower_case\": true }");
        var tokenizer = Tokenizer.Load(_folder.Path);

        Assert.Equal([2, 4, 3], tokenizer.Encode("HAPPY").Ids.ToArray());
        Assert.Equal(0, tokenizer.TokenToId("[PAD]"));
    }

    [Fact]
    public void Added_tokens_of_very_many_lengths_are_found_in_one_walk()
    {
        var added = new JsonArray();
        for (int length = 1; length <= 1500; length++)
        {
            added.Add(new JsonObject
            {
                ["id"] = length,
                ["content"] = new string('x', length) + "y",
                ["special"] = false,
                ["single_word"] = false,
                ["lstrip"] = false,
                ["rstrip"] = false,
                ["normalized"] = false,
            });
        }

        Tokenizer tokenizer = Load(normalizer: null, added);
        Assert.Equal([0], tokenizer.Encode(new string('x', 20_000)).Ids.ToArray());
        Assert.Equal([0, 1500, 1], tokenizer.Encode(new string('x', 2_000) + "yxy").Ids.ToArray());
    }

    [Fact]
    public void A_replacement_that_makes_very_much_of_a_text_is_an_error_that_says_so()
    {
        Tokenizer tokenizer = Load(
            new JsonObject { ["type"] = "Replace", ["pattern"] = new JsonObject { ["String"] = "x" }, ["content"] = new string('y', 100_000) }, []);
        var error = Assert.Throws<EmotionOnnxException>(() => tokenizer.Encode(new string('x', 25_000)));
        Assert.Contains("normalization", error.Message, StringComparison.Ordinal);

        // And what comes after it goes on as before.
        Assert.Equal([0], tokenizer.Encode("z").Ids.ToArray());
    }

    private Tokenizer Load(JsonObject? normalizer, JsonArray added)
    {
        var json = new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = added,
            ["normalizer"] = normalizer,
            ["pre_tokenizer"] = null,
            ["post_processor"] = null,
            ["decoder"] = null,
            ["model"] = new JsonObject { ["type"] = "WordLevel", ["vocab"] = new JsonObject { ["[UNK]"] = 0 }, ["unk_token"] = "[UNK]" },
        };
        File.WriteAllText(_folder["tokenizer.json"], json.ToJsonString(new JsonSerializerOptions()));
        return Tokenizer.Load(_folder.Path);
    }
}
