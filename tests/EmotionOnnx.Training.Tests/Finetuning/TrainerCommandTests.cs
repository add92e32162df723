using EmotionOnnx.Tests.Support;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training.Tests.Finetuning;

public sealed class TrainerCommandTests
{
    [Theory]
    [InlineData("train {request}", "train", "/tmp/request.json")]
    [InlineData("train", "train", "/tmp/request.json")]
    [InlineData("  python3   my\\train.py --in={request} -v ", "python3", "my\\train.py|--in=/tmp/request.json|-v")]
    [InlineData("'C:\\Program Files\\python.exe' \"a b\".py ''", "C:\\Program Files\\python.exe", "a b.py||/tmp/request.json")]
    public void A_command_line_is_cut_into_words(string line, string program, string arguments)
    {
        var command = TrainerCommand.Parse(line);
        Assert.Equal(program, command.Program);
        Assert.Equal(arguments, string.Join('|', command.ArgumentsFor("/tmp/request.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("python 'my trainer.py")]
    public void A_command_line_that_is_none_is_an_error(string line) => Assert.Throws<FormatException>(() => TrainerCommand.Parse(line));

    [Fact]
    public void Our_trainer_is_found_beside_the_app_or_above_it()
    {
        Assert.True(File.Exists(TrainerScript.Find()));
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["repository/tools/finetune"]);
        File.WriteAllText(folder["repository/tools/finetune/trainer.py"], "");
        Directory.CreateDirectory(folder["repository/src/app/bin"]);
        Assert.Equal(Path.GetFullPath(folder["repository/tools/finetune/trainer.py"]), TrainerScript.Find(folder["repository/src/app/bin"]));
        Assert.Contains("The trainer is not there", Assert.Throws<TrainerException>(() => TrainerScript.Find(folder.Path)).Message);
    }

    [Fact]
    public void Without_a_python_the_message_says_what_to_install()
    {
        string message = Assert.Throws<TrainerException>(() => PythonFinder.Find("/no/such/python")).Message;
        Assert.Contains("/no/such/python: not there", message);
        Assert.Contains("apt install python3-torch python3-onnx libopenblas0-pthread", message);
        Assert.Contains("py -m pip install torch onnx numpy", message);
        Assert.Contains("python3 -m pip install torch onnx numpy", message);
    }

    [ShellFact]
    public void A_python_without_pytorch_is_told_from_one_that_is_none()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("Python 3.11 without torch, onnx", Message("echo 3.11 torch onnx"));
        Assert.Contains("exit code 2: no such option", Message("echo 'no such option' >&2; exit 2"));
        Assert.Contains("gave no answer", Message("true"));
        Assert.Equal(folder["python"], PythonFinder.Find(Fake("echo 3.11")).Program);

        string Message(string script) => Assert.Throws<TrainerException>(() => PythonFinder.Find(Fake(script))).Message;

        string Fake(string script)
        {
            File.WriteAllText(folder["python"], $"#!/bin/sh\n{script}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder["python"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
            }

            return folder["python"];
        }
    }
}
