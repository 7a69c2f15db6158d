using System.Text.Json;
using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Training.Sweeps;

/// <summary>A search among trainings for the one that answers the validation split best. Everything but the dataset may be left out.</summary>
public sealed record SweepRequest
{
    /// <summary>The dataset to learn from.</summary>
    public required DatasetName Dataset { get; init; }

    /// <summary>Its version; the newest complete one when null.</summary>
    public VersionId? Version { get; init; }

    /// <summary>
    /// Where to search: an object with members of a training request, each a value, a list to choose from, or a range
    /// <c>{ "min", "max", "log" }</c>; a list of such objects; or <c>default</c>, which may stand in the list too.
    /// </summary>
    public JsonElement? Space { get; init; }

    /// <summary>
    /// Pretrained weights by architecture, or by what the names of several begin with, such as <c>mobilenet-v2</c>. Trunks that are of no use
    /// without weights are in the default space only when theirs are here.
    /// </summary>
    public IReadOnlyDictionary<string, WeightsSource>? Weights { get; init; }

    /// <summary>How many configurations are tried. Null leaves it to <see cref="Hours"/>, or to the size of the space.</summary>
    public int? Trainings { get; init; }

    /// <summary>How long trials may be started, in hours. The winner's own training is not counted.</summary>
    public double? Hours { get; init; }

    /// <summary>Trials that are in the pool at once.</summary>
    public int? Parallel { get; init; }

    /// <summary>Decides the configurations, and the trainings' own seed.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What every training needs of the machine.</summary>
    public TrainingDevice Device { get; init; } = TrainingDevice.Auto;

    /// <summary>Whether the winner answers when no version is named.</summary>
    public Promotion Promote { get; init; } = Promotion.IfBetter;
}
