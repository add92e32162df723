using System.Text;

namespace EmotionOnnx.Cli.Tests.Support;

/// <summary>Input that comes in two portions; before the second it looks at how much was answered.</summary>
internal sealed class StepwiseInput(string first, Func<long> answered, string second) : Stream
{
    private int _step;

    public long LengthBeforeSecond { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        string portion = _step switch { 0 => first, 1 => second, _ => "" };
        if (_step++ == 1)
        {
            LengthBeforeSecond = answered();
        }

        return Encoding.UTF8.GetBytes(portion, buffer.AsSpan(offset, count));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
