using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>The reference: a node process that runs reference.mjs.</summary>
internal sealed class Reference : IDisposable
{
    private readonly Process _process;

    internal Reference()
    {
        string folder = FindFolder();
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "tokenizers")))
        {
            Npm(folder);
        }

        _process = Start("node", folder, "reference.mjs");
    }

    /// <summary>The version of npm tokenizers.</summary>
    internal string Version { get; private set; } = "";

    /// <summary>Makes a tokenizer the one that <see cref="Encode"/> uses.</summary>
    internal void Configure(Subject subject, Variant variant)
    {
        string source = subject.Json is null
            ? $"\"vocabulary\": {Quote(subject.Vocabulary!)}, \"lowercase\": {(subject.IsLowercase ? "true" : "false")}"
            : $"\"tokenizer\": {Quote(subject.Json)}";
        string options = variant.Reference.Trim();
        string request = $"{{ {source}{(options.Length > 0 ? ", " : "")}{options} }}";
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
        return new ReferenceEncodings(MemoryMarshal.Cast<byte, int>(Receive()).ToArray());
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
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string FindFolder()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string folder = Path.Combine(at.FullName, "tools", "peers");
            if (File.Exists(Path.Combine(folder, "reference.mjs")))
            {
                return folder;
            }
        }

        throw new ParityException($"There is no tools/peers/reference.mjs above {AppContext.BaseDirectory}.");
    }

    private static void Npm(string folder)
    {
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

    private static Process Start(string program, string folder, string arguments)
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
            throw new ParityException($"{program} can't be started ({error.Message}). The reference needs Node.js 18 or later with npm.");
        }
    }

    private static string Quote(string path) => $"\"{JsonEncodedText.Encode(Path.GetFullPath(path))}\"";

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
        stream.Write(head);
        stream.Write(frame);
        stream.Flush();
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
            throw new ParityException("The reference (node reference.mjs) ended before it answered; its error stands above.");
        }
    }
}
