using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>The reference: a process that runs reference.mjs or reference.py.</summary>
internal sealed class Reference : IDisposable
{
    private readonly Process _process;
    private bool _hasDetail;

    internal Reference(Engine engine, int? threads = null)
    {
        string folder = Path.GetDirectoryName(Checkout.Find("tools/peers/reference.mjs"))!;
        _process = engine == Engine.Npm
            ? Start("node", folder, "reference.mjs", threads)
            : Start("/usr/bin/python3", folder, "reference.py");
    }

    /// <summary>The version of the reference.</summary>
    internal string Version { get; private set; } = "";

    /// <summary>Makes a tokenizer the one that <see cref="Encode"/> uses.</summary>
    internal void Configure(Subject subject, Variant variant)
    {
        string options = variant.Reference.Trim();
        string request = $"{{ {subject.Source}{(options.Length > 0 ? ", " : "")}{options} }}";
        _hasDetail = variant.HasDetail;
        Send([1, .. Encoding.UTF8.GetBytes(request)]);
        using JsonDocument answer = JsonDocument.Parse(Receive());
        if (answer.RootElement.TryGetProperty("error", out JsonElement error))
        {
            throw new ParityException($"{subject.Name}: the reference can't load it: {error.GetString()}");
        }

        Version = answer.RootElement.GetProperty("version").GetString()!;
    }

    /// <summary>Tokenizes texts, each alone or with a second one.</summary>
    internal ReferenceEncodings Encode(IReadOnlyList<(string First, string? Second)> texts)
    {
        var frame = new MemoryStream();
        frame.WriteByte(2);
        foreach ((string first, string? second) in texts)
        {
            Write(frame, first);
            Write(frame, second);
        }

        Send(frame.ToArray());
        return new ReferenceEncodings(MemoryMarshal.Cast<byte, int>(Receive()).ToArray(), _hasDetail);
    }

    /// <summary>The seconds that the fastest round over all texts takes without transport: one text after another, and in batches.</summary>
    internal (double OneByOne, double Batched) Time(IReadOnlyList<string> texts, int seconds)
    {
        var frame = new MemoryStream();
        frame.WriteByte(3);
        frame.WriteByte((byte)seconds);
        foreach (string text in texts)
        {
            Write(frame, text);
        }

        Send(frame.ToArray());
        byte[] answer = Receive();
        return (BinaryPrimitives.ReadDoubleLittleEndian(answer), BinaryPrimitives.ReadDoubleLittleEndian(answer.AsSpan(8)));
    }

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Fetches npm tokenizers where it is not there yet.</summary>
    internal static void Install()
    {
        string folder = Path.GetDirectoryName(Checkout.Find("tools/peers/reference.mjs"))!;
        if (Directory.Exists(Path.Combine(folder, "node_modules", "tokenizers")))
        {
            return;
        }

        // On Windows npm is a script, which only a shell runs.
        using Process npm = OperatingSystem.IsWindows()
            ? Start("cmd", folder, "/c npm ci --no-audit --no-fund --loglevel=error")
            : Start("npm", folder, "ci --no-audit --no-fund --loglevel=error");
        string output = npm.StandardOutput.ReadToEnd();
        npm.WaitForExit();
        if (npm.ExitCode != 0)
        {
            throw new ParityException($"npm ci failed in {folder}: {output}");
        }
    }

    private static Process Start(string program, string folder, string arguments, int? threads = null)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new ParityException($"{program} can't be started ({error.Message}). The reference needs Node.js 18 or later with npm, and for .model files Debian's python3-sentencepiece.");
        }
    }

    private static void Write(MemoryStream frame, string? text)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text?.Length ?? -1);
        frame.Write(length);
        frame.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private void Send(byte[] frame)
    {
        Span<byte> head = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(head, frame.Length);
        Stream stream = _process.StandardInput.BaseStream;
        try
        {
            stream.Write(head);
            stream.Write(frame);
            stream.Flush();
        }
        catch (IOException)
        {
            throw new ReferenceEndedException();
        }
    }

    private byte[] Receive()
    {
        Stream stream = _process.StandardOutput.BaseStream;
        try
        {
            Span<byte> head = stackalloc byte[4];
            stream.ReadExactly(head);
            byte[] frame = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
            stream.ReadExactly(frame);
            return frame;
        }
        catch (EndOfStreamException)
        {
            throw new ReferenceEndedException();
        }
    }
}
