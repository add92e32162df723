using System.Text;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>BPE on words that nobody writes, and on many threads.</summary>
public sealed class BpeTests : IDisposable
{
    private const int Hang = 120_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ten_megabytes_of_one_pair_merge_in_time()
    {
        // a, aa, aaaa ... each a merge of the one before with itself.
        string[] tokens = [.. Enumerable.Range(0, 8).Select(power => new string('a', 1 << power))];
        Tokenizer tokenizer = Load(tokens, tokens.SkipLast(1).Select(token => $"{token} {token}"));
        const int Count = 10_000_000;
        var ids = new TokenBuffer();
        await Task.Run(() => tokenizer.Encode(new string('a', Count), ids)).WaitAsync(TimeSpan.FromMilliseconds(Hang));
        Assert.Equal(Count / 128, ids.Count);
        Assert.All(ids.Ids.ToArray(), id => Assert.Equal(7, id));
    }

    [Fact]
    public void Long_and_short_words_merge_by_the_same_rules()
    {
        // The same letters in one word and in words of their own length: the heap against looking through the pairs.
        string[] tokens = ["a", "b", "c", "ab", "bc", "abc", "ca", "aa", "aab", "cc", "bb"];
        string[] merges = ["b c", "a a", "a b", "c a", "a bc", "aa b", "c c", "b b"];
        Tokenizer tokenizer = Load(tokens, merges);
        var random = new Random(11);
        for (int i = 0; i < 300; i++)
        {
            string word = string.Concat(Enumerable.Range(0, random.Next(1, 100)).Select(_ => "abc"[random.Next(3)]));
            int[] expected = MergedOneByOne(word, tokens, merges);
            var ids = new TokenBuffer();
            tokenizer.Encode(word, ids);
            Assert.Equal(expected, ids.Ids.ToArray());
            // From the cache.
            ids.Clear();
            tokenizer.Encode(word, ids);
            Assert.Equal(expected, ids.Ids.ToArray());
        }
    }

    [Fact]
    public void Tokenizers_on_one_thread_keep_their_words_apart()
    {
        Tokenizer[] tokenizers =
        [
            .. Enumerable.Range(0, 7).Select(i => Load(["a", "b", "c", "ab", "bc", "abc"], i % 2 == 0 ? ["a b"] : ["b c"])),
        ];
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < tokenizers.Length; i++)
            {
                Assert.Equal(i % 2 == 0 ? [3, 2] : [0, 4], tokenizers[i].Encode("abc").Ids.AsSpan());
            }
        }
    }

    [Fact]
    public void One_tokenizer_serves_many_threads()
    {
        Tokenizer tokenizer = GoldenTokenizers.Load(Path.Combine("components", "whole-roberta"));
        string[] texts = GoldenTokenizers.Texts;
        TokenEncoding[] expected = [.. texts.Select(text => GoldenTokenizers.Load(Path.Combine("components", "whole-roberta")).Encode(text))];
        Parallel.For(0, 3000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            TokenEncoding actual = tokenizer.Encode(texts[i % texts.Length]);
            Assert.Equal(expected[i % texts.Length].Ids.AsSpan(), actual.Ids.AsSpan());
            Assert.Equal(expected[i % texts.Length].Offsets.AsSpan(), actual.Offsets.AsSpan());
        });
    }

    [Fact]
    public void Characters_without_a_token_are_left_out_where_nothing_stands_for_them()
    {
        // As npm tokenizers 0.23.2: what is behind moves up to the place of what was left out.
        Tokenizer tokenizer = Load(["a", "b", "ab"], ["a b"]);
        TokenEncoding encoding = tokenizer.Encode("abéabab");
        Assert.Equal([2, 2, 2], encoding.Ids.AsSpan());
        Assert.Equal([(0, 2), (2, 3), (3, 5)], encoding.Offsets.Select(offset => (offset.Start, offset.End)));
        Assert.Empty(tokenizer.Encode("xyz").Ids);
    }

    private static int[] MergedOneByOne(string word, string[] tokens, string[] merges)
    {
        List<string> symbols = [.. word.Select(c => c.ToString())];
        while (true)
        {
            int best = int.MaxValue, at = -1;
            for (int i = 0; i + 1 < symbols.Count; i++)
            {
                int rank = Array.IndexOf(merges, $"{symbols[i]} {symbols[i + 1]}");
                if (rank >= 0 && rank < best)
                {
                    (best, at) = (rank, i);
                }
            }

            if (at < 0)
            {
                return [.. symbols.Select(symbol => Array.IndexOf(tokens, symbol))];
            }

            symbols[at] += symbols[at + 1];
            symbols.RemoveAt(at + 1);
        }
    }

    private Tokenizer Load(string[] tokens, IEnumerable<string> merges)
    {
        var json = new StringBuilder("""{ "model": { "type": "BPE", "vocab": { """);
        json.AppendJoin(", ", tokens.Select((token, id) => $"\"{token}\": {id}")).Append(""" }, "merges": [""");
        json.AppendJoin(", ", merges.Select(merge => $"\"{merge}\"")).Append("] } }");
        string file = _folder["tokenizer.json"];
        File.WriteAllText(file, json.ToString());
        return Tokenizer.Load(file);
    }
}
