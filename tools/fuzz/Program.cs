using EmotionOnnx.Fuzz;

return FuzzCommand.Create().Parse(args).Invoke();
