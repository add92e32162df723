using System.Buffers.Binary;
using System.Text;

namespace EmotionOnnx.Tokenization.SentencePiece;

/// <summary>
/// Goes through one message of Protocol Buffers' wire format (protobuf.dev/programming-guides/encoding), field by field, within the
/// bounds of its bytes.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message, string file, string place)
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = message;
    private int _wireType;

    /// <summary>The number of the field that stands there.</summary>
    internal int Field { get; private set; }

    internal readonly TokenizerException Error(string message) => new(file, $"{place}: {message}");

    /// <summary>Goes on to the next field; its value must then be read or skipped.</summary>
    internal bool TryNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong tag = ReadVarint();
        _wireType = (int)(tag & 7);
        Field = tag >> 3 is > 0 and <= 0x1FFFFFFF and var field ? (int)field : throw Error("a field has an impossible number.");
        return true;
    }

    internal void Skip()
    {
        switch (_wireType)
        {
            case Varint:
                ReadVarint();
                break;
            case Fixed64:
                Take(8);
                break;
            case Bytes:
                ReadBytes();
                break;
            case Fixed32:
                Take(4);
                break;
            default:
                throw Error($"field {Field} has the unknown wire type {_wireType}.");
        }
    }

    internal ReadOnlySpan<byte> ReadBytes()
    {
        Expect(Bytes);
        ulong length = ReadVarint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw Error($"field {Field} ends behind the end.");
    }

    internal string ReadString()
    {
        try
        {
            return StrictUtf8.GetString(ReadBytes());
        }
        catch (DecoderFallbackException error)
        {
            throw new TokenizerException(file, $"{place}: field {Field} is not valid UTF-8.", error);
        }
    }

    internal float ReadSingle()
    {
        Expect(Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(4));
    }

    internal bool ReadBoolean() => ReadInteger() != 0;

    internal int ReadInteger()
    {
        Expect(Varint);
        long value = (long)ReadVarint();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Error($"field {Field} is no 32-bit integer.");
    }

    private readonly void Expect(int wireType)
    {
        if (_wireType != wireType)
        {
            throw Error($"field {Field} has the wire type {_wireType}, expected {wireType}.");
        }
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Error("a number takes more than ten bytes.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw Error("it ends in the middle of a field.");
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
