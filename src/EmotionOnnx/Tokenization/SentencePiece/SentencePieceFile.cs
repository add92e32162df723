using EmotionOnnx.Tokenization.Models;

namespace EmotionOnnx.Tokenization.SentencePiece;

/// <summary>Reads SentencePiece's .model files: the protobuf message ModelProto of sentencepiece_model.proto.</summary>
internal static class SentencePieceFile
{
    internal const string Extension = ".model";

    internal static SentencePieceModel Read(string file, ReadOnlySpan<byte> bytes)
    {
        var model = new SentencePieceModel { File = file };
        var reader = new ProtoReader(bytes, file, "no SentencePiece model");
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 1:
                    model.Pieces.Add(ReadPiece(reader.ReadBytes(), file, model.Pieces.Count));
                    break;
                case 2:
                    ReadTrainer(reader.ReadBytes(), model);
                    break;
                case 3:
                    ReadNormalizer(reader.ReadBytes(), model);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Check(model);
        return model;
    }

    private static SentencePiece ReadPiece(ReadOnlySpan<byte> bytes, string file, int index)
    {
        string text = "";
        float score = 0;
        int kind = (int)SentencePieceKind.Normal;
        var reader = new ProtoReader(bytes, file, $"piece {index}");
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 1: text = reader.ReadString(); break;
                case 2: score = reader.ReadSingle(); break;
                case 3: kind = reader.ReadInteger(); break;
                default: reader.Skip(); break;
            }
        }

        return text.Length == 0 || text.Contains('\0', StringComparison.Ordinal) ? throw reader.Error("it is empty or contains U+0000.")
            : !float.IsFinite(score) ? throw reader.Error($"the score of '{text}' is not finite.")
            : kind is < (int)SentencePieceKind.Normal or > (int)SentencePieceKind.Byte ? throw reader.Error($"'{text}' is of the unknown type {kind}.")
            : new SentencePiece(text, score, (SentencePieceKind)kind);
    }

    private static void ReadTrainer(ReadOnlySpan<byte> bytes, SentencePieceModel model)
    {
        var reader = new ProtoReader(bytes, model.File, "trainer_spec");
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 3: model.Algorithm = (SentencePieceAlgorithm)reader.ReadInteger(); break;
                case 24: model.HasSpaceAsSuffix = reader.ReadBoolean(); break;
                case 35: model.HasByteFallback = reader.ReadBoolean(); break;
                case 40: model.UnknownId = reader.ReadInteger(); break;
                case 45: model.UnknownPiece = reader.ReadString(); break;
                case 48: model.PaddingPiece = reader.ReadString(); break;
                default: reader.Skip(); break;
            }
        }

        if (model.Algorithm is not (SentencePieceAlgorithm.Unigram or SentencePieceAlgorithm.Bpe))
        {
            string name = Enum.IsDefined(model.Algorithm) ? $"{model.Algorithm.ToString().ToUpperInvariant()} ({(int)model.Algorithm})" : $"{(int)model.Algorithm}";
            throw reader.Error($"the model type {name} is not known to this version. Known: UNIGRAM (1), BPE (2).");
        }
    }

    private static void ReadNormalizer(ReadOnlySpan<byte> bytes, SentencePieceModel model)
    {
        var reader = new ProtoReader(bytes, model.File, "normalizer_spec");
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 2: model.CharsMap = reader.ReadBytes().ToArray(); break;
                case 3: model.AddsDummyPrefix = reader.ReadBoolean(); break;
                case 4: model.RemovesExtraSpaces = reader.ReadBoolean(); break;
                case 5: model.EscapesSpaces = reader.ReadBoolean(); break;
                default: reader.Skip(); break;
            }
        }
    }

    // What SentencePiece itself checks on loading.
    private static void Check(SentencePieceModel model)
    {
        if (model.Pieces.Count == 0)
        {
            throw model.Error("no SentencePiece model: it has no pieces.");
        }

        var known = new HashSet<string>(model.Pieces.Count, StringComparer.Ordinal);
        int unknown = 0, bytes = 0;
        for (int i = 0; i < model.Pieces.Count; i++)
        {
            (string text, _, SentencePieceKind kind) = model.Pieces[i];
            if (!known.Add(text))
            {
                throw model.Error($"piece {i}: '{text}' stands there twice.");
            }

            unknown += kind == SentencePieceKind.Unknown ? 1 : 0;
            bytes += kind == SentencePieceKind.Byte ? 1 : 0;
        }

        if (unknown != 1)
        {
            throw model.Error($"{unknown} pieces stand for the unknown; expected one.");
        }

        if (model.HasByteFallback && Enumerable.Range(0, 256).Any(value => !known.Contains(ByteTokens.Name(value))))
        {
            throw model.Error("trainer_spec.byte_fallback is set, but not every byte has a piece.");
        }

        if (!model.HasByteFallback && bytes > 0)
        {
            throw model.Error($"{bytes} pieces stand for bytes, but trainer_spec.byte_fallback is not set.");
        }
    }
}
