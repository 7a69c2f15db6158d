using System.CommandLine;
using PhotoScore.Trainer.Commands;

var root = new RootCommand("Trains PhotoScore's models and publishes them.")
{
    ArchitecturesCommand.Create(),
    RunCommand.Create(),
    WorkerCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
