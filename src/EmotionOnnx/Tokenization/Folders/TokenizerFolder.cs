using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.SentencePiece;

namespace EmotionOnnx.Tokenization.Folders;

/// <summary>
/// Finds out what a folder's tokenizer is: tokenizer.json if it is there, else what the class in tokenizer_config.json makes of the
/// other files, else what the files themselves tell, if they tell one thing only.
/// </summary>
internal static class TokenizerFolder
{
    private const string SentencePieceName = "a SentencePiece *.model";

    private static readonly string ByteLevelName = $"{ByteLevelFolder.VocabularyName} with {ByteLevelFolder.MergesName}";

    // Where only config.json says what the model is.
    private static readonly Dictionary<string, string> ClassesByModelType = new(StringComparer.Ordinal)
    {
        ["albert"] = "AlbertTokenizer",
        ["bart"] = "BartTokenizer",
        ["bert"] = "BertTokenizer",
        ["big_bird"] = "BigBirdTokenizer",
        ["camembert"] = "CamembertTokenizer",
        ["deberta"] = "DebertaTokenizer",
        ["deberta-v2"] = "DebertaV2Tokenizer",
        ["distilbert"] = "DistilBertTokenizer",
        ["electra"] = "ElectraTokenizer",
        ["gpt2"] = "GPT2Tokenizer",
        ["longformer"] = "LongformerTokenizer",
        ["mobilebert"] = "MobileBertTokenizer",
        ["mpnet"] = "MPNetTokenizer",
        ["roberta"] = "RobertaTokenizer",
        ["t5"] = "T5Tokenizer",
        ["xlm-roberta"] = "XLMRobertaTokenizer",
        ["xlnet"] = "XLNetTokenizer",
    };

    internal static TokenizerDefinition Read(string folder)
    {
        var config = new FolderConfig(folder);
        string json = Path.Combine(folder, TokenizerJson.FileName);
        if (File.Exists(json))
        {
            // The file says it all; what stands beside it only names the token that fills up.
            return TokenizerJson.Read(json, TokenizerFiles.ReadBytes(json)) with { PaddingToken = config.PaddingToken };
        }

        string[] found = [.. Kinds(folder)];
        if (found.Length == 0)
        {
            throw new TokenizerException(
                folder,
                $"the folder has no tokenizer: neither {TokenizerJson.FileName} nor {BertVocabulary.FileName}, nor {ByteLevelName}, nor {SentencePieceName}.{Half(folder)}");
        }

        string? name = config.TokenizerClass ?? (config.ModelType is { } type ? ClassesByModelType.GetValueOrDefault(type) : null);
        return name is not null ? ReadClass(folder, name, config, found)
            : found.Length > 1
                ? throw new TokenizerException(
                    folder,
                    $"the folder has {string.Join(" and ", found)}, and no {TokenizerJson.FileName}. Name the tokenizer_class in {FolderConfig.FileName}, "
                    + "or keep the files of one tokenizer only.")
            : ReadFiles(folder, config, found[0]);
    }

    private static IEnumerable<string> Kinds(string folder)
    {
        if (File.Exists(Path.Combine(folder, BertVocabulary.FileName)))
        {
            yield return BertVocabulary.FileName;
        }

        if (File.Exists(Path.Combine(folder, ByteLevelFolder.MergesName)))
        {
            yield return ByteLevelName;
        }

        if (Models(folder).Length > 0)
        {
            yield return SentencePieceName;
        }
    }

    private static TokenizerDefinition ReadClass(string folder, string name, FolderConfig config, string[] found)
    {
        string Needed(string file) => found.Contains(file)
            ? file
            : throw new TokenizerException(folder, $"a {name} needs {file}; the folder has {string.Join(" and ", found)}.");

        if (BertFrame.All.FirstOrDefault(frame => frame.Classes.Contains(name)) is { } bert)
        {
            string file = Path.Combine(folder, Needed(BertVocabulary.FileName));
            return BertVocabulary.Read(file, TokenizerFiles.ReadBytes(file), config, bert);
        }

        if (ByteLevelFolder.Knows(name))
        {
            _ = Needed(ByteLevelName);
            return ByteLevelFolder.Read(folder, name, config);
        }

        if (Array.Find(SentencePieceClass.All, known => known.Name == name) is { } kind)
        {
            _ = Needed(SentencePieceName);
            string file = OneModel(folder);
            return SentencePieceConverter.Convert(kind, SentencePieceFile.Read(file, TokenizerFiles.ReadBytes(file)), config);
        }

        IEnumerable<string> classes = BertFrame.All.SelectMany(frame => frame.Classes)
            .Concat(ByteLevelFolder.Classes).Concat(SentencePieceClass.All.Select(known => known.Name));
        throw new TokenizerException(
            folder,
            $"the tokenizer_class '{name}' is not known to this version for a folder without {TokenizerJson.FileName}. Known: {string.Join(", ", classes)}. "
            + $"Save it with transformers' AutoTokenizer.save_pretrained, which writes {TokenizerJson.FileName} where it can.");
    }

    private static TokenizerDefinition ReadFiles(string folder, FolderConfig config, string kind)
    {
        if (kind == SentencePieceName)
        {
            string model = OneModel(folder);
            return SentencePieceTokenizer.Build(SentencePieceFile.Read(model, TokenizerFiles.ReadBytes(model)));
        }

        if (kind == ByteLevelName)
        {
            return ByteLevelFolder.Read(folder, name: null, config);
        }

        if (File.Exists(Path.Combine(folder, "bpe.codes")))
        {
            throw new TokenizerException(
                folder,
                $"the folder has {BertVocabulary.FileName} with bpe.codes, which is BERTweet's own tokenizer; this version has none of its kind. "
                + $"A {TokenizerJson.FileName} is needed.");
        }

        string file = Path.Combine(folder, BertVocabulary.FileName);
        return BertVocabulary.Read(file, TokenizerFiles.ReadBytes(file), config, BertFrame.Bert);
    }

    private static string[] Models(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + SentencePieceFile.Extension).Order(StringComparer.Ordinal)];

    private static string OneModel(string folder)
    {
        string[] models = Models(folder);
        return models.Length == 1
            ? models[0]
            : throw new TokenizerException(
                folder, $"the folder has more than one SentencePiece model: {string.Join(", ", models.Select(Path.GetFileName))}. Keep the one that is meant.");
    }

    // Half of a pair of files says what is missing.
    private static string Half(string folder)
    {
        bool hasVocabulary = File.Exists(Path.Combine(folder, "vocab.json"));
        return hasVocabulary == File.Exists(Path.Combine(folder, "merges.txt")) ? ""
            : hasVocabulary ? " There is a vocab.json; its merges.txt is missing."
            : " There is a merges.txt; its vocab.json is missing.";
    }
}
