using System.CommandLine;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<TrainingDevice?> Device(string otherwise) => new("--device")
    {
        Description = $"Where to compute: auto, cpu or cuda. {otherwise}",
        CustomParser = result =>
        {
            if (Enum.TryParse<TrainingDevice>(result.Tokens.Single().Value, ignoreCase: true, out var device) && Enum.IsDefined(device))
                return device;
            result.AddError($"'{result.Tokens.Single().Value}' is no device; choose auto, cpu or cuda.");
            return null;
        },
    };
}
