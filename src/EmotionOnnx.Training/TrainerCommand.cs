using System.Text;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training;

/// <summary>A program that trains behind the contract (docs/trainer-contract.md), with its arguments. Immutable.</summary>
public sealed class TrainerCommand
{
    /// <summary>What stands for the request's path among the arguments.</summary>
    public const string RequestPlaceholder = "{request}";

    /// <summary>Makes a command.</summary>
    /// <param name="program">The program: a path, or a name that is looked for on the PATH.</param>
    /// <param name="arguments">Its arguments. <see cref="RequestPlaceholder"/> stands for the request's path; where it stands nowhere the path comes last.</param>
    public TrainerCommand(string program, params IEnumerable<string> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentNullException.ThrowIfNull(arguments);
        Program = program;
        Arguments = Array.AsReadOnly(arguments.ToArray());
    }

    /// <summary>The program.</summary>
    public string Program { get; }

    /// <summary>Its arguments, with the placeholder.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Reads a command line: words with spaces between them, a word or part of one in single or double quotes.</summary>
    /// <param name="commandLine">For example <c>python3 my_trainer.py {request}</c>. No shell reads it.</param>
    /// <exception cref="FormatException">It is empty, or a quote is not closed.</exception>
    public static TrainerCommand Parse(string commandLine)
    {
        ArgumentNullException.ThrowIfNull(commandLine);
        List<string> words = Words(commandLine);
        return words is [{ Length: > 0 } program, ..]
            ? new TrainerCommand(program, words.Skip(1))
            : throw new FormatException("The trainer's command line names no program.");
    }

    /// <summary>Our own trainer, run by a Python that has what it needs.</summary>
    /// <param name="python">The Python to take; null for one that is found: the environment variable PYTHON, or the first of those on this machine that has PyTorch.</param>
    /// <exception cref="TrainerException">There is no Python, it lacks a package, or the trainer's files are not there; the message says what to install.</exception>
    public static TrainerCommand Default(string? python = null)
    {
        string script = TrainerScript.Find();
        PythonInstallation found = PythonFinder.Find(python ?? Environment.GetEnvironmentVariable("PYTHON"));
        return new TrainerCommand(found.Program, [.. found.Arguments, script, RequestPlaceholder]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', [Program, .. Arguments]);

    internal IEnumerable<string> ArgumentsFor(string request) => Arguments.Any(argument => argument.Contains(RequestPlaceholder, StringComparison.Ordinal))
        ? Arguments.Select(argument => argument.Replace(RequestPlaceholder, request, StringComparison.Ordinal))
        : [.. Arguments, request];

    // A backslash is a character like any other: Windows has them in paths.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char quote = '\0';
        foreach (char c in line)
        {
            if (quote != '\0')
            {
                _ = c == quote ? quote = '\0' : word!.Append(c)[^1];
            }
            else if (c is '"' or '\'')
            {
                word ??= new StringBuilder();
                quote = c;
            }
            else if (char.IsWhiteSpace(c))
            {
                if (word is not null)
                {
                    words.Add(word.ToString());
                    word = null;
                }
            }
            else
            {
                (word ??= new StringBuilder()).Append(c);
            }
        }

        if (quote != '\0')
        {
            throw new FormatException($"The trainer's command line has a {quote} that is not closed.");
        }

        if (word is not null)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
