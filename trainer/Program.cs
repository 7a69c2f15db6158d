using PhotoScore.Trainer.Commands;

return await TrainerCommand.Create().Parse(args).InvokeAsync();
