using EmotionOnnx.Parity;

return ParityProgram.Run(args, Console.Out, Console.Error);
