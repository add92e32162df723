using EmotionOnnx.Cli.Hosting;

return EmotionOnnx.Cli.EmotionCommand.Run(args, SystemConsole.Open());
