using System.Security.Cryptography;

namespace EmotionOnnx.Bundles;

/// <summary>Compares a bundle's files with their size and sha256 in emotion.json.</summary>
internal static class FileVerifier
{
    private const string Remedy = "Get the bundle again, or, if the change was meant, `emotion model seal` writes new hashes.";

    /// <summary>Checks files.</summary>
    /// <returns>What differs, one per file.</returns>
    public static IReadOnlyList<BundleException> Check(string folder, IEnumerable<BundleFile> files, CancellationToken cancellationToken)
    {
        var problems = new List<BundleException>();
        foreach (BundleFile file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Check(folder, file) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    private static BundleException? Check(string folder, BundleFile file)
    {
        string path = Path.Combine(folder, file.Name);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            if (stream.Length != file.Size)
            {
                return new BundleException(path, $"the file has {stream.Length} bytes; emotion.json says {file.Size}. It was cut or altered. {Remedy}");
            }

            string hash = Convert.ToHexStringLower(SHA256.HashData(stream));
            return hash == file.Sha256
                ? null
                : new BundleException(path, $"the file's sha256 is {hash}; emotion.json says {file.Sha256}. It was altered. {Remedy}");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new BundleException(path, $"the file is missing; emotion.json lists it with {file.Size} bytes. {Remedy}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new BundleException(path, $"the file can't be read: {error.Message}", error);
        }
    }
}
