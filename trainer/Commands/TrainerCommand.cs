using System.CommandLine;

namespace PhotoScore.Trainer.Commands;

/// <summary>The command line: one sub-command for each thing that the trainer does.</summary>
internal static class TrainerCommand
{
    public static RootCommand Create() => new("Trains PhotoScore's models and publishes them, and works with what it published.")
    {
        ArchitecturesCommand.Create(),
        EvaluateCommand.Create(),
        ExportCommand.Create(),
        LearningRateCommand.Create(),
        PredictCommand.Create(),
        RunCommand.Create(),
        WorkerCommand.Create(),
    };
}
